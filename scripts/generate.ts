import { outdated, prune, write } from "./generate/files";
import type { Generated } from "./generate/files";
import { beforeRules, fromRules } from "./generate/index";

/** Writes what can be derived, in two stages: the second needs the rules, and these need the first. `node generate.js before-rules | from-rules`. */
async function main([stage, mode]: readonly string[]): Promise<void> {
  if (stage === "before-rules") {
    report(beforeRules(), "", mode === "--check");
    return;
  }
  const { RULES } = await import("../server/src/rules/index.generated.js");
  report(fromRules(RULES), "docs/rules", mode === "--check");
}

function report(files: readonly Generated[], folder: string, check: boolean): void {
  const changed = outdated(files);
  if (check) {
    for (const file of changed) console.log(`out of date  ${file}`);
    if (changed.length) process.exitCode = 1;
    return;
  }
  const removed = folder === "" ? [] : prune(folder, new Set(files.map((file) => file.path)));
  write(files.filter((file) => changed.includes(file.path)));
  for (const file of changed) console.log(`written  ${file}`);
  for (const file of removed) console.log(`removed  ${file}`);
}

void main(process.argv.slice(2));

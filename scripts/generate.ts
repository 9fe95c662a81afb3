import { outdated, prune, write } from "./generate/files";
import type { Generated } from "./generate/files";
import { beforeRules, fromRules } from "./generate/index";

/** Writes what can be derived, in two stages: the second needs the rules, and these need the first. `node generate.js before-rules | from-rules`. */
async function main(stage: string | undefined): Promise<void> {
  if (stage === "before-rules") {
    report(beforeRules(), []);
    return;
  }
  const { RULES } = await import("../server/src/rules/index.generated.js");
  const files = fromRules(RULES);
  report(files, prune("docs/rules", new Set(files.map((file) => file.path))));
}

function report(files: readonly Generated[], removed: readonly string[]): void {
  const changed = outdated(files);
  write(files.filter((file) => changed.includes(file.path)));
  for (const file of changed) console.log(`written  ${file}`);
  for (const file of removed) console.log(`removed  ${file}`);
}

void main(process.argv[2]);

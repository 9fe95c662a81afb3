/**
 * Writes everything that can be derived: `npm run generate`; with `--check` it only says what is out of date, and fails. The generator is TypeScript and needs the rules, which need what its first
 * stage writes; so it is bundled (without a type check) and run twice.
 */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { repository } from "./process.mjs";

const check = process.argv.includes("--check");
const outfile = path.join(repository, "out/scripts/generate/bundle.js");

for (const stage of ["before-rules", "from-rules"]) {
  await build({
    absWorkingDir: repository,
    entryPoints: ["scripts/generate.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
    mainFields: ["module", "main"],
    // The compiler is read as it lies there; and the first stage must not touch rules that may not compile yet.
    external: ["typescript", ...(stage === "before-rules" ? ["../server/src/rules/index.generated.js"] : [])],
  });
  const { status } = spawnSync(process.execPath, [outfile, stage, ...(check ? ["--check"] : [])], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

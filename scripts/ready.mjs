/**
 * One word that runs what a pull request must pass: formatting, what is generated, the linter, and every test but the editor's.
 *
 *   npm run ready
 */
import { repository, run, runMain, say } from "./process.mjs";
import path from "node:path";

/** @type {readonly (readonly [what: string, script: string, args: readonly string[]])[]} */
const steps = [
  ["formatting", "node_modules/prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."]],
  ["what is generated", "scripts/generate.mjs", ["--check"]],
  ["the linter", "node_modules/eslint/bin/eslint.js", [".", "--max-warnings", "0"]],
  ["the tests", "scripts/test.mjs", ["--no-editor"]],
];

await runMain(() => {
  for (const [what, script, args] of steps) {
    say(what);
    run(process.execPath, [path.join(repository, script), ...args]);
  }
  say("ready");
  return 0;
});

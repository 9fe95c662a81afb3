/** Builds the checkout with the programs in node_modules. */
import path from "node:path";
import { isMain, repository, run, runMain } from "./process.mjs";

/** What ships: dist/. */
export function bundle() {
  run(process.execPath, [path.join(repository, "esbuild.mjs")]);
}

/** What the tests import, out/, and what ships. */
export function build() {
  run(process.execPath, [path.join(repository, "node_modules", "typescript", "bin", "tsc"), "-b"]);
  bundle();
}

if (isMain(import.meta.url)) await runMain(build);

import { readFileSync } from "node:fs";
import path from "node:path";
import { initTreeSitter, loadLanguage } from "../languages/tree-sitter";

/** Loads the wasm grammars that lie beside the bundle. */
export async function loadGrammars(folder: string = __dirname): Promise<void> {
  const bytes = (name: string) => readFileSync(path.join(folder, name));
  await initTreeSitter({ wasmBinary: bytes("web-tree-sitter.wasm") });
  await Promise.all([loadLanguage("terraform", bytes("tree-sitter-terraform.wasm")), loadLanguage("bash", bytes("tree-sitter-bash.wasm"))]);
}

import { readFileSync } from "node:fs";
import { initTreeSitter, loadLanguage } from "../../server/src/languages/tree-sitter";

/** Loads the wasm grammars once, from node_modules. */
export async function loadGrammarsForTests(): Promise<void> {
  await initTreeSitter({ wasmBinary: bytes("web-tree-sitter/web-tree-sitter.wasm") });
  await loadLanguage("bash", bytes("tree-sitter-bash/tree-sitter-bash.wasm"));
  await loadLanguage("terraform", bytes("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm"));
}

const bytes = (path: string): Uint8Array => readFileSync(require.resolve(path));

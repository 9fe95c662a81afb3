import { Language, Parser } from "web-tree-sitter";
import type { Node } from "web-tree-sitter";

let started: Promise<void> | undefined;
const parsers = new Map<string, Parser>();

/** Starts tree-sitter from the bytes of its WebAssembly module: never a path, a browser has none. Further calls wait for the first. */
export function initTreeSitter(options: { readonly wasmBinary: Uint8Array }): Promise<void> {
  // A copy, because Emscripten asks for a whole ArrayBuffer and the bytes given may be a window on a larger one.
  started ??= Parser.init({ wasmBinary: new Uint8Array(options.wasmBinary).buffer });
  return started;
}

/** Makes a grammar known under a name. Needs {@link initTreeSitter} first. Until it resolves, {@link withTree} answers undefined. */
export async function loadLanguage(name: string, bytes: Uint8Array): Promise<void> {
  if (parsers.has(name)) return;
  const language = await Language.load(bytes);
  if (parsers.has(name)) return;
  const parser = new Parser();
  parser.setLanguage(language);
  parsers.set(name, parser);
}

export const hasGrammar = (name: string): boolean => parsers.has(name);

/**
 * Parses a text and hands its root to `use`. The tree lives outside the garbage collector's reach, so it is freed before this returns:
 * `use` makes nodes of its own and keeps none of tree-sitter's. Undefined while the grammar is not loaded.
 */
export function withTree<T>(name: string, text: string, use: (root: Node) => T): T | undefined {
  const parser = parsers.get(name);
  const tree = parser?.parse(text);
  if (!tree) return undefined;
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

import type { LanguageSupport } from "../../core/language";
import { splitDocuments } from "../yaml/split";
import { composeFacts } from "./facts";
import type { ComposeTree } from "./tree";
import { parseCompose } from "./tree";

/** Compose files. A second document of one is an override of the first, as Compose reads it. */
export const composeFiles: LanguageSupport<ComposeTree> = {
  kinds: ["compose"],
  split: (text) => splitDocuments(text, "document"),
  parse: (part, _kind, before) => parseCompose(part, before),
  errors: (tree) => tree.errors.length,
  facts: (tree, _part, file) => composeFacts(tree, file.path),
};

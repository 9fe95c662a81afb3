import type { LanguageSupport } from "../core/language";
import type { YamlTree } from "./yaml/node";
import { parseYaml } from "./yaml/parse";

/** `.plimsoll.yaml`: one part, because its findings need the whole of it. */
export const plimsollFiles: LanguageSupport<YamlTree> = {
  kinds: ["plimsoll"],
  split: (text) => [{ start: 0, end: text.length, kind: "configuration" }],
  parse: (part) => parseYaml(part.text, { version: "1.2", templated: false }),
  errors: (tree) => tree.errors.length,
  facts: () => [],
};

import type { LanguageSupport } from "../../core/language";
import type { YamlTree } from "../yaml/node";
import { parseYaml } from "../yaml/parse";

/** Rollout playbooks: one part, because every step may lead to any other. */
export const playbookFiles: LanguageSupport<YamlTree> = {
  kinds: ["playbook"],
  split: (text) => [{ start: 0, end: text.length, kind: "document" }],
  parse: (part) => parseYaml(part.text, { version: "1.2", templated: false }),
  errors: (tree) => tree.errors.length,
  facts: () => [],
};

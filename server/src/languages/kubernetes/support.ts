import type { LanguageSupport } from "../../core/language";
import { findMasks, maskText } from "../helm/mask";
import type { YamlTree } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { splitDocuments } from "../yaml/split";
import { kubernetesFacts } from "./facts";

/** Manifests, and Helm templates: the same documents with their actions masked. */
export const kubernetesFiles: LanguageSupport<YamlTree> = {
  kinds: ["kubernetes", "helm-template"],
  split: (text, kind) =>
    splitDocuments(kind === "helm-template" && text.includes("{{") ? maskText(text, findMasks(text)) : text, "document"),
  parse: (part, kind, before) => parseYaml(part.text, { version: "1.1", templated: kind === "helm-template", before }),
  errors: (tree) => tree.errors.length,
  facts: (tree, part, file) => kubernetesFacts(tree, part, file.path),
};

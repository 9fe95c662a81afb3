import type { LanguageSupport } from "../../core/language";
import { terraformFacts } from "./facts";
import type { TerraformTree } from "./node";
import { parseTerraform } from "./parse";
import { splitTerraform } from "./split";

/** Terraform and OpenTofu: configuration files and variable files, in native syntax and in JSON. */
export const terraformFiles: LanguageSupport<TerraformTree> = {
  kinds: ["terraform", "tfvars"],
  split: (text, kind) => splitTerraform(text, kind === "tfvars" ? "setting" : "block"),
  parse: (part) => parseTerraform(part),
  facts: (tree, part, file) => terraformFacts(tree, part.text, file),
};

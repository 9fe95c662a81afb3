import type { Reading } from "../../core/rule";
import type { Attribute, TerraformTree } from "./node";

/** A setting of a `.tfvars` file. Its values are literals: Terraform allows nothing else there. */
export interface Setting {
  readonly node: Attribute;
  readonly reading: Reading;
}

export const settingsOf = (reading: Reading): readonly Setting[] =>
  (reading.tree as TerraformTree).attributes.map((node) => ({ node, reading }));

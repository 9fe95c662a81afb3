import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { TerraformBlock } from "./block";
import type { Expression } from "./node";

/** An entry of `required_providers`. */
export interface RequiredProvider {
  readonly name: string;
  /** Where its name stands. */
  readonly at: Range;
  /** `hashicorp/aws`; where it is not written, what Terraform takes for it. */
  readonly source: string;
  readonly version: Expression | undefined;
}

/** The entries of a `terraform` block, those of providers that Terraform itself contains not among them: they have no versions. */
export function requiredProviders(block: TerraformBlock): RequiredProvider[] {
  return block.blocks("required_providers").flatMap((required) =>
    required.node.attributes.flatMap(({ name, start, nameEnd, expression }): RequiredProvider[] => {
      const at = range(start, nameEnd);
      const implied = `hashicorp/${name}`;
      // Before 0.13 the version stood alone.
      if (expression.kind !== "object") return expression.kind === "literal" ? [{ name, at, source: implied, version: expression }] : [];
      const entry = (key: string) => expression.entries.find((found) => found.key.kind === "literal" && found.key.value === key)?.value;
      const source = entry("source");
      const written = source?.kind === "literal" ? String(source.value) : implied;
      return written.startsWith("terraform.io/builtin/") ? [] : [{ name, at, source: written, version: entry("version") }];
    }),
  );
}

import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { expressionsOf } from "../../languages/terraform/node";
import type { Expression } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/duplicate-map-key",
  summary: "Key that stands in a map twice",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_map_duplicate_keys"],
  references: ["https://developer.hashicorp.com/terraform/language/expressions/types#maps-objects"],
  rationale: "The last one wins and Terraform says nothing: what the first one was meant to set is lost.",
  examples: [
    {
      title: "the same key twice",
      source: hcl`
locals {
  sizes = {
    dev  = "t3.micro"
    prod = "m7g.large"
    "dev" = "t3.small"
    ^^^^^ warning: "dev" stands in this map already: the last one wins.
  }
}
`,
    },
    {
      title: "two maps, keys that are worked out, the same value twice",
      source: "locals {\n  a = { x = 1 }\n  b = { x = 1, (local.k) = 2, (local.k) = 3 }\n  c = { x = 1, x = 1 }\n}\n",
    },
  ],
  on: blocks,
  *check(block) {
    for (const object of expressionsOf(block.node)) {
      if (object.kind !== "object") continue;
      const { text } = block.reading.part;
      const seen = new Map<string, string>();
      for (const { key, value } of object.entries) {
        const name = nameOf(key);
        if (name === undefined) continue;
        // What is said twice alike is no loss.
        const said = text.slice(value.start, value.end);
        if ((seen.get(name) ?? said) !== said)
          yield { at: range(key.start, key.end), message: `"${name}" stands in this map already: the last one wins.` };
        seen.set(name, said);
      }
    }
  },
});

const nameOf = (key: Expression): string | undefined => (key.kind === "literal" && key.value !== null ? String(key.value) : undefined);

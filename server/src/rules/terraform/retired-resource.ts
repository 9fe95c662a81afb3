import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";
import { RETIRED_RESOURCES } from "./retired-resource.table";

export default defineRule({
  id: "terraform/retired-resource",
  summary: "Resource type that something newer replaces",
  severity: "info",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: RETIRED_RESOURCES.flatMap(({ names }) => names),
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs"],
  rationale:
    "Older types are kept for what exists. New resources start with the current one; moving an existing one takes an import, or a `moved` block where the provider supports it, and a plan that changes nothing.",
  examples: [
    {
      title: "the older kind of rule",
      source: hcl`
resource "aws_security_group_rule" "web" {
                                   ^^^^^ info: Resource "web" is the older kind of rule: aws_vpc_security_group_ingress_rule and _egress_rule have ids and tags of their own.
  type = "ingress"
}
`,
    },
    { title: "the current one", source: `resource "aws_vpc_security_group_ingress_rule" "web" {\n  ip_protocol = "tcp"\n}\n` },
  ],
  on: resources(...RETIRED_RESOURCES.map(({ kind }) => kind)),
  *check(resource) {
    for (const { kind, says, names } of RETIRED_RESOURCES)
      if (kind === resource.kind)
        yield { at: resource.anchor, tag: "deprecated", message: `Resource "${resource.name}" ${says}.`, equivalents: names };
  },
});

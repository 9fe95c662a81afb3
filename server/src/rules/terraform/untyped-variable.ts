import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { variables } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/untyped-variable",
  summary: "Variable without a type",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  patient: true,
  guidance: ["MOD-08"],
  equivalents: ["tflint:terraform_typed_variables", "kics:variable_without_type"],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables#type-constraints"],
  rationale:
    "A type is a check at the border: a text where a list belongs is refused with a clear message, and not somewhere below it. An opinion: where a default says it, little is lost.",
  examples: [
    {
      title: "anything goes",
      source: hcl`
variable "subnets" {
         ^^^^^^^^^ hint: Variable "subnets" takes a value of any type.
}
`,
    },
    { title: "a type", source: `variable "subnets" {\n  type = list(string)\n}\n` },
  ],
  on: variables,
  *check(variable) {
    if (variable.open || variable.has("type")) return;
    yield { at: variable.anchor, message: `Variable "${variable.name}" takes a value of any type.` };
  },
});

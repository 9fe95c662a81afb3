import { hcl } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { outputs, variables } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/undescribed-variable",
  summary: "Variable or output without a description",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: [
    "tflint:terraform_documented_variables",
    "tflint:terraform_documented_outputs",
    "kics:variable",
    "kics:output_without_description",
  ],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables#input-variable-documentation"],
  rationale: "Tools show the description where a module is called, and registries print it. An opinion: a good name often says as much.",
  examples: [
    {
      title: "a name alone",
      source: hcl`
output "endpoint" {
       ^^^^^^^^^^ hint: Output "endpoint" says nothing of itself: there is no description.
  value = aws_db_instance.main.endpoint
}
`,
    },
    { title: "described", source: `variable "subnets" {\n  description = "Where the service runs."\n}\n` },
  ],
  on: query(["terraform"], (reading) => [...variables.of(reading), ...outputs.of(reading)]),
  *check(block) {
    if (block.open || block.has("description")) return;
    const kind = block.type === "variable" ? "Variable" : "Output";
    yield { at: block.anchor, message: `${kind} "${block.name}" says nothing of itself: there is no description.` };
  },
});

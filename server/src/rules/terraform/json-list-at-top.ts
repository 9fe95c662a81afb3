import { files } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { parts } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/json-list-at-top",
  summary: "JSON configuration with a list at its top",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_json_syntax"],
  references: ["https://developer.hashicorp.com/terraform/language/syntax/json"],
  rationale: "The documented form is one object whose keys are block types. A list of such objects is read for the sake of old generators.",
  examples: [
    {
      title: "a list",
      source: files({
        "main.tf.json":
          '[\n^ hint: The top of the file is an object, not a list.\n  { "resource": { "aws_sqs_queue": { "orders": { "name": "orders" } } } }\n]\n',
      }),
    },
    { title: "an object", source: files({ "main.tf.json": '{ "resource": { "aws_sqs_queue": { "orders": { "name": "orders" } } } }\n' }) },
  ],
  on: parts,
  *check({ part }) {
    const at = part.kind === "json" ? /^\uFEFF?\s*\[/.exec(part.text)?.[0].length : undefined;
    if (at !== undefined) yield { at: range(at - 1, at), message: "The top of the file is an object, not a list." };
  },
});

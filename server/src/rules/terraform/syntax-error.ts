import { hcl } from "../../core/example";
import type { Query } from "../../core/rule";
import { defineRule, query } from "../../core/rule";
import { range, underline } from "../../core/text";
import type { Range } from "../../core/text";
import type { TerraformTree } from "../../languages/terraform/node";

interface SyntaxError {
  readonly at: Range;
  readonly message: string;
}

/** The first error of each part: what follows is mostly its consequence. */
const firstErrors: Query<SyntaxError> = query(["terraform", "tfvars"], ({ tree, part }) => {
  const { errors, blocks } = tree as TerraformTree;
  const [error] = errors;
  if (!error) return [];
  const [header] = blocks;
  // What is missing at the end of a block is shown where the block begins: there the reader finds its brace.
  const isAtEnd = part.text.slice(error.start).trim() === "" && header !== undefined;
  return [{ at: isAtEnd ? range(header.start, header.typeEnd) : underline(part.text, error), message: error.message }];
});

export default defineRule({
  id: "terraform/syntax-error",
  summary: "Text that Terraform cannot read",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/syntax/configuration"],
  rationale:
    "Terraform stops at the first error of a file and reads nothing else in the directory. Each top-level block is read for itself here, so one missing " +
    "brace costs one block, and the findings of all others stay. Where HashiCorp's extension shows syntax errors this rule stands down.",
  examples: [
    {
      title: "a missing brace, and a block that is read all the same",
      source: hcl`
resource "aws_s3_bucket" "logs" {
^^^^^^^^ error: "}" is missing.
  bucket = "acme-logs"

resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}
`,
    },
    {
      title: "as it should be",
      source: hcl`
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
`,
    },
  ],
  on: firstErrors,
  *check(error) {
    yield error;
  },
});

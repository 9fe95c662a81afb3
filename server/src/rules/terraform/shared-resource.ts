import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { useFact } from "../../languages/terraform/facts";
import { resources } from "../../languages/terraform/queries";

/** A resource that several others share, each of which should have its own. */
interface SharedRow extends Pick<Rule, "id" | "summary" | "category" | "guidance" | "references" | "rationale"> {
  readonly kind: string;
  readonly noun: string;
  /** The types of its users. */
  readonly by: readonly string[];
  /** The argument by which they use it, for the examples. */
  readonly through: string;
  readonly says: (count: number) => string;
}

const ROWS: readonly SharedRow[] = [
  {
    id: "terraform/shared-function-role",
    summary: "Role of several functions",
    category: "security",
    kind: "aws_iam_role",
    noun: "Role",
    by: ["aws_lambda_function"],
    through: "role",
    says: (count) => `is the role of ${count} functions, each of which has the rights of all`,
    guidance: ["IAM-17"],
    references: ["https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"],
    rationale:
      "Functions that share a role share the sum of their rights: a flaw in the one that resizes pictures opens the data of the one that takes payments. A role costs nothing.",
  },
  {
    id: "terraform/single-nat-gateway",
    summary: "NAT gateway that several route tables lead to",
    category: "reliability",
    kind: "aws_nat_gateway",
    noun: "NAT gateway",
    by: ["aws_route", "aws_route_table"],
    through: "nat_gateway_id",
    says: (count) => `is the way out of ${count} route tables, which fail with its zone and pay for crossing zones`,
    guidance: ["ING-26"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html"],
    rationale:
      "A NAT gateway lives in one zone. Route tables of other zones lose the internet with it and pay for each gigabyte that crosses over. One gateway a zone ends both; where a standing charge for each is too much, as in development, one table would do.",
  },
];

/** One rule for each row. */
export default defineRules<SharedRow, TerraformBlock>(ROWS, ({ kind, noun, by, through, says, ...words }): Rule<TerraformBlock> => {
  const header = `resource "${kind}" "main" {`;
  const [user = ""] = by;
  const users = (name: string, step = "") => `\nresource "${user}" "${name}" {\n  ${through} = ${kind}.main${step}.id\n}\n`;
  return {
    ...words,
    severity: "info",
    preset: "strict",
    equivalents: [],
    since: "0.1.0",
    examples: [
      {
        title: "two users",
        source: `${header}\n${" ".repeat(header.indexOf('"main"'))}^^^^^^ info: ${noun} "main" ${says(2)}.\n}\n${users("a")}${users("b")}`,
      },
      { title: "one user", source: `${header}\n}\n${users("a")}` },
      { title: "one for each", source: `${header}\n  count = 2\n}\n${users("a", "[0]")}${users("b", "[1]")}` },
    ],
    on: resources(kind),
    *check(resource, _context, scope): Iterable<Finding> {
      if (resource.open || resource.has("count") || resource.has("for_each")) return;
      const users = scope.all(useFact, resource.address).filter(({ value }) => by.includes(value.by)).length;
      if (users > 1) yield { at: resource.anchor, message: `${noun} "${resource.name}" ${says(users)}.` };
    },
  };
});

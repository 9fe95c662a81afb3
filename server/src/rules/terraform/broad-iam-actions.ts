import { hcl } from "../../core/example";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import type { PlacedStatement, Policy } from "../../languages/terraform/policies";
import { identityPolicies } from "../../languages/terraform/policies";
import { findText } from "../../languages/terraform/policy";
import type { Value } from "../../languages/terraform/value";
import { textOf } from "../../languages/terraform/value";
import type { BroadActionRow } from "./broad-iam-actions.table";
import { BROAD_ACTIONS } from "./broad-iam-actions.table";

/** One rule for each row: actions that should not be allowed on every resource. */
export default defineRules<BroadActionRow, Policy>(BROAD_ACTIONS, (row): Rule<Policy> => {
  const { id, summary, guidance, references, rationale } = row;
  return {
    ...{ id, summary, guidance, references, rationale, severity: "info", preset: "all", category: "security", since: "0.1.0" },
    equivalents: [...new Set([...row.policy, ...row.document])],
    examples: [
      {
        title: "on every resource",
        source: `resource "aws_iam_policy" "deploy" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["${row.example}"], Resource = "*" }]
${" ".repeat(47)}${"^".repeat(row.example.length + 2)} info: Policy "deploy" ${row.says}: ${row.example}.
  })
}
`,
      },
      {
        title: "in a document",
        source: `data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["${row.example}"]
${" ".repeat(17)}${"^".repeat(row.example.length + 2)} info: Policy document "deploy" ${row.says}: ${row.example}.
    resources = ["*"]
  }
}
`,
      },
      {
        title: "named, denied, or on a condition",
        source: hcl`
resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" },
      { Effect = "Deny", Action = "s3:PutObject", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ecs.amazonaws.com" } } },
    ]
  })
}
`,
      },
    ],
    on: identityPolicies,
    *check(policy) {
      for (const statement of policy.statements) {
        const action = broadIn(row, statement);
        if (action) yield found(row, policy, statement, action);
      }
    },
  };
});

/** The first action of a statement that the row is about; one finding a statement is enough. */
function broadIn(row: BroadActionRow, statement: PlacedStatement): Value | undefined {
  if (statement.effect !== "Allow" || statement.inverted || statement.conditional || statement.principals) return undefined;
  if (row.everywhere !== true && !findText(statement.resources, "*")) return undefined;
  return statement.actions.find((action) => row.actions.test(textOf(action)?.toLowerCase() ?? ""));
}

const found = (row: BroadActionRow, policy: Policy, statement: PlacedStatement, action: Value): Finding => ({
  at: statement.placeOf(action),
  message: `${policy.title} ${row.says}: ${textOf(action) ?? ""}.`,
  equivalents: policy.isDocument ? row.document : row.policy,
  related: relatedTo([action]),
});

import { hcl } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { attributePolicy, policyDocuments } from "../../languages/terraform/policies";
import type { PlacedStatement } from "../../languages/terraform/policies";
import { blocks } from "../../languages/terraform/queries";
import type { Value } from "../../languages/terraform/value";
import { textOf } from "../../languages/terraform/value";

const ISSUER = "token.actions.githubusercontent.com";

export default defineRule({
  id: "terraform/wide-oidc-trust",
  summary: "Role that any GitHub workflow may take",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_AWS_358", "checkov:CKV_AWS_393"],
  references: ["https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws"],
  rationale:
    "GitHub signs tokens for every repository in the world. Which one may take the role is decided by the condition on `sub` alone: it has to name the " +
    "organisation and the repository, better the branch or environment too. A condition on the audience says nothing, because everyone has the same.",
  examples: [
    {
      title: "no condition on the subject",
      source: hcl`
data "aws_iam_policy_document" "deploy" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Policy document "deploy" trusts the workflows of every repository on GitHub: nothing limits the subject.
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}
`,
    },
    {
      title: "a subject that says nothing",
      source: hcl`
resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:*" } }
                                                                               ^^^^^^^^ warning: Role "deploy" trusts the workflows of every repository on GitHub: the subject may be repo:*.
    }]
  })
}
`,
    },
    {
      title: "a repository, an organisation, another issuer",
      source: hcl`
data "aws_iam_policy_document" "deploy" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/shop:ref:refs/heads/main", "repo:acme/\${var.repository}:*"]
    }
  }
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }
  }
}
`,
    },
  ],
  on: blocks,
  *check(block) {
    if (block.type === "resource" && block.kind === "aws_iam_role") {
      const policy = attributePolicy(block, block, "assume_role_policy", "Role");
      for (const statement of policy.statements) yield* judge(policy.title, statement, "checkov:CKV_AWS_393");
    } else if (block.type === "data" && block.kind === "aws_iam_policy_document") {
      for (const policy of policyDocuments.of(block.reading))
        if (policy.block.node === block.node)
          for (const statement of policy.statements) yield* judge(policy.title, statement, "checkov:CKV_AWS_358");
    }
  },
});

function* judge(title: string, statement: PlacedStatement, name: string): Iterable<Finding> {
  const issuer = statement.principals?.find((principal) => shapeOf(principal)?.includes(`oidc-provider/${ISSUER}`));
  if (!issuer || statement.effect !== "Allow" || statement.inverted) return;
  const trusts = `${title} trusts the workflows of every repository on GitHub`;
  const finding = (at: Range, why: string): Finding => ({ at, message: `${trusts}: ${why}.`, equivalents: [name] });
  const subjects = statement.conditions.filter(({ key }) =>
    /:(?:sub|repository|repository_owner|repository_id|repository_owner_id|job_workflow_ref)$/i.test(key),
  );
  if (!subjects.length) {
    const readable = statement.conditions.every(({ key }) => key !== "") && (!statement.conditional || statement.conditions.length > 0);
    if (readable) yield finding(statement.placeOf(issuer), "nothing limits the subject");
    return;
  }
  const wide = subjects.flatMap(({ values }) => values).find((value) => /^(?:\*|repo:\*.*|repo:\*\/.*)$/.test(textOf(value) ?? ""));
  if (wide) yield finding(statement.placeOf(wide), `the subject may be ${textOf(wide) ?? ""}`);
}

const shapeOf = (value: Value): string | undefined => (value.kind === "text" ? value.text : textOf(value));

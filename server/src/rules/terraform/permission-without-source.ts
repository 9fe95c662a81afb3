import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/permission-without-source",
  summary: "Function that a service may call for anybody",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["checkov:CKV_AWS_364", "trivy:AWS-0067"],
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"],
  rationale:
    "A service calls in the name of whoever set it up. Without `source_arn` or `source_account`, a bucket or rule in any other account can make it call this function with events of its choice.",
  examples: [
    {
      title: "S3 of any account",
      source: hcl`
resource "aws_lambda_permission" "uploads" {
                                 ^^^^^^^^^ info: Permission "uploads" lets s3.amazonaws.com call the function for every account.
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "s3.amazonaws.com"
}
`,
    },
    {
      title: "one bucket",
      source: hcl`
resource "aws_lambda_permission" "uploads" {
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.uploads.arn
}
`,
    },
  ],
  on: resources("aws_lambda_permission"),
  *check(permission) {
    const principal = permission.string("principal");
    if (principal === undefined || !/\.amazonaws\.com$/.test(principal)) return;
    if (["source_arn", "source_account", "principal_org_id"].every((name) => permission.lacks(name)))
      yield {
        at: permission.anchor,
        message: `Permission "${permission.name}" lets ${principal} call the function for every account.`,
      };
  },
});

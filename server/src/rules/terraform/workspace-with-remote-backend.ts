import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { backendFact } from "../../languages/terraform/facts";
import { expressionsOf } from "../../languages/terraform/node";
import { blocks } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/workspace-with-remote-backend",
  summary: "terraform.workspace where it may always be default",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["tflint:terraform_workspace_remote"],
  references: ["https://developer.hashicorp.com/terraform/language/backend/remote#workspaces"],
  rationale:
    "With the `remote` backend and runs in HCP Terraform, versions before 1.1 say `default` whatever the workspace, and a prefix is not part of the name. A variable that each workspace sets is right in every case.",
  examples: [
    {
      title: "the backend is remote",
      source: files({
        "main.tf": hcl`
resource "aws_sqs_queue" "orders" {
  name = "orders-\${terraform.workspace}"
                   ^^^^^^^^^^^^^^^^^^^ warning: With the remote backend terraform.workspace may not be the workspace's name.
}
`,
        "backend.tf": hcl`
terraform {
  backend "remote" {
    organization = "acme"
  }
}
`,
      }),
    },
    {
      title: "another backend",
      source:
        'terraform {\n  backend "s3" {\n    bucket = "acme"\n  }\n}\n\nresource "aws_sqs_queue" "orders" {\n  name = terraform.workspace\n}\n',
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    for (const expression of expressionsOf(block.node)) {
      if (expression.kind !== "reference" || expression.root !== "terraform" || expression.steps[0] !== "workspace") continue;
      if (scope.all(backendFact, "remote").length)
        yield {
          at: range(expression.start, expression.end),
          message: "With the remote backend terraform.workspace may not be the workspace's name.",
        };
    }
  },
});

import { files, hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isGenerated } from "../../languages/terraform/directory";
import { providerUseFact, requiredProviderFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";

/** What is built in or has no source of its own. */
const BUILT_IN: ReadonlySet<string> = new Set(["terraform", ""]);

export default defineRule({
  id: "terraform/undeclared-provider",
  summary: "Provider that required_providers does not name",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["tflint:terraform_required_providers"],
  references: ["https://developer.hashicorp.com/terraform/language/providers/requirements"],
  rationale:
    "Terraform then guesses the source from the name and takes any version. Roots should bound it, modules say what they need at least; it is said once for each provider.",
  examples: [
    {
      title: "used, not named",
      source: hcl`
resource "aws_sqs_queue" "orders" {
                         ^^^^^^^^ hint: Provider "aws" is used here and not in required_providers.
  name = "orders"
}

resource "aws_sqs_queue" "invoices" {
  name = "invoices"
}
`,
    },
    {
      title: "named in another file",
      source: files({
        "main.tf": 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n',
        "versions.tf":
          'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 6.0"\n    }\n  }\n}\n',
      }),
    },
  ],
  on: blocks,
  *check(block, _context, scope) {
    if (block.type !== "resource" && block.type !== "data") return;
    const provider = block.attribute("provider")?.expression;
    const name = provider?.kind === "reference" ? provider.root : (/^[a-z0-9]+/i.exec(block.kind)?.[0] ?? "");
    if (BUILT_IN.has(name) || scope.all(requiredProviderFact, name).length || isGenerated(scope)) return;
    const [first] = scope.all(providerUseFact, name);
    const isFirst = first !== undefined && first.at.part === block.reading.part && block.tree.blocks[0] === block.node;
    if (isFirst) yield { at: block.anchor, message: `Provider "${name}" is used here and not in required_providers.` };
  },
});

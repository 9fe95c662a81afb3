import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/endpoint-in-one-zone",
  summary: "Interface endpoint in a single zone",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["IAM-30"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html"],
  rationale:
    "It fails with its zone, and clients in other zones pay for each gigabyte that crosses over. A second subnet costs a second hourly fee: worth it in production, and a choice elsewhere.",
  examples: [
    {
      title: "one subnet",
      source: hcl`
resource "aws_vpc_endpoint" "secrets" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-central-1.secretsmanager"
  subnet_ids        = [aws_subnet.a.id]
                      ^^^^^^^^^^^^^^^^^ info: Endpoint "secrets" stands in one zone and fails with it.
}
`,
    },
    {
      title: "two, and a list from elsewhere",
      source: hcl`
resource "aws_vpc_endpoint" "secrets" {
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_subnet.a.id, aws_subnet.b.id]
}

resource "aws_vpc_endpoint" "logs" {
  vpc_endpoint_type = "Interface"
  subnet_ids        = aws_subnet.private[*].id
}
`,
    },
  ],
  on: resources("aws_vpc_endpoint"),
  *check(endpoint) {
    const expression = endpoint.attribute("subnet_ids")?.expression;
    if (!endpoint.is("vpc_endpoint_type", "Interface") || expression?.kind !== "list" || expression.items.length !== 1) return;
    const [only] = expression.items;
    // `[for …]`, `[local.subnets]` and splats may be several.
    const isOne =
      only?.kind === "literal" || (only?.kind === "reference" && /^aws_subnet$/.test(only.root) && !only.steps.includes(undefined));
    if (isOne) yield { at: endpoint.rangeOf("subnet_ids"), message: `Endpoint "${endpoint.name}" stands in one zone and fails with it.` };
  },
});

import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Finding } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";

/** What a route may lead to. Source: the provider's documentation of `aws_route`. */
const TARGETS = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "instance_id",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "odb_network_arn",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];

export default defineRule({
  id: "terraform/route-targets",
  summary: "Route that leads nowhere, or to two places",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "tflint:aws_route_not_specified_target",
    "tflint:aws_route_specified_multiple_targets",
    "checkov:CKV2_AWS_35",
    "checkov:CKV2_AWS_44",
  ],
  references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route"],
  rationale:
    "A route has exactly one target: the plan passes and the apply fails. A default route through a single machine stops with it, where a NAT gateway would not; " +
    "one through a peering connection hands all traffic to the other network, which does not route it on.",
  examples: [
    {
      title: "none, and two",
      source: hcl`
resource "aws_route" "out" {
                     ^^^^^ error: Route "out" leads nowhere: it has no target.
  route_table_id         = aws_route_table.main.id
  destination_cidr_block = "0.0.0.0/0"
}

resource "aws_route" "two" {
                     ^^^^^ error: Route "two" has 2 targets: gateway_id and nat_gateway_id.
  route_table_id = aws_route_table.main.id
  gateway_id     = aws_internet_gateway.main.id
  nat_gateway_id = aws_nat_gateway.main.id
}
`,
    },
    {
      title: "a machine as the way out, and a neighbour",
      settings: { preset: "all" },
      source: hcl`
resource "aws_route" "out" {
  route_table_id         = aws_route_table.main.id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.nat.primary_network_interface_id
  ^^^^^^^^^^^^^^^^^^^^ info: Route "out" sends everything through one machine.
}

resource "aws_route" "peer" {
  route_table_id            = aws_route_table.main.id
  destination_cidr_block    = "0.0.0.0/0"
  vpc_peering_connection_id = aws_vpc_peering_connection.main.id
  ^^^^^^^^^^^^^^^^^^^^^^^^^ info: Route "peer" sends everything to a neighbouring network.
}
`,
    },
    {
      title: "one, or one of two",
      source: hcl`
resource "aws_route" "out" {
  route_table_id = aws_route_table.main.id
  nat_gateway_id = aws_nat_gateway.main.id
}

resource "aws_route" "either" {
  route_table_id = aws_route_table.main.id
  gateway_id     = var.public ? aws_internet_gateway.main.id : null
  nat_gateway_id = var.public ? null : aws_nat_gateway.main.id
}
`,
    },
  ],
  on: resources("aws_route"),
  *check(route) {
    if (route.open) return;
    const written = TARGETS.filter((name) => route.has(name));
    const certain = written.filter((name) => {
      const { kind } = route.attribute(name)?.expression ?? { kind: "unknown" };
      return kind === "reference" ? !/^(?:var|local|each)$/.test(rootOf(route, name)) : kind === "literal" && !route.lacks(name);
    });
    if (!written.length)
      yield {
        at: route.anchor,
        message: `Route "${route.name}" leads nowhere: it has no target.`,
        equivalents: ["tflint:aws_route_not_specified_target"],
      };
    else if (certain.length > 1)
      yield {
        at: route.anchor,
        message: `Route "${route.name}" has ${certain.length} targets: ${certain.join(" and ")}.`,
        equivalents: ["tflint:aws_route_specified_multiple_targets"],
      };
    else yield* judgeDefault(route);
  },
});

function rootOf(route: TerraformBlock, name: string): string {
  const expression = route.attribute(name)?.expression;
  return expression?.kind === "reference" ? expression.root : "";
}

function* judgeDefault(route: TerraformBlock): Iterable<Finding> {
  if (!route.is("destination_cidr_block", "0.0.0.0/0") && !route.is("destination_ipv6_cidr_block", "::/0")) return;
  const machine = ["instance_id", "network_interface_id"].find((name) => route.has(name));
  const at = machine ?? (route.has("vpc_peering_connection_id") ? "vpc_peering_connection_id" : undefined);
  if (at === undefined) return;
  yield {
    at: route.nameRange(at),
    severity: "info",
    preset: "all",
    message: `Route "${route.name}" sends everything ${machine === undefined ? "to a neighbouring network" : "through one machine"}.`,
    equivalents: [machine === undefined ? "checkov:CKV2_AWS_44" : "checkov:CKV2_AWS_35"],
  };
}

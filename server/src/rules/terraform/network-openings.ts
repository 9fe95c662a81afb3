import { hcl } from "../../core/example";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";
import type { TrafficRule } from "../../languages/terraform/security-group";
import { rulesOf } from "../../languages/terraform/security-group";
import type { Value } from "../../languages/terraform/value";
import { numberOf, textOf } from "../../languages/terraform/value";

const GROUPS = [
  "aws_security_group",
  "aws_default_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

/** An opinion about what a network lets through. */
interface OpeningRow extends Pick<
  Rule,
  "id" | "summary" | "equivalents" | "guidance" | "references" | "rationale" | "examples" | "preset"
> {
  readonly kinds: readonly string[];
  readonly find: (resource: TerraformBlock) => Iterable<Finding>;
}

const EVERYWHERE = /^(?:0\.0\.0\.0|::)\/0$/;
const everywhere = (rule: TrafficRule): Value | undefined => rule.ranges.find((range) => EVERYWHERE.test(textOf(range) ?? ""));

function* openRules(rules: readonly TrafficRule[], says: string, keep: (rule: TrafficRule) => boolean): Iterable<Finding> {
  for (const rule of rules) {
    const world = everywhere(rule);
    if (world && keep(rule)) yield { at: rule.placeOf(world), message: `${rule.title} ${says}.`, related: relatedTo([world]) };
  }
}

/** The ports of a network ACL that the peers name one by one. */
const ACL_PORTS: Readonly<Record<number, string>> = {
  20: "checkov:CKV_AWS_230",
  21: "checkov:CKV_AWS_229",
  22: "checkov:CKV_AWS_232",
  3389: "checkov:CKV_AWS_231",
};

function* openAcl(acl: TerraformBlock): Iterable<Finding> {
  const isRule = acl.kind === "aws_network_acl_rule";
  if (isRule && acl.is("egress", true)) return;
  for (const entry of isRule ? [acl] : acl.blocks("ingress")) {
    const action = entry.string(isRule ? "rule_action" : "action");
    const name = ["cidr_block", "ipv6_cidr_block"].find((each) => EVERYWHERE.test(entry.string(each) ?? ""));
    if (action?.toLowerCase() !== "allow" || name === undefined) continue;
    const protocol = entry.string("protocol");
    const [from, to] = [numberOf(entry.value("from_port")), numberOf(entry.value("to_port"))];
    const isAll = protocol === "-1" || protocol === "all" || (from === undefined && to === undefined && entry.lacks("from_port"));
    if (!isAll && (from === undefined || to === undefined)) continue;
    const opened = Object.entries(ACL_PORTS).filter(([port]) => isAll || ((from ?? 0) <= Number(port) && Number(port) <= (to ?? 0)));
    const names = [...opened.map(([, id]) => id), ...(isAll ? ["checkov:CKV_AWS_352", "trivy:AWS-0102"] : []), "trivy:AWS-0105"];
    yield {
      at: entry.rangeOf(name),
      message: `Network ACL "${acl.name}" lets ${isAll ? "every port" : from === to ? `port ${String(from)}` : `ports ${String(from)} to ${String(to)}`} in from everywhere.`,
      equivalents: names,
    };
  }
}

const ROWS: readonly OpeningRow[] = [
  {
    id: "terraform/open-egress",
    summary: "Everything may be sent everywhere",
    preset: "all",
    kinds: GROUPS,
    guidance: ["ING-43"],
    equivalents: ["checkov:CKV_AWS_382", "trivy:AWS-0104"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
    rationale:
      "Stolen data leaves by any port. Where it matters, allow 443 to prefix lists or endpoints; for most groups the open rule is customary, and what AWS itself makes.",
    examples: [
      {
        title: "the customary rule",
        source: hcl`
resource "aws_security_group" "web" {
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
                   ^^^^^^^^^^^ info: Security group "web" lets everything out to everywhere.
  }
}
`,
      },
      {
        title: "one port, one network",
        source: hcl`
resource "aws_vpc_security_group_egress_rule" "web" {
  ip_protocol = "-1"
  cidr_ipv4   = "10.0.0.0/8"
}
`,
      },
    ],
    find: (resource) => openRules(rulesOf(resource, "egress"), "lets everything out to everywhere", (rule) => rule.allPorts),
  },
  {
    id: "terraform/open-web-port",
    summary: "Port 80 is open to the whole internet",
    preset: "all",
    kinds: GROUPS,
    guidance: [],
    equivalents: ["checkov:CKV_AWS_260"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
    rationale:
      "A load balancer that redirects to HTTPS needs it; machines behind one do not, and should take traffic from its group alone.",
    examples: [
      {
        title: "for everyone",
        source: hcl`
resource "aws_vpc_security_group_ingress_rule" "web" {
  from_port   = 80
  to_port     = 80
  ip_protocol = "tcp"
  cidr_ipv4   = "0.0.0.0/0"
                ^^^^^^^^^^^ info: Security group rule "web" lets everyone in on port 80.
}
`,
      },
      {
        title: "TLS",
        source:
          'resource "aws_vpc_security_group_ingress_rule" "web" {\n  from_port   = 443\n  to_port     = 443\n  ip_protocol = "tcp"\n  cidr_ipv4   = "0.0.0.0/0"\n}\n',
      },
    ],
    find: (resource) =>
      openRules(
        rulesOf(resource, "ingress"),
        "lets everyone in on port 80",
        ({ ports, allPorts }) => !allPorts && ports !== undefined && ports.from <= 80 && ports.to >= 80,
      ),
  },
  {
    id: "terraform/rules-inside-group",
    summary: "Security group that holds its rules itself",
    preset: "all",
    kinds: ["aws_security_group"],
    guidance: [],
    equivalents: ["tflint:aws_security_group_inline_rules"],
    references: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group"],
    rationale:
      "Rules inside a group and resources of their own undo each other, and one change shows the whole list in the plan. The `aws_vpc_security_group_*_rule` resources have ids and descriptions of their own.",
    examples: [
      {
        title: "a rule inside",
        source: hcl`
resource "aws_security_group" "web" {
  ingress {
  ^^^^^^^ info: Security group "web" holds its rules itself.
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}
`,
      },
      { title: "rules of their own", source: 'resource "aws_security_group" "web" {\n  name = "web"\n}\n' },
    ],
    find: (group) => {
      const [first] = [...group.blocks("ingress"), ...group.blocks("egress")];
      return first ? [{ at: first.anchor, message: `Security group "${group.name}" holds its rules itself.` }] : [];
    },
  },
  {
    id: "terraform/open-default-group",
    summary: "Default security group with rules",
    preset: "strict",
    kinds: ["aws_default_security_group"],
    guidance: [],
    equivalents: ["checkov:CKV2_AWS_12", "trivy:AWS-0173"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html"],
    rationale: "What names no group gets this one. Without rules nothing works by accident; what needs to talk gets a group of its own.",
    examples: [
      {
        title: "a rule",
        source: hcl`
resource "aws_default_security_group" "main" {
                                      ^^^^^^ info: Default security group "main" lets traffic through that nobody chose.
  vpc_id = aws_vpc.main.id

  ingress {
    protocol  = "-1"
    self      = true
    from_port = 0
    to_port   = 0
  }
}
`,
      },
      { title: "none", source: 'resource "aws_default_security_group" "main" {\n  vpc_id = aws_vpc.main.id\n}\n' },
    ],
    find: (group) =>
      group.blocks("ingress").length + group.blocks("egress").length
        ? [{ at: group.anchor, message: `Default security group "${group.name}" lets traffic through that nobody chose.` }]
        : [],
  },
  {
    id: "terraform/open-network-acl",
    summary: "Network ACL that lets everyone in",
    preset: "all",
    kinds: ["aws_network_acl", "aws_network_acl_rule", "aws_default_network_acl"],
    guidance: [],
    equivalents: [...Object.values(ACL_PORTS), "checkov:CKV_AWS_352", "trivy:AWS-0102", "trivy:AWS-0105"],
    references: ["https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html"],
    rationale:
      "ACLs are the second wall behind security groups, for a whole subnet. Most leave them open, as AWS makes them; where they are used, they should close administration ports.",
    examples: [
      {
        title: "everything",
        source: hcl`
resource "aws_network_acl" "main" {
  ingress {
    protocol   = "-1"
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
                 ^^^^^^^^^^^ info: Network ACL "main" lets every port in from everywhere.
    from_port  = 0
    to_port    = 0
  }
}
`,
      },
      {
        title: "denied, outgoing, one network",
        source: hcl`
resource "aws_network_acl_rule" "ssh" {
  rule_action = "deny"
  protocol    = "tcp"
  cidr_block  = "0.0.0.0/0"
  from_port   = 22
  to_port     = 22
}

resource "aws_network_acl_rule" "out" {
  egress      = true
  rule_action = "allow"
  protocol    = "-1"
  cidr_block  = "0.0.0.0/0"
}
`,
      },
    ],
    find: openAcl,
  },
];

/** One rule for each row. */
export default defineRules<OpeningRow, TerraformBlock>(ROWS, ({ kinds, find, ...words }): Rule<TerraformBlock> => ({
  ...words,
  severity: "info",
  category: "security",
  since: "0.1.0",
  on: resources(...kinds),
  check: (resource) => find(resource),
}));

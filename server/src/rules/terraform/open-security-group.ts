import { files, hcl } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { relatedTo } from "../../languages/terraform/block";
import { TabStop, fixWith, replaceRange } from "../../languages/terraform/edit";
import type { TrafficRule } from "../../languages/terraform/security-group";
import { ingressRules } from "../../languages/terraform/security-group";
import { textOf } from "../../languages/terraform/value";
import { SENSITIVE_PORTS } from "./open-security-group.table";

export default defineRule({
  id: "terraform/open-security-group",
  summary: "Administration or database port is open to the whole internet",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["DRF-01", "ING-42", "DRF-02", "DS-23", "PM-39"],
  equivalents: ["checkov:CKV_AWS_24", "checkov:CKV_AWS_25", "checkov:CKV_AWS_277", "checkov:CKV_AWS_260", "trivy:AWS-0107"],
  references: [
    "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html",
  ],
  rationale:
    "Every public address is scanned for SSH, RDP and databases all day, and one weak password or unpatched service is enough. Name the network " +
    "that may connect: the range of your VPN or office, or better the security group of the one caller. For shells on machines Session Manager needs " +
    "no open port at all. Web ports are left alone. In a file or resource named bastion or jump, SSH to the world is a warning.",
  examples: [
    {
      title: "SSH and a database open to the world",
      source: hcl`
resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"] # TODO
                                 ^^^^^^^^^^^ 💡 error: Security group "web" opens SSH (port 22) to the whole internet.
  }

  ingress {
    from_port        = 5430
    to_port          = 5435
    protocol         = "tcp"
    ipv6_cidr_blocks = ["::/0"]
                        ^^^^^^ 💡 error: Security group "web" opens PostgreSQL (port 5432) to the whole internet.
  }
}
`,
      fixed: hcl`
resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", ""] # TODO
  }

  ingress {
    from_port        = 5430
    to_port          = 5435
    protocol         = "tcp"
    ipv6_cidr_blocks = ["::/0"]
  }
}
`,
    },
    {
      title: "the other two ways to write a rule, with a range from a local of another file",
      source: files({
        "rules.tf": hcl`
resource "aws_security_group_rule" "rdp" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  cidr_blocks       = local.everyone
                      ^^^^^^^^^^^^^^ error: Security group rule "rdp" opens RDP (port 3389) to the whole internet.
}

resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
                      ^^^^^^^^^^^ 💡 error: Security group rule "all" opens every port to the whole internet.
}
`,
        "locals.tf": hcl`
locals {
  everyone = ["0.0.0.0/0"]
}
`,
      }),
    },
    {
      title: "a bastion is there to be reached",
      path: "bastion.tf",
      source: hcl`
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.bastion.id
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  cidr_ipv4         = "0.0.0.0/0"
                      ^^^^^^^^^^^ 💡 warning: Security group rule "ssh" opens SSH (port 22) to the whole internet.
}
`,
    },
    {
      title: "SSH for everyone, as its author says",
      source: hcl`
resource "aws_security_group" "bastion" {
  ingress {
    description = "SSH access from the world"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
                   ^^^^^^^^^^^ 💡 info: Security group "bastion" opens SSH (port 22) to the whole internet.
  }
}
`,
    },
    {
      title: "web ports, a private network, unknown ranges, outgoing traffic",
      source: hcl`
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", var.office]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
    },
  ],
  on: ingressRules,
  *check(rule) {
    const world = rule.ranges.find((range) => /^(?:0\.0\.0\.0|::)\/0$/.test(textOf(range) ?? ""));
    const opened = world && openedBy(rule);
    if (!opened) return;
    const at = rule.placeOf(world);
    const isOwn = rule.resource.reading.part.text.slice(at.start, at.end) === `"${textOf(world) ?? ""}"`;
    yield {
      at,
      severity: !opened.shell ? "error" : isMeant(rule) ? "info" : isBastion(rule) ? "warning" : "error",
      message: `${rule.title} opens ${opened.words} to the whole internet.`,
      equivalents: [...opened.names, "trivy:AWS-0107"],
      fixes: isOwn ? fixWith("Name the range that may connect", "suggestion", replaceRange(at, ['"', new TabStop(), '"'])) : [],
      related: relatedTo([world]),
    };
  },
});

/** The peers' names, which are about one port each, and about all. */
const PORT_NAMES: readonly { readonly port?: number; readonly name: string }[] = [
  { port: 22, name: "checkov:CKV_AWS_24" },
  { port: 3389, name: "checkov:CKV_AWS_25" },
  { name: "checkov:CKV_AWS_277" },
  { port: 80, name: "checkov:CKV_AWS_260" },
];

/** What a rule opens that should not be open; undefined for ports that may be public and for what is not known. */
function openedBy(rule: TrafficRule): { words: string; shell: boolean; names: readonly string[] } | undefined {
  if (rule.allPorts) return { words: "every port", shell: false, names: PORT_NAMES.map(({ name }) => name) };
  const { ports, protocol } = rule;
  if (!ports || protocol === undefined || !/^(?:tcp|udp|6|17)$/i.test(protocol)) return undefined;
  const found = SENSITIVE_PORTS.filter(
    ({ port, udp }) => ports.from <= port && port <= ports.to && (udp === true || /^(?:tcp|6)$/i.test(protocol)),
  );
  const names = found.map(({ name, port }) => `${name} (port ${port})`);
  if (!names.length) return undefined;
  const words = names.length > 3 ? `ports ${ports.from} to ${ports.to}` : joinWords(names);
  const peers = PORT_NAMES.filter(({ port }) => port !== undefined && ports.from <= port && port <= ports.to).map(({ name }) => name);
  return { words, shell: found.every(({ port }) => port === 22), names: peers };
}

/** Whether its author says that everyone is meant to get in. */
const isMeant = ({ description = "" }: TrafficRule): boolean =>
  /\b(?:from|to|for|open) (?:the )?(?:(?:whole |entire )?(?:world|internet)|public|any(?:one|where|body)|every(?:one|where|body))\b/i.test(
    description,
  );

const isBastion = ({ resource }: TrafficRule): boolean =>
  /bastion|jump(?:[-_]?(?:host|box|server))?(?:[-_.]|$)/i.test(`${basename(resource.reading.path)} ${resource.name}`);

import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { lineEndAt, lineStartAt, range } from "../../core/text";
import type { TerraformBlock } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";

const TEMPORARY =
  /\b(?:temp|tmp|temporar(?:y|ily)|hot-?fix|for debugging|debug only|for testing only|to ?do:? remove|remove (?:me|this|later|after))\b/i;

/** A date, or a ticket: somebody has written down when it goes. */
const HAS_END = /\b20\d\d-\d\d(?:-\d\d)?\b|\b[A-Z][A-Z0-9]+-\d+\b|#\d+|expires?|until/;

export default defineRule({
  id: "terraform/temporary-opening",
  summary: "Opening that was meant for a while",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DRF-30", "STA-09"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
  rationale:
    "What is opened for an afternoon of debugging is still open years later, because nobody remembers that it may go. Delete it, or write down the date or the ticket that ends it: then it can be found.",
  examples: [
    {
      title: "in a description, and in a comment",
      source: hcl`
resource "aws_security_group" "web" {
  ingress {
    description = "Temporary access of the agency"
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Security group "web" says that this opening is temporary, and not until when.
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["198.51.100.7/32"]
  }
}

resource "aws_security_group_rule" "ssh" {
  # TODO: remove after the migration
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Security group rule "ssh" says that this opening is temporary, and not until when.
  type        = "ingress"
  from_port   = 22
  to_port     = 22
  protocol    = "tcp"
  cidr_blocks = ["198.51.100.7/32"]
}
`,
    },
    {
      title: "an end, and other words",
      source: hcl`
resource "aws_vpc_security_group_ingress_rule" "agency" {
  # temporary, until 2026-12-31: OPS-1234
  description = "Template service"
  ip_protocol = "tcp"
}
`,
    },
  ],
  on: resources("aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"),
  *check(resource) {
    const noun = resource.kind === "aws_security_group" ? "Security group" : "Security group rule";
    for (const at of remarksIn(resource))
      yield { at, message: `${noun} "${resource.name}" says that this opening is temporary, and not until when.` };
  },
});

/** Where a description or a comment says so. */
function* remarksIn(resource: TerraformBlock): Iterable<Range> {
  const { text } = resource.reading.part;
  const isOpenEnded = (words: string) => TEMPORARY.test(words) && !HAS_END.test(words);
  for (const holder of [resource, ...resource.blocks("ingress")])
    if (isOpenEnded(holder.string("description") ?? "")) yield holder.rangeOf("description");
  for (const { start, end } of resource.tree.comments) {
    const line = text.slice(lineStartAt(text, start), start).trim() === "";
    const inside = start > resource.node.start && end < resource.node.end;
    if (line && inside && isOpenEnded(text.slice(start, end))) yield range(start, Math.min(end, lineEndAt(text, start)));
  }
}

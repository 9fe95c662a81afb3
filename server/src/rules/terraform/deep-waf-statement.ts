import { defineRule } from "../../core/rule";
import type { Block } from "../../languages/terraform/node";
import { range } from "../../core/text";
import { resources } from "../../languages/terraform/queries";

/** The provider itself takes three levels; from the third on nobody follows. */
const DEEPEST = 2;

const LOGIC: ReadonlySet<string> = new Set(["and_statement", "or_statement", "not_statement"]);

const rule = (inside: string) => `resource "aws_wafv2_rule_group" "main" {\n  rule {\n    statement {\n${inside}    }\n  }\n}\n`;

export default defineRule({
  id: "terraform/deep-waf-statement",
  summary: "Firewall rule with deeply nested conditions",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["WAF-13"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-logical.html"],
  rationale:
    "Nobody can say what a rule with an OR in a NOT in an AND lets through, and every level uses capacity units, which cost money beyond 1,500. Split it into rules with labels, each of which says one thing.",
  examples: [
    {
      title: "three levels",
      source: rule(`      and_statement {
        statement {
          or_statement {
            statement {
              not_statement {
              ^^^^^^^^^^^^^ hint: Conditions are nested 3 deep in "main".
              }
            }
          }
        }
      }
`),
    },
    {
      title: "two levels",
      source: rule(`      and_statement {
        statement {
          not_statement {
          }
        }
      }
`),
    },
  ],
  on: resources("aws_wafv2_web_acl", "aws_wafv2_rule_group"),
  *check(resource) {
    for (const { block, depth } of deepIn(resource.node, 0))
      yield {
        at: range(block.start, block.typeEnd),
        message: `Conditions are nested ${depth} deep in "${resource.name}".`,
      };
  },
});

/** The innermost conditions that lie too deep. */
function* deepIn(block: Block, depth: number): Iterable<{ block: Block; depth: number }> {
  const here = LOGIC.has(block.type) ? depth + 1 : depth;
  const below = block.blocks.flatMap((inner) => [...deepIn(inner, here)]);
  if (below.length) yield* below;
  else if (here > depth && here > DEEPEST) yield { block, depth: here };
}

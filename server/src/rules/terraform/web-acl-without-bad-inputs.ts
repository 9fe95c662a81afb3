import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";

export default defineRule({
  id: "terraform/web-acl-without-bad-inputs",
  summary: "Web ACL that lets known attacks through",
  severity: "info",
  preset: "all",
  category: "security",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["checkov:CKV_AWS_192"],
  references: ["https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html"],
  rationale:
    "The managed group of known bad inputs stops requests that no program means to send, the lookups of Log4j among them. It uses 200 capacity units; begin with counting, as with every new group.",
  examples: [
    {
      title: "only an address list",
      source: hcl`
resource "aws_wafv2_web_acl" "shop" {
                             ^^^^^^ info: Web ACL "shop" lacks the managed group of known bad inputs.
  rule {
    name = "offices"
    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.offices.arn
      }
    }
  }
}
`,
    },
    {
      title: "with the group, with a group of one's own, and from elsewhere",
      source: hcl`
resource "aws_wafv2_web_acl" "shop" {
  rule {
    name = "bad-inputs"
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
      }
    }
  }
}

resource "aws_wafv2_web_acl" "own" {
  rule {
    name = "own"
    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.own.arn
      }
    }
  }
}

resource "aws_wafv2_web_acl" "listed" {
  dynamic "rule" {
    for_each = var.groups
    content {
      name = rule.value
    }
  }
}
`,
    },
  ],
  on: resources("aws_wafv2_web_acl"),
  *check(acl) {
    if (acl.open || acl.dynamic("rule") || acl.has("rule_json") || acl.blocks("rule").some(mayHoldGroup)) return;
    yield { at: acl.anchor, message: `Web ACL "${acl.name}" lacks the managed group of known bad inputs.` };
  },
});

/** Whether a rule is the group, or something whose content is not seen. */
const mayHoldGroup = (rule: TerraformBlock): boolean =>
  rule.dynamic("statement") ||
  rule
    .blocks("statement")
    .some(
      (statement) =>
        statement.dynamic("managed_rule_group_statement") ||
        statement.blocks("rule_group_reference_statement").length > 0 ||
        statement.blocks("managed_rule_group_statement").some((group) => (group.string("name") ?? GROUP) === GROUP),
    );

import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { TabStop, fixWith, replaceRange } from "../../languages/terraform/edit";
import type { Expression } from "../../languages/terraform/node";
import { resources } from "../../languages/terraform/queries";
import { isDataStore } from "../../languages/terraform/stateful.table";

export default defineRule({
  id: "terraform/ignore-all-changes",
  summary: "Terraform is told to look away from every change",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-18"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/meta-arguments#ignore_changes"],
  rationale:
    "With `ignore_changes = all` Terraform creates the resource and never compares it again: an opened firewall, a switched-off backup or a smaller " +
    "disk stays unnoticed, and your own changes to the file have no effect either. List the few attributes that another system owns, such as " +
    "`desired_count` under autoscaling, and write down which system that is.",
  examples: [
    {
      title: "on a database",
      source: hcl`
resource "aws_db_instance" "shop" {
  lifecycle {
    ignore_changes = all # see INFRA-12
                     ^^^ 💡 warning: "aws_db_instance.shop" ignores all changes: neither drift nor edits of this block are noticed.
  }
}
`,
      fixed: hcl`
resource "aws_db_instance" "shop" {
  lifecycle {
    ignore_changes = [] # see INFRA-12
  }
}
`,
    },
    {
      title: "elsewhere it belongs to the recommended preset",
      settings: { preset: "recommended" },
      source: hcl`
resource "aws_instance" "web" {
  lifecycle {
    ignore_changes = ["*"]
                     ^^^^^ 💡 warning: "aws_instance.web" ignores all changes: neither drift nor edits of this block are noticed.
  }
}
`,
      fixed: hcl`
resource "aws_instance" "web" {
  lifecycle {
    ignore_changes = []
  }
}
`,
    },
    {
      title: "a few attributes",
      source: hcl`
resource "aws_ecs_service" "web" {
  lifecycle {
    ignore_changes = [desired_count]
  }
}
`,
    },
  ],
  on: resources(),
  *check(resource) {
    const lifecycle = resource.block("lifecycle");
    const expression = lifecycle?.attribute("ignore_changes")?.expression;
    if (!lifecycle || !expression || !ignoresAll(expression)) return;
    yield {
      at: lifecycle.rangeOf("ignore_changes"),
      ...(isDataStore(resource.kind) ? {} : { preset: "recommended" as const }),
      message: `"${resource.address}" ignores all changes: neither drift nor edits of this block are noticed.`,
      fixes: lifecycle.tree.json
        ? []
        : fixWith("List the attributes another system owns", "suggestion", replaceRange(expression, ["[", new TabStop(), "]"])),
    };
  },
});

/** `all`, and the older `["*"]`. */
function ignoresAll(expression: Expression): boolean {
  if (expression.kind === "list") return expression.items.some((item) => item.kind === "literal" && item.value === "*");
  return (
    (expression.kind === "reference" && expression.root === "all" && !expression.steps.length) ||
    (expression.kind === "literal" && expression.value === "all")
  );
}

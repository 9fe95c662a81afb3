import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { TabStop, fixWith, setAttribute } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/log-group-without-retention",
  summary: "Logs are kept and paid for without end",
  severity: "info",
  preset: "recommended",
  category: "cost",
  since: "0.1.0",
  guidance: ["IAM-34", "WAF-02", "AWS-19", "WAF-01"],
  equivalents: ["checkov:CKV_AWS_66"],
  references: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html"],
  rationale:
    "A log group without retention never forgets: you pay for each stored gigabyte every month, and personal data in old lines stays where nobody " +
    "remembers it. Say how long the events are of use: two weeks for debugging, longer where an auditor asks for it. CloudWatch deletes the rest.",
  examples: [
    {
      title: "no retention",
      source: hcl`
resource "aws_cloudwatch_log_group" "web" {
                                    ^^^^^ 💡 info: Log group "web" keeps its events for ever: retention_in_days is not set.
  name = "/shop/web"
}
`,
      fixed: hcl`
resource "aws_cloudwatch_log_group" "web" {
  name              = "/shop/web"
  retention_in_days = 14
}
`,
    },
    {
      title: "zero means for ever",
      source: hcl`
resource "aws_cloudwatch_log_group" "web" {
  name              = "/shop/web"
  retention_in_days = 0
                      ^ 💡 info: Log group "web" keeps its events for ever: retention_in_days is 0.
}
`,
      fixed: hcl`
resource "aws_cloudwatch_log_group" "web" {
  name              = "/shop/web"
  retention_in_days = 14
}
`,
    },
    {
      title: "a retention, and one that the caller decides",
      source: hcl`
resource "aws_cloudwatch_log_group" "web" {
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "worker" {
  retention_in_days = var.retention
}
`,
    },
  ],
  patient: true,
  on: resources("aws_cloudwatch_log_group"),
  *check(group) {
    const isMissing = group.lacks("retention_in_days");
    if (!isMissing && !group.is("retention_in_days", 0)) return;
    yield {
      at: group.rangeOf("retention_in_days"),
      message: `Log group "${group.name}" keeps its events for ever: retention_in_days is ${isMissing ? "not set" : "0"}.`,
      fixes: fixWith("Keep events for a limited time", "suggestion", setAttribute(group, "retention_in_days", [new TabStop("14")])),
    };
  },
});

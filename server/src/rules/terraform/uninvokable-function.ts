import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { addressOf, useFact } from "../../languages/terraform/facts";
import { resources } from "../../languages/terraform/queries";

/** Whoever gets hold of the function may permit it elsewhere. */
const MAY_PERMIT: ReadonlySet<string> = new Set(["aws_lambda_permission", "module", "output", "locals"]);

export default defineRule({
  id: "terraform/uninvokable-function",
  summary: "Target function that EventBridge may not call",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["AWS-20"],
  equivalents: [],
  references: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html"],
  rationale:
    "The rule fires, the call is refused, and only a metric shows it. An `aws_lambda_permission` for `events.amazonaws.com`, with the rule's ARN as `source_arn`, lets it in.",
  examples: [
    {
      title: "a target without permission",
      source: hcl`
resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.sweep.arn
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: EventBridge may not call function "sweep": no aws_lambda_permission lets it.
}

resource "aws_lambda_function" "sweep" {
}
`,
    },
    {
      title: "permitted, and a queue",
      source: hcl`
resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.sweep.arn
}

resource "aws_lambda_permission" "events" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.sweep.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_sqs_queue.jobs.arn
}
`,
    },
  ],
  patient: true,
  on: resources("aws_cloudwatch_event_target"),
  *check(target, _context, scope) {
    const expression = target.attribute("arn")?.expression;
    const address = expression?.kind === "reference" ? addressOf(expression.root, expression.steps) : undefined;
    if (target.open || address?.startsWith("aws_lambda_function.") !== true) return;
    const [, name = ""] = address.split(".");
    if (scope.all(useFact, address).some(({ value }) => MAY_PERMIT.has(value.by))) return;
    yield { at: target.rangeOf("arn"), message: `EventBridge may not call function "${name}": no aws_lambda_permission lets it.` };
  },
});

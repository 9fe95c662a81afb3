import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { relatedTo } from "../../languages/terraform/block";
import { resources } from "../../languages/terraform/queries";
import { RETIRED_RUNTIMES, TABLE_DATE } from "./retired-lambda-runtime.table";

/** A stale table is a machine for false alarms: so many months after its date it says nothing. */
const LASTS = 18;

export default defineRule({
  id: "terraform/retired-lambda-runtime",
  summary: "Lambda runtime that gets no more fixes",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DRF-04"],
  equivalents: ["tflint:aws_lambda_function_deprecated_runtime", "checkov:CKV_AWS_363"],
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"],
  rationale:
    "After its date a runtime gets no security fixes and no support; some months later functions with it can be neither made nor updated, and then a fix of your own cannot be deployed. The dates are those of AWS.",
  examples: [
    {
      title: "out of support",
      source: hcl`
resource "aws_lambda_function" "resize" {
  runtime = "nodejs16.x"
            ^^^^^^^^^^^^ info: AWS gives nodejs16.x no more fixes since 2024-06-12.
}
`,
    },
    {
      title: "supported, unknown, or an image",
      source:
        'resource "aws_lambda_function" "a" {\n  runtime = "nodejs22.x"\n}\nresource "aws_lambda_function" "b" {\n  runtime = var.runtime\n}\n',
    },
  ],
  on: resources("aws_lambda_function", "aws_lambda_layer_version"),
  *check(lambda, { today }) {
    const runtime = lambda.string("runtime") ?? "";
    const since = RETIRED_RUNTIMES[runtime];
    if (since === undefined || since > today || monthsBetween(TABLE_DATE, today) > LASTS) return;
    yield {
      at: lambda.rangeOf("runtime"),
      message: `AWS gives ${runtime} no more fixes since ${since}.`,
      related: relatedTo([lambda.value("runtime")]),
    };
  },
});

function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0] = from.split("-").map(Number);
  const [otherYear = 0, otherMonth = 0] = to.split("-").map(Number);
  return (otherYear - year) * 12 + otherMonth - month;
}

import type { Severity } from "../../core/settings";
import { explainRule, docsUrl } from "../../service/explain";
import { RULES } from "../../rules/index.generated";
import type { Outcome } from "../output";

const LEVEL: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note", hint: "note" };

/** SARIF 2.1.0, for code scanning. Lines and columns count from 1 there, columns in UTF-16 units. */
export function sarif({ version, results }: Outcome): string {
  const used = new Set(results.flatMap((file) => file.findings.map((finding) => finding.rule)));
  const rules = RULES.filter((rule) => used.has(rule.id));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Plimsoll",
            semanticVersion: version,
            informationUri: "https://github.com/plimsoll-dev/plimsoll",
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.summary },
              fullDescription: { text: rule.rationale },
              help: { text: rule.rationale, markdown: explainRule(rule) },
              helpUri: docsUrl(rule),
              defaultConfiguration: { level: LEVEL[rule.severity] },
              properties: { tags: [rule.category, rule.preset], precision: "high" },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: results.flatMap((file) =>
          file.findings.map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
            level: LEVEL[finding.severity],
            message: { text: finding.message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(file.path) },
                  region: {
                    startLine: finding.range.start.line + 1,
                    startColumn: finding.range.start.character + 1,
                    endLine: finding.range.end.line + 1,
                    endColumn: finding.range.end.character + 1,
                  },
                },
              },
            ],
            partialFingerprints: { "plimsoll/v1": finding.fingerprint },
          })),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

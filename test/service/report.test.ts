import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readinessChecks } from "../../server/src/service/readiness";
import { reportOf } from "../../server/src/service/report";
import { reportPage } from "../../server/src/service/report-page";
import type { FileResult, ResultFinding } from "../../server/src/service/result";

const finding = (
  rule: ResultFinding["rule"],
  severity: ResultFinding["severity"],
  line: number,
  fix?: "safe" | "suggestion",
): ResultFinding => ({
  rule,
  severity,
  message: `${rule} </script><b>`,
  range: { start: { line, character: 0 }, end: { line, character: 1 } },
  fixes: fix ? [{ title: "fix", safety: fix }] : [],
  equivalents: [],
  docs: "https://example.com",
  fingerprint: `${rule}${line}`,
});
const results: readonly FileResult[] = [
  {
    path: "a/web.yaml",
    language: "kubernetes",
    findings: [finding("kubernetes/host-network", "info", 4), finding("kubernetes/privileged-container", "error", 9, "suggestion")],
  },
  { path: "a/b/Dockerfile", language: "dockerfile", findings: [finding("dockerfile/sudo", "warning", 1, "safe")] },
  { path: "clean.tf", language: "terraform", findings: [] },
];

describe("a report", () => {
  const report = reportOf({ title: "shop", results, workloads: [], baseline: { known: 2, gone: 1 } });

  it("counts by rule, folder and language, the worst first", () => {
    assert.equal(report.files, 3);
    assert.deepEqual([report.total.error, report.total.warning, report.total.info, report.total.fixable], [1, 1, 1, 2]);
    assert.deepEqual(
      report.byRule.map(({ name }) => name),
      ["kubernetes/privileged-container", "dockerfile/sudo", "kubernetes/host-network"],
    );
    assert.deepEqual(
      report.byFolder.map(({ name, error, warning, info }) => [name, error, warning, info]),
      [
        ["a", 1, 0, 1],
        ["a/b", 0, 1, 0],
      ],
    );
    assert.deepEqual(
      report.byLanguage.map(({ name }) => name),
      ["Kubernetes", "Dockerfile"],
    );
  });

  it("lists the findings, errors first, with what can be repaired", () => {
    assert.deepEqual(
      report.findings.map(({ path, line, fix }) => [path, line, fix]),
      [
        ["a/web.yaml", 10, "suggestion"],
        ["a/b/Dockerfile", 2, "safe"],
        ["a/web.yaml", 5, "none"],
      ],
    );
  });

  it("becomes a page that no text of a file can break, and that loads nothing", () => {
    const page = reportPage(report, "draw('</script>')");
    assert.equal(page.match(/<\/script>/g)?.length, 2);
    assert.match(page, /default-src 'none'; script-src 'nonce-[0-9a-f]+'; style-src 'nonce-[0-9a-f]+'/);
    assert.doesNotMatch(page, /src=|href=/);
  });

  it("reads the checks of a review from its gates", () => {
    const text = `id: review
title: Review
summary: Is it ready?
topic: rollout
phases:
  - id: one
    title: One
    steps:
      - id: powers
        title: It has no powers
        kind: gate
        why: Because.
        check: { findings: ["kubernetes/privileged-*"] }
      - id: look
        title: Look
        kind: manual
        why: Because.
`;
    assert.deepEqual(readinessChecks(text), [{ id: "powers", title: "It has no powers", rules: ["kubernetes/privileged-*"] }]);
  });
});

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "../support/grammars";
import { problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

const pod = (lines: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
${lines}`;
const PRIVILEGED = `spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: true
`;

const found = (path: string, text: string) =>
  problemsIn(workspaceOf({ [path]: text }, RULES)).map(({ id, message }) => (id.startsWith("kubernetes/missing-") ? message : id));

describe("suppressions", () => {
  it("of ours silence the line they stand on or above", () => {
    assert.ok(found("a.yaml", pod(PRIVILEGED)).includes("kubernetes/privileged-container"));
    for (const comment of [
      "privileged: true # plimsoll-ignore kubernetes/privileged-container -- it manages the node",
      "# plimsoll-ignore kubernetes/privileged-container -- x\n        privileged: true",
    ])
      assert.ok(
        !found("a.yaml", pod(PRIVILEGED.replace("privileged: true", comment))).includes("kubernetes/privileged-container"),
        comment,
      );
  });

  it("of ours silence a file", () => {
    assert.ok(
      !found("a.yaml", `# plimsoll-ignore-file kubernetes/privileged-container -- x\n${pod(PRIVILEGED)}`).includes(
        "kubernetes/privileged-container",
      ),
    );
  });

  it("past their date silence nothing", () => {
    const text = pod(
      PRIVILEGED.replace("privileged: true", "privileged: true # plimsoll-ignore kubernetes/privileged-container until 2026-01-01 -- x"),
    );
    assert.deepEqual(
      found("a.yaml", text).filter((id) => id.includes("privileged") || id.includes("expired")),
      ["kubernetes/privileged-container", "plimsoll/expired-suppression"],
    );
  });

  it("take one item out of a grouped finding", () => {
    const text = pod(PRIVILEGED).replace("- name: web", "- name: web # plimsoll-ignore kubernetes/missing-cpu-request -- nobody knows");
    assert.ok(found("a.yaml", text).includes('Container "web" has no memory limit and memory request.'));
  });

  it("of the peers as annotations hold for the object", () => {
    for (const annotation of [
      "ignore-check.kube-linter.io/privileged-container: reviewed",
      "kube-linter.io/ignore-all: legacy",
      "kube-score/ignore: container-security-context-privileged",
      'polaris.fairwinds.com/runAsPrivileged-exempt: "true"',
      "checkov.io/skip1: CKV_K8S_16=reviewed",
      'plimsoll.dev/ignore: "kubernetes/privileged-container -- reviewed"',
    ]) {
      const text = `${pod(`  annotations:\n    ${annotation}\n${PRIVILEGED}`)}---\n${pod(PRIVILEGED)}`;
      assert.equal(found("a.yaml", text).filter((id) => id === "kubernetes/privileged-container").length, 1, annotation);
    }
  });

  it("of the peers as comments hold where the peer says", () => {
    const bucket = 'resource "aws_s3_bucket_acl" "a" {\n  #COMMENT\n  bucket = "x"\n  acl    = "public-read"\n}\n';
    for (const [comment, silent] of [
      ["checkov:skip=CKV_AWS_20:a site", true],
      ["trivy:ignore:AWS-0092", true],
      ["trivy:ignore:AVD-AWS-0092", true],
      ["checkov:skip=CKV_AWS_1:other", false],
      ["kics-scan ignore-block", true],
    ] as const)
      assert.equal(!found("main.tf", bucket.replace("COMMENT", comment)).includes("terraform/public-bucket"), silent, comment);
  });
});

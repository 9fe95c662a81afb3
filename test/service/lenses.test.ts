import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { lenses } from "../../server/src/service/lenses";
import { subjects } from "../../server/src/service/subjects";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

const workload = (kind: string, group = "apps"): string => `apiVersion: ${group}/v1
kind: ${kind}
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: web, securityContext: { privileged: true } }]
`;

/** The titles over each object of a text, as an editor draws them. */
function linesOf(text: string, others: Files = {}): string[] {
  const workspace = workspaceOf({ "web.yaml": text, ...others }, RULES);
  const report = workspace.reportNow(absolute("web.yaml"));
  assert.ok(report);
  const lines = new Map<number, string[]>();
  for (const { range, title } of lenses(report, workspace)) lines.set(range.start, [...(lines.get(range.start) ?? []), title]);
  return [...lines.values()].map((titles) => titles.join(" | ").replace(/\d+/, "n"));
}

describe("the line above an object", () => {
  it("counts its findings, and rolls out what a rollout replaces the pods of", () => {
    const kinds = [workload("Deployment"), workload("StatefulSet"), workload("DaemonSet"), workload("Rollout", "argoproj.io")];
    assert.deepEqual(linesOf(kinds.join("---\n")), Array<string>(4).fill("n findings | Roll out…"));
  });

  it("rolls out nothing else, and is silent where nothing is to be said", () => {
    assert.deepEqual(linesOf(workload("Job", "batch")), ["n findings"]);
    assert.deepEqual(linesOf("apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n"), []);
  });

  it("counts the findings of a patch, and rolls out what it patches", () => {
    const kustomization = { "kustomization.yaml": "resources: [../base]\npatches: [{ path: web.yaml }]\n" };
    assert.deepEqual(linesOf(workload("Deployment"), kustomization), ["n findings"]);
    const workspace = workspaceOf({ "web.yaml": workload("Deployment"), ...kustomization }, RULES);
    const report = workspace.reportNow(absolute("web.yaml"));
    assert.ok(report);
    assert.deepEqual(
      subjects(report, workspace).map(({ name, rollsOut }) => ({ name, rollsOut })),
      [{ name: "web", rollsOut: false }],
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mutates, missingPins } from "../../server/src/languages/playbook/tools";
import { checkRow, preflight } from "../../server/src/playbook/preflight";

const checks = preflight({ kind: "Deployment" });
const row = (id: string, stdout: unknown, more: { exitCode?: number; stderr?: string; manifest?: unknown } = {}) => {
  const check = checks.find((each) => each.id === id);
  assert.ok(check, id);
  const text = typeof stdout === "string" ? stdout : JSON.stringify(stdout);
  const outcome = { exitCode: more.exitCode ?? 0, timedOut: false, stdout: text, stderr: more.stderr ?? "", truncated: false };
  return checkRow(check, outcome, { manifest: more.manifest });
};
const pod = (image: string) => ({ spec: { containers: [{ image }] } });

describe("reading the target of a run", () => {
  it("only reads, with every call pinned and bounded", () => {
    for (const { id, call } of checks) {
      assert.equal(mutates(call), false, id);
      assert.deepEqual(missingPins(call), [], id);
      assert.ok(call.timeout !== undefined && call.timeout <= 10, id);
    }
  });

  it("asks about a workload only where there is one", () => {
    assert.deepEqual(
      preflight({ kind: "Service" }).map(({ id }) => id),
      ["version"],
    );
  });

  it("says what runs, and that the file says something else", () => {
    const deployment = {
      metadata: { annotations: { "deployment.kubernetes.io/revision": "7" } },
      spec: { replicas: 3, template: pod("web:1.4.2") },
      status: { readyReplicas: 2 },
    };
    assert.equal(row("live", deployment).text, "revision 7 · web:1.4.2 · 2 of 3 ready");
    const drifted = row(
      "live",
      { ...deployment, spec: { ...deployment.spec, paused: true } },
      { manifest: { spec: { template: pod("web:1.4.3") } } },
    );
    assert.equal(drifted.text, "revision 7 · web:1.4.2, while the file says web:1.4.3 · 2 of 3 ready · paused");
    assert.equal(row("live", { spec: { replicas: 1 } }).text, "0 of 1 ready");
  });

  it("says who owns it", () => {
    assert.equal(row("owner", { metadata: {} }).text, "none that is known");
    const metadata = {
      annotations: { "meta.helm.sh/release-name": "shop", "argocd.argoproj.io/tracking-id": "shop-prod:apps/Deployment:shop/web" },
      labels: { "kustomize.toolkit.fluxcd.io/name": "apps" },
    };
    assert.match(row("owner", { metadata }).text, /^Argo CD \(shop-prod\).* · Flux \(apps\).* · Helm release shop$/);
  });

  it("says what may fight, and the latest warning", () => {
    const autoscaler = { kind: "HorizontalPodAutoscaler", metadata: { name: "web" }, spec: { minReplicas: 4 } };
    const budget = (allowed: number) => ({ kind: "PodDisruptionBudget", metadata: { name: "b" }, status: { disruptionsAllowed: allowed } });
    assert.equal(row("fights", { items: [autoscaler, budget(0)] }).text, "autoscaler web keeps 4 or more · budget b allows no disruption");
    assert.equal(row("fights", { items: [budget(1)] }).text, "nothing in this namespace");
    const event = (lastTimestamp: string, reason: string) => ({ lastTimestamp, reason, message: "m\nn" });
    assert.equal(
      row("events", { items: [event("2026-11-20T16:50:00Z", "BackOff"), event("2026-11-20T16:40:00Z", "Unhealthy")] }).text,
      "BackOff: m n (2026-11-20T16:50:00Z)",
    );
    assert.equal(row("events", { items: [] }).text, "none");
  });

  it("says no to a missing right, and how far versions are apart", () => {
    assert.equal(row("permission", "yes\n").text, "yes");
    assert.equal(row("permission", "no\n", { exitCode: 1 }).text, "no: ask for the right to patch it");
    const version = (minor: string) => ({
      clientVersion: { gitVersion: "v1.32.0", minor: "32" },
      serverVersion: { gitVersion: `v1.${minor}.1`, minor },
    });
    assert.equal(row("version", version("31+")).text, "kubectl v1.32.0, server v1.31+.1");
    assert.match(row("version", version("29")).text, /: 3 minor versions apart, one is supported$/);
  });

  it("shows the reason of what fails in its row", () => {
    assert.deepEqual(row("live", "", { exitCode: 1, stderr: 'x\nError from server (NotFound): deployments.apps "web" not found\n' }), {
      ok: false,
      text: 'Error from server (NotFound): deployments.apps "web" not found',
    });
    assert.deepEqual(row("live", "not json"), { ok: false, text: "The answer could not be read." });
    assert.deepEqual(row("live", "", { exitCode: 2 }), { ok: false, text: "It ended with 2, expected was 0." });
  });
});

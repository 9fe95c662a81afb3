import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mutates, missingPins } from "../../server/src/languages/playbook/tools";
import { checkRow, preflight, preflightValues } from "../../server/src/playbook/preflight";

const NOW = Date.parse("2026-11-20T17:00:00Z");
const checks = preflight({ kind: "Deployment" });
const row = (id: string, stdout: unknown, more: { exitCode?: number; stderr?: string; manifest?: unknown; live?: unknown } = {}) => {
  const check = checks.find((each) => each.id === id);
  assert.ok(check, id);
  const text = typeof stdout === "string" ? stdout : JSON.stringify(stdout);
  const outcome = { exitCode: more.exitCode ?? 0, timedOut: false, stdout: text, stderr: more.stderr ?? "", truncated: false };
  return checkRow(check, outcome, { object: { kind: "Deployment", name: "web" }, manifest: more.manifest, live: more.live, now: NOW });
};
const pod = (image: string) => ({ spec: { containers: [{ name: "web", image }] } });

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
    assert.equal(row("live", deployment).text, "2 of 3 ready · revision 7 · web:1.4.2");
    const manifest = { spec: { replicas: 5, template: pod("web:1.4.3") } };
    const drifted = row("drift", deployment, { manifest });
    assert.equal(drifted.text, "the file says web:1.4.3, the cluster runs web:1.4.2 · the file says 5 pods, the cluster has 3");
    assert.ok(drifted.alarming);
    assert.deepEqual(row("drift", deployment, { manifest: deployment }), { ok: true, text: "none", alarming: false });
    assert.equal(row("live", { spec: { replicas: 1 } }).text, "0 of 1 ready");
  });

  it("says who owns it", () => {
    assert.equal(row("owner", { metadata: {} }).text, "none that is known");
    const metadata = {
      annotations: { "meta.helm.sh/release-name": "shop", "argocd.argoproj.io/tracking-id": "shop-prod:apps/Deployment:shop/web" },
      labels: { "kustomize.toolkit.fluxcd.io/name": "apps" },
    };
    assert.match(row("owner", { metadata }).text, /^Argo CD \(shop-prod\).* · Flux \(apps\).* · Helm release shop$/);
    assert.match(row("owner", { metadata: { labels: { "helm.toolkit.fluxcd.io/name": "shop" } } }).text, /^Flux \(shop\)/);
  });

  it("says which revision of its Helm release runs, and which Helm got through before", () => {
    const revision = (number: number, status: string, description: string) => ({
      revision: number,
      updated: "2026-11-20T15:00:00Z",
      status,
      chart: `shop-1.4.${number}`,
      app_version: "2",
      description,
    });
    const history = [
      revision(5, "superseded", "Upgrade complete"),
      revision(6, "failed", "timed out"),
      revision(7, "deployed", "Upgrade complete"),
    ];
    const said = row("helm", history);
    assert.equal(
      said.text,
      "revision 7 deployed · shop-1.4.7 · 2 · 2 h old · Upgrade complete · before it 5: shop-1.4.5 · 2 · superseded · 2 h old",
    );
    assert.equal(said.alarming, false);
    assert.ok(row("helm", [...history, revision(8, "pending-upgrade", "")]).alarming);
    assert.equal(row("helm", []).text, "no history was kept");
    assert.match(row("helm", [revision(1, "deployed", "")]).text, /none before it that Helm got through$/);
    const check = checks.find(({ id }) => id === "helm");
    assert.ok(check);
    const absent = { exitCode: undefined, timedOut: false, stdout: "", stderr: "", truncated: false, notStarted: "helm was not found." };
    assert.deepEqual(checkRow(check, absent, { now: NOW }), { ok: true, text: "unknown: helm is not here", alarming: false });
    const helm = { metadata: { annotations: { "meta.helm.sh/release-name": "shop" } } };
    const target = { context: "prod", namespace: "shop" };
    assert.equal(preflightValues(target, undefined, helm).release, "shop");
    assert.equal(
      preflightValues(target, undefined, { metadata: { annotations: { "meta.helm.sh/release-name": "--all" } } }).release,
      undefined,
    );
  });

  it("says whether Argo CD heals it, and that it is unknown where its Application is not to be read", () => {
    const live = {
      kind: "Deployment",
      metadata: { name: "web", annotations: { "argocd.argoproj.io/tracking-id": "team_shop:apps/Deployment:shop/web" } },
    };
    assert.equal(preflightValues({ context: "prod", namespace: "shop" }, undefined, live).application, "shop");
    const application = (syncPolicy: object, name = "web") => ({
      spec: { syncPolicy },
      status: { sync: { status: "Synced" }, resources: [{ kind: "Deployment", name }] },
    });
    const said = (...items: object[]): string => row("self-heal", { items }, { live }).text;
    assert.equal(said(application({ automated: { selfHeal: true } })), "on: what is undone here is done again at once · Synced");
    assert.ok(row("self-heal", { items: [application({ automated: { selfHeal: true } })] }, { live }).alarming);
    assert.equal(said(application({ automated: {} })), "off: it is synced when Git changes · Synced");
    assert.equal(said(application({ automated: { enabled: false, selfHeal: true } })), "off: it is synced by hand · Synced");
    assert.equal(said(application({})), "off: it is synced by hand · Synced");
    assert.equal(said(application({}, "other"), application({ automated: {} })), "off: it is synced when Git changes · Synced");
    assert.match(said(), /^unknown/);
    const failed = (stderr: string): string => row("self-heal", "", { exitCode: 1, stderr }).text;
    assert.match(
      failed(`error: the server doesn't have a resource type "applications"`),
      /^unknown: Argo CD does not run in this cluster$/,
    );
    assert.equal(failed("Error from server (Forbidden): applications.argoproj.io is forbidden"), "unknown: Applications may not be read");
  });

  it("says what may fight, and the latest warning", () => {
    const live = { metadata: { name: "web" }, spec: { template: { metadata: { labels: { app: "web", tier: "front" } } } } };
    const autoscaler = (name: string) => ({
      kind: "HorizontalPodAutoscaler",
      metadata: { name },
      spec: { minReplicas: 4, maxReplicas: 9, scaleTargetRef: { name } },
    });
    const budget = (allowed: number, app = "web") => ({
      kind: "PodDisruptionBudget",
      metadata: { name: "b" },
      spec: { selector: { matchLabels: { app } } },
      status: { disruptionsAllowed: allowed },
    });
    assert.equal(
      row("fights", { items: [autoscaler("web"), budget(0)] }, { live }).text,
      "autoscaler web keeps 4 to 9 pods · budget b allows no disruption",
    );
    const others = { items: [autoscaler("other"), budget(0, "other"), budget(1)] };
    assert.equal(row("fights", others, { live }).text, "nothing that is known");
    const stuck = { ...live, spec: { ...live.spec, paused: true, updateStrategy: { rollingUpdate: { partition: 2 } } } };
    assert.match(row("fights", others, { live: stuck }).text, /^it is paused: .* · partition 2: pods below keep the old version$/);
    const event = (lastTimestamp: string, reason: string) => ({ lastTimestamp, reason, message: "m\nn" });
    assert.equal(
      row("events", { items: [event("2026-11-20T16:50:00Z", "BackOff"), event("2026-11-20T16:40:00Z", "Unhealthy")] }).text,
      "BackOff: m n (10 min ago)",
    );
    assert.equal(
      row("events", { items: [event("2026-11-20T16:40:00Z", "Unhealthy")] }).text,
      "none in the last 15 min",
      "older ones are not about this",
    );
  });

  it("says which revision was before, how often containers were restarted, and who splits traffic", () => {
    const live = { metadata: { name: "web" } };
    const set = (revision: string, image: string, readyReplicas = 0, owner = "web") => ({
      metadata: {
        annotations: { "deployment.kubernetes.io/revision": revision, "kubernetes.io/change-cause": `release ${revision}` },
        ownerReferences: [{ kind: "Deployment", name: owner }],
        creationTimestamp: "2026-11-18T17:00:00Z",
      },
      spec: { template: pod(`registry.example.com/shop/${image}`) },
      status: { replicas: readyReplicas, readyReplicas },
    });
    const items = [set("6", "web:1.4.2"), set("10", "web:1.4.3", 3), set("12", "other:1", 1, "other")];
    assert.equal(
      row("revisions", { items }, { live }).text,
      "2 are kept · before this one 6: web:1.4.2 · 2 d old · release 6 · whether it was ever ready is unknown",
    );
    assert.match(row("revisions", { items: [set("1", "web:1", 1)] }, { live }).text, /nothing to undo to/);

    const status = (finishedAt: string, restartCount: number) => ({
      status: { containerStatuses: [{ restartCount, lastState: { terminated: { finishedAt, reason: "OOMKilled", exitCode: 137 } } }] },
    });
    assert.equal(
      row("pods", { items: [status("2026-11-20T16:58:00Z", 4), status("2026-11-20T15:00:00Z", 1)] }).text,
      "1 container in the last 10 min · last 2 min ago: OOMKilled, exit code 137 · 5 in all",
    );
    assert.equal(row("pods", { items: [{ status: { containerStatuses: [{ restartCount: 0 }] } }] }).text, "none");

    const routes = {
      items: [
        {
          kind: "VirtualService",
          metadata: { name: "web" },
          spec: {
            http: [
              {
                route: [
                  { destination: { subset: "stable" }, weight: 90 },
                  { destination: { subset: "canary" }, weight: 10 },
                ],
              },
            ],
          },
        },
        { kind: "DestinationRule", metadata: { name: "web" } },
      ],
    };
    assert.equal(row("routes", routes).text, "web: 90 % to stable, 10 % to canary");
    const none = `error: the server doesn't have a resource type "virtualservices"`;
    assert.deepEqual(row("routes", "", { exitCode: 1, stderr: none }), {
      ok: true,
      text: "no traffic switch here: no mesh is installed",
      alarming: false,
    });
    assert.equal(row("progress", "deployment web successfully rolled out\n").text, "deployment web successfully rolled out");
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
      alarming: true,
      ok: false,
      text: 'Error from server (NotFound): deployments.apps "web" not found',
    });
    assert.deepEqual(row("live", "not json"), { ok: false, text: "The answer could not be read.", alarming: true });
    assert.deepEqual(row("live", "", { exitCode: 2 }), { ok: false, text: "It ended with 2, expected was 0.", alarming: true });
  });
});

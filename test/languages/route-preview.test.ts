import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { RolloutPreview } from "../../server/src/service/rollout-preview";
import { rolloutPreview } from "../../server/src/service/rollout-preview";
import { absolute, workspaceOf } from "../support/workspace";

const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web } }
`;
const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: web, subsets: [{ name: stable, labels: { version: a } }, { name: canary, labels: { version: b } }] }
`;
const routes = (stable: number, canary: number): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  hosts: [web]
  http:
    - match: [{ headers: { x-tester: { exact: "yes" } } }]
      route: [{ destination: { host: web, subset: canary } }]
    - route:
        - { destination: { host: web, subset: stable }, weight: ${stable} }
        - { destination: { host: web.shop.svc.cluster.local, subset: canary }, weight: ${canary} }
`;
const PROBE = "readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 5, failureThreshold: 3 }";
const deployment = (version: string, replicas: number, probe = PROBE, app = "web"): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}-${version} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${app}, version: ${version} } }
  template:
    metadata: { labels: { app: ${app}, version: ${version} } }
    spec:
      containers:
        - name: web
          image: web:1
          ${probe}
`;

function previewOf(files: Record<string, string>, file: string, assumed = {}): RolloutPreview {
  const preview = rolloutPreview(workspaceOf(files, []), absolute(file), 1, assumed);
  assert.ok(preview);
  return preview;
}

describe("the preview of a VirtualService with its Deployments", () => {
  const files = {
    "k8s/routes.yaml": routes(80, 20),
    "k8s/mesh.yaml": [service, rule].join("---\n"),
    "k8s/other.yaml": deployment("b", 7, PROBE, "api"),
    "k8s/web.yaml": [deployment("a", 8), deployment("b", 1)].join("---\n"),
    "elsewhere/web.yaml": deployment("b", 9),
  };

  it("finds the Deployments by Service and subset, in its own folder alone", () => {
    const { title, plan, summary } = previewOf(files, "k8s/routes.yaml");
    assert.equal(title, 'VirtualService "web"');
    assert.deepEqual(plan, [
      '80% of the traffic goes to web/stable: Deployment "web-a", 8 pods.',
      '20% of the traffic goes to web.shop.svc.cluster.local/canary: Deployment "web-b", 1 pod.',
    ]);
    const all = summary.join(" ");
    assert.match(all, /no steps of its own, and nothing takes them back/);
    assert.match(all, /is wrong for 20 of 100 requests/);
    assert.match(all, /gets 2 times as much as the least busy one/);
  });

  it("plays the rollout of the version with the smaller share through, for all users", () => {
    const { table } = previewOf(files, "k8s/routes.yaml");
    // One pod, one surge: at 10 s the new one answers and the old one goes; the eight others stay.
    assert.deepEqual(
      table.map(({ time, old, new: fresh, available, share }) => [time, old, fresh, available, share]),
      [
        ["before", 9, 0, 9, 0],
        ["0 s", 9, 1, 9, 0],
        ["10 s", 8, 1, 9, 20],
        ["15 s", 8, 1, 9, 20],
      ],
    );
  });

  it("says what it does not know, weights that do not add up, and routes to nothing", () => {
    const { plan, table, mermaid } = previewOf({ "k8s/routes.yaml": routes(90, 10) }, "k8s/routes.yaml");
    assert.match(plan.join(" "), /its Deployment is not in this folder/);
    assert.deepEqual(table, []);
    assert.match(mermaid, /^pie\n {2}title VirtualService 'web'\n {2}"web\/stable" : 90\n/);
    const odd = previewOf({ ...files, "k8s/routes.yaml": routes(90, 20), "k8s/web.yaml": deployment("b", 0) }, "k8s/routes.yaml");
    assert.match(odd.summary.join(" "), /add up to 110.*has no pods: its 20% of the requests get 503/);
  });

  it("is nothing where nothing is split", () => {
    const text = routes(80, 20).replace(/ {4}- route:[^]*/, "");
    assert.equal(rolloutPreview(workspaceOf({ "a.yaml": text }, []), absolute("a.yaml"), 1), undefined);
  });
});

describe("what speaks against a rollout, by the model of the preview", () => {
  const concernsOf = (text: string): string => previewOf({ "a.yaml": text }, "a.yaml").concerns.join(" ");
  const startup = "startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 90 }";

  it("is silent where nothing does, and says when a broken version is noticed", () => {
    const preview = previewOf({ "a.yaml": deployment("a", 4) }, "a.yaml");
    assert.deepEqual(preview.concerns, []);
    assert.match(preview.summary.join(" "), /A version that never answers is noticed after 10 min at the latest\./);
  });

  it("a deadline shorter than the start-up window", () => {
    const text = deployment("a", 4, startup).replace("  replicas: 4", "  replicas: 4\n  progressDeadlineSeconds: 300");
    assert.match(concernsOf(text), /A start may take 14 min 50 s and the deadline is 5 min/);
  });

  it("capacity below one", () => {
    const text = deployment("a", 4).replace("  replicas: 4", "  replicas: 4\n  strategy: { type: Recreate }");
    assert.match(concernsOf(text), /no pod is available: every request in that time fails/);
  });

  it("a version that never answers and that nobody notices", () => {
    assert.match(concernsOf(deployment("a", 4, "")), /replaces every pod: no probe asks/);
  });

  it("a canary that goes on before its probes can have failed", () => {
    const canary = (pause: string, probe = PROBE): string =>
      deployment("a", 4, probe)
        .replace("apps/v1", "argoproj.io/v1alpha1")
        .replace("kind: Deployment", "kind: Rollout")
        .replace(
          "  replicas: 4",
          `  replicas: 4\n  strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: ${pause} } }, { setWeight: 50 }] } }`,
        );
    assert.match(concernsOf(canary("10s")), /waits 10 s at 25%, and a pod that fails is noticed by its probes after 16 s/);
    assert.doesNotMatch(concernsOf(canary("10m")), /waits/);
    assert.match(concernsOf(canary("10m", "")), /shows nothing by itself/);
  });
});

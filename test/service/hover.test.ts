import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextTimes, readSchedule } from "../../server/src/languages/kubernetes/hovers/cron";
import { inWords } from "../../server/src/languages/kubernetes/hovers/cron-job";
import { hover } from "../../server/src/service/hover";
import { absolute, workspaceOf } from "../support/workspace";

const TIME = "2026-11-20T14:30";

/** What is said at the bar `|` in the text, in a workspace without rules. */
function at(marked: string, more: Record<string, string> = {}, brief = false): string[] {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const workspace = workspaceOf({ "manifest.yaml": text, ...more }, []);
  const report = workspace.reportNow(absolute("manifest.yaml"));
  assert.ok(report);
  const found = hover(report, workspace, offset, { brief, time: TIME });
  return found ? found.markdown.split("\n\n") : [];
}

const deployment = (spec: string, container = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
${spec}
  template:
    spec:
      containers:
        - name: web
${container}
`;

const object = (apiVersion: string, kind: string, rest: string) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web }
${rest}
`;

describe("computed hovers", () => {
  it("say when probes act", () => {
    const probe = "{ httpGet: { port: 80 }, initialDelaySeconds: 15, periodSeconds: 20 }";
    assert.deepEqual(at(deployment("  replicas: 1", `          liveness|Probe: ${probe}`)), [
      "A container that never answers is restarted **56 s** after its start.",
      "One that stops answering is restarted within 1 min 1 s.",
    ]);
    const startup = "          startup|Probe: { httpGet: { port: 80 }, failureThreshold: 30 }";
    assert.match(at(deployment("  replicas: 1", startup))[0] ?? "", /has \*\*5 min\*\* to start/);
    const both = `          startupProbe: { failureThreshold: 30 }\n          liveness|Probe: ${probe}`;
    assert.match(at(deployment("  replicas: 1", both))[0] ?? "", /startup probe has succeeded, which has up to 5 min/);
    assert.match(at(deployment("  replicas: 1", `          readiness|Probe: ${probe}`))[0] ?? "", /after \*\*41 s\*\* to 1 min 1 s/);
    assert.deepEqual(at(deployment("  replicas: 1", "          liveness|Probe: { periodSeconds: many }")), []);
  });

  it("name the class of service and add up what a pod asks for", () => {
    const containers = (one: string, other: string) =>
      object(
        "v1",
        "Pod",
        `spec:\n  containers:\n    - name: a\n      res|ources: ${one}\n    - name: b\n      resources: ${other}\n  initContainers:\n    - name: i\n      resources: { requests: { memory: 1Gi }, limits: { memory: 1Gi } }`,
      );
    assert.deepEqual(at(containers("{ requests: { cpu: 250m, memory: 64Mi } }", "{ limits: { memory: 128Mi } }")), [
      "QoS class **Burstable**: evicted after BestEffort pods when it uses more than it requests.",
      "The pod in all: requests cpu 250m, memory 1Gi; limits memory 1Gi.",
    ]);
    const pod = (resources: string) => object("v1", "Pod", `spec:\n  containers:\n    - name: a\n      res|ources: ${resources}`);
    assert.match(at(pod("{ limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 1000m, memory: 1024Mi } }"))[0] ?? "", /Guaranteed/);
    assert.match(at(pod("{}"))[0] ?? "", /BestEffort/);
    assert.deepEqual(at(pod("{ limits: { cpu: much, memory: 1Gi } }")), ["The pod in all: requests memory 1Gi; limits memory 1Gi."]);
    assert.match(
      at(deployment("  replicas: 4", "          res|ources: { requests: { cpu: 500m } }"))[2] ?? "",
      /4 replicas request cpu 2\./,
    );
  });

  it("say what a rolling update does", () => {
    const probes = "          livenessProbe: { periodSeconds: 10 }\n          readinessProbe: { periodSeconds: 5 }";
    assert.deepEqual(at(deployment("  repl|icas: 4", probes)), [
      "An update runs **at most 5 pods** and keeps **at least 3 of 4** ready.",
      "It takes 2 waves, within 1 min 10 s if every pod starts within its probes' bounds. Without progress for 10 min it counts as failed.",
    ]);
    const zero = "  replicas: 3\n  strategy: { rollingUpdate: { max|Surge: 0, maxUnavailable: 10% } }";
    assert.match(at(deployment(zero))[0] ?? "", /at most 3 pods\*\* and keeps \*\*at least 2 of 3/);
    assert.match(at(deployment("  str|ategy: { type: Recreate }"))[0] ?? "", /stops all pods/);
  });

  it("turn weights into shares", () => {
    const route =
      "spec:\n  http:\n    - route:\n        - destination: { host: web, subset: v1 }\n          wei|ght: 60\n        - destination: { host: web }\n          weight: 30";
    assert.deepEqual(at(object("networking.istio.io/v1", "VirtualService", route)), [
      "**66.7 %** of what this rule matches goes to web, subset v1 (60 of 90).",
    ]);
  });

  it("count the evictions that a budget allows", () => {
    const workload = { "web.yaml": deployment("  replicas: 3").replace("    spec:", "    metadata: { labels: { app: web } }\n    spec:") };
    const budget = (line: string) =>
      object("policy/v1", "PodDisruptionBudget", `spec:\n  ${line}\n  selector: { matchLabels: { app: web } }`);
    assert.deepEqual(at(budget("min|Available: 2"), workload), [
      'While all 3 pods of Deployment "web" are healthy, **1 may be evicted** at a time.',
    ]);
    assert.match(at(budget("min|Available: 70%"), workload)[1] ?? "", /waits for ever/);
    assert.match(at(budget("max|Unavailable: 34%"), workload)[0] ?? "", /\*\*2 may be evicted/);
    assert.deepEqual(at(budget("min|Available: 2")), []);
  });

  it("say when an autoscaler acts", () => {
    const metrics = "  metrics:\n    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtil|ization: 80 } } }";
    const hpa = (max: string, rest: string) => object("autoscaling/v2", "HorizontalPodAutoscaler", `spec:\n  ${max}\n${rest}`);
    assert.match(at(hpa("maxReplicas: 5", metrics))[0] ?? "", /more than \*\*88 %\*\* of the cpu .* below 72 %/);
    assert.equal(at(hpa("max|Replicas: 5", ""))[0], "Between **1** and **5 pods**.");
  });

  it("say where an image comes from", () => {
    const image = (line: string) => object("v1", "Pod", `spec:\n  containers:\n    - name: web\n      image: ${line}`);
    assert.deepEqual(at(image("ngi|nx")), [
      "`docker.io/library/nginx:latest`, whatever the tag points to.",
      "The registry is asked at every start of a container.",
    ]);
    assert.match(at(image("ghcr.io/ac|me/web:1.4"))[1] ?? "", /keeps it, even when the tag moves on/);
    assert.match(at(image(`nginx@sha256:|${"a".repeat(64)}`))[0] ?? "", /always the same content/);
  });

  it("put a NetworkPolicy into a sentence", () => {
    const policy = (rest: string) =>
      object("networking.k8s.io/v1", "NetworkPolicy", `spec:\n  pod|Selector: { matchLabels: { app: db } }\n${rest}`);
    const from =
      "  ingress:\n    - from: [{ podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 10.0.0.0/8 } }]\n      ports: [{ port: 5432 }]";
    assert.deepEqual(at(policy(from)), [
      "Pods with app=db can be reached by **pods with app=web of the same namespace or 10.0.0.0/8** on TCP 5432.",
    ]);
    assert.deepEqual(at(policy("  policyTypes: [Ingress, Egress]\n  egress: [{}]")), [
      "Pods with app=db can be reached **by nobody**.",
      "Pods with app=db can reach **everybody**.",
    ]);
    assert.deepEqual(at(policy("  ingress:\n    - from: [{ podSelector: { matchExpressions: [] } }]")), []);
  });

  it("put a rule of a role into words", () => {
    const rule = (text: string) => object("rbac.authorization.k8s.io/v1", "ClusterRole", `rules:\n  - ${text}`);
    assert.deepEqual(at(rule('{ apiGroups: ["", apps], resources: [pods, deployments], ver|bs: [get, list] }')), [
      "May **get and list** pods and deployments of the core group and apps, in every namespace, or in one where a RoleBinding gives it.",
    ]);
    assert.match(
      at(rule('{ apiGroups: ["*"], resources: ["*"], ver|bs: ["*"] }'))[0] ?? "",
      /do anything with\*\* every resource of every API group/,
    );
    assert.match(at(rule("{ nonResourceURLs: [/metrics], ver|bs: [get] }"))[0] ?? "", /\*\*get\*\* the paths \/metrics/);
  });

  it("say when a CronJob runs next, in its own time zone", () => {
    const job = (rest: string) => object("batch/v1", "CronJob", `spec:\n  ${rest}`);
    assert.deepEqual(at(job('schedule: "0 |3 * * *"')), [
      "At 03:00 every day.",
      "Next: **2026-11-21 03:00, 2026-11-22 03:00, 2026-11-23 03:00** (UTC, unless the controller manager runs in another zone).",
    ]);
    assert.match(
      at(job('schedule: "*/15 |* * * *"\n  timeZone: Asia/Tokyo'))[1] ?? "",
      /\*\*2026-11-20 23:45, 2026-11-21 00:00.*\(Asia\/Tokyo\)/,
    );
    assert.deepEqual(at(job('schedule: "0 2|5 * * *"')), []);
  });

  it("are silent outside of what they know, and brief where another extension hovers", () => {
    assert.deepEqual(at(object("v1", "Pod", "spec:\n  host|name: web")), []);
    assert.equal(at(deployment("  replicas: 4", "          res|ources: { requests: { cpu: 500m } }"), {}, true).length, 2);
  });
});

describe("schedules", () => {
  const words = (text: string) => {
    const schedule = readSchedule(text);
    return schedule && inWords(schedule);
  };

  it("are put into words", () => {
    assert.deepEqual(
      [
        "* * * * *",
        "*/5 * * * *",
        "7 * * * *",
        "0 */6 * * *",
        "30 2 * * 1-5",
        "0 0 1 jan *",
        "@hourly",
        "*/10 9-17 * * mon",
        "0 4 1 * sun",
      ].map(words),
      [
        "Every minute",
        "Every 5 minutes",
        "At minute 7 of every hour",
        "At 00:00, 06:00, 12:00 and 18:00 every day",
        "At 02:30 on Monday to Friday",
        "At 00:00 on day 1 of the month in January",
        "At minute 0 of every hour",
        "Every 10 minutes of hour 9 to 17 on Monday",
        "At 04:00 on day 1 of the month or on Sunday",
      ],
    );
  });

  it("are refused when the controller would refuse them", () => {
    assert.deepEqual(
      ["* * * *", "60 * * * *", "* * 0 * *", "5-1 * * * *", "*/0 * * * *", "a * * * *", "* * * * 8"].map(readSchedule),
      Array(7).fill(undefined),
    );
  });

  it("take either day field where both are restricted, and cross months and leap years", () => {
    const next = (text: string, from: string) => {
      const schedule = readSchedule(text);
      assert.ok(schedule);
      return nextTimes(schedule, from, 3);
    };
    assert.deepEqual(next("0 4 1 * sun", "2026-11-28T05:00"), ["2026-11-29T04:00", "2026-12-01T04:00", "2026-12-06T04:00"]);
    assert.deepEqual(next("0 0 29 2 *", "2026-11-20T00:00"), ["2028-02-29T00:00", "2032-02-29T00:00"]);
    assert.deepEqual(next("59 23 31 12 *", "2026-12-31T23:59").slice(0, 1), ["2027-12-31T23:59"]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { selectorOf } from "../../server/src/playbook/answers";
import { valueAt } from "../../server/src/playbook/call";
import type { Seen } from "../../server/src/playbook/effects";
import { NOTHING_SEEN, effectsOf } from "../../server/src/playbook/effects";
import { revisionsIn, suggestedRevision, templateChanges } from "../../server/src/playbook/revisions";
import { patienceFor, waitsForRollout, watchRows } from "../../server/src/playbook/watch";

const template = (tag: string, more: object = {}) => ({
  metadata: { labels: { app: "web", "pod-template-hash": tag } },
  spec: { containers: [{ name: "web", image: `shop/web:${tag}`, ...more }] },
});
const replicaSet = (revision: string, tag: string, pods = 0, more: object = {}) => ({
  kind: "ReplicaSet",
  metadata: {
    name: `web-${tag}`,
    annotations: { "deployment.kubernetes.io/revision": revision },
    labels: { "pod-template-hash": tag },
    ownerReferences: [{ kind: "Deployment", name: "web" }],
  },
  spec: { template: template(tag, more) },
  status: { replicas: pods, readyReplicas: pods },
});
const seen = (...sets: readonly unknown[]): Seen => ({
  live: { spec: { replicas: 3 } },
  revisions: revisionsIn({ items: sets }, "web"),
  splits: [
    {
      name: "web",
      http: 0,
      shares: [
        { to: "stable", weight: 80 },
        { to: "canary", weight: 20 },
      ],
    },
  ],
});
const kubectl = (...args: string[]) => ({ program: "kubectl", args });

describe("what a change will do, said before it is made", () => {
  const env = (level: string, password: string) => ({
    env: [
      { name: "LOG_LEVEL", value: level },
      { name: "DB_PASSWORD", value: password },
    ],
  });
  const both = seen(replicaSet("7", "1.4.3", 3, env("debug", "hunter2-new")), replicaSet("6", "1.4.2", 0, env("info", "hunter2-old")));

  it("names the pods that are replaced and what differs between the templates, credentials aside", () => {
    const effects = effectsOf(kubectl("rollout", "undo", "deployment/web", "--to-revision=6"), both);
    assert.deepEqual(effects, [
      "3 pods are replaced",
      "web image: shop/web:1.4.3 → shop/web:1.4.2",
      "web env LOG_LEVEL: debug → info",
      "web env DB_PASSWORD: *** → ***",
    ]);
    assert.match(effectsOf(kubectl("rollout", "undo", "deployment/web", "--to-revision", "7"), both)[0] ?? "", /runs now: nothing changes/);
  });

  it("says nothing where nothing was seen, and nothing of what only reads", () => {
    assert.deepEqual(effectsOf(kubectl("rollout", "undo", "deployment/web", "--to-revision=6"), NOTHING_SEEN), []);
    assert.deepEqual(effectsOf(kubectl("get", "pods"), both), []);
    assert.deepEqual(effectsOf({ program: "helm", args: ["rollback", "shop", "6"] }, both), []);
  });

  it("compares weights and sizes with those that were read", () => {
    const patch =
      '[{"op":"add","path":"/spec/http/0/route/0/weight","value":100},{"op":"add","path":"/spec/http/0/route/1/weight","value":0}]';
    assert.deepEqual(effectsOf(kubectl("patch", "virtualservice.networking.istio.io/web", "--type", "json", "--patch", patch), both), [
      "traffic to stable: 80 % → 100 %",
      "traffic to canary: 20 % → 0 %",
    ]);
    assert.deepEqual(effectsOf(kubectl("scale", "deployment/web", "--replicas=5"), both), ["pods: 3 → 5"]);
    assert.deepEqual(effectsOf(kubectl("patch", "virtualservice.networking.istio.io/web", "--patch", "not json"), both), []);
  });

  it("suggests an older revision that still serves before the one that is merely older", () => {
    const sets = [replicaSet("9", "c"), replicaSet("8", "b"), replicaSet("10", "d", 3), replicaSet("2", "a", 2)];
    assert.equal(suggestedRevision(revisionsIn({ items: sets }, "web")), "2");
    assert.equal(suggestedRevision(revisionsIn({ items: sets.slice(0, 3) }, "web")), "9");
    assert.equal(suggestedRevision(revisionsIn({ items: sets.slice(2, 3) }, "web")), undefined);
  });

  it("sees that another ConfigMap or Secret is read, which is all that a kustomization changes", () => {
    const reads = (name: string) => template("1", { envFrom: [{ configMapRef: { name } }] });
    assert.deepEqual(templateChanges(reads("web-5kd2"), reads("web-8fh4")), [
      { what: "web envFrom 0 configMapRef name", from: "web-5kd2", to: "web-8fh4" },
    ]);
  });

  it("sees additions and removals, and no difference in a hash", () => {
    assert.deepEqual(
      templateChanges(template("1"), { ...template("1"), metadata: { labels: { app: "web", "pod-template-hash": "x" } } }),
      [],
    );
    assert.deepEqual(templateChanges(template("1"), template("1", { workingDir: "/srv" })), [
      { what: "web workingDir", from: "(none)", to: "/srv" },
    ]);
  });
});

describe("the table of a rollout", () => {
  const pod = (tag: string, ready: boolean, more: object = {}) => ({
    kind: "Pod",
    metadata: { name: `web-${tag}-x`, labels: { "pod-template-hash": tag } },
    spec: { containers: [{ image: `shop/web:${tag}` }] },
    status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }], ...more },
  });
  const object = { metadata: { name: "web" }, spec: { replicas: 2, progressDeadlineSeconds: 120 } };
  const now = Date.parse("2026-11-20T17:00:00Z");
  const time = { seconds: 42, since: now - 42_000, now };
  const crashing = {
    containerStatuses: [
      { name: "web", restartCount: 3, state: { waiting: { reason: "CrashLoopBackOff" } }, lastState: { terminated: { reason: "Error" } } },
    ],
  };

  it("tells new from old, and says what keeps the new ones from getting ready", () => {
    const pods = { items: [replicaSet("7", "b"), replicaSet("6", "a"), pod("a", true), pod("b", false, crashing)] };
    const events = {
      items: [
        { reason: "BackOff", message: "again", lastTimestamp: "2026-11-20T16:59:50Z", involvedObject: { name: "web-b-x" } },
        { reason: "Other", involvedObject: { name: "api-1" } },
      ],
    };
    const rows = Object.fromEntries(watchRows(object, pods, events, time).map(({ title, text, alarming }) => [title, [text, alarming]]));
    assert.deepEqual(rows, {
      New: ["web:b · 0 of 1 ready, 2 wanted", false],
      Old: ["web:a · 1 of 1 ready", false],
      Restarts: ["3", true],
      Trouble: ["web: CrashLoopBackOff, last Error", true],
      "Newest warning": ["BackOff: again (10 s ago)", true],
      Time: ["0:42 of 2:00", false],
    });
  });

  it("is calm when it is through, and alarmed past its deadline", () => {
    const rows = watchRows(
      object,
      { items: [replicaSet("7", "b"), pod("b", true), pod("b", true)] },
      { items: [] },
      { ...time, seconds: 121 },
    );
    assert.deepEqual(
      rows.filter(({ alarming }) => alarming).map(({ title }) => title),
      ["Time"],
    );
    assert.equal(rows.find(({ title }) => title === "Old")?.text, "none left");
  });

  it("waits as long as the deadline of the manifest and half a minute, and never for more than half an hour", () => {
    assert.equal(patienceFor(object), 150);
    assert.equal(patienceFor({}), 630);
    assert.equal(patienceFor({ spec: { progressDeadlineSeconds: 7200 } }), 1800);
    assert.ok(waitsForRollout(kubectl("rollout", "status", "deployment/web")));
    assert.ok(!waitsForRollout(kubectl("rollout", "status", "deployment/web", "--watch=false")));
    assert.ok(!waitsForRollout(kubectl("get", "pods")));
  });
});

describe("reading answers", () => {
  it("writes the selector of a workload as one argument", () => {
    const matchExpressions = [
      { key: "tier", operator: "In", values: ["a", "b"] },
      { key: "old", operator: "DoesNotExist" },
    ];
    assert.equal(selectorOf({ spec: { selector: { matchLabels: { app: "web" }, matchExpressions } } }), "app=web,tier in (a,b),!old");
    assert.equal(selectorOf({}), undefined);
  });

  it("finds the item of a list by its name", () => {
    const object = {
      spec: {
        containers: [
          { name: "proxy", image: "p" },
          { name: "web", image: "w" },
        ],
      },
    };
    assert.equal(valueAt(object, "spec.containers[web].image"), "w");
    assert.equal(valueAt(object, "spec.containers[0].image"), "p");
    assert.equal(valueAt(object, "spec.containers[none].image"), undefined);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { selectorOf } from "../../server/src/playbook/answers";
import { valueAt } from "../../server/src/playbook/call";
import type { Seen } from "../../server/src/playbook/effects";
import { NOTHING_SEEN, effectsOf } from "../../server/src/playbook/effects";
import type { Revision } from "../../server/src/playbook/revisions";
import { revisionText, revisionsIn, suggestedRevision } from "../../server/src/playbook/revisions";
import { templateChanges } from "../../server/src/playbook/template-changes";
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
const WEB = { kind: "Deployment", name: "web" };
const seen = (...sets: readonly unknown[]): Seen => ({
  live: { spec: { replicas: 3 } },
  revisions: revisionsIn({ items: sets }, WEB),
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

describe("whether a revision was ever ready", () => {
  const NOW = Date.parse("2026-11-20T17:00:00Z");
  const created = "2026-11-18T17:00:00Z";
  const aged = <T extends { readonly metadata: object }>(set: T, more: object = {}) => ({
    ...set,
    metadata: { ...set.metadata, creationTimestamp: created, ...more },
  });
  const texts = (revisions: readonly Revision[]): string[] => revisions.map((each) => `${each.number} ${revisionText(each, NOW)}`);
  const [bad, old, older] = [aged(replicaSet("7", "c", 3)), aged(replicaSet("6", "b")), aged(replicaSet("5", "a"))];

  it("is unknown of a ReplicaSet without pods, and then the one before is suggested", () => {
    const found = revisionsIn({ items: [bad, old, older] }, WEB);
    assert.deepEqual(texts(found), [
      "7 web:c · 2 d old · runs now · 3 of 3 pods ready",
      "6 web:b · 2 d old · whether it was ever ready is unknown",
      "5 web:a · 2 d old · whether it was ever ready is unknown",
    ]);
    assert.equal(suggestedRevision(found), "6");
  });

  it("is known from a run that ended well with it, also under its earlier number, unless the Deployment was made anew since", () => {
    const at = Date.parse("2026-11-19T17:00:00Z");
    const returned = aged(replicaSet("5", "a"), {
      annotations: { "deployment.kubernetes.io/revision": "5", "deployment.kubernetes.io/revision-history": "1,3" },
    });
    const found = revisionsIn({ items: [bad, old, returned] }, WEB, undefined, [{ revision: "3", at }]);
    assert.equal(texts(found)[2], "5 web:a · 2 d old · served when a run ended with it 24 h ago");
    assert.equal(suggestedRevision(found), "5", "what is known to have served goes before what is newer");
    const before = Date.parse("2026-11-17T17:00:00Z");
    assert.equal(revisionsIn({ items: [bad, returned] }, WEB, undefined, [{ revision: "3", at: before }])[1]?.proof, undefined);
  });

  it("is what the controllers say of it", () => {
    const condition = { type: "Progressing", reason: "NewReplicaSetAvailable", message: 'ReplicaSet "web-b" has successfully progressed.' };
    const [, second] = revisionsIn({ items: [bad, old] }, WEB, { status: { conditions: [condition] } });
    assert.deepEqual(second?.proof, { by: "controller" });

    const revision = (name: string, number: number) => ({
      metadata: { name, creationTimestamp: created, ownerReferences: [{ kind: "StatefulSet", name: "db" }] },
      data: { spec: { template: template(name) } },
      revision: number,
    });
    const items = [revision("db-1", 1), revision("db-2", 2), revision("db-3", 3)];
    const set = { status: { currentRevision: "db-1", updateRevision: "db-3" } };
    const members = revisionsIn({ items }, { kind: "StatefulSet", name: "db" }, set);
    assert.deepEqual(texts(members), [
      "3 web:db-3 · 2 d old · runs now",
      "2 web:db-2 · 2 d old · whether it was ever ready is unknown",
      "1 web:db-1 · 2 d old · was rolled out completely",
    ]);
    assert.equal(suggestedRevision(members), "1");

    const pods = (number: string, hash: string) => ({
      metadata: {
        name: hash,
        annotations: { "rollout.argoproj.io/revision": number },
        labels: { "rollouts-pod-template-hash": hash },
        ownerReferences: [{ kind: "Rollout", name: "web" }],
      },
      spec: { template: template(hash) },
      status: { replicas: 0 },
    });
    const rollout = revisionsIn(
      { items: [pods("4", "d"), pods("2", "b"), pods("3", "c")] },
      { kind: "Rollout", name: "web" },
      { status: { stableRS: "b" } },
    );
    assert.deepEqual(texts(rollout).slice(1), ["3 web:c · whether it was ever ready is unknown", "2 web:b · is the stable version"]);
  });
});

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
    assert.deepEqual(effectsOf({ program: "helm", args: ["history", "shop"] }, both), []);
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

  it("says what becomes of a Rollout and of a release", () => {
    const going = { ...both, live: { spec: { template: template("1.4.3") }, status: { stableRS: "aaa", currentPodHash: "bbb" } } };
    const patch = (body: unknown) => kubectl("patch", "rollout.argoproj.io/web", "--type", "merge", "--patch", JSON.stringify(body));
    const back = ["all traffic goes back from bbb to aaa"];
    assert.deepEqual(effectsOf(patch({ status: { abort: true } }), going), back);
    assert.deepEqual(effectsOf(kubectl("argo", "rollouts", "abort", "web"), going), back);
    assert.match(
      effectsOf(patch({ status: { abort: true } }), { ...both, live: { status: { stableRS: "a", currentPodHash: "a" } } })[0] ?? "",
      /nothing changes/,
    );
    const image = (value: string) => patch([{ op: "replace", path: "/spec/template/spec/containers/0/image", value }]);
    assert.deepEqual(effectsOf(image("shop/web:1.4.2"), going), ["image: shop/web:1.4.3 → shop/web:1.4.2"]);
    assert.deepEqual(effectsOf(image("shop/web:1.4.3"), going), ["image: it is shop/web:1.4.3 already"]);
    assert.equal(effectsOf(kubectl("argo", "rollouts", "undo", "web", "--to-revision=6"), both)[0], "3 pods are replaced");
    assert.deepEqual(effectsOf({ program: "helm", args: ["rollback", "shop", "6", "--wait"] }, both), [
      "every object of release shop returns to revision 6, not only this one",
    ]);
  });

  it("suggests an older revision that still serves before the one that is merely older", () => {
    const sets = [replicaSet("9", "c"), replicaSet("8", "b"), replicaSet("10", "d", 3), replicaSet("2", "a", 2)];
    assert.equal(suggestedRevision(revisionsIn({ items: sets }, WEB)), "2");
    assert.equal(suggestedRevision(revisionsIn({ items: sets.slice(0, 3) }, WEB)), "9");
    assert.equal(suggestedRevision(revisionsIn({ items: sets.slice(2, 3) }, WEB)), undefined);
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

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Assumptions, Course } from "../../server/src/languages/kubernetes/rollout/course";
import { TYPICAL, format } from "../../server/src/languages/kubernetes/rollout/course";
import { simulate } from "../../server/src/languages/kubernetes/rollout/simulate";
import { latestReady, startOf, startWindow } from "../../server/src/languages/kubernetes/rollout/start";
import { noteText } from "../../server/src/service/rollout-words";
import type { Manifest } from "./rollout-plans";
import { READINESS, planOf } from "./rollout-plans";

const LIVENESS = "livenessProbe: { tcpSocket: { port: 1 }, initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3 }";

const play = (manifest: Manifest, assumptions: Partial<Assumptions> = {}): Course =>
  simulate(planOf(manifest), { ...TYPICAL, ...assumptions });

/** `time: old/new available +ending` of every moment. */
const shown = (course: Course): string[] =>
  course.moments.map((each) => `${each.time}: ${each.old}/${each.new} ${each.available} +${each.terminating}`);

describe("a pod's start", () => {
  const start = (probes: string, answers: number | undefined) => startOf(planOf({ probes }), answers);

  it("is over with the first readiness probe after the process answers", () => {
    assert.equal(start(READINESS, 0).ready, 5);
    assert.equal(start(READINESS, 5).ready, 5);
    assert.equal(start(READINESS, 6).ready, 10);
    assert.equal(start(READINESS.replace("periodSeconds: 5", "periodSeconds: 5, successThreshold: 3"), 6).ready, 20);
  });

  it("is over at once where nothing is asked", () => {
    assert.equal(start("stdin: false", 60).ready, 0);
    assert.equal(start("stdin: false", undefined).ready, 0);
  });

  it("is cut short by a liveness probe that does not wait", () => {
    // Probes at 10, 20 and 30; the third failure times out at 31.
    assert.deepEqual(start(`${LIVENESS}\n          ${READINESS}`, 31), { ready: undefined, killed: 31, container: "web" });
    // Without a readiness probe it counts as ready all the same, until it is killed.
    assert.deepEqual(start(LIVENESS, 31), { ready: 0, killed: 31, container: "web" });
    assert.equal(start(LIVENESS, 30).killed, undefined);
    assert.equal(startWindow(planOf({ probes: LIVENESS })), 30);
  });

  it("is protected by a startup probe for as long as that bears", () => {
    const startup = "startupProbe: { tcpSocket: { port: 1 }, periodSeconds: 5, failureThreshold: 12 }";
    const both = `${startup}\n          ${LIVENESS}\n          ${READINESS}`;
    assert.equal(start(both, 50).ready, 50);
    assert.deepEqual(start(both, 56), { ready: undefined, killed: 56, container: "web" });
    assert.equal(startWindow(planOf({ probes: both })), 55);
    assert.deepEqual(latestReady(planOf({ probes: both })), { ready: 55, container: "web" });
    const second = `${both}\n        - name: slow\n          ${startup.replace("12", "90")}`;
    assert.deepEqual(latestReady(planOf({ probes: second })), { ready: 445, container: "slow" });
  });
});

describe("a rolling update", () => {
  it("without a readiness probe replaces every pod by one that only its liveness probe finds dead", () => {
    const course = play({ probes: LIVENESS }, { broken: true });
    assert.equal(course.done !== undefined, true);
    assert.equal(course.fewestAnswering, 0);
    assert.match(course.notes.map(noteText).join(" "), /is killed 31 s after its start.*No probe notices/);
    assert.equal(
      play({ probes: LIVENESS, spec: "replicas: 4\n  minReadySeconds: 60" }, { broken: true }).done,
      undefined,
      "it is killed before it counts",
    );
  });

  it("of four pods goes 25% up and 25% down", () => {
    const course = play({});
    assert.deepEqual(shown(course), ["0: 3/2 3 +1", "5: 3/2 3 +0", "10: 1/4 3 +2", "15: 1/4 3 +0", "20: 0/4 4 +1", "25: 0/4 4 +0"]);
    assert.deepEqual([course.done, course.noticed, course.peak, course.lowest], [20, undefined, 7, 3]);
    assert.deepEqual(
      course.moments.map(({ share }) => share),
      [0, 0, 67, 67, 100, 100],
    );
  });

  it("without surge replaces one after the other", () => {
    const course = play({ spec: "replicas: 2\n  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }" });
    assert.deepEqual([course.done, course.peak, course.lowest], [20, 3, 1]);
  });

  it("without unavailable ones keeps its capacity", () => {
    const course = play({ spec: "replicas: 2\n  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }" });
    assert.deepEqual([course.done, course.lowest], [20, 2]);
  });

  it("waits minReadySeconds for every pod", () => {
    assert.equal(play({ spec: "replicas: 4\n  minReadySeconds: 30" }).done, 80);
  });

  it("of a version that never answers stands still with the old pods, until the deadline says so", () => {
    const course = play({ spec: "replicas: 4\n  progressDeadlineSeconds: 120" }, { broken: true });
    assert.deepEqual([course.done, course.noticed, course.lowest], [undefined, 120, 3]);
    assert.equal(course.moments.at(-1)?.share, 0);
  });

  it("where no probe asks sends traffic to pods that do not answer yet", () => {
    const course = play({ probes: "stdin: false", spec: "replicas: 2" });
    assert.deepEqual([course.done, course.lowest, course.fewestAnswering], [0, 2, 0]);
    assert.deepEqual(
      course.moments.map(({ time, available, answering }) => [time, available, answering]),
      [
        [0, 2, 0],
        [5, 2, 0],
        [10, 2, 2],
      ],
    );
    assert.equal(play({}).fewestAnswering, 3);
  });

  it("of a version that never answers goes through where no probe asks", () => {
    const course = play({ probes: "stdin: false" }, { broken: true });
    assert.equal(course.done, 0);
    assert.match(course.notes.map(noteText).join(), /No probe notices/);
  });

  it("is declared stuck when a pod takes longer than the deadline, though it gets there", () => {
    const course = play({ spec: "replicas: 2\n  progressDeadlineSeconds: 60" }, { startup: 90 });
    assert.equal(course.noticed, 60);
    assert.equal(course.done, 180);
  });
});

describe("other strategies", () => {
  it("Recreate has a gap as long as the stop and the start", () => {
    const course = play({ spec: "replicas: 3\n  strategy: { type: Recreate }" });
    assert.deepEqual(shown(course), ["0: 0/0 0 +3", "5: 0/3 0 +0", "15: 0/3 3 +0"]);
    assert.deepEqual([course.done, course.lowest], [15, 0]);
  });

  it("a StatefulSet goes pod by pod, down to its partition", () => {
    const of = (update: string) => play({ kind: "StatefulSet", spec: `replicas: 3\n  updateStrategy: ${update}` });
    assert.equal(of("{ type: RollingUpdate }").done, 45);
    const kept = of("{ rollingUpdate: { partition: 2 } }");
    assert.deepEqual([kept.done, kept.lowest, kept.moments.at(-1)?.old], [15, 2, 2]);
    const manual = of("{ type: OnDelete }");
    assert.deepEqual([manual.done, manual.moments.length], [undefined, 1]);
  });

  it("a StatefulSet whose new version is broken stops at one pod, and nothing says so", () => {
    const course = play({ kind: "StatefulSet", spec: "replicas: 3" }, { broken: true });
    assert.deepEqual([course.done, course.noticed, course.lowest], [undefined, undefined, 2]);
    assert.match(course.notes.map(noteText).join(), /nothing in the cluster says so/);
  });

  it("a DaemonSet goes node by node, or beside with a surge", () => {
    assert.equal(play({ kind: "DaemonSet", spec: "minReadySeconds: 0" }).done, 45);
    const surging = "updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }";
    assert.deepEqual(
      [play({ kind: "DaemonSet", spec: surging }).lowest, play({ kind: "DaemonSet", spec: "minReadySeconds: 0" }).lowest],
      [3, 2],
    );
  });

  const ROLLOUT = { kind: "Rollout", apiVersion: "argoproj.io/v1alpha1" };

  it("a routed canary gives the weights it is told, and keeps the stable pods", () => {
    const steps = "[{ setWeight: 10 }, { pause: { duration: 5m } }, { setWeight: 50 }, { pause: {} }]";
    const course = play({ ...ROLLOUT, spec: `replicas: 4\n  strategy: { canary: { trafficRouting: { istio: {} }, steps: ${steps} } }` });
    assert.deepEqual(
      course.moments.map(({ time, share, old }) => [time, share, old]),
      [
        [0, 0, 4],
        [10, 10, 4],
        [310, 10, 4],
        [320, 50, 4],
        [620, 50, 4],
        [630, 100, 0],
        [635, 100, 0],
      ],
    );
    assert.match(course.notes.map(noteText).join(), /A person ends the pause at 5 min 20 s/);
  });

  it("a canary without routing shares by pods", () => {
    const course = play({
      ...ROLLOUT,
      spec: "replicas: 10\n  strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: 60 } }] } }",
    });
    const paused = course.moments.find(({ newAvailable }) => newAvailable === 2);
    assert.deepEqual([paused?.share, paused?.old], [20, 8]);
    assert.equal(course.moments.at(-1)?.share, 100);
  });

  it("blue/green switches all at once", () => {
    const course = play({ ...ROLLOUT, spec: "replicas: 2\n  strategy: { blueGreen: { activeService: web, autoPromotionSeconds: 60 } }" });
    assert.deepEqual(
      course.moments.map(({ time, share, old, new: fresh }) => [time, share, old, fresh]),
      [
        [0, 0, 2, 2],
        [10, 0, 2, 2],
        [70, 100, 0, 2],
        [75, 100, 0, 2],
      ],
    );
  });
});

it("times are written as people say them", () => {
  assert.deepEqual([0, 45, 60, 150, 3900].map(format), ["0 s", "45 s", "1 min", "2 min 30 s", "1 h 5 min"]);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fewestAvailable } from "../../server/src/languages/kubernetes/rollout/concerns";
import { TYPICAL } from "../../server/src/languages/kubernetes/rollout/course";
import { duration, isKnown } from "../../server/src/languages/kubernetes/rollout/plan";
import { simulate } from "../../server/src/languages/kubernetes/rollout/simulate";
import { planOf } from "./rollout-plans";

describe("a plan", () => {
  it("fills in the defaults of the API", () => {
    const plan = planOf({ spec: "{}".slice(2), probes: "readinessProbe: { exec: { command: [a] } }" });
    assert.deepEqual(
      { ...plan, containers: [] },
      {
        kind: "Deployment",
        name: "web",
        pods: 1,
        strategy: { kind: "rolling", surge: 1, unavailable: 0 },
        minReady: 0,
        progressDeadline: 600,
        containers: [],
        grace: 30,
        assumed: [],
      },
    );
    assert.deepEqual(plan.containers[0]?.readiness, { initialDelay: 0, period: 10, timeout: 1, successThreshold: 1, failureThreshold: 3 });
  });

  it("rounds surge up and unavailable down, and never stands still", () => {
    const of = (surge: string, unavailable: string, replicas = 10) => {
      const { strategy } = planOf({
        spec: `replicas: ${replicas}\n  strategy: { rollingUpdate: { maxSurge: ${surge}, maxUnavailable: ${unavailable} } }`,
      });
      return strategy.kind === "rolling" ? [strategy.surge, strategy.unavailable] : [];
    };
    assert.deepEqual(of("25%", "25%"), [3, 2]);
    assert.deepEqual(of("1", "0"), [1, 0]);
    assert.deepEqual(of("0", "0"), [0, 1]);
    assert.deepEqual(of("0%", "5%"), [0, 1]);
    assert.deepEqual(of("100%", "100%", 3), [3, 3]);
  });

  it("says what it had to assume", () => {
    assert.deepEqual(planOf({ kind: "DaemonSet", spec: "minReadySeconds: 1" }).assumed, [{ what: "nodes", taken: "3", of: "pods" }]);
    const templated = planOf({
      spec: "replicas: {{ .Values.n }}\n  minReadySeconds: {{ .Values.m }}",
      probes: "readinessProbe: {{ .Values.p }}",
    });
    assert.deepEqual(
      templated.assumed.map(({ what, of }) => `${what} ${of}`),
      ["replicas pods", "minReadySeconds times", "readinessProbe times"],
    );
    assert.ok(isKnown(templated, "strategy") && !isKnown(templated, "strategy", "times"));
  });

  it("reads durations as Go does, and takes none for what it cannot read", () => {
    assert.deepEqual(["30", "30s", "5m", "1h30m", "1m5s", "", "1.5h", "m"].map(duration), [
      30,
      30,
      300,
      5400,
      65,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("the fewest pods that a strategy leaves", () => {
  it("are those of the rollout played through", () => {
    const counts = ["0", "1", "2", "4", "25%", "100%"];
    const rolling = counts.flatMap((surge) => counts.map((most) => `{ maxSurge: ${surge}, maxUnavailable: ${most} }`));
    const plans = [1, 2, 3, 7].flatMap((pods) => [
      ...rolling.map((each) => planOf({ spec: `replicas: ${pods}\n  strategy: { rollingUpdate: ${each} }` })),
      planOf({ spec: `replicas: ${pods}\n  strategy: { type: Recreate }` }),
      ...["0", "1", "9"].map((partition) =>
        planOf({ kind: "StatefulSet", spec: `replicas: ${pods}\n  updateStrategy: { rollingUpdate: { partition: ${partition} } }` }),
      ),
    ]);
    for (const plan of plans) assert.equal(fewestAvailable(plan), simulate(plan, TYPICAL).lowest, JSON.stringify(plan.strategy));
  });
});

import assert from "node:assert/strict";
import { NODES, ROUTES, SUBSETS, all, assertWeights, deployment, weights } from "./objects";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

const STEPS = [weights(99, 1), weights(90, 10), weights(50, 50), weights(0, 100)];
const mesh = {
  text: all(ROUTES, SUBSETS),
  objects: all(NODES, deployment("web-canary", "web:2"), ROUTES, SUBSETS),
  inputs: { canary: "web-canary", virtualService: "web" },
  kept: { stableWeight: "80", canaryWeight: "20" },
};

const BLUE_GREEN = `apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { service: shop, version: blue } }
`;
const blueGreen = {
  playbook: "blue-green",
  objects: all(NODES, deployment("web-blue", "web:1", 2, "blue"), deployment("web-green", "web:2", 1, "green"), BLUE_GREEN),
  kept: { sizeNow: "1" },
  inputs: { service: "shop", old: "blue", new: "green", deployment: "web-green", replicas: "3" },
};
const GREEN = "apps/v1 Deployment web-green";
const select = (version: string): string =>
  `kubectl patch service shop --type merge --patch '{"spec":{"selector":{"version":"${version}"}}}'`;
const targets = (stage: Stage): string[] =>
  (stage.read("discovery.k8s.io/v1 EndpointSlice shop-1", "endpoints") as { readonly targetRef: { readonly name: string } }[]).map(
    ({ targetRef }) => targetRef.name.replace(/-\w+-\w+$/, ""),
  );

/** A Rollout, and what the plug-in of Argo Rollouts does to one. */
const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  replicas: 3
  template: { spec: { containers: [{ name: web, image: "web:1" }] } }
  strategy: { canary: { steps: [{ setWeight: 5 }, { pause: {} }, { setWeight: 50 }, { pause: {} }] } }
status: { phase: Healthy, stableRS: 5d4f, currentStepIndex: 4 }
`;
const WEB_ROLLOUT = "argoproj.io/v1alpha1 Rollout web";
const argo = {
  playbook: "canary-argo-rollouts",
  text: ROLLOUT,
  objects: ROLLOUT,
  inputs: { container: "web", image: "web:2" },
  kept: { imageNow: "web:1" },
  programs: (stage: Stage) => ({
    "kubectl-argo-rollouts": ([verb = "", ...words]: readonly string[]) => {
      const step = Number(stage.read(WEB_ROLLOUT, "status.currentStepIndex"));
      const to = (status: object): void => {
        stage.merge(WEB_ROLLOUT, { status });
      };
      if (verb === "set") {
        const [name, image] = words[2]?.split("=") ?? [];
        stage.merge(WEB_ROLLOUT, { spec: { template: { spec: { containers: [{ name, image }] } } } });
        to({ phase: "Paused", currentStepIndex: 1 });
      } else if (verb === "promote") to(step < 2 ? { currentStepIndex: 3 } : { phase: "Healthy", currentStepIndex: 4, stableRS: "77c9" });
      else if (verb === "abort") to({ phase: "Degraded", abort: true });
      else if (verb === "status") return { code: stage.read(WEB_ROLLOUT, "status.phase") === "Healthy" ? 0 : 1 };
      else if (verb !== "get") return { code: 1 };
      return {};
    },
  }),
};

export const TRAFFIC: readonly Rehearsal[] = [
  {
    ...mesh,
    playbook: "panic-button",
    title: "sends everything to the stable version",
    status: "done",
    changes: [weights(100, 0)],
    then: (stage) => {
      assertWeights(stage, 100, 0);
    },
  },
  {
    ...mesh,
    playbook: "panic-button",
    title: "gives the weights back as they were",
    back: "to-stable",
    status: "rolledBack",
    changes: [weights(100, 0), weights(80, 20)],
    then: (stage) => {
      assertWeights(stage, 80, 20);
    },
  },
  {
    ...mesh,
    playbook: "canary-istio",
    title: "moves all traffic in four steps",
    status: "done",
    changes: STEPS,
    then: (stage) => {
      assertWeights(stage, 0, 100);
    },
  },
  {
    ...mesh,
    playbook: "canary-istio",
    title: "sends everything back when a step looks bad",
    no: ["look-10"],
    status: "rolledBack",
    changes: [...STEPS.slice(0, 2), weights(100, 0), weights(100, 0), weights(100, 0)],
    then: (stage) => {
      assertWeights(stage, 100, 0);
    },
  },
  {
    ...argo,
    title: "promotes step by step to the end",
    choose: { more: ["Not yet", "Yes"] },
    status: "done",
    changes: ["kubectl argo rollouts set image web web=web:2", "kubectl argo rollouts promote web", "kubectl argo rollouts promote web"],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, "spec.template.spec.containers[0].image"), "web:2");
      assert.equal(stage.read(WEB_ROLLOUT, "status.phase"), "Healthy");
      for (const received of stage.programs.received)
        assert.ok(received.includes("--context") && received.includes("prod-eu"), "kubectl hands all arguments to the plug-in");
    },
  },
  {
    ...argo,
    title: "aborts when a step looks bad",
    no: ["look"],
    status: "rolledBack",
    changes: ["kubectl argo rollouts set image web web=web:2", "kubectl argo rollouts abort web"],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, "status.abort"), true);
    },
  },
  {
    ...blueGreen,
    title: "switches to the new version at full size",
    status: "done",
    changes: ["kubectl scale deployment/web-green --replicas=3", select("green")],
    then: async (stage) => {
      assert.equal(stage.read(GREEN, "status.readyReplicas"), 3);
      await stage.cluster.until("only new pods are reached", () => targets(stage).join(" ") === "web-green web-green web-green");
    },
  },
  {
    ...blueGreen,
    title: "points the Service back, and scales the new version down",
    no: ["soak"],
    status: "rolledBack",
    changes: [
      "kubectl scale deployment/web-green --replicas=3",
      select("green"),
      select("blue"),
      "kubectl scale deployment/web-green --replicas=1",
    ],
    then: async (stage) => {
      await stage.cluster.until("only old pods are reached", () => targets(stage).join(" ") === "web-blue web-blue");
      assert.equal(stage.read(GREEN, "spec.replicas"), 1);
    },
  },
];

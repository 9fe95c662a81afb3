import assert from "node:assert/strict";
import { NODES, WEB, all, deployment } from "./objects";
import type { Rehearsal } from "./rehearse";

const RESTARTED = 'spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"]';

const UNPROBED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
`;
const readiness = {
  playbook: "honest-readiness",
  text: UNPROBED,
  objects: all(
    NODES,
    deployment("web", "registry.example.com/web:1.4.2"),
    pod("web-0", "{ startTime: '2026-11-20T16:00:00Z', phase: Running, conditions: [], containerStatuses: [] }"),
  ),
  inputs: { pod: "web-0" },
  kept: { revisionNow: "1" },
};
const RESTART = "kubectl rollout restart deployment/web";

/** A pod that has a status, which stays as it is written. */
function pod(name: string, status: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec: { nodeName: worker-1, containers: [{ name: web, image: "web:1", resources: { limits: { memory: 512Mi } } }] }
status: ${status}
`;
}
const ended = (exitCode: number, reason: string): string =>
  `{ phase: Running, containerStatuses: [{ name: web, image: "web:1", restartCount: 5, state: { waiting: { reason: CrashLoopBackOff } }, lastState: { terminated: { exitCode: ${exitCode}, reason: ${reason} } } }] }`;
const WAITING = `{ phase: Pending, containerStatuses: [{ name: web, image: "web:1", restartCount: 0, state: { waiting: { reason: ImagePullBackOff } } }] }`;

const COPY = "kubectl debug web-0 --copy-to=web-0-debug --container=web --share-processes --stdin=false -- sleep 3600";
const AWAY = "kubectl delete pod web-0-debug";

/** One of the seven ways to the cause: it is suggested by what the pod says, and by nothing else. */
const way = (
  title: string,
  status: string,
  kept: Record<string, string>,
  changes: readonly string[],
  more: Partial<Rehearsal> = {},
): Rehearsal => ({
  playbook: "crashloopbackoff",
  title,
  text: deployment("web", "registry.example.com/web:1.4.2"),
  objects: all(NODES, pod("web-0", status)),
  script: { log: (_pod, container, previous) => `${container}${previous ? " before" : ""}: no such table\n` },
  inputs: { pod: "web-0", container: "web", node: "worker-1" },
  kept: { image: "web:1", node: "worker-1", ...kept },
  status: "done",
  changes,
  then: (stage) => {
    assert.equal(stage.read("v1 Pod web-0", "status.containerStatuses[0].image"), "web:1", "the pod is left as it is");
    assert.equal(stage.read("v1 Pod web-0-debug", "metadata.name"), undefined);
  },
  ...more,
});

const oom = {
  playbook: "oomkilled",
  text: deployment("web", "registry.example.com/web:1.4.2"),
  objects: all(
    NODES,
    deployment("web", "web:1"),
    pod("web-0", ended(137, "OOMKilled")),
    `apiVersion: metrics.k8s.io/v1beta1
kind: PodMetrics
metadata: { name: web-0 }
timestamp: "2026-11-20T17:00:00Z"
window: 30s
containers: [{ name: web, usage: { cpu: 100m, memory: 500Mi } }]
`,
  ),
  inputs: { pod: "web-0", container: "web", limit: "768Mi" },
  kept: { reason: "OOMKilled", limitBefore: "512Mi" },
};
const limitTo = (limit: string): string => `kubectl set resources deployment/web --containers=web --limits=memory=${limit}`;
const LIMIT = "spec.template.spec.containers[0].resources.limits.memory";

export const INCIDENTS: readonly Rehearsal[] = [
  {
    ...readiness,
    title: "writes the probe and proves it by a restart",
    status: "done",
    changes: [RESTART],
    then: (stage, player) => {
      assert.match(player.files["object.yaml"] ?? "", /readinessProbe/);
      assert.equal(typeof stage.read(WEB, RESTARTED), "string");
      assert.equal(stage.read(WEB, "status.updatedReplicas"), 3);
    },
  },
  {
    ...readiness,
    title: "takes the restart back",
    back: "restart",
    status: "rolledBack",
    changes: [RESTART, "kubectl rollout undo deployment/web --to-revision=1"],
    then: (stage) => {
      assert.equal(stage.read(WEB, RESTARTED), undefined);
    },
  },
  way("never started", WAITING, { waiting: "ImagePullBackOff" }, [], { script: { log: () => undefined }, fails: ["previous"] }),
  way("out of memory", ended(137, "OOMKilled"), { exitCode: "137", reason: "OOMKilled" }, []),
  way("finished", ended(0, "Completed"), { exitCode: "0" }, []),
  way("the application gave up", ended(1, "Error"), { exitCode: "1" }, [COPY, AWAY]),
  way("the command cannot run", ended(127, "Error"), { exitCode: "127" }, []),
  way("told to stop", ended(143, "Error"), { exitCode: "143" }, [COPY, AWAY], { choose: { "probe-test": "Try it" } }),
  way("crashed", ended(139, "Error"), { exitCode: "139" }, [COPY, AWAY]),
  way("takes the copy away on the way back", ended(1, "Error"), { exitCode: "1" }, [COPY, `${AWAY} --ignore-not-found`], {
    back: "copy",
    status: "rolledBack",
  }),
  {
    ...oom,
    title: "raises the limit",
    choose: { leak: "It has a level" },
    status: "done",
    changes: [limitTo("768Mi")],
    then: (stage) => {
      assert.equal(stage.read(WEB, LIMIT), "768Mi");
      assert.equal(stage.read(WEB, "status.updatedReplicas"), 3);
    },
  },
  {
    ...oom,
    title: "gives the limit back that the pod had",
    choose: { leak: "It rises" },
    back: "watch",
    status: "rolledBack",
    changes: [limitTo("768Mi"), limitTo("512Mi")],
    then: (stage) => {
      assert.equal(stage.read(WEB, LIMIT), "512Mi");
    },
  },
  {
    ...oom,
    title: "leaves it to the other playbook when it was not memory",
    objects: all(NODES, pod("web-0", ended(137, "Error"))),
    kept: { reason: "Error", limitBefore: "512Mi" },
    choose: { "is-oom": "No" },
    status: "done",
    changes: [],
  },
];

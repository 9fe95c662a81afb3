import assert from "node:assert/strict";
import type { Stage } from "./stage";

/** Objects that several rehearsals begin with. */

export const WEB = "apps/v1 Deployment web";
export const IMAGE = "spec.template.spec.containers[0].image";
export const VIRTUAL_SERVICE = "networking.istio.io/v1 VirtualService web";

export const NODES = ["worker-1", "worker-2"]
  .map(
    (name) => `apiVersion: v1
kind: Node
metadata: { name: ${name} }
spec: {}
status: { conditions: [{ type: Ready, status: "True" }], nodeInfo: { kubeletVersion: v1.32.4 } }
`,
  )
  .join("---\n");

export const deployment = (name: string, image: string, replicas = 3, version = ""): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}${version && `, version: ${version}, service: shop`} } }
    spec: { containers: [{ name: web, image: "${image}", resources: { limits: { memory: 512Mi } } }] }
`;

/** Two routes in one rule: the first is the stable one. */
export const ROUTES = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  hosts: [web]
  http:
    - route:
        - { destination: { host: web, subset: stable }, weight: 80 }
        - { destination: { host: web, subset: canary }, weight: 20 }
`;
export const SUBSETS = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: web, subsets: [{ name: stable, labels: { version: a } }, { name: canary, labels: { version: b } }] }
`;

/** Several objects as one text. */
export const all = (...objects: readonly string[]): string => objects.join("---\n");

/** What may fight a rollback, and must be as it was afterwards. */
export const GUARDS = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 3, maxReplicas: 9, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 2, selector: { matchLabels: { app: web } } }
---
apiVersion: v1
kind: Event
metadata: { name: web-probe }
involvedObject: { kind: Pod, name: web }
reason: Unhealthy
message: Readiness probe failed
type: Warning
lastTimestamp: "2026-11-20T16:55:00Z"
`;

export const assertWeights = (stage: Stage, stable: number, canary: number): void => {
  const route = (index: number): unknown => stage.read(VIRTUAL_SERVICE, `spec.http[0].route[${index}].weight`);
  assert.deepEqual([route(0), route(1)], [stable, canary]);
};

/** The call that sets the weights of the two routes. */
export const weights = (stable: number, canary: number): string =>
  `kubectl patch virtualservice.networking.istio.io/web --type json --patch '[{"op":"add","path":"/spec/http/0/route/0/weight","value":${stable}},{"op":"add","path":"/spec/http/0/route/1/weight","value":${canary}}]'`;

/** Gives the first container of a workload another image, as a release does. */
export const bring = (stage: Stage, object: string, image: string): void => {
  stage.merge(object, { spec: { template: { spec: { containers: [{ name: "web", image }] } } } });
};

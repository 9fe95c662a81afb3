import assert from "node:assert/strict";
import type { Reading } from "../../server/src/core/rule";
import type { RolloutPlan } from "../../server/src/languages/kubernetes/rollout/plan";
import { rolloutPlan } from "../../server/src/languages/kubernetes/rollout/plan";
import { objects } from "../../server/src/languages/kubernetes/queries";
import { absolute, workspaceOf } from "../support/workspace";

export const READINESS = "readinessProbe: { httpGet: { path: /, port: 8080 }, initialDelaySeconds: 5, periodSeconds: 5 }";

export interface Manifest {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly probes?: string;
}

/** The plan of a workload with one container. */
export function planOf({
  kind = "Deployment",
  apiVersion = "apps/v1",
  spec = "replicas: 4",
  pod = "",
  probes = READINESS,
}: Manifest): RolloutPlan {
  const text = `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: web
spec:
  ${spec}
  template:
    spec:
      ${pod}
      containers:
        - name: web
          image: shop/web:1.4.2
          ${probes}
`;
  const { engine } = workspaceOf({ "web.yaml": text }, []);
  const reading = engine.reading(absolute("web.yaml"), 0) as Reading;
  const [object] = [...objects.of(reading)];
  const plan = object && rolloutPlan(object);
  assert.ok(plan);
  return plan;
}

import { yaml } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { analysisFact } from "../../languages/kubernetes/facts";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { objects } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";
import { shortSoak } from "../../languages/kubernetes/rollout/concerns";
import { format } from "../../languages/kubernetes/rollout/course";
import type { CanaryStep } from "../../languages/kubernetes/rollout/plan";
import { isKnown, rolloutPlan } from "../../languages/kubernetes/rollout/plan";
import type { Mapping } from "../../languages/yaml/mapping";

export default defineRule({
  id: "kubernetes/unnoticed-canary",
  summary: "Canary that is over before a broken version can be noticed",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["EDO-02", "QA-18", "RBK-12", "ME-08"],
  equivalents: [],
  references: [
    "https://argo-rollouts.readthedocs.io/en/stable/features/canary/",
    "https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis",
    "https://docs.flagger.app/usage/deployment-strategies",
  ],
  rationale:
    "A pause protects only if something can go wrong within it. A probe has to fail `failureThreshold` times in a row, and an analysis may fail `failureLimit` times before it counts as failed; a canary that waits for less time than that goes on before anything can have said that the version is broken. One that measures nothing goes on with any. Wait longer at the first weight, or let the analysis decide sooner.",
  examples: [
    {
      title: "a pause that is shorter than the probes take",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
                     ^^ info: Rollout "web" waits 20 s at 10 %, and a pod that fails is noticed by its probes after 31 s.
        - pause: { duration: 20s }
        - setWeight: 50
        - pause: { duration: 10m }
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
`,
    },
    {
      title: "steps that are over before the analysis may fail",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      analysis:
      ^^^^^^^^ info: The analysis of Rollout "web" fails after 15 min at the earliest, and its steps wait for 4 min in all.
        templates: [{ templateName: success-rate }]
        startingStep: 2
      steps:
        - setWeight: 10
        - pause: { duration: 1h }
        - setWeight: 20
        - pause: { duration: 2m }
        - setWeight: 50
        - pause: { duration: 2m }
  template: { spec: { containers: [{ name: web }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate }
spec:
  metrics: [{ name: success-rate, interval: 5m, failureLimit: 3, successCondition: "result[0] > 0.95" }]
`,
    },
    {
      title: "weights that go up without a measurement",
      source: yaml`
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: web }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  analysis:
  ^^^^^^^^ info: The analysis of Canary "web" measures nothing: it goes on as long as its pods are ready.
    interval: 1m
    threshold: 10
    maxWeight: 50
    stepWeight: 5
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: cart }
spec:
  analysis: { interval: 1m, threshold: 10, stepWeight: 5, metrics: [{ name: request-success-rate, interval: 1m }] }
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: on-purpose }
spec:
  skipAnalysis: true
  analysis: { interval: 1m, threshold: 10, stepWeight: 5 }
`,
    },
    {
      title: "time enough, a person who looks, an analysis as a step, one that is not here, a template",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: patient }
spec:
  strategy: { canary: { steps: [{ setWeight: 10 }, { pause: { duration: 20s } }, { pause: { duration: 1m30s } }] } }
  template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: 80 } } }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: watched }
spec:
  strategy: { canary: { steps: [{ setWeight: 10 }, { pause: { duration: 5 } }, { setWeight: 20 }, { pause: {} }] } }
  template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: 80 } } }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: measured }
spec:
  strategy:
    canary:
      steps: [{ setWeight: 10 }, { pause: { duration: 5 } }, { analysis: { templates: [{ templateName: success-rate }] } }]
  template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: 80 } } }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: elsewhere }
spec:
  strategy:
    canary: { analysis: { templates: [{ templateName: shared }] }, steps: [{ setWeight: 10 }, { pause: { duration: 5 } }] }
  template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: 80 } } }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: templated }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: {{ .Values.pause }} }
  template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: 80 } } }] } }
`,
    },
  ],
  on: objects,
  *check(object, _context, scope) {
    if (object.is("flagger.app", "Canary")) yield* unmeasured(object);
    const plan = rolloutPlan(object);
    if (plan?.strategy.kind !== "canary" || !isKnown(plan, "strategy")) return;
    const canary = object.spec.map("strategy").map("canary");
    const { steps } = plan.strategy;
    if (plan.strategy.measured) {
      const fails = analysisFails(canary.map("analysis"), scope);
      const waits = soakFrom(steps, canary.map("analysis"));
      if (fails === undefined || waits === undefined || waits >= fails) return;
      yield {
        at: canary.keyRange("analysis"),
        message: `The analysis of ${object.title} fails after ${format(fails)} at the earliest, and its steps wait for ${format(waits)} in all.`,
      };
      return;
    }
    const short = isKnown(plan, "times") ? shortSoak(plan) : undefined;
    // Pods that no probe asks are the business of another rule.
    if (short?.needs === undefined) return;
    const step = [...canary.list("steps").maps()].find((each) => each.number("setWeight") === short.percent);
    yield {
      at: step?.rangeOf("setWeight") ?? canary.keyRange("steps"),
      message: `${object.title} waits ${format(short.soak)} at ${short.percent} %, and a pod that fails is noticed by its probes after ${format(short.needs)}.`,
    };
  },
});

/** Flagger halts on metrics and webhooks; with neither, only on pods that are not ready. Source: Flagger documentation, "Deployment Strategies". */
function* unmeasured({ spec, title }: KubernetesObject): Iterable<Finding> {
  const analysis = spec.map("analysis");
  const isSkipped = !spec.lacks("skipAnalysis") && !spec.is("skipAnalysis", false);
  if (analysis.presence !== "written" || isSkipped || !analysis.lacks("metrics") || !analysis.lacks("webhooks")) return;
  yield {
    at: spec.keyRange("analysis"),
    message: `The analysis of ${title} measures nothing: it goes on as long as its pods are ready.`,
  };
}

/** When the first of the analyses can fail, in seconds from their start; undefined unless all are known. */
function analysisFails(analysis: Mapping, scope: Scope): number | undefined {
  const templates = analysis.list("templates");
  const times = [...templates.maps()].map((each) => {
    const name = each.string("templateName");
    const found = name === undefined ? [] : deployed(scope, analysisFact, name);
    return found.length === 1 ? found[0]?.value.fails : undefined;
  });
  const known = times.filter((time) => time !== undefined);
  return templates.open || !known.length || known.length < templates.length ? undefined : Math.min(...known);
}

/** Seconds that the steps wait while the analysis runs; undefined where a person, or something else, ends the wait. */
function soakFrom(steps: readonly CanaryStep[], analysis: Mapping): number | undefined {
  const start = analysis.lacks("startingStep") ? 0 : analysis.number("startingStep");
  const rest = start === undefined ? undefined : steps.slice(start);
  if (!rest || rest.some((step) => step.kind === "other")) return undefined;
  const waits = rest.map((step) => (step.kind === "pause" ? (step.seconds ?? Infinity) : 0)).reduce((all, each) => all + each, 0);
  return waits < Infinity ? waits : undefined;
}

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

/** A first step of more than so many percent exposes many users before anything is measured. */
const SMALL_STEP = 20;

export default defineRule({
  id: "kubernetes/canary-steps",
  summary: "Canary that goes on before anything is known",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["EDO-02", "ME-07", "RBK-12", "QA-18"],
  equivalents: [],
  references: ["https://argo-rollouts.readthedocs.io/en/stable/features/canary/"],
  rationale:
    "A canary protects by waiting: a weight that is followed by the next one without a pause or an analysis moves on in seconds, and everybody gets the new version as with no canary at all. A first step above a fifth exposes many before anything was measured.",
  examples: [
    {
      title: "one weight after the other, and a large first step",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
                     ^^ warning: Rollout "web" goes on from 10 % without waiting for anything.
        - setWeight: 50
        - pause: { duration: 10m }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: api }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 50
                     ^^ info: Rollout "api" gives its first 50 % of the traffic to a version nobody has tried.
        - pause: {}
`,
    },
    {
      title: "pauses, an analysis, one in the background, a template",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: 10m }
        - setWeight: 50
        - analysis: { templates: [{ templateName: success-rate }] }
        - setWeight: 100
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: templated }
spec:
  strategy:
    canary:
      steps:
        {{- toYaml .Values.steps | nindent 8 }}
`,
    },
  ],
  on: kinds("argoproj.io", "Rollout"),
  *check(object) {
    const list = object.spec.map("strategy").map("canary").list("steps");
    const steps = [...list.maps()];
    if (list.open || steps.length !== list.length) return;
    let isFirst = true;
    let isHurried = false;
    for (const [i, step] of steps.entries()) {
      const weight = step.number("setWeight");
      if (weight === undefined || weight <= 0) continue;
      if (isFirst && weight > SMALL_STEP && weight < 100)
        yield {
          at: step.rangeOf("setWeight"),
          message: `${object.title} gives its first ${weight} % of the traffic to a version nobody has tried.`,
          severity: "info",
        };
      isFirst = false;
      const next = steps[i + 1];
      // Said once: whoever corrects the first sees the others.
      if (!isHurried && weight < 100 && (!next || next.has("setWeight"))) {
        isHurried = true;
        yield { at: step.rangeOf("setWeight"), message: `${object.title} goes on from ${weight} % without waiting for anything.` };
      }
    }
  },
});

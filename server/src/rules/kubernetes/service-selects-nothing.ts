import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isComplete } from "../../languages/kubernetes/completeness";
import { workloadFact } from "../../languages/kubernetes/facts";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace, isChangedElsewhere, mistyped, selectedBy } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/service-selects-nothing",
  summary: "Service whose selector matches no pod",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["NET-14", "ING-16"],
  equivalents: ["kube-linter:dangling-service", "kube-score:service-targets-pod", "kics:service_does_not_target_pod"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpoints"],
  rationale:
    "A Service without pods has no endpoints: the name resolves, and every connection hangs or is refused. Nothing reports it, because an empty Service is legal. Mostly a label was renamed on one side or mistyped; that is reported wherever a workload with nearly the same labels stands beside it. That no workload in sight has the labels is said in `all`: most are in another folder.",
  examples: [
    {
      title: "a mistyped value",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
spec:
  selector:
    app: chekout
         ^^^^^^^ 💡 warning: Service "checkout" selects app=chekout, which no pod has; those of Deployment "checkout" have app=checkout.
    tier: web
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
spec:
  template:
    metadata: { labels: { app: checkout, tier: web } }
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
spec:
  selector:
    app: checkout
    tier: web
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
spec:
  template:
    metadata: { labels: { app: checkout, tier: web } }
`,
    },
    {
      title: "pods that are elsewhere, a version that is switched, labels from a template",
      source: {
        "plain.yaml": yaml`
apiVersion: v1
kind: Service
metadata: { name: elsewhere }
spec: { selector: { app: elsewhere } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web, version: release-2 } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { app: web, version: release-1 } } } }
`,
        "templated/all.yaml": yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
spec: { selector: { app: chekout } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout }
spec:
  template:
    metadata:
      labels:
        app: checkout
        {{- toYaml .Values.labels | nindent 8 }}
`,
      },
    },
  ],
  on: kinds("", "Service"),
  *check(object, _context, scope) {
    const labels = object.spec.map("selector");
    const selector = stringMap(labels);
    if (!selector || !Object.keys(selector).length || object.spec.is("type", "ExternalName") || isChangedElsewhere(scope)) return;
    const { workloads, open } = selectedBy(selector, object.namespace, scope);
    if (open || workloads.length) return;
    const candidates = inNamespace(deployed(scope, workloadFact), object.namespace, scope);
    for (const { value, at } of candidates) {
      const differing = Object.entries(selector).filter(([key, wanted]) => value.labels?.[key] !== wanted);
      const [key, wanted] = differing.length === 1 ? (differing[0] ?? []) : [];
      const has = key === undefined ? undefined : value.labels?.[key];
      if (key === undefined || wanted === undefined || has === undefined || mistyped(wanted, [has]) === undefined) continue;
      yield {
        at: labels.rangeOf(key),
        message: `${object.title} selects ${key}=${wanted}, which no pod has; those of ${value.kind} "${value.name ?? ""}" have ${key}=${has}.`,
        related: [{ at, message: `Its pods have ${key}=${has}.` }],
        fixes: [{ title: `Select ${key}=${has}`, safety: "suggestion", edits: setAt(labels, [key], has) }],
      };
      return;
    }
    // Operators make pods that no file shows: without a near miss this is a matter for those who want to look.
    if (candidates.length && isComplete(scope))
      yield {
        at: object.anchor,
        message: `No pod of this chart has the labels ${object.title} selects.`,
        severity: "info",
        preset: "strict",
      };
    else yield { at: object.anchor, message: `No workload beside ${object.title} has the labels it selects.`, ...asOpinion };
  },
});

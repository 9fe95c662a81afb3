import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloadFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, isChangedElsewhere, mistyped } from "../../languages/kubernetes/related";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/subset-selects-nothing",
  summary: "Subset whose labels match no pod by one letter",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["LI-08"],
  equivalents: [],
  references: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"],
  rationale:
    "A subset without pods has no endpoints: requests that a route sends there are answered with 503. Reported where no workload beside it has the label, and one has a label that is all but the same.",
  examples: [
    {
      title: "a mistyped version",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web
  subsets:
    - name: stable
      labels:
        version: relaese-a
                 ^^^^^^^^^ 💡 warning: A subset of DestinationRule "web" selects version=relaese-a, which no pod has; there is version=release-a.
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { app: web, version: release-a } } } }
`,
    },
    {
      title: "there, and elsewhere",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web
  subsets:
    - { name: stable, labels: { version: release-a } }
    - { name: other, labels: { version: experimental } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { app: web, version: release-a } } } }
`,
    },
  ],
  on: kinds("networking.istio.io", "DestinationRule"),
  *check(object, _context, scope) {
    const workloads = deployed(scope, workloadFact);
    if (isChangedElsewhere(scope) || workloads.some(({ value }) => !value.labels)) return;
    for (const subset of object.spec.list("subsets").maps()) {
      const labels = subset.map("labels");
      for (const key of labels.keys) {
        const wanted = labels.string(key);
        const there = workloads.flatMap(({ value }) => value.labels?.[key] ?? []);
        const meant = wanted === undefined || there.includes(wanted) ? undefined : mistyped(wanted, there);
        if (wanted === undefined || meant === undefined) continue;
        yield {
          at: labels.rangeOf(key),
          message: `A subset of ${object.title} selects ${key}=${wanted}, which no pod has; there is ${key}=${meant}.`,
          fixes: [{ title: `Select ${key}=${meant}`, safety: "suggestion", edits: setAt(labels, [key], meant) }],
        };
      }
    }
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { serviceFact } from "../../languages/kubernetes/facts";
import { selects } from "../../languages/kubernetes/labels";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, inNamespace, isChangedElsewhere, mistyped } from "../../languages/kubernetes/related";
import { stringMap } from "../../languages/yaml/document";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/service-monitor-selects-nothing",
  summary: "ServiceMonitor whose selector matches no Service by one letter",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:dangling-servicemonitor"],
  references: ["https://prometheus-operator.dev/docs/developer/getting-started/"],
  rationale:
    "A ServiceMonitor looks for the labels of Services, not of pods. One that matches none is accepted, nothing is scraped, and alerts on the missing series stay silent. Reported where a Service beside it has all but the same labels; in `all` wherever no Service in sight has them.",
  examples: [
    {
      title: "a mistyped label",
      source: yaml`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: checkout }
spec:
  selector:
    matchLabels:
      app: chekout
           ^^^^^^^ 💡 warning: ServiceMonitor "checkout" selects app=chekout, which no Service has; Service "checkout" has app=checkout.
---
apiVersion: v1
kind: Service
metadata: { name: checkout, labels: { app: checkout } }
spec: {}
`,
    },
    {
      title: "a Service that is there, one of another namespace, one elsewhere",
      source: yaml`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: checkout }
spec: { selector: { matchLabels: { app: checkout } } }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: far }
spec: { namespaceSelector: { any: true }, selector: { matchLabels: { app: chekout } } }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: elsewhere }
spec: { selector: { matchLabels: { app: elsewhere } } }
---
apiVersion: v1
kind: Service
metadata: { name: checkout, labels: { app: checkout } }
spec: {}
`,
    },
  ],
  on: kinds("monitoring.coreos.com", "ServiceMonitor"),
  *check(object, _context, scope) {
    const labels = object.spec.map("selector").map("matchLabels");
    const selector = stringMap(labels);
    if (!selector || !object.spec.lacks("namespaceSelector") || isChangedElsewhere(scope)) return;
    const services = inNamespace(deployed(scope, serviceFact), object.namespace, scope);
    if (services.some(({ value }) => !value.labels || selects(selector, value.labels))) return;
    for (const { value, at } of services) {
      const [[key, wanted] = ["", ""], ...others] = Object.entries(selector).filter(([name, label]) => value.labels?.[name] !== label);
      const has = value.labels?.[key];
      if (others.length || has === undefined || mistyped(wanted, [has]) === undefined) continue;
      yield {
        at: labels.rangeOf(key),
        message: `${object.title} selects ${key}=${wanted}, which no Service has; Service "${value.name ?? ""}" has ${key}=${has}.`,
        related: [{ at, message: `This Service has ${key}=${has}.` }],
        fixes: [{ title: `Select ${key}=${has}`, safety: "suggestion", edits: setAt(labels, [key], has) }],
      };
      return;
    }
    if (Object.keys(selector).length)
      yield { at: object.anchor, message: `No Service beside ${object.title} has the labels it selects.`, ...asOpinion };
  },
});

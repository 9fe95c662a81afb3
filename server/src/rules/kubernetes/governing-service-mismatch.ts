import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { serviceFact } from "../../languages/kubernetes/facts";
import { selects } from "../../languages/kubernetes/labels";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, isChangedElsewhere, named } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/governing-service-mismatch",
  summary: "StatefulSet whose governing Service does not select its pods",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["SSS-04"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  rationale:
    "The Service in `serviceName` publishes the names of the pods it selects. If its selector does not match the template's labels, DNS knows no member: replicas cannot find each other. Copy the labels from the template.",
  examples: [
    {
      title: "another label",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: db }
spec:
  clusterIP: None
  selector: { app: database }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
               ^^ warning: Service "db", which should name the pods of StatefulSet "db", selects others.
  template: { metadata: { labels: { app: db } } }
`,
    },
    {
      title: "the same labels, a Service without a selector, one that is not here",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { clusterIP: None, selector: { app: db } }
---
apiVersion: v1
kind: Service
metadata: { name: manual }
spec: { clusterIP: None }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { serviceName: db, template: { metadata: { labels: { app: db, tier: data } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: manual }
spec: { serviceName: manual, template: { metadata: { labels: { app: manual } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: far }
spec: { serviceName: elsewhere, template: { metadata: { labels: { app: far } } } }
`,
    },
  ],
  on: kinds("apps", "StatefulSet"),
  *check(object, _context, scope) {
    const name = object.spec.string("serviceName");
    const labels = object.podLabels;
    if (name === undefined || !labels || isChangedElsewhere(scope)) return;
    const { found } = named(deployed(scope, serviceFact), name, object.namespace, scope);
    const selector = found?.value.selector;
    if (!found || !selector || !Object.keys(selector).length || selects(selector, labels)) return;
    yield {
      at: object.spec.rangeOf("serviceName"),
      message: `Service "${name}", which should name the pods of ${object.title}, selects others.`,
      related: [
        {
          at: found.at,
          message: `It selects ${Object.entries(selector)
            .map(([key, value]) => `${key}=${value}`)
            .join(", ")}.`,
        },
      ],
    };
  },
});

import { yaml } from "../../core/example";
import type { Fact } from "../../core/fact";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { Fix } from "../../core/edit";
import type { ServiceFact } from "../../languages/kubernetes/facts";
import { serviceFact } from "../../languages/kubernetes/facts";
import { selects } from "../../languages/kubernetes/labels";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { kinds } from "../../languages/kubernetes/queries";
import { isComplete } from "../../languages/kubernetes/completeness";
import { setAt } from "../../languages/yaml/edit";
import { lineBreakOf } from "../../core/text";

export default defineRule({
  id: "kubernetes/stateful-set-without-service",
  summary: "StatefulSet without the headless Service that names its pods",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["SSS-01", "SSS-02", "SSS-03"],
  equivalents: ["kube-score:statefulset-has-servicename", "kics:statefulsets_without_service_name"],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  rationale:
    "A StatefulSet promises its pods names that last (`db-0.db.shop.svc`), but it is the governing Service that publishes them, and only a headless one (`clusterIP: None`) gives each pod its own. Without it replicas cannot find each other and clients reach a random one. " +
    "`clusterIP` and `serviceName` cannot be changed afterwards: put it right before the first deployment.",
  examples: [
    {
      title: "no serviceName, no Service",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
        ^^ 💡 warning: StatefulSet "db" names no governing Service: its pods get no names of their own.
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers: []
`,
      fixed: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata:
      labels: { app: db }
    spec:
      containers: []
  serviceName: db
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
`,
    },
    {
      title: "its Service is not headless",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
               ^^ warning: Service "db" is not headless, so it gives the pods of StatefulSet "db" no names of their own.
  template:
    metadata:
      labels: { app: db }
`,
    },
    {
      title: "a headless Service exists and only has to be named",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: db-peers
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
        ^^ 💡 warning: StatefulSet "db" names no governing Service: its pods get no names of their own.
spec:
  template:
    metadata:
      labels: { app: db }
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata:
  name: db-peers
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    metadata:
      labels: { app: db }
  serviceName: db-peers
`,
    },
    {
      title: "as it should be; a Service somewhere else; a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { clusterIP: None, selector: { app: db } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: queue }
spec:
  serviceName: queue-made-elsewhere
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache }
spec:
  serviceName: {{ include "cache.fullname" . }}
`,
    },
  ],
  on: kinds("apps", "StatefulSet"),
  *check(object, _context, scope) {
    const services = scope
      .all(serviceFact)
      .filter(({ value }) => value.namespace === object.namespace || value.namespace === undefined || object.namespace === undefined);
    const name = object.spec.string("serviceName");
    if (object.spec.lacks("serviceName") && object.spec.presence === "written") {
      yield {
        at: object.anchor,
        message: `${object.title} names no governing Service: its pods get no names of their own.`,
        fixes: naming(object, services),
      };
      return;
    }
    if (name === undefined) return;
    const service = services.find(({ value }) => value.name === name);
    if (service?.value.headless === false) {
      yield {
        at: object.spec.rangeOf("serviceName"),
        message: `Service "${name}" is not headless, so it gives the pods of ${object.title} no names of their own.`,
        related: [{ at: service.at, message: "The Service is declared here, without clusterIP: None." }],
      };
    } else if (!service && services.every(({ value }) => value.name !== undefined) && isComplete(scope)) {
      yield { at: object.spec.rangeOf("serviceName"), message: `There is no Service "${name}" beside ${object.title}.` };
    }
  },
});

/** The headless Service that already selects its pods, else a new one behind the document. */
function naming(object: KubernetesObject, services: readonly Fact<ServiceFact>[]): Fix[] {
  const labels = object.podLabels;
  if (object.name === undefined || labels === undefined || !Object.keys(labels).length) return [];
  const existing = services.find(({ value }) => value.headless === true && value.selector && selects(value.selector, labels))?.value.name;
  if (existing !== undefined)
    return [{ title: `Name the Service "${existing}"`, safety: "suggestion", edits: setAt(object.spec, ["serviceName"], existing) }];
  const { text } = object.root.world;
  const end = text.replace(/\s+$/, "").length;
  const namespace = object.namespace === undefined ? [] : [`  namespace: ${object.namespace}`];
  const lines = [
    "",
    "---",
    "apiVersion: v1",
    "kind: Service",
    "metadata:",
    `  name: ${object.name}`,
    ...namespace,
    "spec:",
    "  clusterIP: None",
    "  selector:",
    ...Object.entries(labels).map(
      ([key, value]) =>
        `    ${key}: ${JSON.stringify(value) === `"${value}"` && /^[A-Za-z][\w./-]*$/.test(value) ? value : JSON.stringify(value)}`,
    ),
  ];
  return [
    {
      title: "Add a headless Service and name it",
      safety: "suggestion",
      edits: [...setAt(object.spec, ["serviceName"], object.name), { at: range(end, end), text: lines.join(lineBreakOf(text)) }],
    },
  ];
}

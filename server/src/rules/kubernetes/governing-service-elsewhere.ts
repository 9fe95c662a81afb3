import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isComplete } from "../../languages/kubernetes/completeness";
import { serviceFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed, named } from "../../languages/kubernetes/related";

export default defineRule({
  id: "kubernetes/governing-service-elsewhere",
  summary: "StatefulSet whose governing Service is in no file beside it",
  severity: "hint",
  preset: "all",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-score:statefulset-has-servicename", "kics:statefulsets_without_service_name"],
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  rationale:
    "Nothing creates the Service that `serviceName` names, and without it the pods have no names of their own. It may be in another folder or in the cluster already, so this is only a question; a chart that shows everything it deploys is another rule's matter.",
  patient: true,
  examples: [
    {
      title: "alone",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
               ^^ hint: No file beside StatefulSet "db" has the Service "db".
`,
    },
    {
      title: "with its Service",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
---
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { clusterIP: None, selector: { app: db } }
`,
    },
  ],
  on: kinds("apps", "StatefulSet"),
  *check(object, _context, scope) {
    const name = object.spec.string("serviceName");
    if (name === undefined || isComplete(scope)) return;
    const { found, open } = named(deployed(scope, serviceFact), name, object.namespace, scope);
    if (found || open) return;
    yield { at: object.spec.rangeOf("serviceName"), message: `No file beside ${object.title} has the Service "${name}".` };
  },
});

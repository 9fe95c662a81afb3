import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/node-port-service",
  summary: "Service that opens a port on every node",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["ING-22"],
  equivalents: ["kube-linter:exposed-services", "kube-score:service-type", "kics:service_type_is_nodeport"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"],
  rationale:
    "Every node answers on the port, with no host name, no TLS and no path, to whoever can reach a node, and clients have to know a node's address. Web traffic belongs behind an Ingress or Gateway. Load balancers that still want node ports (instance targets) are a reason to keep it.",
  examples: [
    {
      title: "type NodePort",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
        ^^^^^^^^ info: Service "web" opens a port on every node.
  selector: { app: web }
`,
    },
    {
      title: "inside the cluster, or decided by a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
---
apiVersion: v1
kind: Service
metadata:
  name: templated
spec:
  type: {{ .Values.type }}
`,
    },
  ],
  on: kinds("", "Service"),
  *check(object) {
    const type = object.spec.scalar("type");
    if (type.state !== "known" || type.value !== "NodePort") return;
    yield {
      at: object.spec.rangeOf("type"),
      message: `${object.title} opens a port on every node.`,
      ...(type.origin ? { related: [{ at: type.origin, message: "The value is set here." }] } : {}),
    };
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/service-external-ips",
  summary: "Service that claims addresses with externalIPs",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:KSV-0108"],
  references: [
    "https://github.com/kubernetes/kubernetes/issues/97076",
    "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips",
  ],
  rationale:
    "Nobody checks who owns the address: whatever pods and nodes of the cluster send to it goes to this Service (CVE-2020-8554), which is why many clusters refuse the field with DenyServiceExternalIPs. Use a LoadBalancer Service, with MetalLB or the like on own hardware, or an Ingress.",
  examples: [
    {
      title: "an address claimed",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  externalIPs:
  ^^^^^^^^^^^ 💡 warning: Service "web" claims 203.0.113.7: all of the cluster's traffic to that address goes to it.
    - 203.0.113.7
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
`,
    },
    {
      title: "none, or decided by a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalIPs: []
---
apiVersion: v1
kind: Service
metadata:
  name: templated
spec:
  externalIPs:
    {{- toYaml .Values.addresses | nindent 4 }}
`,
    },
  ],
  on: kinds("", "Service"),
  *check(object) {
    const addresses = object.spec.list("externalIPs").strings();
    if (!addresses.length || object.spec.field("externalIPs").state !== "known") return;
    yield {
      at: object.spec.keyRange("externalIPs"),
      message: `${object.title} claims ${addresses.join(", ")}: all of the cluster's traffic to that address goes to it.`,
      fixes: [{ title: "Remove externalIPs", safety: "suggestion", edits: removeKey(object.spec, "externalIPs") }],
    };
  },
});

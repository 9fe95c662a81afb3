import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objects } from "../../languages/kubernetes/queries";

const SNIPPET = /^nginx\.ingress\.kubernetes\.io\/(?:server|configuration|auth|modsecurity|stream)-snippet$/;

export default defineRule({
  id: "kubernetes/nginx-snippet-annotations",
  summary: "Ingress that writes into the controller's own configuration",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_K8S_152", "checkov:CKV_K8S_153", "checkov:CKV_K8S_154"],
  references: ["https://github.com/kubernetes/ingress-nginx/issues/7837", "https://nvd.nist.gov/vuln/detail/CVE-2021-25742"],
  rationale:
    "Whoever may write an Ingress can run configuration, and Lua with it, inside the controller, whose token reads Secrets of the whole cluster (CVE-2021-25742). ingress-nginx refuses snippets by default since 1.9, so the Ingress is rejected there; a controller that allows them trusts every tenant. Most snippets have an annotation of their own by now: custom headers, redirects, CORS, rate limits.",
  examples: [
    {
      title: "a snippet",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "true"
    nginx.ingress.kubernetes.io/configuration-snippet: |
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Ingress "web" needs a controller that runs anybody's configuration-snippet: ingress-nginx refuses it by default.
      more_set_headers "X-Frame-Options: DENY";
`,
    },
    {
      title: "ordinary annotations, an empty snippet, a template",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
    nginx.ingress.kubernetes.io/server-snippet: ""
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: templated
  annotations:
    {{- toYaml .Values.annotations | nindent 4 }}
`,
    },
  ],
  on: objects,
  *check(object) {
    if (object.kind !== "Ingress") return;
    const annotations = object.metadata.map("annotations");
    for (const key of annotations.keys) {
      if (!SNIPPET.test(key) || annotations.is(key, "") || annotations.field(key).state !== "known") continue;
      const name = key.slice(key.indexOf("/") + 1);
      yield {
        at: annotations.keyRange(key),
        message: `${object.title} needs a controller that runs anybody's ${name}: ingress-nginx refuses it by default.`,
      };
    }
  },
});

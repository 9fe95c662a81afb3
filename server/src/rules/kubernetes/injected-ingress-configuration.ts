import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

/** Annotations whose values ingress-nginx puts into its configuration file. Source: the advisories for CVE-2023-5044, CVE-2025-24514, -1097, -1098. */
const COPIED =
  /^nginx\.ingress\.kubernetes\.io\/(?:auth-url|auth-signin|auth-tls-match-cn|mirror-(?:target|host)|permanent-redirect|temporal-redirect|rewrite-target|x-forwarded-prefix)$/;

/** What ends a directive, or begins one. */
const SUSPICIOUS = /[;{}\n\r]|#/;

export default defineRule({
  id: "kubernetes/injected-ingress-configuration",
  summary: "Annotation that breaks out of its place in nginx.conf",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:KCV-0093"],
  references: ["https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/", "https://nvd.nist.gov/vuln/detail/CVE-2023-5044"],
  rationale:
    "ingress-nginx copies these values into its configuration. A semicolon, a brace, a line break or `#` ends the directive they stand in, and what follows is configuration of the controller's, whose token reads Secrets of the whole cluster. Current versions refuse it; before 1.11.5 and 1.12.1 it was a way to take the cluster over. A regular expression that needs a brace is better written without it.",
  examples: [
    {
      title: "a directive behind an address",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/auth-url: "http://auth/;proxy_pass http://elsewhere"
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The annotation auth-url of Ingress "web" holds ";", which ends a directive of nginx.
`,
    },
    {
      title: "an address, and a value from a template",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/auth-url: "https://auth.example.com/verify?rd=$escaped_request_uri"
    nginx.ingress.kubernetes.io/rewrite-target: /$2
    nginx.ingress.kubernetes.io/auth-signin: "{{ .Values.auth.signin }}"
`,
    },
  ],
  on: kinds("networking.k8s.io", "Ingress"),
  *check(object) {
    const annotations = object.metadata.map("annotations");
    for (const key of annotations.keys) {
      const value = COPIED.test(key) ? annotations.string(key) : undefined;
      const [found] = value === undefined ? [] : (SUSPICIOUS.exec(value) ?? []);
      if (found === undefined) continue;
      const name = key.slice(key.indexOf("/") + 1);
      const what = /[\n\r]/.test(found) ? "a line break" : `"${found}"`;
      yield {
        at: annotations.rangeOf(key),
        message: `The annotation ${name} of ${object.title} holds ${what}, which ends a directive of nginx.`,
      };
    }
  },
});

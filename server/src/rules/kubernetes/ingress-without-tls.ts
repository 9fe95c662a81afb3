import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { kinds } from "../../languages/kubernetes/queries";

/** Annotations by which a load balancer or controller is told of certificates outside the manifest. */
const TLS_ELSEWHERE = /certificate|ssl|tls|listen-ports|cert-manager|tailscale|cloudflare|frontend-config|redirect/i;
/** Hosts that do not leave the machine or the house. */
const INTERNAL_HOST = /^localhost$|\.(?:local|localhost|localdomain|test|internal|lan|home|home\.arpa|svc|nip\.io|sslip\.io)$/i;

export default defineRule({
  id: "kubernetes/ingress-without-tls",
  summary: "Ingress that serves plain HTTP",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["BM-26", "ING-08"],
  equivalents: ["polaris:tlsSettingsMissing"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
  rationale:
    "Passwords, cookies and tokens cross every network between the browser and the cluster in clear text. Name the hosts and a Secret under `tls`; cert-manager keeps the certificate. Where a load balancer in front ends TLS, and the manifest says so in an annotation, nothing is reported, nor for hosts of a local network.",
  patient: true,
  examples: [
    {
      title: "a public host",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
        ^^^ info: Ingress "web" serves shop.example.com over plain HTTP: it has no tls section.
spec:
  rules:
    - host: shop.example.com
`,
    },
    {
      title: "TLS here, TLS at the load balancer, a local host, a template",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: web-tls
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: alb
  annotations:
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-central-1:111122223333:certificate/0
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: local
spec:
  rules:
    - host: shop.localhost
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: templated
spec:
  {{- if .Values.tls }}
  tls:
    {{- toYaml .Values.tls | nindent 4 }}
  {{- end }}
  rules:
    - host: shop.example.com
`,
    },
  ],
  on: kinds("networking.k8s.io", "Ingress"),
  *check(object) {
    if (!object.spec.lacks("tls") || object.spec.presence !== "written" || endsElsewhere(object)) return;
    const host = [...object.spec.list("rules").maps()]
      .map((rule) => rule.string("host"))
      .find((name) => name !== undefined && !INTERNAL_HOST.test(name));
    if (host === undefined) return;
    yield { at: object.anchor, message: `${object.title} serves ${host} over plain HTTP: it has no tls section.` };
  },
});

/** Whether something in front may end TLS: said in an annotation, or annotations are not all seen. */
function endsElsewhere(object: KubernetesObject): boolean {
  const annotations = object.metadata.map("annotations");
  return annotations.open || annotations.keys.some((key) => TLS_ELSEWHERE.test(key) || TLS_ELSEWHERE.test(annotations.string(key) ?? ""));
}

import { yaml } from "../../core/example";
import type { Fact } from "../../core/fact";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { isComplete } from "../../languages/kubernetes/completeness";
import type { ServiceFact } from "../../languages/kubernetes/facts";
import { serviceFact } from "../../languages/kubernetes/facts";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import { isWrittenHere } from "../../languages/kubernetes/quantity";
import { deployed, isChangedElsewhere, mistyped, named } from "../../languages/kubernetes/related";
import { setAt } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";

export default defineRule({
  id: "kubernetes/ingress-backend-missing",
  summary: "Ingress that routes to a Service, or a port, nobody declares",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["ING-16"],
  equivalents: ["kube-linter:dangling-ingress", "kube-score:ingress-targets-service"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend"],
  rationale:
    "An Ingress takes any name of a Service, and any port, and complains about none: the port is that of the Service, not of its pods, and the controller answers 503 for the path until a Service of that name exists in the Ingress's own namespace. Reported where a name is all but the same as that of a Service beside it, and in a chart that shows everything it deploys; in `all` wherever no file in sight has the Service.",
  examples: [
    {
      title: "a port that the Service does not have",
      source: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 8080
                ^^^^ 💡 warning: Ingress "web" asks port 8080 of Service "web", which has 80.
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports: [{ port: 80, targetPort: 8080 }]
`,
    },
    {
      title: "a mistyped Service",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  rules:
    - http:
        paths:
          - path: /checkout
            backend:
              service:
                name: chekout
                      ^^^^^^^ 💡 warning: Ingress "shop" routes to Service "chekout", which is not there; there is "checkout".
                port: { name: http }
`,
      fixed: yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  rules:
    - http:
        paths:
          - path: /checkout
            backend:
              service:
                name: checkout
                port: { name: http }
`,
    },
    {
      title: "a Service of another folder, an action of the load balancer, a template",
      source: yaml`
apiVersion: v1
kind: Service
metadata: { name: checkout }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  defaultBackend: { service: { name: elsewhere, port: { number: 80 } } }
  rules:
    - http:
        paths:
          - backend: { service: { name: checkouts, port: { name: use-annotation } } }
          - backend:
              service:
                name: {{ .Values.service }}
`,
    },
  ],
  on: kinds("networking.k8s.io", "Ingress"),
  *check(object, _context, scope) {
    const backends = [
      object.spec.map("defaultBackend"),
      ...[...object.spec.list("rules").maps()].flatMap((rule) =>
        [...rule.map("http").list("paths").maps()].map((path) => path.map("backend")),
      ),
    ];
    const services = deployed(scope, serviceFact);
    if (isChangedElsewhere(scope)) return;
    for (const backend of backends) {
      const service = backend.map("service");
      const name = service.string("name");
      // The AWS controller lets a made-up name stand for an annotation.
      if (name === undefined || service.map("port").is("name", "use-annotation")) continue;
      const { found, open, near } = named(services, name, object.namespace, scope);
      if (found) yield* portMismatch(service.map("port"), object.title, found);
      if (found || open) continue;
      const meant = mistyped(
        name,
        near.flatMap(({ value }) => (value.name === undefined ? [] : [value.name])),
      );
      const says = `${object.title} routes to Service "${name}", which is not there`;
      yield {
        at: service.rangeOf("name"),
        message: meant === undefined ? `${says}.` : `${says}; there is "${meant}".`,
        ...(meant === undefined && !isComplete(scope) ? asOpinion : {}),
        related: near
          .filter(({ value }) => value.name === meant && meant !== undefined)
          .map(({ at }) => ({ at, message: "This Service was probably meant." })),
        fixes:
          meant !== undefined && isWrittenHere(service.field("name"))
            ? [{ title: `Route to "${meant}"`, safety: "suggestion", edits: setAt(service, ["name"], meant) }]
            : [],
      };
    }
  },
});

/** A port that the Service does not have, where its ports are all known. */
function* portMismatch(port: Mapping, title: string, service: Fact<ServiceFact>): Iterable<Finding> {
  const { ports, name = "" } = service.value;
  if (!ports?.length) return;
  const key = port.has("name") ? "name" : "number";
  const [asked, has] =
    key === "name"
      ? [port.string("name"), ports.flatMap(({ name: each }) => (each === undefined ? [] : [each]))]
      : [port.number("number"), ports.map(({ number }) => number)];
  if (asked === undefined || (has as (string | number)[]).includes(asked)) return;
  const [only] = has;
  yield {
    at: port.rangeOf(key),
    message: `${title} asks port ${asked} of Service "${name}", which has ${has.length ? has.join(", ") : "no named port"}.`,
    related: [{ at: service.at, message: "The Service is declared here." }],
    fixes:
      only !== undefined && has.length === 1 && isWrittenHere(port.field(key))
        ? [{ title: `Ask port ${only}`, safety: "suggestion", edits: setAt(port, [key], only) }]
        : [],
  };
}

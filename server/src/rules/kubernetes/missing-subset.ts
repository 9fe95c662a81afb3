import { yaml } from "../../core/example";
import { closest } from "../../core/closest";
import { defineRule } from "../../core/rule";
import { subsetFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/missing-subset",
  summary: "Route to a subset that its DestinationRule does not declare",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["RBK-15", "ME-06", "LI-06"],
  equivalents: [],
  references: ["https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule"],
  rationale:
    "Traffic that is routed to a subset nobody declares has no endpoints: every such request is answered with 503. It shows when the route is applied, for the share of traffic it takes. Declare the subset in the DestinationRule first, and remove it last.",
  examples: [
    {
      title: "a misspelt subset",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web
  subsets:
    - name: stable
      labels: { version: v1 }
    - name: canary
      labels: { version: v2 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - route:
        - destination:
            host: web.shop.svc.cluster.local
            subset: canari
                    ^^^^^^ 💡 error: No DestinationRule for "web.shop.svc.cluster.local" declares the subset "canari": its requests get 503.
`,
      fixed: yaml`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web
  subsets:
    - name: stable
      labels: { version: v1 }
    - name: canary
      labels: { version: v2 }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - route:
        - destination:
            host: web.shop.svc.cluster.local
            subset: canary
`,
    },
    {
      title: "a declared subset, a rule that is not here, a templated rule",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web
  subsets: [{ name: stable }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart }
spec:
  host: cart
  subsets:
    {{- toYaml .Values.subsets | nindent 4 }}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - route:
        - destination: { host: web, subset: stable }
        - destination: { host: elsewhere, subset: blue }
        - destination: { host: cart, subset: green }
`,
    },
  ],
  on: kinds("networking.istio.io", "VirtualService"),
  *check(object, _context, scope) {
    const rules = deployed(scope, subsetFact);
    for (const protocol of ["http", "tcp", "tls"])
      for (const rule of object.spec.list(protocol).maps())
        for (const route of rule.list("route").maps()) {
          const destination = route.map("destination");
          const [host, subset] = [destination.string("host"), destination.string("subset")];
          if (host === undefined || subset === undefined) continue;
          const forHost = rules.filter(({ value }) => sameHost(value.host, host));
          if (!forHost.length || forHost.some(({ value }) => !value.complete || value.subsets.includes(subset))) continue;
          const meant = closest(
            subset,
            forHost.flatMap(({ value }) => value.subsets),
          );
          yield {
            at: destination.rangeOf("subset"),
            message: `No DestinationRule for "${host}" declares the subset "${subset}": its requests get 503.`,
            related: forHost.map(({ at, value }) => ({
              at,
              message: value.subsets.length ? `This rule declares ${value.subsets.join(", ")}.` : "This rule declares no subsets.",
            })),
            fixes:
              meant === undefined
                ? []
                : [{ title: `Route to "${meant}"`, safety: "suggestion", edits: setAt(destination, ["subset"], meant) }],
          };
        }
  },
});

/** `web`, `web.shop` and `web.shop.svc.cluster.local` may be one Service: they are when what both write agrees. */
function sameHost(a: string, b: string): boolean {
  const [left, right] = [a.split("."), b.split(".")];
  return left.slice(0, right.length).every((label, i) => label === right[i]);
}

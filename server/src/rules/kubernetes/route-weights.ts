import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";
import type { Mapping } from "../../languages/yaml/mapping";

export default defineRule({
  id: "kubernetes/route-weights",
  summary: "VirtualService weights that do not add up to 100",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["ME-05", "LI-07"],
  equivalents: [],
  references: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"],
  rationale:
    "Istio takes weights as proportions, so 90 and 20 are not an error: they are 82 % and 18 %, and the canary gets more than anybody meant to give it. People write percent; make the numbers add up to 100. " +
    "A destination without a weight beside others that have one gets nothing.",
  examples: [
    {
      title: "90 and 20",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
spec:
  hosts: [web]
  http:
    - route:
      ^^^^^ warning: The weights of this route add up to 110, not 100: the traffic is split 81.8 % and 18.2 %.
        - destination: { host: web, subset: stable }
          weight: 90
        - destination: { host: web, subset: canary }
          weight: 20
`,
    },
    {
      title: "a destination without a weight",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
spec:
  http:
    - route:
      ^^^^^ warning: The weights of this route add up to 90, not 100: the traffic is split 100 % and 0 %.
        - destination: { host: web, subset: stable }
          weight: 90
        - destination: { host: web, subset: canary }
`,
    },
    {
      title: "100 in all, one destination, a template",
      source: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
spec:
  http:
    - route:
        - destination: { host: web, subset: stable }
          weight: 90
        - destination: { host: web, subset: canary }
          weight: 10
    - route:
        - destination: { host: web }
    - route:
        - destination: { host: web, subset: stable }
          weight: {{ .Values.weight }}
        - destination: { host: web, subset: canary }
          weight: 10
  tcp:
    - route:
        - destination: { host: a }
        - destination: { host: b }
`,
    },
  ],
  on: kinds("networking.istio.io", "VirtualService"),
  *check(object) {
    for (const protocol of ["http", "tcp", "tls"])
      for (const rule of object.spec.list(protocol).maps()) {
        const weights = weightsOf(rule);
        if (!weights || weights.length < 2) continue;
        const sum = weights.reduce((total, weight) => total + weight, 0);
        if (sum === 100 || sum === 0) continue;
        const shares = weights.map((weight) => `${Number(((100 * weight) / sum).toFixed(1))} %`);
        const last = shares.pop();
        yield {
          at: rule.keyRange("route"),
          message: `The weights of this route add up to ${sum}, not 100: the traffic is split ${shares.join(", ")} and ${last ?? ""}.`,
        };
      }
  },
});

/** The weights of a route, 0 where none is written beside others; undefined when any is not known. */
function weightsOf(rule: Mapping): number[] | undefined {
  const route = rule.list("route");
  const destinations = [...route.maps()];
  if (route.open || destinations.length !== route.length) return undefined;
  const weights = destinations.map((destination) => (destination.lacks("weight") ? 0 : destination.number("weight")));
  return weights.every((weight) => weight !== undefined) ? weights : undefined;
}

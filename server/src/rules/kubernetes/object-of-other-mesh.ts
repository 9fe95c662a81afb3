import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { objectFact } from "../../languages/kubernetes/facts";
import { kinds } from "../../languages/kubernetes/queries";
import { deployed } from "../../languages/kubernetes/related";
import type { Mapping } from "../../languages/yaml/mapping";

/** Where a mesh is switched on for a namespace, and what only the other one reads. Source: the documentation of Istio and Linkerd. */
const MESHES: readonly {
  readonly mesh: string;
  readonly other: string;
  readonly holder: "labels" | "annotations";
  readonly key: string;
  readonly value: string;
  readonly group: string;
  readonly kinds: readonly string[];
}[] = [
  {
    mesh: "Linkerd",
    other: "Istio",
    holder: "annotations",
    key: "linkerd.io/inject",
    value: "enabled",
    group: "istio.io",
    kinds: ["VirtualService", "DestinationRule", "PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication", "Sidecar"],
  },
  {
    mesh: "Istio",
    other: "Linkerd",
    holder: "labels",
    key: "istio-injection",
    value: "enabled",
    group: "linkerd.io",
    kinds: ["ServiceProfile", "Server", "ServerAuthorization"],
  },
];

export default defineRule({
  id: "kubernetes/object-of-other-mesh",
  summary: "Object of one service mesh in a namespace of another",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["LI-31"],
  equivalents: [],
  references: ["https://linkerd.io/2/features/proxy-injection/", "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/"],
  rationale:
    "The proxies of a namespace read the objects of their own mesh. A VirtualService beside Linkerd's proxies is accepted and splits no traffic, an AuthorizationPolicy closes nothing. It happens halfway through a migration; nothing reports it. While both meshes run side by side for a while, suppress it with the date.",
  examples: [
    {
      title: "a route of Istio beside Linkerd's proxies",
      source: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    linkerd.io/inject: enabled
                       ^^^^^^^ warning: Linkerd runs in namespace "shop", and VirtualService "web" there is for Istio: it has no effect.
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
`,
    },
    {
      title: "each mesh has its own, or another namespace is meant",
      source: yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
---
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local, namespace: shop }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: blog }
---
apiVersion: v1
kind: Namespace
metadata: { name: blog, labels: { istio-injection: enabled } }
`,
    },
  ],
  on: kinds("", "Namespace"),
  *check(object, _context, scope) {
    const { name } = object;
    if (name === undefined) return;
    for (const { mesh, other, holder, key, value, group, kinds: wanted } of MESHES) {
      const map: Mapping = object.metadata.map(holder);
      if (!map.is(key, value)) continue;
      const [first] = wanted
        .flatMap((kind) => deployed(scope, objectFact, kind))
        .filter((fact) => fact.value.namespace === name && (fact.value.group === group || fact.value.group.endsWith(`.${group}`)));
      if (!first) continue;
      const { kind, name: theirs } = first.value;
      yield {
        at: map.rangeOf(key),
        message: `${mesh} runs in namespace "${name}", and ${kind}${theirs === undefined ? "" : ` "${theirs}"`} there is for ${other}: it has no effect.`,
        related: [{ at: first.at, message: `Only ${other} reads it.` }],
      };
    }
  },
});

import { yaml } from "../../core/example";
import { compareQuantities, quantity } from "../../languages/kubernetes/quantity";
import type { Mapping } from "../../languages/yaml/mapping";
import type { FieldRow } from "./field-values.table";
import { SERVERS, WORKLOADS } from "./field-values.table";

const PEER_AUTHENTICATION = ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"];
const VIRTUAL_SERVICE = ["https://istio.io/latest/docs/reference/config/networking/virtual-service/"];
const SERVICE_PROFILE = ["https://linkerd.io/2/reference/service-profiles/"];

/** Whether a rule of a VirtualService sends requests on, and not away or elsewhere. */
const routes = (http: Mapping): boolean => http.has("route") && !http.has("redirect") && !http.has("directResponse");

/** Annotations that take ports out of a mesh. Sources: the proxy configuration of Linkerd, the annotations of Istio. */
const BYPASSES = [
  "config.linkerd.io/skip-inbound-ports",
  "config.linkerd.io/skip-outbound-ports",
  "traffic.sidecar.istio.io/excludeInboundPorts",
  "traffic.sidecar.istio.io/excludeOutboundPorts",
];

/** Istio and Linkerd. */
export const MESH_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/permissive-mtls",
    summary: "Mesh that still accepts plain text",
    severity: "info",
    preset: "recommended",
    category: "security",
    guidance: ["ME-01", "LI-22"],
    references: PEER_AUTHENTICATION,
    rationale:
      "`PERMISSIVE` lets clients without a proxy talk in plain text beside those with mutual TLS. It is meant for the time in which workloads join the mesh; once they have, `STRICT` keeps everybody else out. Before the change, make sure that nothing outside the mesh still calls.",
    groups: [["security.istio.io", "PeerAuthentication"]],
    paths: [["spec", "mtls", "mode"]],
    wrong: (mode) => (mode === "PERMISSIVE" ? "accepts plain text beside mutual TLS" : undefined),
    fix: { title: "Require mutual TLS", value: "STRICT" },
    hit: yaml`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: PERMISSIVE
          ^^^^^^^^^^ 💡 info: PeerAuthentication "default" accepts plain text beside mutual TLS.
`,
    fixed: yaml`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: STRICT
`,
    clean: yaml`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
  portLevelMtls:
    9090: { mode: PERMISSIVE }
`,
  },
  {
    id: "kubernetes/disabled-mtls",
    summary: "Mesh whose mutual TLS is switched off",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["ME-02", "LI-23"],
    references: PEER_AUTHENTICATION,
    rationale:
      "`DISABLE` sends the traffic of the whole selection in plain text although the proxies are there. Where one port cannot use mutual TLS, such as a probe or a database that starts TLS itself, disable it for that port under `portLevelMtls`.",
    groups: [["security.istio.io", "PeerAuthentication"]],
    paths: [["spec", "mtls", "mode"]],
    wrong: (mode) => (mode === "DISABLE" ? "switches mutual TLS off for all ports" : undefined),
    hit: yaml`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: DISABLE
          ^^^^^^^ warning: PeerAuthentication "default" switches mutual TLS off for all ports.
`,
    clean: yaml`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: db, namespace: shop }
spec:
  selector: { matchLabels: { app: db } }
  mtls: { mode: STRICT }
  portLevelMtls:
    5432: { mode: DISABLE }
`,
  },
  {
    id: "kubernetes/retry-without-try-timeout",
    summary: "Retries without a time limit of their own",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["LI-12", "ME-09"],
    references: VIRTUAL_SERVICE,
    rationale:
      "Without `perTryTimeout` an attempt may take as long as the whole route is allowed to, so a first one that hangs leaves no time for the others. Give each attempt a fraction of the route's `timeout`.",
    groups: [["networking.istio.io", "VirtualService"]],
    paths: [["spec", "http[]", "retries", "perTryTimeout"]],
    missing: (retries) =>
      retries.presence === "written" && !retries.is("attempts", 0)
        ? "retries, but lets the first attempt take all the time there is"
        : undefined,
    hit: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - retries:
      ^^^^^^^ info: VirtualService "web" retries, but lets the first attempt take all the time there is.
        attempts: 3
      route: [{ destination: { host: web } }]
`,
    clean: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - retries: { attempts: 3, perTryTimeout: 2s }
      route: [{ destination: { host: web } }]
    - retries: { attempts: 0 }
      route: [{ destination: { host: web } }]
`,
  },
  {
    id: "kubernetes/route-without-timeout",
    summary: "Route that waits for its service without end",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: ["LI-11", "ME-09"],
    references: VIRTUAL_SERVICE,
    rationale:
      "Istio sets no deadline for a route: a caller waits as long as the slowest service behind it. A `timeout` derived from what the caller can bear ends that. The default is deliberate, long polls and streams need it, so this is an opinion.",
    groups: [["networking.istio.io", "VirtualService"]],
    paths: [["spec", "http[]", "timeout"]],
    missing: (http) => (routes(http) ? "has a route without a deadline" : undefined),
    hit: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - route: [{ destination: { host: web } }]
      ^^^^^ hint: VirtualService "web" has a route without a deadline.
`,
    clean: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  http:
    - timeout: 5s
      route: [{ destination: { host: web } }]
    - redirect: { uri: /new }
`,
  },
  {
    id: "kubernetes/retried-writes",
    summary: "Retries on 5xx for every method",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["LI-14"],
    references: ["https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on"],
    rationale:
      "A 5xx answer does not say that nothing happened: a payment that was booked and then failed to answer is booked again by the retry. Retry what never reached the service (`connect-failure,refused-stream`), or give methods without side effects a route of their own.",
    groups: [["networking.istio.io", "VirtualService"]],
    paths: [["spec", "http[]", "retries", "retryOn"]],
    wrong: (on, retries) => {
      const matches = [...(retries.parent?.mapping.list("match").maps() ?? [])];
      const isLimited = matches.length > 0 && matches.every((match) => match.has("method"));
      return String(on).split(/,\s*/).includes("5xx") && !isLimited ? "retries every method on 5xx, writes among them" : undefined;
    },
    hit: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay }
spec:
  http:
    - retries:
        attempts: 3
        retryOn: connect-failure,5xx
                 ^^^^^^^^^^^^^^^^^^^ info: VirtualService "pay" retries every method on 5xx, writes among them.
      route: [{ destination: { host: pay } }]
`,
    clean: yaml`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay }
spec:
  http:
    - match: [{ method: { exact: GET } }]
      retries: { attempts: 3, retryOn: 5xx }
      route: [{ destination: { host: pay } }]
    - retries: { attempts: 3, retryOn: "connect-failure,refused-stream" }
      route: [{ destination: { host: pay } }]
`,
  },
  {
    id: "kubernetes/two-injection-labels",
    summary: "Namespace with both labels that inject Istio's proxy",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["LI-29"],
    references: ["https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy"],
    rationale:
      "`istio-injection` wins over `istio.io/rev`: the revision is ignored, so an upgrade by revision moves nothing here. Keep the revision and drop the other label.",
    groups: [["", "Namespace"]],
    paths: [["metadata", "labels", "istio.io/rev"]],
    wrong: (_revision, labels) =>
      labels.is("istio-injection", "enabled") ? "names a revision of Istio, which istio-injection beside it overrides" : undefined,
    hit: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
    istio.io/rev: stable
                  ^^^^^^ warning: Namespace "shop" names a revision of Istio, which istio-injection beside it overrides.
`,
    clean: yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/rev: stable } }
---
apiVersion: v1
kind: Namespace
metadata: { name: cart, labels: { istio-injection: enabled } }
`,
  },
  {
    id: "kubernetes/two-meshes",
    summary: "Namespace that joins two meshes",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ME-19", "LI-30"],
    references: ["https://linkerd.io/2/features/proxy-injection/"],
    rationale:
      "Both meshes put a proxy into each pod and both redirect its traffic by iptables: which one gets a connection depends on the order of the init containers, and probes fail in odd ways. Decide for one mesh per namespace.",
    groups: [["", "Namespace"]],
    paths: [["metadata", "annotations", "linkerd.io/inject"]],
    wrong: (inject, annotations) => {
      const labels = annotations.parent?.mapping.map("labels");
      const isIstio =
        labels?.is("istio-injection", "enabled") === true ||
        labels?.has("istio.io/rev") === true ||
        labels?.is("istio.io/dataplane-mode", "ambient") === true;
      return (inject === "enabled" || inject === "ingress") && isIstio ? "joins Linkerd here and Istio by its labels" : undefined;
    },
    hit: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
  annotations:
    linkerd.io/inject: enabled
                       ^^^^^^^ warning: Namespace "shop" joins Linkerd here and Istio by its labels.
`,
    clean: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { istio-injection: disabled }
  annotations: { linkerd.io/inject: enabled }
`,
  },
  {
    id: "kubernetes/written-mesh-proxy",
    summary: "Mesh proxy written into the manifest",
    severity: "info",
    preset: "recommended",
    category: "maintainability",
    guidance: ["ME-20", "LI-03"],
    references: [
      "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/",
      "https://linkerd.io/2/features/proxy-injection/",
    ],
    rationale:
      "A proxy that was injected once and then committed stays at its old version, misses security updates, and collides with the one that the webhook adds. Delete its containers and let the webhook do it. Where injection is to fill in a gateway, `image: auto` says so.",
    // A pod of nothing but the proxy is a gateway.
    unless: ({ podSpec }) => (podSpec?.list("containers").length ?? 0) < 2,
    groups: WORKLOADS,
    inPods: true,
    paths: [
      ["containers[]", "name"],
      ["initContainers[]", "name"],
    ],
    wrong: (name, container) =>
      /^(?:linkerd|istio)-(?:proxy|init)$/.test(String(name)) &&
      container.scalar("image").state === "known" &&
      !container.is("image", "auto")
        ? `brings its own ${String(name)}, which the mesh should add`
        : undefined,
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: shop/web:1.4.2
        - name: linkerd-proxy
                ^^^^^^^^^^^^^ info: Deployment "web" brings its own linkerd-proxy, which the mesh should add.
          image: cr.l5d.io/linkerd/proxy:edge-24.11.1
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway }
spec:
  template:
    spec:
      containers:
        - name: istio-proxy
          image: auto
        - name: reloader
          image: shop/reloader:2.0.0
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress }
spec:
  template:
    spec:
      containers:
        - name: istio-proxy
          image: docker.io/istio/proxyv2:1.24.1
`,
  },
  {
    id: "kubernetes/small-istiod",
    summary: "istiod with less than a gigabyte",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["LI-34"],
    references: ["https://istio.io/latest/docs/ops/deployment/performance-and-scalability/"],
    rationale:
      "istiod keeps the configuration of every proxy in memory. With too small a request it is evicted or killed exactly when many services change at once. A gigabyte is a sensible floor; measure in larger meshes.",
    groups: [["apps", "Deployment"]],
    inPods: true,
    paths: [["containers[]", "resources", "requests", "memory"]],
    unless: ({ name }) => name === undefined || !/^istiod(?:-|$)/.test(name),
    wrong: (value) => {
      const [amount, floor] = [quantity(String(value)), quantity("1Gi")];
      return amount && floor && compareQuantities(amount, floor) < 0
        ? `asks for ${String(value)} of memory to hold the mesh's configuration`
        : undefined;
    },
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod }
spec:
  template:
    spec:
      containers:
        - name: discovery
          resources:
            requests: { memory: 256Mi }
                                ^^^^^ info: Deployment "istiod" asks for 256Mi of memory to hold the mesh's configuration.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod }
spec:
  template:
    spec:
      containers:
        - name: discovery
          resources:
            requests: { memory: 2Gi }
`,
  },
  {
    id: "kubernetes/profile-name",
    summary: "ServiceProfile that is named after no Service",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ME-13", "LI-17"],
    references: SERVICE_PROFILE,
    rationale:
      "Linkerd looks a profile up by the full DNS name of the Service, `web.shop.svc.cluster.local`. Under any other name it is stored and never applied. It may live in the client's namespace, where it holds for those clients only. Newer releases set retries and timeouts by annotations on Service and route instead.",
    groups: [["linkerd.io", "ServiceProfile"]],
    paths: [["metadata", "name"]],
    wrong: (name) =>
      /^[^.]+(?:\.[^.]+)?(?:\.svc)?$/.test(String(name))
        ? "is not named by the full DNS name of a Service, so it is never applied"
        : undefined,
    hit: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata:
  name: web
        ^^^ warning: ServiceProfile "web" is not named by the full DNS name of a Service, so it is never applied.
spec: {}
`,
    clean: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local, namespace: shop }
---
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: api.example.com }
`,
  },
  {
    id: "kubernetes/retryable-write",
    summary: "Profile that lets Linkerd repeat a write",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: [],
    references: ["https://linkerd.io/2/tasks/configuring-retries/"],
    rationale:
      "A POST or PATCH that timed out may have been carried out: repeating it books an order twice. Mark only routes that may safely run again.",
    groups: [["linkerd.io", "ServiceProfile"]],
    paths: [["spec", "routes[]", "isRetryable"]],
    wrong: (retryable, route) => {
      const method = route.map("condition").string("method");
      return retryable === true && method !== undefined && ["POST", "PATCH"].includes(method)
        ? `lets a failed ${method} run again`
        : undefined;
    },
    fix: { title: "Do not retry it", value: false },
    hit: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  routes:
    - name: POST /orders
      condition: { method: POST, pathRegex: /orders }
      isRetryable: true
                   ^^^^ 💡 warning: ServiceProfile "web.shop.svc.cluster.local" lets a failed POST run again.
`,
    fixed: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  routes:
    - name: POST /orders
      condition: { method: POST, pathRegex: /orders }
      isRetryable: false
`,
    clean: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  routes:
    - name: GET /orders
      condition: { method: GET, pathRegex: /orders }
      isRetryable: true
    - name: POST /orders
      condition: { method: POST, pathRegex: /orders }
`,
  },
  {
    id: "kubernetes/retryable-without-timeout",
    summary: "Retryable route without a deadline",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["LI-15"],
    references: SERVICE_PROFILE,
    rationale:
      "Linkerd repeats the calls of a retryable route; without `timeout` slow ones pile up on top of each other just when the service is weak. Give the route a deadline.",
    groups: [["linkerd.io", "ServiceProfile"]],
    paths: [["spec", "routes[]", "timeout"]],
    missing: (route) => (route.is("isRetryable", true) ? "has a retryable route without a deadline" : undefined),
    hit: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  routes:
    - name: GET /orders
            ^^^^^^^^^^^ info: ServiceProfile "web.shop.svc.cluster.local" has a retryable route without a deadline.
      isRetryable: true
`,
    clean: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  routes:
    - name: GET /orders
      isRetryable: true
      timeout: 200ms
    - name: GET /stream
`,
  },
  {
    id: "kubernetes/missing-retry-budget",
    summary: "Retries without a budget of their own",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: ["ME-12"],
    references: SERVICE_PROFILE,
    rationale:
      "Linkerd limits retries to a fifth of the traffic even without `retryBudget`. Stating it makes the limit visible where the load is critical.",
    groups: [["linkerd.io", "ServiceProfile"]],
    paths: [["spec", "retryBudget"]],
    missing: (spec) =>
      [...spec.list("routes").maps()].some((route) => route.is("isRetryable", true)) ? "retries by the default budget" : undefined,
    hit: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
^^^^ hint: ServiceProfile "web.shop.svc.cluster.local" retries by the default budget.
  routes:
    - name: GET /orders
      isRetryable: true
`,
    clean: yaml`
apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata: { name: web.shop.svc.cluster.local }
spec:
  retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: 10s }
  routes:
    - name: GET /orders
      isRetryable: true
`,
  },
  {
    id: "kubernetes/invalid-injection",
    summary: "Linkerd's injection with a value it does not know",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["LI-02", "ME-15"],
    references: ["https://linkerd.io/2/reference/proxy-configuration/"],
    rationale:
      "Linkerd understands `enabled`, `disabled` and `ingress`. With `true`, `yes` or anything else the pod starts without a proxy, and its traffic stays in plain text.",
    groups: [["", "Namespace", "Pod"], ...SERVERS, ["batch", "Job"]],
    paths: [
      ["metadata", "annotations", "linkerd.io/inject"],
      ["spec", "template", "metadata", "annotations", "linkerd.io/inject"],
    ],
    wrong: (value) =>
      /^(?:enabled|disabled|ingress)$/.test(String(value))
        ? undefined
        : `asks for Linkerd by "${String(value)}", which it does not understand`,
    fix: { title: "Write enabled", value: "enabled" },
    hit: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    linkerd.io/inject: "true"
                       ^^^^^^ 💡 warning: Namespace "shop" asks for Linkerd by "true", which it does not understand.
`,
    fixed: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    linkerd.io/inject: enabled
`,
    clean: yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { linkerd.io/inject: ingress } }
`,
  },
  {
    id: "kubernetes/mesh-bypass",
    summary: "Ports that go past the mesh",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["LI-26", "ME-21"],
    references: ["https://linkerd.io/2/features/protocol-detection/", "https://istio.io/latest/docs/reference/config/annotations/"],
    rationale:
      "What goes past the proxy is not encrypted by the mesh, obeys none of its policies and is in none of its metrics. Linkerd can carry protocols it cannot read as opaque ports instead.",
    groups: [["", "Namespace", "Pod"], ...SERVERS, ["batch", "Job"]],
    paths: BYPASSES.flatMap((key) => [
      ["metadata", "annotations", key],
      ["spec", "template", "metadata", "annotations", key],
    ]),
    wrong: (ports) => (String(ports) === "" ? undefined : `lets ports ${String(ports)} go past the mesh`),
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations:
        config.linkerd.io/skip-outbound-ports: "3306"
                                               ^^^^^^ info: Deployment "web" lets ports 3306 go past the mesh.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations: { config.linkerd.io/opaque-ports: "3306" }
`,
  },
];

import { yaml } from "../../core/example";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import type { Mapping } from "../../languages/yaml/mapping";
import type { FieldRow } from "./field-values.table";

const ALB = "alb.ingress.kubernetes.io";
const ALB_DOCS = ["https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/"];
const NLB = "service.beta.kubernetes.io/aws-load-balancer";
const NLB_DOCS = ["https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/"];
const INGRESSES: FieldRow["groups"] = [["networking.k8s.io", "Ingress"]];

const annotations = (object: KubernetesObject): Mapping => object.metadata.map("annotations");

/** Whether the AWS load balancer controller is to serve an Ingress; one of a group may leave its settings to another. */
const isAlb = (object: KubernetesObject): boolean =>
  (object.spec.is("ingressClassName", "alb") || annotations(object).is("kubernetes.io/ingress.class", "alb")) &&
  annotations(object).lacks(`${ALB}/group.name`);
const isNotAlb = (object: KubernetesObject): boolean => !isAlb(object);
const isNotPublicAlb = (object: KubernetesObject): boolean => !isAlb(object) || !annotations(object).is(`${ALB}/scheme`, "internet-facing");

/** Host names that no public DNS serves. Sources: RFC 6762, RFC 6761, ICANN's reservation of `.internal`. */
const INTERNAL_HOST = /\.(?:internal|local|corp|lan|home\.arpa)$|\.svc(?:\.|$)/;

/** Gateway classes that bring certificates of their own. Sources: the documentation of Amazon VPC Lattice and of GKE Gateway. */
const OWN_CERTIFICATES = /^(?:amazon-vpc-lattice$|gke-)/;

/** Ports at which databases and brokers listen by default. */
const DATABASE_PORTS: Readonly<Record<number, string>> = {
  3306: "MySQL",
  5432: "Postgres",
  6379: "Redis",
  9092: "Kafka",
  27017: "MongoDB",
};

/** What stands between the cluster and the world: Ingress, Gateway, load balancers. */
export const EDGE_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/load-balancer-scheme",
    summary: "Load balancer that does not say whether it is public",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["ING-04"],
    references: ALB_DOCS,
    rationale:
      "Without `scheme` the controller makes an internal load balancer, unless its own settings say otherwise. Whether a door is public deserves a line that a reviewer can see.",
    groups: INGRESSES,
    unless: isNotAlb,
    paths: [["metadata", "annotations", `${ALB}/scheme`]],
    missing: "does not say whether its load balancer is public",
    fix: { title: "Keep it internal", value: "internal" },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
  ^^^^^^^^^^^ 💡 info: Ingress "web" does not say whether its load balancer is public.
    alb.ingress.kubernetes.io/target-type: ip
spec:
  ingressClassName: alb
`,
    fixed: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/scheme: internal
spec:
  ingressClassName: alb
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/scheme: internal } }
spec: { ingressClassName: alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: other }
spec: { ingressClassName: nginx }
`,
  },
  {
    id: "kubernetes/public-internal-host",
    summary: "Internal host name behind a public load balancer",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["ING-05"],
    references: ALB_DOCS,
    rationale:
      "A name that only internal DNS knows is meant for colleagues, and `internet-facing` lets the world connect: whoever sends the host header gets in. Make the load balancer internal.",
    groups: INGRESSES,
    unless: isNotPublicAlb,
    paths: [["spec", "rules[]", "host"]],
    wrong: (host) => (INTERNAL_HOST.test(String(host)) ? `serves the internal name "${String(host)}" to the internet` : undefined),
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: admin
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
spec:
  ingressClassName: alb
  rules:
    - host: admin.shop.internal
            ^^^^^^^^^^^^^^^^^^^ warning: Ingress "admin" serves the internal name "admin.shop.internal" to the internet.
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/scheme: internet-facing } }
spec:
  ingressClassName: alb
  rules: [{ host: shop.example.com }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: admin, annotations: { alb.ingress.kubernetes.io/scheme: internal } }
spec:
  ingressClassName: alb
  rules: [{ host: admin.shop.internal }]
`,
  },
  {
    id: "kubernetes/public-without-https",
    summary: "Public load balancer that listens on plain HTTP alone",
    severity: "info",
    preset: "recommended",
    category: "security",
    guidance: ["ING-07"],
    references: ALB_DOCS,
    rationale:
      "Without `listen-ports` and a certificate the controller opens port 80 alone: logins and cookies cross the internet readable. Listen on HTTPS with a certificate, and redirect from HTTP.",
    groups: INGRESSES,
    unless: (object) => isNotPublicAlb(object) || !annotations(object).lacks(`${ALB}/certificate-arn`) || !object.spec.lacks("tls"),
    paths: [["metadata", "annotations", `${ALB}/listen-ports`]],
    wrong: (ports) => (/HTTPS/.test(String(ports)) ? undefined : "is open to the internet by plain HTTP alone"),
    missing: "is open to the internet by plain HTTP alone",
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}]'
                                            ^^^^^^^^^^^^^^^^ info: Ingress "web" is open to the internet by plain HTTP alone.
spec:
  ingressClassName: alb
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
spec:
  ingressClassName: alb
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: tls, annotations: { alb.ingress.kubernetes.io/scheme: internet-facing } }
spec:
  ingressClassName: alb
  tls: [{ hosts: [shop.example.com] }]
`,
  },
  {
    id: "kubernetes/instance-targets",
    summary: "Load balancer that goes through node ports",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: ["ING-12"],
    references: ALB_DOCS,
    rationale:
      "With `target-type: instance`, the default, traffic reaches a node port and may hop to another node. With `ip` the load balancer talks to the pods themselves, which Fargate needs. Both work, so this is an opinion.",
    groups: INGRESSES,
    unless: isNotAlb,
    paths: [["metadata", "annotations", `${ALB}/target-type`]],
    wrong: (type) => (type === "instance" ? "reaches its pods through node ports" : undefined),
    missing: "reaches its pods through node ports, as is the default",
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: instance
                                           ^^^^^^^^ hint: Ingress "web" reaches its pods through node ports.
spec:
  ingressClassName: alb
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/target-type: ip } }
spec: { ingressClassName: alb }
`,
  },
  {
    id: "kubernetes/public-catch-all",
    summary: "Public rule for every host name",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["ING-14"],
    references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules"],
    rationale:
      "A rule without a host answers whoever finds the address of the load balancer, scanners first. Name the host; what comes by address gets a 404.",
    groups: INGRESSES,
    unless: isNotPublicAlb,
    paths: [["spec", "rules[]", "host"]],
    missing: "answers for every host name from the internet",
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
spec:
  ingressClassName: alb
  rules:
    - http: { paths: [] }
      ^^^^ info: Ingress "web" answers for every host name from the internet.
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { alb.ingress.kubernetes.io/scheme: internet-facing } }
spec:
  ingressClassName: alb
  rules: [{ host: shop.example.com }]
`,
  },
  {
    id: "kubernetes/public-without-firewall",
    summary: "Public load balancer without a web ACL",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: ["WAF-15"],
    references: ALB_DOCS,
    rationale:
      "Without an ACL every request reaches the application unfiltered. Put the ARN of the web ACL into `wafv2-acl-arn`. It may be associated elsewhere, and CloudFront may stand in front, so this is a reminder.",
    groups: INGRESSES,
    unless: isNotPublicAlb,
    paths: [["metadata", "annotations", `${ALB}/wafv2-acl-arn`]],
    missing: "is open to the internet without a web ACL",
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
  ^^^^^^^^^^^ hint: Ingress "web" is open to the internet without a web ACL.
    alb.ingress.kubernetes.io/scheme: internet-facing
spec:
  ingressClassName: alb
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/scheme: internet-facing
    alb.ingress.kubernetes.io/wafv2-acl-arn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1
spec:
  ingressClassName: alb
`,
  },
  {
    id: "kubernetes/database-behind-ingress",
    summary: "Ingress in front of a database",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ING-23"],
    references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
    rationale:
      "An Ingress speaks HTTP; databases and brokers do not, so nothing can connect. Inside the cluster the Service suffices; from outside take a Service of type LoadBalancer that is internal, or a TCP route.",
    groups: INGRESSES,
    paths: [["spec", "rules[]", "http", "paths[]", "backend", "service", "port", "number"]],
    wrong: (port) => {
      const database = typeof port === "number" ? DATABASE_PORTS[port] : undefined;
      return database ? `sends HTTP to port ${String(port)}, where ${database} listens` : undefined;
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: db }
spec:
  rules:
    - http:
        paths:
          - backend:
              service:
                name: db
                port:
                  number: 5432
                          ^^^^ warning: Ingress "db" sends HTTP to port 5432, where Postgres listens.
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules:
    - http:
        paths: [{ backend: { service: { name: web, port: { number: 80 } } } }]
`,
  },
  {
    id: "kubernetes/deprecated-internal-annotation",
    summary: "Outdated annotation of an internal load balancer",
    severity: "info",
    preset: "strict",
    category: "maintainability",
    guidance: ["ING-24"],
    references: NLB_DOCS,
    rationale:
      "`aws-load-balancer-internal` is deprecated since version 2.2 of the AWS load balancer controller. `aws-load-balancer-scheme` says the same in words: `internal` or `internet-facing`. The cloud provider's own controller still knows the old one only.",
    groups: [["", "Service"]],
    unless: (object) => !annotations(object).is(`${NLB}-type`, "external"),
    paths: [["metadata", "annotations", `${NLB}-internal`]],
    wrong: () => "says by an outdated annotation that its load balancer is internal",
    hit: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-internal: "true"
                                                           ^^^^^^ info: Service "web" says by an outdated annotation that its load balancer is internal.
spec:
  type: LoadBalancer
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: external
    service.beta.kubernetes.io/aws-load-balancer-scheme: internal
spec:
  type: LoadBalancer
`,
  },
  {
    id: "kubernetes/listener-without-certificate",
    summary: "HTTPS listener without a certificate",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ING-20"],
    references: ["https://gateway-api.sigs.k8s.io/guides/tls/"],
    rationale:
      "A listener that ends TLS needs a certificate to show: without one it is not programmed, and its routes get nothing. Name a Secret in `certificateRefs`. Implementations that bring their own certificates say so in `options`.",
    groups: [["gateway.networking.k8s.io", "Gateway"]],
    paths: [["spec", "listeners[]", "tls", "certificateRefs"]],
    unless: ({ metadata, spec }) =>
      OWN_CERTIFICATES.test(spec.string("gatewayClassName") ?? "") ||
      metadata.map("annotations").keys.some((key) => /^(?:cert-manager\.io|networking\.gke\.io)\//.test(key)),
    missing: (tls) => {
      const listener = tls.parent?.mapping;
      const protocol = listener?.string("protocol");
      const terminates = protocol === "HTTPS" || (protocol === "TLS" && tls.is("mode", "Terminate"));
      return terminates && !tls.is("mode", "Passthrough") && tls.lacks("options") ? "ends TLS without a certificate" : undefined;
    },
    hit: yaml`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  gatewayClassName: istio
  listeners:
    - name: https
            ^^^^^ warning: Gateway "edge" ends TLS without a certificate.
      port: 443
      protocol: HTTPS
`,
    clean: yaml`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - name: https
      port: 443
      protocol: HTTPS
      tls: { certificateRefs: [{ name: shop }] }
    - { name: through, port: 8443, protocol: TLS, tls: { mode: Passthrough } }
`,
  },
  {
    id: "kubernetes/route-without-gateway",
    summary: "Route that is attached to no Gateway",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ING-18"],
    references: ["https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways"],
    rationale:
      "A route takes effect only through the Gateways, or Services of a mesh, in its `parentRefs`. Without any it is accepted and serves nobody.",
    groups: [["gateway.networking.k8s.io", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"]],
    paths: [["spec", "parentRefs"]],
    missing: (spec) => (spec.presence === "written" ? "names no Gateway: it serves nobody" : undefined),
    hit: yaml`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec:
^^^^ warning: HTTPRoute "web" names no Gateway: it serves nobody.
  rules: []
`,
    clean: yaml`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec:
  parentRefs: [{ name: edge }]
  rules: []
`,
  },
  {
    id: "kubernetes/role-on-default-account",
    summary: "Cloud role given to the default ServiceAccount",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["ING-32"],
    references: ["https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"],
    rationale:
      "Every pod of the namespace that names no ServiceAccount runs under `default`, so all of them get the role, tomorrow's sidecar included. Make an account for the one workload that needs it.",
    groups: [["", "ServiceAccount"]],
    unless: ({ name }) => name !== "default",
    paths: [["metadata", "annotations", "eks.amazonaws.com/role-arn"]],
    wrong: () => "gives its cloud role to every pod that names no account",
    hit: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/shop
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: ServiceAccount "default" gives its cloud role to every pod that names no account.
`,
    clean: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/shop" }
`,
  },
  {
    id: "kubernetes/invalid-role-arn",
    summary: "Annotation that names no IAM role",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["ING-31"],
    references: ["https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"],
    rationale:
      "The webhook hands the annotation to the AWS SDK as it is. What is no ARN of a role fails only when the pod calls AWS, with AccessDenied or an invalid identity token.",
    groups: [["", "ServiceAccount"]],
    paths: [["metadata", "annotations", "eks.amazonaws.com/role-arn"]],
    wrong: (arn) =>
      /^arn:aws[\w-]*:iam::\d{12}:role\/./.test(String(arn)) || /[<>${}%]|^$|x{3}|ACCOUNT/i.test(String(arn))
        ? undefined
        : `names no IAM role: "${String(arn)}"`,
    hit: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:policy/shop
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: ServiceAccount "shop" names no IAM role: "arn:aws:iam::123456789012:policy/shop".
`,
    clean: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  annotations: { eks.amazonaws.com/role-arn: "arn:aws-cn:iam::123456789012:role/teams/shop" }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: templated
  annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::<account>:role/shop" }
`,
  },
  {
    id: "kubernetes/exposed-monitoring",
    summary: "Monitoring open to whoever reaches the nodes",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["PM-37"],
    references: ["https://prometheus.io/docs/operating/security/"],
    rationale:
      "Prometheus, Alertmanager and exporters ask for no password unless configured to, and show names, versions and load. Keep the Service internal, and put a login in front of what people look at.",
    groups: [["", "Service"]],
    unless: (object) =>
      !/(?:^|-)(?:prometheus|alertmanager|pushgateway)(?:-|$)|-exporter(?:-|$)/.test(object.name ?? "") ||
      annotations(object).keys.some((key) => /load-balancer/.test(key)) ||
      !object.spec.lacks("loadBalancerSourceRanges"),
    paths: [["spec", "type"]],
    wrong: (type) =>
      type === "LoadBalancer"
        ? "opens monitoring to the network of its load balancer"
        : type === "NodePort"
          ? "opens monitoring on every node"
          : undefined,
    hit: yaml`
apiVersion: v1
kind: Service
metadata: { name: prometheus }
spec:
  type: NodePort
        ^^^^^^^^ warning: Service "prometheus" opens monitoring on every node.
  ports: [{ port: 9090 }]
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata: { name: prometheus }
spec:
  type: ClusterIP
  ports: [{ port: 9090 }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: LoadBalancer }
`,
  },
];

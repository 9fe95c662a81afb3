import { yaml } from "../../core/example";
import type { FieldRow } from "./field-values.table";
import { WORKLOADS } from "./field-values.table";

const REPLICATED: FieldRow["groups"] = [
  ["", "ReplicationController"],
  ["apps", "Deployment", "StatefulSet", "ReplicaSet"],
  ["argoproj.io", "Rollout"],
];

/** What an installation puts into a namespace; a ServiceAccount or Role says it as rarely, so they are among them. */
const NAMESPACED: FieldRow["groups"] = [
  ...WORKLOADS,
  ["", "Service", "ConfigMap", "Secret", "ServiceAccount"],
  ["networking.k8s.io", "Ingress"],
  ["rbac.authorization.k8s.io", "Role", "RoleBinding"],
];

const runsOne: NonNullable<FieldRow["unless"]> = ({ spec }) => (spec.number("replicas") ?? 1) < 2;

/** What some tool of the field asks of objects, and good engineers disagree about: hints, in `all`. */
export const OPINION_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/host-path-volume",
    summary: "Volume that is a folder of the node",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["polaris:hostPathSet", "trivy:KSV-0023", "kics:non_kube_system_pod_with_host_mount"],
    references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
    rationale:
      "What is written to a folder of the node stays behind there, is another folder on the next node, and is open to every pod that mounts the same path. Folders that give the node away are reported by default; this is about all others.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["volumes[]", "hostPath", "path"]],
    wrong: (path) => `mounts ${String(path)} of its node`,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes:
    - name: cache
      hostPath:
        path: /data/cache
              ^^^^^^^^^^^ hint: Pod "web" mounts /data/cache of its node.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes:
    - name: cache
      emptyDir: {}
`,
  },
  {
    id: "kubernetes/host-aliases",
    summary: "Names that are resolved by the pod's own hosts file",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["trivy:KSV-0007"],
    references: ["https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/"],
    rationale:
      "An entry in the hosts file wins over DNS in this pod alone: when the address moves, everybody but this pod follows. A Service of type ExternalName, or a record in DNS, holds for all.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["hostAliases[]", "ip"]],
    wrong: (ip) => `resolves names to ${String(ip)} past DNS`,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostAliases:
    - ip: 203.0.113.7
          ^^^^^^^^^^^ hint: Pod "web" resolves names to 203.0.113.7 past DNS.
      hostnames: [db.example.com]
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: []
`,
  },
  {
    id: "kubernetes/default-dns-options",
    summary: "Pod that asks the cluster's search domains first",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: [],
    equivalents: ["kube-linter:dnsconfig-options"],
    references: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config"],
    rationale:
      "With the default of `ndots: 5` a name such as api.example.com is first looked up in each search domain of the cluster, which multiplies DNS queries. A lower `ndots`, or a dot at the end of the name, spares them. It matters to pods that open many connections to the outside, and to few others.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["dnsConfig", "options"]],
    unless: ({ podSpec }) => podSpec?.is("hostNetwork", true) === true,
    missing: "looks every outside name up in the cluster's search domains first",
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
                  ^^^ hint: Pod "web" looks every outside name up in the cluster's search domains first.
spec:
  containers: []
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  dnsConfig: { options: [{ name: ndots, value: "2" }] }
  containers: []
`,
  },
  {
    id: "kubernetes/unstated-restart-policy",
    summary: "Pod that does not say when it is restarted",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["kube-linter:restart-policy"],
    references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy"],
    rationale:
      "The default, Always, is what servers want, and the only value that most workloads allow. Written down it saves a reader the question.",
    groups: [
      ["", "Pod", "ReplicationController"],
      ["apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
    ],
    inPods: true,
    paths: [["restartPolicy"]],
    missing: "does not say when its containers are restarted",
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
                  ^^^ hint: Pod "web" does not say when its containers are restarted.
spec:
  containers: []
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  restartPolicy: Always
  containers: []
`,
  },
  {
    id: "kubernetes/no-pod-security-context",
    summary: "Pod without a security context of its own",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_K8S_29"],
    references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    rationale:
      "What is said once for the pod holds for containers that somebody, or a mesh, adds later. What each container says for itself is as good for the containers there are.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["securityContext"]],
    missing: "has no security context for the pod as a whole",
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
                  ^^^ hint: Pod "web" has no security context for the pod as a whole.
spec:
  containers: []
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: { runAsNonRoot: true }
  containers: []
`,
  },
  {
    id: "kubernetes/missing-anti-affinity",
    summary: "Replicas without anti-affinity",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: [
      "kube-linter:no-anti-affinity",
      "kube-score:deployment-has-host-podantiaffinity",
      "kube-score:statefulset-has-host-podantiaffinity",
      "kics:deployment_statefulset_has_no_podantiaffinity",
    ],
    references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity"],
    rationale:
      "Anti-affinity over hostname keeps replicas off each other's node. Topology spread constraints do the same with less work for the scheduler, so where they are written this is only an opinion.",
    groups: REPLICATED,
    inPods: true,
    paths: [["affinity", "podAntiAffinity"]],
    unless: runsOne,
    missing: "has nothing that keeps its pods off each other's node",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ hint: Deployment "web" has nothing that keeps its pods off each other's node.
spec:
  replicas: 3
  template:
    spec:
      containers: []
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  template:
    spec:
      containers: []
`,
  },
  {
    id: "kubernetes/missing-topology-spread",
    summary: "Pods without topology spread constraints",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["polaris:topologySpreadConstraint"],
    references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
    rationale:
      "Constraints say how far replicas may pile up on a node or in a zone. The cluster has defaults, which spread as well as the nodes allow; they are enough for many.",
    groups: REPLICATED,
    inPods: true,
    paths: [["topologySpreadConstraints"]],
    missing: "does not say how far its pods are spread",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ hint: Deployment "web" does not say how far its pods are spread.
spec:
  template:
    spec:
      containers: []
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway }]
      containers: []
`,
  },
  {
    id: "kubernetes/few-replicas",
    summary: "Fewer than three replicas",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-linter:minimum-three-replicas"],
    references: ["https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"],
    rationale:
      "With two replicas one carries everything while the other's node is upgraded, and a failure then is an outage. Three leave one to spare, and a third more to pay.",
    groups: REPLICATED,
    paths: [["spec", "replicas"]],
    wrong: (replicas) => (replicas === 2 ? "has two replicas: while one is moved the other is alone" : undefined),
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
            ^ hint: Deployment "web" has two replicas: while one is moved the other is alone.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
`,
  },
  {
    id: "kubernetes/few-autoscaled-replicas",
    summary: "Autoscaler that goes down to fewer than three pods",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-linter:hpa-minimum-three-replicas"],
    references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
    rationale:
      "What holds for the replicas of a workload holds for what its autoscaler leaves at night: of two, one is alone while the other is moved.",
    groups: [["autoscaling", "HorizontalPodAutoscaler"]],
    paths: [["spec", "minReplicas"]],
    wrong: (minimum) => (minimum === 2 ? "goes down to two pods: while one is moved the other is alone" : undefined),
    hit: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 2
               ^ hint: HorizontalPodAutoscaler "web" goes down to two pods: while one is moved the other is alone.
  maxReplicas: 10
`,
    clean: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 3
  maxReplicas: 10
`,
  },
  {
    id: "kubernetes/unstated-strategy",
    summary: "Deployment that does not say how it is replaced",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["kube-linter:no-rolling-update-strategy"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
    rationale:
      "The default is a rolling update with a quarter of the pods more and a quarter less, which suits most. Written down, somebody has thought of what happens during a release.",
    groups: [["apps", "Deployment"]],
    paths: [["spec", "strategy", "type"]],
    missing: "does not say how its pods are replaced",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
^^^^ hint: Deployment "web" does not say how its pods are replaced.
  replicas: 3
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  strategy: { type: RollingUpdate }
`,
  },
  {
    id: "kubernetes/unstated-update-strategy",
    summary: "StatefulSet or DaemonSet that does not say how it is replaced",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["kube-linter:no-rolling-update-strategy"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies"],
    rationale:
      "The default is a rolling update, one pod after the other. `OnDelete` waits for a person; written down, the next reader need not know which it is.",
    groups: [["apps", "StatefulSet", "DaemonSet"]],
    paths: [["spec", "updateStrategy", "type"]],
    missing: "does not say how its pods are replaced",
    hit: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
^^^^ hint: StatefulSet "db" does not say how its pods are replaced.
  replicas: 3
`,
    clean: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  updateStrategy: { type: RollingUpdate }
`,
  },
  {
    id: "kubernetes/scheduled-job-ttl",
    summary: "CronJob whose Jobs also delete themselves",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["kube-linter:job-ttl-seconds-after-finished"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits"],
    rationale:
      "A CronJob keeps as many finished Jobs as its history limits say. With a time to live as well a failed one may be gone before anybody has looked, and two places decide the same.",
    groups: [["batch", "CronJob"]],
    paths: [["spec", "jobTemplate", "spec", "ttlSecondsAfterFinished"]],
    wrong: (seconds) => `deletes its Jobs after ${String(seconds)} s, besides its history limits`,
    hit: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  jobTemplate:
    spec:
      ttlSecondsAfterFinished: 600
                               ^^^ hint: CronJob "report" deletes its Jobs after 600 s, besides its history limits.
`,
    clean: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  failedJobsHistoryLimit: 3
  jobTemplate: { spec: { backoffLimit: 1 } }
`,
  },
  {
    id: "kubernetes/budget-without-number",
    summary: "Disruption budget that says no number",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-score:poddisruptionbudget-has-policy"],
    references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget"],
    rationale:
      "A budget is a selector and a number. Without `minAvailable` and `maxUnavailable` nobody has said how many pods may go at once, and what an eviction does then is the controller's affair. Say `maxUnavailable: 1`.",
    groups: [["policy", "PodDisruptionBudget"]],
    paths: [["spec", "maxUnavailable"]],
    missing: (spec) =>
      spec.presence === "written" && spec.lacks("minAvailable") ? "says neither minAvailable nor maxUnavailable" : undefined,
    hit: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec:
^^^^ info: PodDisruptionBudget "web" says neither minAvailable nor maxUnavailable.
  selector: { matchLabels: { app: web } }
`,
    clean: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec:
  minAvailable: 1
  selector: { matchLabels: { app: web } }
`,
  },
  {
    id: "kubernetes/load-balancer-service",
    summary: "Service that gets a load balancer of its own",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["kube-linter:exposed-services", "kics:external_load_balance"],
    references: ["https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer"],
    rationale:
      "Unless an annotation says otherwise the load balancer has a public address, without the TLS and the rules of the Ingress, and is paid by the hour. For what is not HTTP it is the way to go.",
    groups: [["", "Service"]],
    paths: [["spec", "type"]],
    unless: ({ metadata }) => metadata.map("annotations").keys.some((key) => /internal|load-balancer-scheme|load-balancer-type$/.test(key)),
    wrong: (type) => (type === "LoadBalancer" ? "gets a load balancer of its own, by default with a public address" : undefined),
    hit: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: LoadBalancer
        ^^^^^^^^^^^^ hint: Service "web" gets a load balancer of its own, by default with a public address.
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations: { networking.gke.io/load-balancer-type: Internal }
spec:
  type: LoadBalancer
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { type: ClusterIP }
`,
  },
  {
    id: "kubernetes/default-account-token",
    summary: "Default ServiceAccount that hands out its token",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_K8S_41", "kics:default_sa_in_use"],
    references: [
      "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
    ],
    rationale:
      "Every pod that names no account runs under `default` and gets its token. With `automountServiceAccountToken: false` on the account none does, and who needs one has to say so.",
    groups: [["", "ServiceAccount"]],
    paths: [["automountServiceAccountToken"]],
    unless: ({ name }) => name !== "default",
    wrong: (value) => (value === true ? "gives its token to every pod that names no account" : undefined),
    missing: "gives its token to every pod that names no account",
    fix: { title: "Do not mount the token", value: false },
    hit: yaml`
apiVersion: v1
kind: ServiceAccount
metadata: { name: default }
                  ^^^^^^^ 💡 hint: ServiceAccount "default" gives its token to every pod that names no account.
`,
    fixed: yaml`
apiVersion: v1
kind: ServiceAccount
metadata: { name: default }
automountServiceAccountToken: false
`,
    clean: yaml`
apiVersion: v1
kind: ServiceAccount
metadata: { name: web }
`,
  },
  {
    id: "kubernetes/unstated-namespace",
    summary: "Object that does not name its namespace",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: [],
    equivalents: ["kube-linter:use-namespace", "checkov:CKV_K8S_21", "trivy:KSV-0110", "kics:using_default_namespace"],
    references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
    rationale:
      "Helm, Kustomize and `kubectl -n` put an object into the namespace that whoever installs it means, and most manifests leave it to them. Applied by hand without `-n` it lands wherever the current context points, often in `default`.",
    groups: NAMESPACED,
    paths: [["metadata", "namespace"]],
    unless: ({ root, kind, name }) => root.map("metadata").presence !== "written" || (kind === "ServiceAccount" && name === "default"),
    missing: "does not say which namespace it belongs to",
    hit: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
                  ^^^ hint: Service "web" does not say which namespace it belongs to.
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
`,
  },
  {
    id: "kubernetes/system-namespace",
    summary: "Object among the cluster's own",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: [],
    equivalents: ["trivy:KSV-0037", "kics:using_default_namespace"],
    references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces"],
    rationale:
      "In kube-system stand DNS, network and storage, with rights over the whole cluster: whoever may start pods there may use theirs. Agents of the cluster belong there, applications do not.",
    groups: WORKLOADS,
    paths: [["metadata", "namespace"]],
    wrong: (namespace) => (namespace === "kube-system" ? "is put among the cluster's own programs" : undefined),
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: kube-system
             ^^^^^^^^^^^ hint: Deployment "web" is put among the cluster's own programs.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
`,
  },
  {
    id: "kubernetes/tiller-service",
    summary: "Service of Tiller, the server of Helm 2",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_K8S_44", "kics:tiller_3_queries"],
    references: ["https://helm.sh/docs/topics/v2_v3_migration/"],
    rationale:
      "Tiller takes orders without a login from every pod that reaches this Service, and has had no fix since November 2020. Move the releases with the 2to3 plug-in and delete both.",
    groups: [["", "Service"]],
    paths: [["metadata", "name"]],
    wrong: (name) => (name === "tiller-deploy" ? "lets every pod of the cluster reach Tiller" : undefined),
    hit: yaml`
apiVersion: v1
kind: Service
metadata:
  name: tiller-deploy
        ^^^^^^^^^^^^^ warning: Service "tiller-deploy" lets every pod of the cluster reach Tiller.
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata: { name: web }
`,
  },
];

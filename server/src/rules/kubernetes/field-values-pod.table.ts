import { yaml } from "../../core/example";
import { isToldToSleep } from "../../languages/kubernetes/commands";
import { containersOf } from "../../languages/kubernetes/container";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { SERVING_KINDS } from "../../languages/kubernetes/workloads.table";
import type { FieldRow } from "./field-values.table";
import { SERVERS, WORKLOADS } from "./field-values.table";

const REQUESTS = ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"];

/** Pods, what scales them and what protects them. */
export const POD_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/no-grace-period",
    summary: "Pod that is killed without warning",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-25"],
    references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"],
    rationale:
      "Zero seconds of grace mean SIGKILL at once: requests are cut off, files stay half written, and a StatefulSet may run the same member twice. The default is 30 seconds; choose what a clean shutdown takes. Agents of a node that keep nothing may go at once, and are left alone; so is what only sleeps.",
    unless: (object) =>
      isNodeAgent(object) ||
      object.is("batch", "Job", "CronJob") ||
      containersOf(object).every((container) => container.pauses || isToldToSleep(container)),
    groups: WORKLOADS,
    inPods: true,
    paths: [["terminationGracePeriodSeconds"]],
    wrong: (seconds) => (seconds === 0 ? "is killed without a chance to shut down" : undefined),
    hit: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      containers: [{ name: db, image: "postgres:17.2" }]
      terminationGracePeriodSeconds: 0
                                     ^ warning: StatefulSet "db" is killed without a chance to shut down.
`,
    clean: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 120
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: calico-node, namespace: kube-system }
spec:
  template:
    spec:
      containers: [{ name: calico-node, image: "docker.io/calico/node:v3.29.1" }]
      terminationGracePeriodSeconds: 0
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: toolbox }
spec:
  template:
    spec:
      containers: [{ name: curl, image: "curlimages/curl:8.16.0", command: [/bin/sleep, infinity] }]
      terminationGracePeriodSeconds: 0
`,
  },
  {
    id: "kubernetes/recreated-replicas",
    summary: "Several replicas that all stop before new ones start",
    severity: "info",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-30"],
    equivalents: ["kube-linter:no-rolling-update-strategy", "kube-score:deployment-strategy"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment"],
    rationale:
      "`Recreate` stops every pod before the first new one starts, so each release is an outage, however many replicas there are. It is right where two versions must not run side by side, which commonly holds for a single replica with a volume.",
    groups: [["apps", "Deployment"]],
    paths: [["spec", "strategy", "type"]],
    wrong: (type, strategy) => {
      const replicas = strategy.parent?.mapping.number("replicas") ?? 1;
      return type === "Recreate" && replicas > 1 ? `stops all ${replicas} pods before new ones start` : undefined;
    },
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  strategy:
    type: Recreate
          ^^^^^^^^ info: Deployment "web" stops all 3 pods before new ones start.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: db }
spec:
  replicas: 1
  strategy: { type: Recreate }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  strategy: { type: RollingUpdate }
`,
  },
  {
    id: "kubernetes/late-progress-deadline",
    summary: "Rollout that may hang for more than an hour unnoticed",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["EDO-12"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds"],
    rationale:
      "A rollout that makes no progress is reported as failed only after `progressDeadlineSeconds`. Pipelines that wait for it hang as long. Ten minutes are the default; longer than an hour is rarely what anybody waits for.",
    groups: [["apps", "Deployment"]],
    paths: [["spec", "progressDeadlineSeconds"]],
    // The largest integer is how tools write "never".
    wrong: (seconds) =>
      typeof seconds === "number" && seconds > 3600 && seconds < 2147483647
        ? `may hang for ${seconds} seconds before its rollout counts as failed`
        : undefined,
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  progressDeadlineSeconds: 7200
                           ^^^^ info: Deployment "web" may hang for 7200 seconds before its rollout counts as failed.
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  progressDeadlineSeconds: 600
`,
  },
  {
    id: "kubernetes/low-autoscaler-minimum",
    summary: "Autoscaler that goes down to one pod",
    severity: "info",
    preset: "all",
    category: "reliability",
    guidance: ["CNA-11"],
    equivalents: ["kube-linter:hpa-minimum-three-replicas", "kube-score:horizontalpodautoscaler-replicas", "polaris:hpaMinAvailability"],
    references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
    rationale:
      "At night the autoscaler goes down to its minimum; with one pod a drained node is an outage. Said by default only where production is known.",
    groups: [["autoscaling", "HorizontalPodAutoscaler"]],
    paths: [["spec", "minReplicas"]],
    inProduction: true,
    wrong: (minimum) => (minimum === 1 ? "goes down to one pod" : undefined),
    missing: (spec) => (spec.presence === "written" ? "goes down to one pod, as is the default" : undefined),
    hit: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 1
               ^ info: HorizontalPodAutoscaler "web" goes down to one pod (said because the path says prod).
  maxReplicas: 10
`,
    clean: yaml`
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  minReplicas: 2
  maxReplicas: 10
`,
  },
  {
    id: "kubernetes/blocked-unhealthy-eviction",
    summary: "Disruption budget that protects pods which never got ready",
    severity: "hint",
    preset: "strict",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-linter:pdb-unhealthy-pod-eviction-policy"],
    references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy"],
    rationale:
      "By default a running pod that is not ready may be evicted only while enough others are healthy: a broken release then blocks every drain. `AlwaysAllow` lets such pods go, for they serve nobody. Databases that recover slowly may want the default.",
    groups: [["policy", "PodDisruptionBudget"]],
    paths: [["spec", "unhealthyPodEvictionPolicy"]],
    missing: (spec) => (spec.presence === "written" ? "keeps pods from being evicted that never got ready" : undefined),
    fix: { title: "Let unready pods go", value: "AlwaysAllow" },
    hit: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
^^^^ 💡 hint: PodDisruptionBudget "web" keeps pods from being evicted that never got ready.
  maxUnavailable: 1
`,
    fixed: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
`,
    clean: yaml`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow }
`,
  },
  {
    id: "kubernetes/missing-image-digest",
    summary: "Image that is not pinned by its digest",
    severity: "hint",
    preset: "strict",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_K8S_43", "kics:image_without_digest"],
    references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
    rationale:
      "A tag can be moved to other content by whoever may push; a digest cannot. Pin it where a tool keeps the digests up to date: by hand they mean that security updates stop.",
    groups: WORKLOADS,
    inPods: true,
    paths: [
      ["initContainers[]", "image"],
      ["containers[]", "image"],
    ],
    wrong: (image) =>
      /@sha(?:256|512):/.test(String(image)) || image === "auto" || image === "" ? undefined : `runs "${String(image)}" without a digest`,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
             ^^^^^^^^^^^^^^ hint: Pod "web" runs "shop/web:1.4.2" without a digest.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: shop/web:1.4.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
`,
  },
  {
    id: "kubernetes/missing-cpu-limit",
    summary: "Container without a CPU limit",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: [],
    equivalents: [
      "polaris:cpuLimitsMissing",
      "checkov:CKV_K8S_11",
      "trivy:KSV-0011",
      "kics:cpu_limits_not_set",
      "kube-score:container-resources",
    ],
    references: REQUESTS,
    rationale:
      "Other tools ask for a limit; many operators advise against one, because a container at its limit is throttled while the node is idle, and its probes time out. The request already gives each its share. Set a limit where neighbours must be kept apart.",
    groups: WORKLOADS,
    inPods: true,
    paths: ["containers[]", "initContainers[]"].map((list) => [list, "resources", "limits", "cpu"]),
    missing: "has a container without a CPU limit",
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ hint: Pod "web" has a container without a CPU limit.
      image: shop/web:1.4.2
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      resources: { limits: { cpu: "1" } }
`,
  },
  {
    id: "kubernetes/missing-ephemeral-storage",
    summary: "Container that says nothing of its local storage",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-score:container-ephemeral-storage-request-and-limit"],
    references: REQUESTS,
    rationale:
      "Logs and temporary files fill the node's disk, and pods are evicted by how far they exceed their request: nothing was requested, so this one goes early. State it where a container writes a lot.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["containers[]", "resources", "requests", "ephemeral-storage"]],
    missing: "has a container without a request for local storage",
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ hint: Pod "web" has a container without a request for local storage.
      image: shop/web:1.4.2
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      resources: { requests: { ephemeral-storage: 1Gi } }
`,
  },
  {
    id: "kubernetes/missing-liveness-probe",
    summary: "Container without a liveness probe",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: [
      "kube-linter:no-liveness-probe",
      "polaris:livenessProbeMissing",
      "checkov:CKV_K8S_8",
      "kics:liveness_probe_is_not_defined",
    ],
    references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
    rationale:
      "A liveness probe restarts a program that hangs. One that is too strict restarts healthy ones under load, which is worse than none, and a program that crashes is restarted anyway. Add one where a restart is known to cure.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["containers[]", "livenessProbe"]],
    unless: ({ kind }) => !SERVING_KINDS.includes(kind),
    missing: "has a container without a liveness probe",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
                ^^^ hint: Deployment "web" has a container without a liveness probe.
          image: shop/web:1.4.2
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe: { tcpSocket: { port: 8080 } }
`,
  },
  {
    id: "kubernetes/missing-priority-class",
    summary: "Pod without a priority class",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["polaris:priorityClassNotSet"],
    references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
    rationale:
      "Without a class all pods are equal, and under pressure an import may stay while the shop goes. Classes help only when a few workloads have one, so this is an opinion.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["priorityClassName"]],
    missing: "has no priority class",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ hint: Deployment "web" has no priority class.
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
      priorityClassName: shop-critical
      containers: []
`,
  },
  {
    id: "kubernetes/missing-node-affinity",
    summary: "Pod that may run on any node",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: [],
    equivalents: ["kube-linter:no-node-affinity"],
    references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"],
    rationale:
      "In clusters whose nodes differ, a pod may land on one that does not suit it. Most clusters handle that with taints, so this is an opinion.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["affinity", "nodeAffinity"]],
    unless: ({ podSpec }) => podSpec?.has("nodeSelector") === true,
    missing: "may run on any node",
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ hint: Deployment "web" may run on any node.
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
      nodeSelector: { pool: web }
      containers: []
`,
  },
  {
    id: "kubernetes/default-namespace",
    summary: "Object in the default namespace",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["PG-09"],
    equivalents: ["kube-linter:use-namespace", "checkov:CKV_K8S_21", "trivy:KSV-0110", "kics:using_default_namespace"],
    references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
    rationale:
      "Quotas, network policies and roles are given by namespace; what shares `default` with everything else gets none of its own. An operator beside the databases it manages can be deleted with them. Where no namespace is written, the installation decides it: another rule, `unstated-namespace`, is about that.",
    groups: [...WORKLOADS, ["", "Service", "ConfigMap", "Secret", "ServiceAccount"]],
    paths: [["metadata", "namespace"]],
    unless: ({ kind, name }) => kind === "ServiceAccount" && name === "default",
    wrong: (namespace) => (namespace === "default" ? "is put into the default namespace" : undefined),
    hit: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: default
             ^^^^^^^ hint: Service "web" is put into the default namespace.
`,
    clean: yaml`
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: api }
`,
  },
  {
    id: "kubernetes/secrets-on-disk",
    summary: "Fetched secrets kept on the disk of the node",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["SEC-14"],
    references: ["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
    rationale:
      "An ordinary `emptyDir` lies on the node's disk, and so does what an agent writes there. With `medium: Memory` it is gone with the pod; a small `sizeLimit` keeps it from the pod's memory.",
    groups: WORKLOADS,
    inPods: true,
    paths: [["volumes[]", "emptyDir", "medium"]],
    missing: (emptyDir) =>
      emptyDir.parent !== undefined &&
      emptyDir.presence !== "maybe" &&
      emptyDir.parent.mapping.has("emptyDir") &&
      /(?:^|-)(?:secrets?|vault|credentials)(?:-|$)/.test(emptyDir.parent.mapping.string("name") ?? "")
        ? "keeps fetched secrets on the disk of its node"
        : undefined,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes:
    - name: vault-secrets
      emptyDir: {}
      ^^^^^^^^ info: Pod "web" keeps fetched secrets on the disk of its node.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes:
    - name: vault-secrets
      emptyDir: { medium: Memory, sizeLimit: 1Mi }
    - name: cache
      emptyDir: {}
`,
  },
  {
    id: "kubernetes/needless-stateful-set",
    summary: "StatefulSet that keeps no state",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: ["SSS-09"],
    references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets"],
    rationale:
      "Ordered starts and stable names slow each rollout down. Where nothing is kept and nobody uses the names, a Deployment is simpler and faster.",
    groups: [["apps", "StatefulSet"]],
    paths: [["spec", "volumeClaimTemplates"]],
    missing: (spec) => (spec.presence === "written" && spec.lacks("serviceName") ? "keeps no volumes and names no Service" : undefined),
    hit: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
^^^^ hint: StatefulSet "web" keeps no volumes and names no Service.
  replicas: 2
`,
    clean: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
`,
  },
  {
    id: "kubernetes/scrape-without-port",
    summary: "Scraped pod that does not say at which port",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: ["PM-05"],
    references: ["https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml"],
    rationale:
      "Without `prometheus.io/port` the usual configuration tries every declared port, or the first. Name the one that serves metrics. What the annotations mean is up to the configuration of Prometheus, so this is a reminder.",
    groups: SERVERS,
    paths: [["spec", "template", "metadata", "annotations", "prometheus.io/port"]],
    missing: (annotations) =>
      annotations.is("prometheus.io/scrape", "true") ? "is to be scraped, but does not say at which port" : undefined,
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations:
      ^^^^^^^^^^^ hint: Deployment "web" is to be scraped, but does not say at which port.
        prometheus.io/scrape: "true"
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9090" }
`,
  },
  {
    id: "kubernetes/simple-network-plugin",
    summary: "Network plug-in without network policies",
    severity: "hint",
    preset: "all",
    category: "security",
    guidance: ["NET-05"],
    references: ["https://kubernetes.io/docs/concepts/cluster-administration/addons/#networking-and-network-policy"],
    rationale:
      "Flannel alone enforces no NetworkPolicy: they are accepted and do nothing. Weave Net is no longer maintained. Calico and Cilium enforce them; small clusters do without, so this is an opinion.",
    groups: [["apps", "DaemonSet"]],
    inPods: true,
    paths: [["containers[]", "image"]],
    wrong: (image) =>
      /(?:^|\/)(?:flannel|weave-kube)(?::|@|$)/.test(String(image))
        ? "brings a network plug-in without network policies, or without maintainers"
        : undefined,
    hit: yaml`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: kube-flannel-ds }
spec:
  template:
    spec:
      containers:
        - name: kube-flannel
          image: ghcr.io/flannel-io/flannel:v0.26.1
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: DaemonSet "kube-flannel-ds" brings a network plug-in without network policies, or without maintainers.
`,
    clean: yaml`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: cilium }
spec:
  template:
    spec:
      containers:
        - name: cilium-agent
          image: quay.io/cilium/cilium:v1.16.4
`,
  },
];

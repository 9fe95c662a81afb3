import { yaml } from "../../core/example";
import type { FieldRow } from "./field-values.table";

const PROMETHEUS: FieldRow["groups"] = [["monitoring.coreos.com", "Prometheus"]];
const PROMETHEUS_API = ["https://prometheus-operator.dev/docs/api-reference/api/"];

/** A retention in days, as Prometheus writes times; undefined for anything else. */
function days(retention: unknown): number | undefined {
  const [, number = "", unit = ""] = /^(\d+)(y|w|d|h)$/.exec(String(retention)) ?? [];
  const factor = { y: 365, w: 7, d: 1, h: 1 / 24 }[unit];
  return factor === undefined ? undefined : Number(number) * factor;
}

/** Argo CD, Flux, the Prometheus operator, chaos experiments. */
export const DELIVERY_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/manual-sync",
    summary: "Application that is synchronised by hand",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["IDP-16"],
    references: ["https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/"],
    rationale:
      "Without `automated` a merged change waits until somebody presses Sync, and what was changed by hand in the cluster stays. Some want exactly that for production, so this is an opinion.",
    groups: [["argoproj.io", "Application"]],
    paths: [["spec", "syncPolicy", "automated"]],
    missing: "waits for somebody to synchronise it",
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
^^^^ hint: Application "shop" waits for somebody to synchronise it.
  project: default
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  syncPolicy:
    automated: { prune: true, selfHeal: true }
`,
  },
  {
    id: "kubernetes/suspended-reconciliation",
    summary: "Flux object that is suspended",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["IDP-17"],
    references: ["https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend"],
    rationale:
      "A suspended object is no longer brought to what the repository says: changes merged since then are not there, and nothing tells. Commonly it was suspended for an incident and forgotten.",
    groups: [
      ["kustomize.toolkit.fluxcd.io", "Kustomization"],
      ["helm.toolkit.fluxcd.io", "HelmRelease"],
      ["source.toolkit.fluxcd.io", "GitRepository", "HelmRepository", "OCIRepository"],
    ],
    paths: [["spec", "suspend"]],
    wrong: (suspended) => (suspended === true ? "is suspended: what is merged here does not arrive" : undefined),
    hit: yaml`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  suspend: true
           ^^^^ hint: Kustomization "apps" is suspended: what is merged here does not arrive.
`,
    clean: yaml`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  prune: true
`,
  },
  {
    id: "kubernetes/unpruned-objects",
    summary: "Flux Kustomization that leaves deleted objects behind",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["IDP-17"],
    references: ["https://fluxcd.io/flux/components/kustomize/kustomizations/#prune"],
    rationale:
      "With `prune: false` what is deleted from the repository goes on running in the cluster. Some keep it so for volumes and namespaces, so this is an opinion.",
    groups: [["kustomize.toolkit.fluxcd.io", "Kustomization"]],
    paths: [["spec", "prune"]],
    wrong: (prune) => (prune === false ? "leaves in the cluster what is deleted here" : undefined),
    hit: yaml`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  prune: false
         ^^^^^ hint: Kustomization "apps" leaves in the cluster what is deleted here.
`,
    clean: yaml`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  prune: true
`,
  },
  {
    id: "kubernetes/single-prometheus",
    summary: "Prometheus of a single replica",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["PM-31"],
    references: PROMETHEUS_API,
    rationale:
      "One Prometheus is blind during its own restart and the loss of its node, when alerts are wanted most. Two identical ones cost twice the storage and keep alerting. Said by default only where production is known.",
    groups: PROMETHEUS,
    paths: [["spec", "replicas"]],
    inProduction: true,
    wrong: (replicas) => (replicas === 1 ? "has one replica: nobody alerts while it restarts" : undefined),
    missing: (spec) => (spec.presence === "written" ? "has one replica by default: nobody alerts while it restarts" : undefined),
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
  replicas: 1
            ^ info: Prometheus "main" has one replica: nobody alerts while it restarts (said because the path says prod).
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
  replicas: 2
`,
  },
  {
    id: "kubernetes/prometheus-without-alertmanager",
    summary: "Prometheus pair that sends its alerts nowhere",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["PM-32"],
    references: PROMETHEUS_API,
    rationale:
      "Both replicas evaluate the same rules; only a shared Alertmanager removes the duplicates and notifies anybody. Point `alerting` at it.",
    groups: PROMETHEUS,
    paths: [["spec", "alerting"]],
    unless: ({ spec }) => spec.has("additionalAlertManagerConfigs"),
    missing: (spec) => ((spec.number("replicas") ?? 1) > 1 ? "sends its alerts to no Alertmanager" : undefined),
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
^^^^ info: Prometheus "main" sends its alerts to no Alertmanager.
  replicas: 2
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
  replicas: 2
  alerting: { alertmanagers: [{ name: main, namespace: monitoring, port: web }] }
`,
  },
  {
    id: "kubernetes/long-local-retention",
    summary: "Months of metrics on one local disk",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["PM-33"],
    references: ["https://prometheus.io/docs/prometheus/latest/storage/"],
    rationale:
      "Prometheus's own storage is on one disk and is not replicated. What is kept for months is meant to be there after a loss: ship it by remote write or Thanos.",
    groups: PROMETHEUS,
    paths: [["spec", "retention"]],
    wrong: (retention, spec) =>
      (days(retention) ?? 0) >= 90 && spec.lacks("remoteWrite") && spec.lacks("thanos")
        ? `keeps ${String(retention)} of metrics on its own disk alone`
        : undefined,
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
  retention: 1y
             ^^ info: Prometheus "main" keeps 1y of metrics on its own disk alone.
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main }
spec:
  retention: 15d
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: long }
spec:
  retention: 180d
  thanos: { objectStorageConfig: { name: thanos, key: config } }
`,
  },
  {
    id: "kubernetes/chaos-in-production",
    summary: "Chaos experiment aimed at production",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["QA-21"],
    references: ["https://chaos-mesh.org/docs/define-chaos-experiment-scope/", "https://litmuschaos.github.io/litmus/"],
    rationale:
      "An experiment that was tried nowhere else takes real users as its first test. Run it in staging until its result is known, then in production with a small share and somebody watching.",
    groups: [
      ["chaos-mesh.org", "PodChaos", "NetworkChaos", "StressChaos", "IOChaos", "TimeChaos", "DNSChaos", "HTTPChaos", "KernelChaos"],
      ["litmuschaos.io", "ChaosEngine"],
    ],
    paths: [
      ["metadata", "namespace"],
      ["spec", "appinfo", "appns"],
    ],
    wrong: (namespace) =>
      /(?:^|-)prod(?:uction)?(?:-|$)/.test(String(namespace)) ? `breaks things in namespace "${String(namespace)}"` : undefined,
    hit: yaml`
apiVersion: litmuschaos.io/v1alpha1
kind: ChaosEngine
metadata: { name: pod-delete }
spec:
  appinfo:
    appns: shop-prod
           ^^^^^^^^^ warning: ChaosEngine "pod-delete" breaks things in namespace "shop-prod".
`,
    clean: yaml`
apiVersion: litmuschaos.io/v1alpha1
kind: ChaosEngine
metadata: { name: pod-delete, namespace: staging }
spec:
  appinfo: { appns: product-team }
`,
  },
  {
    id: "kubernetes/unfiltered-discovery",
    summary: "Scrape job that takes whatever it finds",
    severity: "info",
    preset: "strict",
    category: "performance",
    guidance: ["PM-06"],
    references: PROMETHEUS_API,
    rationale:
      "Discovery finds every pod or endpoint of the cluster; without a rule that keeps the marked ones all of them are scraped, which fills the storage and raises errors for those that serve no metrics.",
    groups: [["monitoring.coreos.com", "ScrapeConfig"]],
    paths: [["spec", "relabelings"]],
    missing: (spec) => (spec.list("kubernetesSDConfigs").length ? "scrapes whatever it finds in the cluster" : undefined),
    hit: yaml`
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: { name: pods }
spec:
^^^^ info: ScrapeConfig "pods" scrapes whatever it finds in the cluster.
  kubernetesSDConfigs:
    - role: Pod
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: { name: pods }
spec:
  kubernetesSDConfigs: [{ role: Pod }]
  relabelings: [{ sourceLabels: [__meta_kubernetes_pod_label_scrape], regex: "true", action: Keep }]
`,
  },
];

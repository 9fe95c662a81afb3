import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { kinds } from "../../languages/kubernetes/queries";

const ENDPOINTS = ["endpoints", "podMetricsEndpoints"];

export default defineRule({
  id: "kubernetes/relabeling-stage",
  summary: "Relabelling that looks for labels which are not there yet",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["PM-08"],
  equivalents: [],
  references: ["https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config"],
  rationale:
    "`relabelings` work on targets before the scrape: the names of metrics are not known then. `metricRelabelings` work on samples, when the labels of discovery (`__meta_…`) are gone. In the wrong list a rule matches nothing, or everything.",
  examples: [
    {
      title: "each in the other's list",
      source: yaml`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web }
spec:
  endpoints:
    - port: metrics
      relabelings:
        - sourceLabels: [__name__]
                         ^^^^^^^^ warning: ServiceMonitor "web" looks for __name__ before the scrape, when metrics have no names yet.
          regex: go_.*
          action: drop
      metricRelabelings:
        - sourceLabels: [__meta_kubernetes_pod_name]
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: ServiceMonitor "web" looks for __meta_kubernetes_pod_name after the scrape, when the labels of discovery are gone.
          targetLabel: pod
`,
    },
    {
      title: "where they belong",
      source: yaml`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web }
spec:
  endpoints:
    - port: metrics
      relabelings: [{ sourceLabels: [__meta_kubernetes_pod_name], targetLabel: pod }]
      metricRelabelings: [{ sourceLabels: [__name__], regex: go_.*, action: drop }]
`,
    },
  ],
  on: kinds("monitoring.coreos.com", "ServiceMonitor", "PodMonitor"),
  *check(object) {
    for (const endpoints of ENDPOINTS)
      for (const endpoint of object.spec.list(endpoints).maps())
        for (const [key, isMisplaced, when] of [
          ["relabelings", (label: string) => label === "__name__", "before the scrape, when metrics have no names yet"],
          ["metricRelabelings", (label: string) => label.startsWith("__meta_"), "after the scrape, when the labels of discovery are gone"],
        ] as const)
          for (const rule of endpoint.list(key).maps())
            for (const label of rule.list("sourceLabels").scalars())
              if (label.state === "known" && isMisplaced(String(label.value)))
                yield { at: label.at, message: `${object.title} looks for ${String(label.value)} ${when}.` };
  },
});

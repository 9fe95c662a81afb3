import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { ofKind } from "../../languages/kubernetes/peers";
import { kinds } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

const EQUIVALENTS = [
  "kube-linter:no-anti-affinity",
  "kube-score:deployment-has-host-podantiaffinity",
  "kube-score:statefulset-has-host-podantiaffinity",
  "polaris:topologySpreadConstraint",
  "kics:deployment_statefulset_has_no_podantiaffinity",
];

export default defineRule({
  id: "kubernetes/missing-spread",
  summary: "Replicas that may all run on one node",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-03", "PG-50", "NET-11"],
  equivalents: EQUIVALENTS,
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  rationale:
    "Several replicas help nobody when they share the node that fails. The scheduler spreads them by default as well as it can, which is not far when nodes are full; `topologySpreadConstraints` over hostname and zone make it a rule. Said by default only where production is known.",
  patient: true,
  examples: [
    {
      title: "in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
                  ^^^ 💡 info: All 3 pods of Deployment "web" may run on one node (said because the path says prod).
spec:
  replicas: 3
  template:
    metadata:
      labels: { app: web }
    spec:
      containers: []
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  template:
    metadata:
      labels: { app: web }
    spec:
      containers: []
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
`,
    },
    {
      title: "spread, kept apart, a single replica, a template",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: spread }
spec:
  replicas: 3
  template: { spec: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway }] } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: apart }
spec:
  replicas: 3
  template: { spec: { affinity: { podAntiAffinity: {} } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: one }
spec: { replicas: 1, template: { spec: {} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: templated }
spec:
  replicas: 3
  template:
    spec:
      {{- with .Values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints: {{ .Values.spread }}
`,
    },
  ],
  on: kinds("apps", "Deployment", "StatefulSet"),
  *check(object, { settings }) {
    const { podSpec, podLabels } = object;
    const replicas = object.spec.number("replicas");
    if (podSpec?.presence !== "written" || replicas === undefined || replicas < 2) return;
    if (!podSpec.lacks("topologySpreadConstraints") || !podSpec.map("affinity").lacks("podAntiAffinity")) return;
    const environment = settings.environment?.production === true ? settings.environment : undefined;
    const spread = (topologyKey: string) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: podLabels ?? {} },
    });
    yield {
      at: object.anchor,
      equivalents: ofKind(EQUIVALENTS, object),
      message: `All ${replicas} pods of ${object.title} may run on one node${environment ? ` (said ${environment.because})` : ""}.`,
      ...(environment ? {} : { preset: "strict" as const }),
      ...(podLabels && Object.keys(podLabels).length
        ? {
            fixes: [
              {
                title: "Spread them over nodes and zones",
                safety: "suggestion" as const,
                edits: setAt(
                  podSpec,
                  ["topologySpreadConstraints"],
                  [spread("kubernetes.io/hostname"), spread("topology.kubernetes.io/zone")],
                ),
              },
            ],
          }
        : {}),
    };
  },
});

import { files, yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { Container } from "../../languages/kubernetes/container";
import { databaseOf } from "../../languages/kubernetes/databases";
import { serviceFact } from "../../languages/kubernetes/facts";
import { selects } from "../../languages/kubernetes/labels";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { servingContainers } from "../../languages/kubernetes/queries";
import { meaning } from "../../languages/kubernetes/related";
import { setAt, TabStop } from "../../languages/yaml/edit";

/** Containers beside the main one that serve no users: readiness of the pod is not theirs to say. */
const HELPER =
  /(?:^|-)(?:sidecar|proxy|exporter|agent|metrics|logger|logging|log|init|reloader|config-reload|backup|vault|envoy|istio|linkerd|tunnel|cloudsql|statsd|fluent-?bit|filebeat|promtail|otel|collector|dind)(?:-|$)/;

const EQUIVALENTS = [
  "kube-linter:no-readiness-probe",
  "kube-score:pod-probes",
  "polaris:readinessProbeMissing",
  "checkov:CKV_K8S_9",
  "kics:readiness_probe_is_not_configured",
];

export default defineRule({
  id: "kubernetes/missing-readiness-probe",
  summary: "Serving container without a readiness probe",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-01", "PG-04"],
  equivalents: EQUIVALENTS,
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/probes/"],
  rationale:
    "Without a readiness probe a container counts as ready the moment its process runs: a rollout replaces good pods by ones that do not answer yet, reports success, and users get the errors. " +
    "Ask something that answers only when requests can be served. Jobs, sidecars and workers without ports need none; of the latter two only `all` speaks.",
  patient: true,
  examples: [
    {
      title: "a container with a port",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
                ^^^ 💡 warning: Container "web" has no readiness probe: traffic reaches it before it can answer.
          image: shop/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          env: [] # none yet
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: shop/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /
              port: http
          env: [] # none yet
`,
    },
    {
      title: "selected by a Service, without a declared port",
      source: yaml`
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels: { app: web, tier: front }
    spec:
      containers:
        - name: web
                ^^^ 💡 warning: Container "web" has no readiness probe: traffic reaches it before it can answer.
          image: shop/web:1.4.2
`,
    },
    {
      title: "the only instance of a database: nobody else could answer in its place",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    spec:
      containers:
        - name: db
          image: postgres:17.2
          ports: [{ containerPort: 5432 }]
`,
    },
    {
      title: "an overlay brings the probe, and a patch is no whole object",
      source: files({
        "base/kustomization.yaml": yaml`
resources: [web.yaml]
`,
        "base/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports: [{ containerPort: 8080 }]
`,
        "prod/kustomization.yaml": yaml`
resources: [../base]
patches:
  - path: probe.yaml
`,
        "prod/probe.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports: [{ containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: 8080 } }
`,
      }),
    },
    {
      title: "an overlay that patches something else",
      source: files({
        "base/kustomization.yaml": yaml`
resources: [web.yaml]
`,
        "base/web.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
                ^^^ 💡 warning: Container "web" has no readiness probe: traffic reaches it before it can answer.
          ports: [{ containerPort: 8080 }]
`,
        "prod/kustomization.yaml": yaml`
resources: [../base]
patches:
  - target: { kind: Deployment, name: cart }
    patch: |
      - op: add
        path: /spec/template/spec/containers/0/readinessProbe
        value: { tcpSocket: { port: 8080 } }
`,
      }),
    },
    {
      title: "probed, a worker, a job, a sidecar, a template that may bring it",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          ports: [{ containerPort: 80 }]
          readinessProbe: { tcpSocket: { port: 80 } }
        - name: metrics-exporter
          ports: [{ containerPort: 9100 }]
        - name: templated
          ports: [{ containerPort: 81 }]
          {{- toYaml .Values.probes | nindent 10 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  template:
    spec:
      containers:
        - name: worker
          image: shop/worker:1.4.2
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      containers:
        - name: migrate
          ports: [{ containerPort: 80 }]
`,
    },
  ],
  on: where(servingContainers, (container) => container.root.lacks("readinessProbe")),
  *check(container, _context, scope) {
    const [port] = container.ports;
    const isAlone = container.podSpec.list("containers").length === 1;
    const isHelper = !isAlone && (!port || HELPER.test(container.name ?? ""));
    const isServed = isSelected(container, scope);
    const servesNobody = !port && !isServed;
    yield {
      at: container.anchor,
      message: `${container.title} has no readiness probe: ${servesNobody || isHelper ? "it counts as ready as soon as it runs" : "traffic reaches it before it can answer"}.`,
      equivalents: EQUIVALENTS.filter((id) => id !== "kube-score:pod-probes" || isServed),
      ...(isOnlyDatabase(container) || isHelper || servesNobody || container.pauses ? asOpinion : {}),
      fixes: [
        {
          title: "Add a readiness probe",
          safety: "suggestion",
          edits: setAt(
            container.root,
            ["readinessProbe", "httpGet"],
            { path: new TabStop("/"), port: port?.name ?? port?.number ?? new TabStop(8080) },
            ["startupProbe", "livenessProbe", "ports"],
          ),
        },
      ],
    };
  },
});

/** Of a database there is one: until it answers nobody else does, with a probe or without. */
const isOnlyDatabase = (container: Container): boolean =>
  databaseOf(container) !== undefined && (container.object.kind === "Pod" || (container.object.spec.number("replicas") ?? 1) === 1);

/** Whether a Service sends something to the container's pod. */
function isSelected({ object: { podLabels: labels, namespace } }: Container, scope: Scope): boolean {
  return (
    labels !== undefined && meaning(serviceFact, { labels, namespace }, scope).some(({ value }) => selects(value.selector ?? {}, labels))
  );
}

// Generated from snippets/*.json by `npm run generate`.
import type { Snippet } from "./snippet";

export const SNIPPETS: readonly Snippet[] = [
  {
    "prefix": "readiness",
    "title": "Readiness probe",
    "description": "Takes the pod out of the Service while it cannot answer",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "RBK-05"
    ],
    "context": {
      "2": "port"
    },
    "body": "readinessProbe:\n  httpGet:\n    path: ${1:/readyz}\n    port: ${2:http}\n  periodSeconds: ${3:5}\n  timeoutSeconds: ${4:2}\n  failureThreshold: ${5:3}"
  },
  {
    "prefix": "liveness",
    "title": "Liveness probe with time to start",
    "description": "Restarts a container that hangs, once it has started; more patient than readiness, and without anything that it depends on",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "CLB-01",
      "CLB-03",
      "CLB-06"
    ],
    "context": {
      "2": "port"
    },
    "body": "startupProbe:\n  httpGet:\n    path: ${1:/livez}\n    port: ${2:http}\n  periodSeconds: 5\n  failureThreshold: ${6:30}\nlivenessProbe:\n  httpGet:\n    path: ${1:/livez}\n    port: ${2:http}\n  periodSeconds: ${3:10}\n  timeoutSeconds: ${4:3}\n  failureThreshold: ${5:6}"
  },
  {
    "prefix": "startup",
    "title": "Startup probe",
    "description": "Gives the start its own time; the other probes wait for it",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "CLB-03",
      "RBK-01"
    ],
    "context": {
      "2": "port"
    },
    "body": "startupProbe:\n  httpGet:\n    path: ${1:/livez}\n    port: ${2:http}\n  periodSeconds: ${3:5}\n  failureThreshold: ${4:30}"
  },
  {
    "prefix": "probes-jvm",
    "title": "Probes of a JVM",
    "description": "Startup, readiness and liveness of Spring Boot; three minutes for the start",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "CLB-01",
      "CLB-03",
      "RBK-01",
      "RBK-05"
    ],
    "context": {
      "2": "port"
    },
    "body": "startupProbe:\n  httpGet:\n    path: ${1:/actuator/health}/liveness\n    port: ${2:http}\n  periodSeconds: 5\n  timeoutSeconds: 3\n  failureThreshold: ${3:36}\nreadinessProbe:\n  httpGet:\n    path: ${1:/actuator/health}/readiness\n    port: ${2:http}\n  periodSeconds: 5\n  timeoutSeconds: 3\n  failureThreshold: 3\nlivenessProbe:\n  httpGet:\n    path: ${1:/actuator/health}/liveness\n    port: ${2:http}\n  periodSeconds: 10\n  timeoutSeconds: 3\n  failureThreshold: 6"
  },
  {
    "prefix": "probes-grpc",
    "title": "Probes of a gRPC server",
    "description": "Start, readiness and liveness by the health protocol of gRPC",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "RBK-05"
    ],
    "context": {},
    "body": "startupProbe:\n  grpc:\n    port: ${1:9090}\n  periodSeconds: 5\n  failureThreshold: ${3:30}\nreadinessProbe:\n  grpc:\n    port: ${1:9090}\n  periodSeconds: 5\n  timeoutSeconds: 2\nlivenessProbe:\n  grpc:\n    port: ${1:9090}\n    service: ${2:liveness}\n  periodSeconds: 10\n  timeoutSeconds: 3\n  failureThreshold: 6"
  },
  {
    "prefix": "resources",
    "title": "Requests and limits",
    "description": "What the container is sure of, and how much memory it may take; no limit for the processor, which would only slow it down",
    "language": "kubernetes",
    "group": "Resources",
    "place": "kubernetes/container",
    "guidance": [
      "CLB-08",
      "CLB-09",
      "WRG-01"
    ],
    "context": {},
    "body": "resources:\n  requests:\n    cpu: ${1:100m}\n    memory: ${2:256Mi}\n  limits:\n    memory: ${2:256Mi}"
  },
  {
    "prefix": "hardened",
    "title": "Container security context",
    "description": "No more rights, no writes to the image, no capabilities",
    "language": "kubernetes",
    "group": "Security",
    "place": "kubernetes/container",
    "guidance": [
      "POD-04",
      "POD-05",
      "IDP-09"
    ],
    "context": {},
    "body": "securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: ${1|true,false|}\n  runAsNonRoot: true\n  capabilities:\n    drop: [\"ALL\"]\n  seccompProfile:\n    type: RuntimeDefault"
  },
  {
    "prefix": "env-secret",
    "title": "Variable from a Secret",
    "description": "The value stays in the Secret",
    "language": "kubernetes",
    "group": "Configuration",
    "place": "kubernetes/container",
    "guidance": [
      "SEC-03",
      "DS-01"
    ],
    "context": {},
    "body": "env:\n  - name: ${1:DATABASE_PASSWORD}\n    valueFrom:\n      secretKeyRef:\n        name: ${2:orders-database}\n        key: ${3:password}"
  },
  {
    "prefix": "env-configmap",
    "title": "Variables from a ConfigMap",
    "description": "Every key of the ConfigMap becomes a variable",
    "language": "kubernetes",
    "group": "Configuration",
    "place": "kubernetes/container",
    "guidance": [
      "SEC-02"
    ],
    "context": {
      "1": "name"
    },
    "body": "envFrom:\n  - configMapRef:\n      name: ${1:web}"
  },
  {
    "prefix": "prestop",
    "title": "Wait before the end",
    "description": "Gives the load balancers time to hear that the pod goes before the program does",
    "language": "kubernetes",
    "group": "Lifecycle",
    "place": "kubernetes/container",
    "guidance": [],
    "context": {},
    "body": "lifecycle:\n  preStop:\n    sleep:\n      seconds: ${1:10}"
  },
  {
    "prefix": "pod-hardened",
    "title": "Pod security context",
    "description": "Not root, the system calls of the runtime's profile, a group for the volumes",
    "language": "kubernetes",
    "group": "Security",
    "place": "kubernetes/pod-spec",
    "guidance": [
      "POD-02",
      "POD-06"
    ],
    "context": {},
    "body": "securityContext:\n  runAsNonRoot: true\n  runAsUser: ${1:10001}\n  runAsGroup: ${1:10001}\n  fsGroup: ${1:10001}\n  seccompProfile:\n    type: RuntimeDefault"
  },
  {
    "prefix": "spread",
    "title": "Spread over nodes and zones",
    "description": "One node or zone less takes a part of the pods, never all",
    "language": "kubernetes",
    "group": "Scheduling",
    "place": "kubernetes/pod-spec",
    "guidance": [
      "NET-11",
      "BM-03"
    ],
    "context": {
      "1": "app",
      "2": "label"
    },
    "body": "topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector:\n      matchLabels:\n        ${2:app}: ${1:web}\n  - maxSkew: 1\n    topologyKey: topology.kubernetes.io/zone\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector:\n      matchLabels:\n        ${2:app}: ${1:web}"
  },
  {
    "prefix": "account",
    "title": "ServiceAccount of its own",
    "description": "Rights for this workload alone, and no token for the API where it asks nothing",
    "language": "kubernetes",
    "group": "Security",
    "place": "kubernetes/pod-spec",
    "guidance": [
      "ING-33",
      "ME-22",
      "LI-20"
    ],
    "context": {
      "1": "name"
    },
    "body": "serviceAccountName: ${1:web}\nautomountServiceAccountToken: ${2|false,true|}"
  },
  {
    "prefix": "rolling",
    "title": "Rolling update without fewer pods",
    "description": "A new pod is ready before an old one goes",
    "language": "kubernetes",
    "group": "Rollout",
    "place": "kubernetes/workload-spec",
    "guidance": [
      "CNA-10",
      "EDO-07"
    ],
    "context": {},
    "body": "strategy:\n  type: RollingUpdate\n  rollingUpdate:\n    maxSurge: ${1:1}\n    maxUnavailable: ${2:0}"
  },
  {
    "prefix": "history",
    "title": "Revisions to go back to",
    "description": "How many old versions a rollback can choose from",
    "language": "kubernetes",
    "group": "Rollout",
    "place": "kubernetes/workload-spec",
    "guidance": [
      "EDO-03"
    ],
    "context": {},
    "body": "revisionHistoryLimit: ${1:5}\nminReadySeconds: ${2:10}"
  },
  {
    "prefix": "labels",
    "title": "Recommended labels",
    "description": "Names that every tool knows, and who answers for it",
    "language": "kubernetes",
    "group": "Metadata",
    "place": "kubernetes/metadata",
    "guidance": [
      "IDP-21"
    ],
    "context": {
      "1": "name"
    },
    "body": "labels:\n  app.kubernetes.io/name: ${1:web}\n  app.kubernetes.io/part-of: ${2:shop}\n  app.kubernetes.io/managed-by: ${3:kubectl}\n  team: ${4:payments}"
  },
  {
    "prefix": "pl-deployment",
    "title": "Golden-path Deployment",
    "description": "Deployment, Service, ServiceAccount and PodDisruptionBudget of a service that can be rolled out without an outage",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "CNA-10",
      "CNA-11",
      "POD-02",
      "CLB-01",
      "RBK-05",
      "NET-11",
      "EDO-15",
      "IDP-22"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:web}\n  labels:\n    app.kubernetes.io/name: ${1:web}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:web}\n  labels:\n    app.kubernetes.io/name: ${1:web}\nspec:\n  replicas: ${4:3}\n  revisionHistoryLimit: 5\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:web}\n  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:web}\n    spec:\n      serviceAccountName: ${1:web}\n      automountServiceAccountToken: false\n      terminationGracePeriodSeconds: ${11:30}\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: ${12:10001}\n        runAsGroup: ${12:10001}\n        fsGroup: ${12:10001}\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:web}\n      containers:\n        - name: ${1:web}\n          image: ${2:registry.example.com/web}:${3:1.4.2}\n          ports:\n            - name: http\n              containerPort: ${5:8080}\n          startupProbe:\n            httpGet:\n              path: ${6:/livez}\n              port: http\n            periodSeconds: 5\n            failureThreshold: ${7:30}\n          readinessProbe:\n            httpGet:\n              path: ${8:/readyz}\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 2\n            failureThreshold: 3\n          livenessProbe:\n            httpGet:\n              path: ${6:/livez}\n              port: http\n            periodSeconds: 10\n            timeoutSeconds: 3\n            failureThreshold: 6\n          resources:\n            requests:\n              cpu: ${9:100m}\n              memory: ${10:256Mi}\n            limits:\n              memory: ${10:256Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: tmp\n              mountPath: /tmp\n      volumes:\n        - name: tmp\n          emptyDir:\n            sizeLimit: 64Mi\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${1:web}\n  labels:\n    app.kubernetes.io/name: ${1:web}\nspec:\n  selector:\n    app.kubernetes.io/name: ${1:web}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:web}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:web}\n"
  },
  {
    "prefix": "pl-deployment-jvm",
    "title": "JVM Deployment",
    "description": "A Java service that starts slowly: a startup probe carries the start, the heap follows the memory limit",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "CLB-01",
      "CLB-03",
      "CLB-09",
      "RBK-01",
      "RBK-05"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:orders}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:orders}\n  labels:\n    app.kubernetes.io/name: ${1:orders}\nspec:\n  replicas: ${4:2}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:orders}\n    spec:\n      serviceAccountName: ${1:orders}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:orders}\n      containers:\n        - name: ${1:orders}\n          image: ${2:registry.example.com/orders}:${3:2.7.1}\n          env:\n            - name: JAVA_TOOL_OPTIONS\n              value: -XX:MaxRAMPercentage=${5:75} -XX:+ExitOnOutOfMemoryError\n          ports:\n            - name: http\n              containerPort: ${6:8080}\n          startupProbe:\n            httpGet:\n              path: /actuator/health/liveness\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 3\n            failureThreshold: ${7:36}\n          readinessProbe:\n            httpGet:\n              path: /actuator/health/readiness\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 3\n            failureThreshold: 3\n          livenessProbe:\n            httpGet:\n              path: /actuator/health/liveness\n              port: http\n            periodSeconds: 10\n            timeoutSeconds: 3\n            failureThreshold: 6\n          resources:\n            requests:\n              cpu: ${8:500m}\n              memory: ${9:1Gi}\n            limits:\n              memory: ${9:1Gi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: tmp\n              mountPath: /tmp\n      volumes:\n        - name: tmp\n          emptyDir:\n            sizeLimit: 256Mi\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:orders}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n"
  },
  {
    "prefix": "pl-deployment-irsa",
    "title": "Deployment with an AWS role (IRSA)",
    "description": "Its pods sign in to AWS with a role of their own: no key anywhere, and no rights of the node",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "ING-28",
      "ING-29",
      "ING-31",
      "ECS-02",
      "CLB-01"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:reports}\n  annotations:\n    eks.amazonaws.com/role-arn: ${2:arn:aws:iam::111122223333:role/reports}\n    eks.amazonaws.com/sts-regional-endpoints: \"true\"\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:reports}\n  labels:\n    app.kubernetes.io/name: ${1:reports}\nspec:\n  replicas: ${5:2}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:reports}\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:reports}\n    spec:\n      serviceAccountName: ${1:reports}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        fsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:reports}\n      containers:\n        - name: ${1:reports}\n          image: ${3:registry.example.com/reports}:${4:1.6.0}\n          ports:\n            - name: http\n              containerPort: ${6:8080}\n          startupProbe:\n            httpGet:\n              path: ${8:/livez}\n              port: http\n            periodSeconds: 5\n            failureThreshold: 30\n          readinessProbe:\n            httpGet:\n              path: ${7:/readyz}\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 2\n            failureThreshold: 3\n          livenessProbe:\n            httpGet:\n              path: ${8:/livez}\n              port: http\n            periodSeconds: 10\n            timeoutSeconds: 3\n            failureThreshold: 6\n          resources:\n            requests:\n              cpu: ${9:100m}\n              memory: ${10:256Mi}\n            limits:\n              memory: ${10:256Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: tmp\n              mountPath: /tmp\n      volumes:\n        - name: tmp\n          emptyDir:\n            sizeLimit: 64Mi\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:reports}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:reports}\n"
  },
  {
    "prefix": "pl-deployment-secret",
    "title": "Deployment with a Secret as files",
    "description": "Reads its login from files, which follow a rotation without a restart; the Secret comes from a secret store",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "GIT-02",
      "GIT-03",
      "SEC-04",
      "SEC-12",
      "SCR-23"
    ],
    "context": {},
    "body": "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: ${1:orders}-login\nspec:\n  refreshInterval: ${2:1h}\n  secretStoreRef:\n    kind: ${3|SecretStore,ClusterSecretStore|}\n    name: ${4:aws-secrets-manager}\n  target:\n    name: ${1:orders}-login\n    creationPolicy: Owner\n  data:\n    - secretKey: ${5:password}\n      remoteRef:\n        key: ${6:shop/orders/database}\n        property: ${5:password}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:orders}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:orders}\n  labels:\n    app.kubernetes.io/name: ${1:orders}\nspec:\n  replicas: ${9:2}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:orders}\n    spec:\n      serviceAccountName: ${1:orders}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        fsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:orders}\n      containers:\n        - name: ${1:orders}\n          image: ${7:registry.example.com/orders}:${8:2.7.1}\n          env:\n            - name: DATABASE_PASSWORD_FILE\n              value: /run/secrets/${1:orders}/${5:password}\n          ports:\n            - name: http\n              containerPort: ${10:8080}\n          startupProbe:\n            httpGet:\n              path: ${12:/livez}\n              port: http\n            periodSeconds: 5\n            failureThreshold: 30\n          readinessProbe:\n            httpGet:\n              path: ${11:/readyz}\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 2\n            failureThreshold: 3\n          livenessProbe:\n            httpGet:\n              path: ${12:/livez}\n              port: http\n            periodSeconds: 10\n            timeoutSeconds: 3\n            failureThreshold: 6\n          resources:\n            requests:\n              cpu: ${13:100m}\n              memory: ${14:256Mi}\n            limits:\n              memory: ${14:256Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: login\n              mountPath: /run/secrets/${1:orders}\n              readOnly: true\n            - name: tmp\n              mountPath: /tmp\n      volumes:\n        - name: login\n          secret:\n            secretName: ${1:orders}-login\n            defaultMode: 0440\n        - name: tmp\n          emptyDir:\n            sizeLimit: 64Mi\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:orders}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n"
  },
  {
    "prefix": "pl-deployment-sidecar",
    "title": "Deployment with a sidecar for metrics",
    "description": "The sidecar is up before the service, goes after it, and has memory of its own; what it maps lies in a ConfigMap beside it",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "WRG-01",
      "WRG-02",
      "PM-02",
      "CLB-01"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${1:thumbnails}-metrics\ndata:\n  mapping.yml: |\n    mappings:\n      - match: ${8:thumbnails.*.duration}\n        name: ${9:thumbnail_duration_seconds}\n        observer_type: histogram\n        labels:\n          size: \"\\$1\"\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:thumbnails}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:thumbnails}\n  labels:\n    app.kubernetes.io/name: ${1:thumbnails}\nspec:\n  replicas: ${4:3}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:thumbnails}\n  strategy:\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:thumbnails}\n    spec:\n      serviceAccountName: ${1:thumbnails}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        fsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:thumbnails}\n      initContainers:\n        - name: metrics\n          image: docker.io/prom/statsd-exporter:${10:v0.28.0}\n          restartPolicy: Always\n          args:\n            - --statsd.mapping-config=/etc/statsd/mapping.yml\n          ports:\n            - name: metrics\n              containerPort: 9102\n            - name: statsd\n              containerPort: 9125\n              protocol: UDP\n          readinessProbe:\n            httpGet:\n              path: /-/ready\n              port: metrics\n            periodSeconds: 10\n            timeoutSeconds: 2\n          resources:\n            requests:\n              cpu: 20m\n              memory: ${11:64Mi}\n            limits:\n              memory: ${11:64Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: mapping\n              mountPath: /etc/statsd\n              readOnly: true\n      containers:\n        - name: ${1:thumbnails}\n          image: ${2:registry.example.com/thumbnails}:${3:1.3.0}\n          env:\n            - name: STATSD_ADDRESS\n              value: 127.0.0.1:9125\n          ports:\n            - name: http\n              containerPort: ${5:8080}\n          startupProbe:\n            httpGet:\n              path: ${7:/livez}\n              port: http\n            periodSeconds: 5\n            failureThreshold: 30\n          readinessProbe:\n            httpGet:\n              path: ${6:/readyz}\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 2\n            failureThreshold: 3\n          livenessProbe:\n            httpGet:\n              path: ${7:/livez}\n              port: http\n            periodSeconds: 10\n            timeoutSeconds: 3\n            failureThreshold: 6\n          resources:\n            requests:\n              cpu: ${12:250m}\n              memory: ${13:512Mi}\n            limits:\n              memory: ${13:512Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: tmp\n              mountPath: /tmp\n      volumes:\n        - name: mapping\n          configMap:\n            name: ${1:thumbnails}-metrics\n        - name: tmp\n          emptyDir:\n            sizeLimit: 256Mi\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:thumbnails}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:thumbnails}\n"
  },
  {
    "prefix": "pl-statefulset",
    "title": "StatefulSet with its headless Service",
    "description": "Names and disks that stay: the headless Service gives each pod its name, the claim template its disk",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "SSS-01",
      "PG-03",
      "PG-12",
      "CNA-11"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: Service\nmetadata:\n  name: ${1:store}-headless\n  labels:\n    app.kubernetes.io/name: ${1:store}\nspec:\n  clusterIP: None\n  publishNotReadyAddresses: true\n  selector:\n    app.kubernetes.io/name: ${1:store}\n  ports:\n    - name: tcp-${1:store}\n      port: ${5:9000}\n      targetPort: tcp-${1:store}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:store}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ${1:store}\n  labels:\n    app.kubernetes.io/name: ${1:store}\nspec:\n  serviceName: ${1:store}-headless\n  replicas: ${4:3}\n  podManagementPolicy: OrderedReady\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:store}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:store}\n    spec:\n      serviceAccountName: ${1:store}\n      automountServiceAccountToken: false\n      terminationGracePeriodSeconds: 60\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        fsGroup: 10001\n        fsGroupChangePolicy: OnRootMismatch\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: DoNotSchedule\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${1:store}\n      containers:\n        - name: ${1:store}\n          image: ${2:registry.example.com/store}:${3:3.2.0}\n          ports:\n            - name: tcp-${1:store}\n              containerPort: ${5:9000}\n          readinessProbe:\n            exec:\n              command: [\"${6:/bin/store-ready}\"]\n            periodSeconds: 10\n            timeoutSeconds: 3\n          resources:\n            requests:\n              cpu: 500m\n              memory: ${7:1Gi}\n            limits:\n              memory: ${7:1Gi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: data\n              mountPath: ${8:/var/lib/store}\n  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n        accessModes: [\"ReadWriteOnce\"]\n        storageClassName: ${9:gp3}\n        resources:\n          requests:\n            storage: ${10:20Gi}\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:store}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:store}\n"
  },
  {
    "prefix": "pl-daemonset",
    "title": "DaemonSet of a node agent",
    "description": "One pod on each node, updated a few at a time, with the little it may take from the others",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "NET-08",
      "BPF-01"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:node-agent}\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: ${1:node-agent}\n  labels:\n    app.kubernetes.io/name: ${1:node-agent}\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:node-agent}\n  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: ${4:10%}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:node-agent}\n    spec:\n      serviceAccountName: ${1:node-agent}\n      automountServiceAccountToken: false\n      priorityClassName: ${5:system-node-critical}\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      tolerations:\n        - operator: Exists\n          effect: NoSchedule\n      containers:\n        - name: ${1:node-agent}\n          image: ${2:registry.example.com/node-agent}:${3:1.9.0}\n          resources:\n            requests:\n              cpu: ${6:50m}\n              memory: ${7:64Mi}\n            limits:\n              memory: ${7:64Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n"
  },
  {
    "prefix": "pl-job",
    "title": "Job",
    "description": "Runs to its end once, is tried again a few times, and is cleaned up afterwards",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "CLB-13",
      "CP-11"
    ],
    "context": {},
    "body": "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${1:migrate-orders}\n  labels:\n    app.kubernetes.io/name: ${1:migrate-orders}\nspec:\n  backoffLimit: ${4:3}\n  activeDeadlineSeconds: ${5:900}\n  ttlSecondsAfterFinished: 86400\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:migrate-orders}\n    spec:\n      restartPolicy: ${6|Never,OnFailure|}\n      serviceAccountName: ${7:job-runner}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      containers:\n        - name: ${1:migrate-orders}\n          image: ${2:registry.example.com/orders}:${3:2.7.1}\n          args: [\"${8:migrate}\"]\n          resources:\n            requests:\n              cpu: 250m\n              memory: ${9:256Mi}\n            limits:\n              memory: ${9:256Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n"
  },
  {
    "prefix": "pl-job-image-build",
    "title": "Job that builds an image",
    "description": "Sends a commit to a BuildKit daemon over mutual TLS and pushes the image under a tag of its own; the pod itself needs no rights",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "DKR-13",
      "DKR-18",
      "CLB-13"
    ],
    "context": {},
    "body": "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: build-${1:orders}\n  labels:\n    app.kubernetes.io/name: build-${1:orders}\nspec:\n  backoffLimit: 1\n  activeDeadlineSeconds: ${7:1800}\n  ttlSecondsAfterFinished: 3600\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: build-${1:orders}\n    spec:\n      restartPolicy: Never\n      serviceAccountName: ${8:image-builder}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        fsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      containers:\n        - name: buildctl\n          image: docker.io/moby/buildkit:${9:v0.18.2-rootless}\n          command: [\"buildctl\"]\n          args:\n            - --addr=tcp://${6:buildkitd.build}:1234\n            - --tlscacert=/run/buildkit/ca.pem\n            - --tlscert=/run/buildkit/cert.pem\n            - --tlskey=/run/buildkit/key.pem\n            - build\n            - --frontend=dockerfile.v0\n            - --opt=context=${2:https://git.example.com/shop/orders.git}#${3:8d3c5a1f0b7e4926a1d5c3e8f7b60924d1e5a7c3}\n            - --output=type=image,name=${4:registry.example.com/orders}:${5:2.7.1},push=true\n            - --import-cache=type=registry,ref=${4:registry.example.com/orders}:cache\n            - --export-cache=type=registry,ref=${4:registry.example.com/orders}:cache,mode=max\n          env:\n            - name: DOCKER_CONFIG\n              value: /run/registry\n          resources:\n            requests:\n              cpu: 100m\n              memory: ${10:256Mi}\n            limits:\n              memory: ${10:256Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: buildkit\n              mountPath: /run/buildkit\n              readOnly: true\n            - name: registry\n              mountPath: /run/registry\n              readOnly: true\n      volumes:\n        - name: buildkit\n          secret:\n            secretName: ${11:buildkit-client}\n            defaultMode: 0440\n        - name: registry\n          secret:\n            secretName: ${12:registry-login}\n            defaultMode: 0440\n            items:\n              - key: .dockerconfigjson\n                path: config.json\n"
  },
  {
    "prefix": "pl-cronjob",
    "title": "CronJob",
    "description": "Runs at set times, never twice at once, and keeps a few old runs to look at",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "CLB-13"
    ],
    "context": {},
    "body": "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: ${1:nightly-report}\n  labels:\n    app.kubernetes.io/name: ${1:nightly-report}\nspec:\n  schedule: \"${2:17 3 * * *}\"\n  timeZone: ${3:Etc/UTC}\n  concurrencyPolicy: ${4|Forbid,Replace|}\n  startingDeadlineSeconds: 600\n  successfulJobsHistoryLimit: 3\n  failedJobsHistoryLimit: 3\n  jobTemplate:\n    spec:\n      backoffLimit: 2\n      activeDeadlineSeconds: ${5:1800}\n      template:\n        metadata:\n          labels:\n            app.kubernetes.io/name: ${1:nightly-report}\n        spec:\n          restartPolicy: OnFailure\n          serviceAccountName: ${6:job-runner}\n          automountServiceAccountToken: false\n          securityContext:\n            runAsNonRoot: true\n            runAsUser: 10001\n            runAsGroup: 10001\n            seccompProfile:\n              type: RuntimeDefault\n          containers:\n            - name: ${1:nightly-report}\n              image: ${7:registry.example.com/report}:${8:1.2.0}\n              resources:\n                requests:\n                  cpu: 100m\n                  memory: ${9:128Mi}\n                limits:\n                  memory: ${9:128Mi}\n              securityContext:\n                allowPrivilegeEscalation: false\n                readOnlyRootFilesystem: true\n                capabilities:\n                  drop: [\"ALL\"]\n"
  },
  {
    "prefix": "pl-cronjob-pg-dump",
    "title": "CronJob that dumps a PostgreSQL database",
    "description": "A logical backup each night, beside those of the operator; its restore is a playbook",
    "language": "kubernetes",
    "group": "Workloads",
    "place": "file",
    "guidance": [
      "PG-05",
      "PG-06"
    ],
    "context": {},
    "body": "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: ${1:orders}-dump\n  labels:\n    app.kubernetes.io/name: ${1:orders}-dump\nspec:\n  schedule: \"${2:40 1 * * *}\"\n  concurrencyPolicy: Forbid\n  startingDeadlineSeconds: 3600\n  successfulJobsHistoryLimit: 3\n  failedJobsHistoryLimit: 3\n  jobTemplate:\n    spec:\n      backoffLimit: 2\n      activeDeadlineSeconds: 3600\n      template:\n        metadata:\n          labels:\n            app.kubernetes.io/name: ${1:orders}-dump\n        spec:\n          restartPolicy: OnFailure\n          serviceAccountName: ${3:database-dump}\n          automountServiceAccountToken: false\n          securityContext:\n            runAsNonRoot: true\n            runAsUser: 10001\n            runAsGroup: 10001\n            fsGroup: 10001\n            seccompProfile:\n              type: RuntimeDefault\n          containers:\n            - name: pg-dump\n              image: ${4:docker.io/library/postgres:17.2}\n              command: [\"pg_dump\", \"--format=custom\", \"--file=/dump/${1:orders}.dump\"]\n              envFrom:\n                - secretRef:\n                    name: ${5:orders-database}\n              resources:\n                requests:\n                  cpu: 250m\n                  memory: 256Mi\n                limits:\n                  memory: 256Mi\n              securityContext:\n                allowPrivilegeEscalation: false\n                readOnlyRootFilesystem: true\n                capabilities:\n                  drop: [\"ALL\"]\n              volumeMounts:\n                - name: dump\n                  mountPath: /dump\n          volumes:\n            - name: dump\n              persistentVolumeClaim:\n                claimName: ${6:database-dumps}\n"
  },
  {
    "prefix": "pl-hpa",
    "title": "HorizontalPodAutoscaler",
    "description": "More pods under load, two at a time, and a slow way down",
    "language": "kubernetes",
    "group": "Scaling",
    "place": "file",
    "guidance": [
      "CNA-01",
      "CNA-02",
      "CNA-04"
    ],
    "context": {},
    "body": "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: ${1:web}\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${1:web}\n  minReplicas: ${2:2}\n  maxReplicas: ${3:20}\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: ${4:70}\n  behavior:\n    scaleUp:\n      stabilizationWindowSeconds: ${5:180}\n      policies:\n        - type: Pods\n          value: 2\n          periodSeconds: 60\n    scaleDown:\n      stabilizationWindowSeconds: 300\n"
  },
  {
    "prefix": "pl-scale-schedule",
    "title": "Scale by schedule (KEDA)",
    "description": "Fewer pods at night, the full number during the day",
    "language": "kubernetes",
    "group": "Scaling",
    "place": "file",
    "guidance": [
      "CNA-06"
    ],
    "context": {},
    "body": "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata:\n  name: ${1:web}\nspec:\n  scaleTargetRef:\n    name: ${1:web}\n  minReplicaCount: ${2:1}\n  maxReplicaCount: ${3:6}\n  triggers:\n    - type: cron\n      metadata:\n        timezone: ${4:Europe/Madrid}\n        start: ${5:0 7 * * 1-5}\n        end: ${6:0 20 * * 1-5}\n        desiredReplicas: \"${7:3}\"\n"
  },
  {
    "prefix": "pl-pdb",
    "title": "PodDisruptionBudget",
    "description": "A drained node takes one pod at a time",
    "language": "kubernetes",
    "group": "Scaling",
    "place": "file",
    "guidance": [
      "CNA-11",
      "BM-23"
    ],
    "context": {},
    "body": "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${1:web}\nspec:\n  maxUnavailable: ${2:1}\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:web}\n"
  },
  {
    "prefix": "pl-priorityclass",
    "title": "PriorityClass",
    "description": "Says which pods stay when a node is full",
    "language": "kubernetes",
    "group": "Scaling",
    "place": "file",
    "guidance": [
      "NET-08"
    ],
    "context": {},
    "body": "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: ${1:business-critical}\nvalue: ${2:100000}\nglobalDefault: false\npreemptionPolicy: ${3|PreemptLowerPriority,Never|}\ndescription: ${4:Services whose outage is felt by customers}\n"
  },
  {
    "prefix": "pl-service",
    "title": "Service",
    "description": "A stable name and port inside of the cluster",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "apiVersion: v1\nkind: Service\nmetadata:\n  name: ${1:web}\n  labels:\n    app.kubernetes.io/name: ${1:web}\nspec:\n  type: ClusterIP\n  selector:\n    app.kubernetes.io/name: ${1:web}\n  ports:\n    - name: ${2:http}\n      port: ${3:80}\n      targetPort: ${2:http}\n"
  },
  {
    "prefix": "pl-service-nlb",
    "title": "Internal network load balancer (EKS)",
    "description": "A load balancer of layer 4 that only the VPC reaches",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "ING-23",
      "ING-24"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: Service\nmetadata:\n  name: ${1:web}\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-type: external\n    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip\n    service.beta.kubernetes.io/aws-load-balancer-scheme: internal\nspec:\n  type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb\n  loadBalancerSourceRanges:\n    - ${3:10.0.0.0/16}\n  selector:\n    app.kubernetes.io/name: ${1:web}\n  ports:\n    - name: https\n      port: 443\n      targetPort: ${2:https}\n"
  },
  {
    "prefix": "pl-ingress",
    "title": "HTTPS Ingress",
    "description": "One host over HTTPS, with a certificate of cert-manager",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "ING-01",
      "ING-14"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${1:web}\n  annotations:\n    cert-manager.io/cluster-issuer: ${2:letsencrypt}\nspec:\n  ingressClassName: ${3:nginx}\n  tls:\n    - hosts:\n        - ${4:shop.example.com}\n      secretName: ${1:web}-tls\n  rules:\n    - host: ${4:shop.example.com}\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${1:web}\n                port:\n                  name: ${5:http}\n"
  },
  {
    "prefix": "pl-ingress-alb",
    "title": "HTTPS Ingress on an application load balancer (EKS)",
    "description": "Class, scheme, certificate and redirect said outright, targets by IP",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "ING-01",
      "ING-04",
      "ING-07",
      "ING-08",
      "ING-12",
      "ING-14"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${1:web}\n  annotations:\n    alb.ingress.kubernetes.io/scheme: ${2|internal,internet-facing|}\n    alb.ingress.kubernetes.io/target-type: ip\n    alb.ingress.kubernetes.io/listen-ports: '[{\"HTTP\":80},{\"HTTPS\":443}]'\n    alb.ingress.kubernetes.io/ssl-redirect: \"443\"\n    alb.ingress.kubernetes.io/ssl-policy: ELBSecurityPolicy-TLS13-1-2-2021-06\n    alb.ingress.kubernetes.io/certificate-arn: ${3:arn:aws:acm:eu-west-1:111122223333:certificate/8b7f2c1e-0f4d-4c1a-9a57-1f0d5b6c7e89}\n    alb.ingress.kubernetes.io/healthcheck-path: ${4:/readyz}\nspec:\n  ingressClassName: alb\n  rules:\n    - host: ${5:shop.example.com}\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${1:web}\n                port:\n                  name: ${6:http}\n"
  },
  {
    "prefix": "pl-ingress-auth",
    "title": "Ingress with basic authentication",
    "description": "A tool such as Prometheus behind TLS and a password; users come from a Secret made outside of Git",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "PM-40",
      "PM-37"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: ${1:prometheus}\n  annotations:\n    cert-manager.io/cluster-issuer: ${2:letsencrypt}\n    nginx.ingress.kubernetes.io/auth-type: basic\n    nginx.ingress.kubernetes.io/auth-secret: ${3:prometheus-users}\n    nginx.ingress.kubernetes.io/auth-realm: ${4:Monitoring}\nspec:\n  ingressClassName: nginx\n  tls:\n    - hosts:\n        - ${5:prometheus.example.com}\n      secretName: ${1:prometheus}-tls\n  rules:\n    - host: ${5:prometheus.example.com}\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${1:prometheus}\n                port:\n                  number: ${6:9090}\n"
  },
  {
    "prefix": "pl-gateway",
    "title": "Gateway with TLS",
    "description": "Ends TLS for hosts of one domain, and takes routes only from namespaces with a label",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "ING-20"
    ],
    "context": {},
    "body": "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: ${1:public}\n  namespace: ${2:gateways}\nspec:\n  gatewayClassName: ${3:nginx}\n  listeners:\n    - name: https\n      hostname: \"${4:*.example.com}\"\n      port: 443\n      protocol: HTTPS\n      tls:\n        mode: Terminate\n        certificateRefs:\n          - name: ${5:example-com-tls}\n      allowedRoutes:\n        namespaces:\n          from: Selector\n          selector:\n            matchLabels:\n              ${6:gateway-access}: \"true\"\n"
  },
  {
    "prefix": "pl-httproute",
    "title": "HTTPRoute",
    "description": "Sends the requests of a host to a Service",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "ING-18"
    ],
    "context": {},
    "body": "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: ${1:web}\nspec:\n  parentRefs:\n    - name: ${2:public}\n      namespace: ${3:gateways}\n      sectionName: https\n  hostnames:\n    - ${4:shop.example.com}\n  rules:\n    - matches:\n        - path:\n            type: PathPrefix\n            value: /\n      timeouts:\n        request: ${5:10s}\n      backendRefs:\n        - name: ${1:web}\n          port: ${6:80}\n"
  },
  {
    "prefix": "pl-networkpolicy-deny",
    "title": "NetworkPolicies: deny all, allow DNS",
    "description": "The start of every namespace: nothing goes in or out but names",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "PG-37",
      "PG-38",
      "ING-36"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: ${1:orders}\nspec:\n  podSelector: {}\n  policyTypes: [\"Ingress\", \"Egress\"]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow-dns\n  namespace: ${1:orders}\nspec:\n  podSelector: {}\n  policyTypes: [\"Egress\"]\n  egress:\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n          podSelector:\n            matchLabels:\n              k8s-app: kube-dns\n      ports:\n        - protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 53\n"
  },
  {
    "prefix": "pl-networkpolicy-allow",
    "title": "NetworkPolicy: allow one caller",
    "description": "Lets one application of one namespace reach another at one port",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "PG-39",
      "ING-39"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${1:orders}-from-${2:web}\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  policyTypes: [\"Ingress\"]\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: ${3:shop}\n          podSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${2:web}\n      ports:\n        - protocol: TCP\n          port: ${4:8080}\n"
  },
  {
    "prefix": "pl-networkpolicy-cnpg",
    "title": "NetworkPolicy of a CloudNativePG cluster",
    "description": "The application, the operator, the monitoring and the other instances reach PostgreSQL, and nobody else",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "PG-36",
      "PG-39"
    ],
    "context": {},
    "body": "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${1:orders-db}\nspec:\n  podSelector:\n    matchLabels:\n      cnpg.io/cluster: ${1:orders-db}\n  policyTypes: [\"Ingress\"]\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: ${2:shop}\n          podSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${3:orders}\n        - podSelector:\n            matchLabels:\n              cnpg.io/cluster: ${1:orders-db}\n      ports:\n        - protocol: TCP\n          port: 5432\n    - from:\n        - podSelector:\n            matchLabels:\n              cnpg.io/cluster: ${1:orders-db}\n      ports:\n        - protocol: TCP\n          port: 8000\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: ${4:cnpg-system}\n      ports:\n        - protocol: TCP\n          port: 8000\n        - protocol: TCP\n          port: 5432\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: ${5:monitoring}\n      ports:\n        - protocol: TCP\n          port: 9187\n"
  },
  {
    "prefix": "pl-metallb",
    "title": "Address pool of MetalLB",
    "description": "Addresses for Services of type LoadBalancer on your own hardware, told by ARP or NDP",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [
      "BM-11"
    ],
    "context": {},
    "body": "apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata:\n  name: ${1:lan}\n  namespace: metallb-system\nspec:\n  addresses:\n    - ${2:192.168.10.200-192.168.10.220}\n  autoAssign: ${3|true,false|}\n---\napiVersion: metallb.io/v1beta1\nkind: L2Advertisement\nmetadata:\n  name: ${1:lan}\n  namespace: metallb-system\nspec:\n  ipAddressPools:\n    - ${1:lan}\n"
  },
  {
    "prefix": "pl-securitygrouppolicy",
    "title": "Security groups for pods (EKS)",
    "description": "Gives the pods of an application a security group of their own",
    "language": "kubernetes",
    "group": "Network",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata:\n  name: ${1:orders}\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  securityGroups:\n    groupIds:\n      - ${2:sg-0a1b2c3d4e5f67890}\n"
  },
  {
    "prefix": "pl-namespace",
    "title": "Namespace with its guard rails",
    "description": "Pod security, a default-deny policy, a quota and limits from the first day",
    "language": "kubernetes",
    "group": "Cluster",
    "place": "file",
    "guidance": [
      "BM-14"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${1:orders}\n  labels:\n    pod-security.kubernetes.io/enforce: ${2|restricted,baseline|}\n    pod-security.kubernetes.io/enforce-version: ${3:latest}\n    pod-security.kubernetes.io/warn: restricted\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: ${1:orders}\nspec:\n  podSelector: {}\n  policyTypes: [\"Ingress\", \"Egress\"]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: allow-dns\n  namespace: ${1:orders}\nspec:\n  podSelector: {}\n  policyTypes: [\"Egress\"]\n  egress:\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n          podSelector:\n            matchLabels:\n              k8s-app: kube-dns\n      ports:\n        - protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 53\n---\napiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: ${1:orders}\n  namespace: ${1:orders}\nspec:\n  hard:\n    requests.cpu: \"${4:8}\"\n    requests.memory: ${5:16Gi}\n    limits.memory: ${6:24Gi}\n"
  },
  {
    "prefix": "pl-namespace-linkerd",
    "title": "Namespace in a mesh (Linkerd)",
    "description": "Every new pod gets its proxy from the injector and answers only to pods of the mesh; no manifest names a proxy",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "LI-01",
      "LI-02",
      "ME-20",
      "BM-14"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${1:shop}\n  annotations:\n    linkerd.io/inject: enabled\n    config.linkerd.io/default-inbound-policy: ${2|cluster-authenticated,all-authenticated,deny|}\n  labels:\n    # The proxy's init container asks for NET_ADMIN, which both levels refuse: with them goes Linkerd's CNI plugin.\n    pod-security.kubernetes.io/enforce: ${3|restricted,baseline|}\n    pod-security.kubernetes.io/enforce-version: ${4:latest}\n    pod-security.kubernetes.io/warn: restricted\n"
  },
  {
    "prefix": "pl-resourcequota",
    "title": "ResourceQuota",
    "description": "What a namespace may take altogether",
    "language": "kubernetes",
    "group": "Cluster",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: ${1:orders}\n  namespace: ${1:orders}\nspec:\n  hard:\n    requests.cpu: \"${2:8}\"\n    requests.memory: ${3:16Gi}\n    limits.memory: ${4:24Gi}\n    persistentvolumeclaims: \"${5:10}\"\n"
  },
  {
    "prefix": "pl-limitrange",
    "title": "LimitRange",
    "description": "What a container gets where its manifest says nothing",
    "language": "kubernetes",
    "group": "Cluster",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "apiVersion: v1\nkind: LimitRange\nmetadata:\n  name: defaults\n  namespace: ${1:orders}\nspec:\n  limits:\n    - type: Container\n      defaultRequest:\n        cpu: ${2:100m}\n        memory: ${3:128Mi}\n      default:\n        memory: ${4:256Mi}\n"
  },
  {
    "prefix": "pl-storageclass",
    "title": "StorageClass of EBS gp3",
    "description": "Encrypted, grows, waits for the pod to know its zone, and keeps the disk when the claim goes",
    "language": "kubernetes",
    "group": "Cluster",
    "place": "file",
    "guidance": [
      "AWS-02",
      "PG-13"
    ],
    "context": {},
    "body": "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: ${1:gp3}\nprovisioner: ebs.csi.aws.com\nparameters:\n  type: gp3\n  encrypted: \"true\"\nreclaimPolicy: ${2|Retain,Delete|}\nallowVolumeExpansion: true\nvolumeBindingMode: WaitForFirstConsumer\n"
  },
  {
    "prefix": "pl-pvc",
    "title": "PersistentVolumeClaim",
    "description": "A disk that outlives the pod",
    "language": "kubernetes",
    "group": "Cluster",
    "place": "file",
    "guidance": [
      "PG-12"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${1:uploads}\nspec:\n  accessModes: [\"${2|ReadWriteOnce,ReadWriteMany,ReadWriteOncePod|}\"]\n  storageClassName: ${3:gp3}\n  resources:\n    requests:\n      storage: ${4:20Gi}\n"
  },
  {
    "prefix": "pl-configmap",
    "title": "ConfigMap",
    "description": "Settings for programs, one key a setting; nothing secret",
    "language": "kubernetes",
    "group": "Configuration",
    "place": "file",
    "guidance": [
      "SEC-01"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${1:name}\n  labels:\n    app.kubernetes.io/name: ${1:name}\ndata:\n  ${2:LOG_LEVEL}: ${3:info}\n"
  },
  {
    "prefix": "pl-serviceaccount-irsa",
    "title": "ServiceAccount with an AWS role (IRSA)",
    "description": "The pods of this account may what the role may, and no other pod of the node does",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "ING-29",
      "ING-31",
      "ECS-02",
      "SEC-15"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\n  annotations:\n    eks.amazonaws.com/role-arn: ${3:arn:aws:iam::111122223333:role/orders}\n    eks.amazonaws.com/sts-regional-endpoints: \"true\"\n"
  },
  {
    "prefix": "pl-role",
    "title": "Role that reads one Secret",
    "description": "One verb on one name, for one account",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "SEC-16",
      "SEC-18"
    ],
    "context": {},
    "body": "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: ${1:orders}-secret-reader\n  namespace: ${2:shop}\nrules:\n  - apiGroups: [\"\"]\n    resources: [\"secrets\"]\n    resourceNames: [\"${3:orders-database}\"]\n    verbs: [\"get\"]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: ${1:orders}-secret-reader\n  namespace: ${2:shop}\nsubjects:\n  - kind: ServiceAccount\n    name: ${1:orders}\n    namespace: ${2:shop}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: ${1:orders}-secret-reader\n"
  },
  {
    "prefix": "pl-externalsecret",
    "title": "ExternalSecret",
    "description": "A Secret that the cluster fetches from a secret store; Git holds only its address",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "SEC-04",
      "PG-44"
    ],
    "context": {},
    "body": "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: ${1:orders-database}\nspec:\n  refreshInterval: ${2:1h}\n  secretStoreRef:\n    kind: ${3|SecretStore,ClusterSecretStore|}\n    name: ${4:aws-secrets-manager}\n  target:\n    name: ${1:orders-database}\n    creationPolicy: Owner\n  data:\n    - secretKey: ${5:password}\n      remoteRef:\n        key: ${6:shop/orders/database}\n        property: ${5:password}\n"
  },
  {
    "prefix": "pl-secretstore",
    "title": "SecretStore of AWS Secrets Manager",
    "description": "Where ExternalSecrets of a namespace come from, read as a ServiceAccount and without a static key",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "SEC-15",
      "PG-45"
    ],
    "context": {},
    "body": "apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata:\n  name: ${1:aws-secrets-manager}\nspec:\n  provider:\n    aws:\n      service: SecretsManager\n      region: ${2:eu-west-1}\n      auth:\n        jwt:\n          serviceAccountRef:\n            name: ${3:external-secrets}\n"
  },
  {
    "prefix": "pl-secretproviderclass",
    "title": "SecretProviderClass (Secrets Store CSI driver)",
    "description": "Mounts a secret of AWS Secrets Manager as a file, without a Secret in the cluster",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "SEC-12",
      "SEC-14"
    ],
    "context": {},
    "body": "apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata:\n  name: ${1:orders}\nspec:\n  provider: aws\n  parameters:\n    objects: |\n      - objectName: ${2:shop/orders/database}\n        objectType: secretsmanager\n        objectAlias: ${3:database.json}\n"
  },
  {
    "prefix": "pl-vaultdynamicsecret",
    "title": "VaultDynamicSecret",
    "description": "Database users of Vault that live for an hour; the workload is restarted with the new one",
    "language": "kubernetes",
    "group": "Access",
    "place": "file",
    "guidance": [
      "PG-45"
    ],
    "context": {},
    "body": "apiVersion: secrets.hashicorp.com/v1beta1\nkind: VaultDynamicSecret\nmetadata:\n  name: ${1:orders-database}\nspec:\n  vaultAuthRef: ${2:orders}\n  mount: ${3:database}\n  path: creds/${4:orders-rw}\n  renewalPercent: 67\n  destination:\n    name: ${1:orders-database}\n    create: true\n  rolloutRestartTargets:\n    - kind: Deployment\n      name: ${5:orders}\n"
  },
  {
    "prefix": "pl-istio-canary",
    "title": "Istio canary: VirtualService with its DestinationRule",
    "description": "A tenth of the requests goes to the new version; both subsets are declared beside the route that names them",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "ME-05",
      "ME-06",
      "ME-07",
      "ME-09",
      "LI-05",
      "LI-06"
    ],
    "context": {},
    "body": "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\nspec:\n  host: ${1:orders}.${2:shop}.svc.cluster.local\n  trafficPolicy:\n    outlierDetection:\n      consecutive5xxErrors: 5\n      interval: 10s\n      baseEjectionTime: 30s\n  subsets:\n    - name: stable\n      labels:\n        version: ${3:v1}\n    - name: canary\n      labels:\n        version: ${4:v2}\n---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\nspec:\n  hosts:\n    - ${1:orders}.${2:shop}.svc.cluster.local\n  http:\n    - timeout: ${5:10s}\n      retries:\n        attempts: 2\n        perTryTimeout: ${6:2s}\n        retryOn: connect-failure,refused-stream,unavailable\n      route:\n        - destination:\n            host: ${1:orders}.${2:shop}.svc.cluster.local\n            subset: stable\n          weight: ${7:90}\n        - destination:\n            host: ${1:orders}.${2:shop}.svc.cluster.local\n            subset: canary\n          weight: ${8:10}\n"
  },
  {
    "prefix": "pl-istio-retries",
    "title": "Istio timeouts and retries",
    "description": "What only reads is tried again, what writes only where it never arrived; goes into the one VirtualService its host has",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "ME-09",
      "LI-12",
      "LI-14"
    ],
    "context": {},
    "body": "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\nspec:\n  hosts:\n    - ${1:orders}.${2:shop}.svc.cluster.local\n  http:\n    - name: reads\n      match:\n        - method:\n            exact: GET\n        - method:\n            exact: HEAD\n      timeout: ${3:10s}\n      retries:\n        attempts: ${4:3}\n        perTryTimeout: ${5:2s}\n        retryOn: gateway-error,connect-failure,refused-stream\n      route:\n        - destination:\n            host: ${1:orders}.${2:shop}.svc.cluster.local\n    - name: writes\n      timeout: ${3:10s}\n      retries:\n        attempts: 2\n        perTryTimeout: ${6:3s}\n        retryOn: connect-failure,refused-stream\n      route:\n        - destination:\n            host: ${1:orders}.${2:shop}.svc.cluster.local\n"
  },
  {
    "prefix": "pl-istio-mtls",
    "title": "Istio mTLS for a namespace",
    "description": "No plain text between pods of the namespace; one policy named default, without a selector",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "ME-01",
      "ME-02",
      "LI-21",
      "LI-22"
    ],
    "context": {},
    "body": "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata:\n  name: default\n  namespace: ${1:shop}\nspec:\n  mtls:\n    mode: STRICT\n"
  },
  {
    "prefix": "pl-istio-authorization",
    "title": "Istio authorization: deny, then allow one caller",
    "description": "Nothing is allowed but what a policy names, by the identity of the caller",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: deny-all\n  namespace: ${1:shop}\nspec: {}\n---\napiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: ${2:orders}-from-${3:web}\n  namespace: ${1:shop}\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${2:orders}\n  action: ALLOW\n  rules:\n    - from:\n        - source:\n            principals: [\"cluster.local/ns/${1:shop}/sa/${3:web}\"]\n      to:\n        - operation:\n            methods: [\"${4:GET}\"]\n"
  },
  {
    "prefix": "pl-linkerd-profile",
    "title": "Linkerd ServiceProfile",
    "description": "Timeouts for each route, retries only of what may be asked twice, within a budget",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "ME-12",
      "ME-13",
      "LI-15",
      "LI-17"
    ],
    "context": {},
    "body": "apiVersion: linkerd.io/v1alpha2\nkind: ServiceProfile\nmetadata:\n  name: ${1:orders}.${2:shop}.svc.cluster.local\n  namespace: ${2:shop}\nspec:\n  routes:\n    - name: GET /orders\n      condition:\n        method: GET\n        pathRegex: /orders(/.*)?\n      isRetryable: true\n      timeout: ${3:300ms}\n    - name: POST /orders\n      condition:\n        method: POST\n        pathRegex: /orders\n      isRetryable: false\n      timeout: ${4:2s}\n  retryBudget:\n    retryRatio: 0.2\n    minRetriesPerSecond: 10\n    ttl: 10s\n"
  },
  {
    "prefix": "pl-flagger-canary",
    "title": "Flagger Canary",
    "description": "Moves the weights by what the metrics say, and back when they say no",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "ME-08",
      "LI-10"
    ],
    "context": {},
    "body": "apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\nspec:\n  targetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${1:orders}\n  progressDeadlineSeconds: 600\n  service:\n    port: ${3:8080}\n  analysis:\n    interval: ${4:1m}\n    threshold: 5\n    stepWeight: ${5:10}\n    maxWeight: ${6:50}\n    metrics:\n      - name: request-success-rate\n        interval: 1m\n        thresholdRange:\n          min: 99\n      - name: request-duration\n        interval: 1m\n        thresholdRange:\n          max: ${7:500}\n"
  },
  {
    "prefix": "pl-rollout",
    "title": "Argo Rollout with canary steps",
    "description": "A tenth first, a look at the error rate, then the rest in steps",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "EDO-01",
      "EDO-02",
      "RBK-11"
    ],
    "context": {},
    "body": "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata:\n  name: ${1:orders}-success-rate\nspec:\n  metrics:\n    - name: success-rate\n      interval: 1m\n      count: 5\n      failureLimit: 1\n      successCondition: result[0] >= ${2:0.99}\n      provider:\n        prometheus:\n          address: ${3:https://prometheus.example.com}\n          query: |\n            sum(rate(http_requests_total{app=\"${1:orders}\",code!~\"5..\"}[2m]))\n            / sum(rate(http_requests_total{app=\"${1:orders}\"}[2m]))\n---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: ${1:orders}\nspec:\n  replicas: ${4:5}\n  revisionHistoryLimit: 5\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  workloadRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: ${1:orders}\n  strategy:\n    canary:\n      maxSurge: 1\n      maxUnavailable: 0\n      steps:\n        - setWeight: 10\n        - pause:\n            duration: ${5:5m}\n        - analysis:\n            templates:\n              - templateName: ${1:orders}-success-rate\n        - setWeight: 50\n        - pause:\n            duration: ${5:5m}\n"
  },
  {
    "prefix": "pl-argocd-application",
    "title": "Argo CD Application",
    "description": "What Git says is what runs: drift is put right, what left Git is removed",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "IDP-16"
    ],
    "context": {},
    "body": "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${1:orders}\n  namespace: argocd\nspec:\n  project: ${2:shop}\n  source:\n    repoURL: ${3:https://git.example.com/shop/deploy.git}\n    targetRevision: ${4:v2.7.1}\n    path: ${5:overlays/production}\n  destination:\n    server: ${6:https://kubernetes.default.svc}\n    namespace: ${7:shop}\n  syncPolicy:\n    automated:\n      prune: true\n      selfHeal: true\n    retry:\n      limit: 5\n      backoff:\n        duration: 5s\n        factor: 2\n        maxDuration: 3m\n"
  },
  {
    "prefix": "pl-flux",
    "title": "Flux GitRepository and Kustomization",
    "description": "Applies a folder of a repository, removes what left it, and waits until it is healthy",
    "language": "kubernetes",
    "group": "Mesh and delivery",
    "place": "file",
    "guidance": [
      "IDP-17"
    ],
    "context": {},
    "body": "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: ${1:deploy}\n  namespace: flux-system\nspec:\n  interval: 1m\n  url: ${2:https://git.example.com/shop/deploy.git}\n  ref:\n    tag: ${3:v2.7.1}\n---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${4:orders}\n  namespace: flux-system\nspec:\n  interval: 10m\n  retryInterval: 2m\n  timeout: 5m\n  prune: true\n  wait: true\n  sourceRef:\n    kind: GitRepository\n    name: ${1:deploy}\n  path: ${5:./overlays/production}\n"
  },
  {
    "prefix": "pl-cnpg",
    "title": "PostgreSQL cluster with backup (CloudNativePG)",
    "description": "Three instances, one synchronous, a database and its owner; the Barman Cloud plugin keeps write-ahead log and base backups in an object store",
    "language": "kubernetes",
    "group": "Databases",
    "place": "file",
    "guidance": [
      "PG-01",
      "PG-11",
      "PG-19",
      "PG-22",
      "PG-23",
      "PG-26",
      "PG-29",
      "PG-30",
      "PG-47"
    ],
    "context": {},
    "body": "apiVersion: barmancloud.cnpg.io/v1\nkind: ObjectStore\nmetadata:\n  name: ${1:orders-db}\nspec:\n  retentionPolicy: ${15:30d}\n  configuration:\n    destinationPath: ${14:s3://example-orders-db-backups/}\n    s3Credentials:\n      inheritFromIAMRole: true\n    wal:\n      compression: gzip\n      encryption: AES256\n    data:\n      compression: gzip\n      encryption: AES256\n---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: ${1:orders-db}\nspec:\n  instances: 3\n  imageName: ghcr.io/cloudnative-pg/postgresql:${2:17.2}\n  primaryUpdateStrategy: ${3|supervised,unsupervised|}\n  bootstrap:\n    initdb:\n      database: ${4:orders}\n      owner: ${4:orders}\n  storage:\n    storageClass: ${5:gp3}\n    size: ${6:50Gi}\n  walStorage:\n    storageClass: ${5:gp3}\n    size: ${7:10Gi}\n  resources:\n    requests:\n      cpu: \"${8:2}\"\n      memory: ${9:4Gi}\n    limits:\n      cpu: \"${8:2}\"\n      memory: ${9:4Gi}\n  postgresql:\n    synchronous:\n      method: any\n      number: 1\n    parameters:\n      shared_buffers: ${10:1GB}\n      max_connections: \"${11:100}\"\n      work_mem: ${12:16MB}\n  affinity:\n    enablePodAntiAffinity: true\n    topologyKey: topology.kubernetes.io/zone\n  serviceAccountTemplate:\n    metadata:\n      annotations:\n        eks.amazonaws.com/role-arn: ${13:arn:aws:iam::111122223333:role/orders-db-backup}\n  plugins:\n    - name: barman-cloud.cloudnative-pg.io\n      isWALArchiver: true\n      parameters:\n        barmanObjectName: ${1:orders-db}\n---\napiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata:\n  name: ${1:orders-db}\nspec:\n  schedule: \"0 0 2 * * *\"\n  backupOwnerReference: self\n  method: plugin\n  pluginConfiguration:\n    name: barman-cloud.cloudnative-pg.io\n  cluster:\n    name: ${1:orders-db}\n"
  },
  {
    "prefix": "pl-cnpg-pooler",
    "title": "Connection pooler (CloudNativePG)",
    "description": "Many clients share few connections; two instances, so that one may go",
    "language": "kubernetes",
    "group": "Databases",
    "place": "file",
    "guidance": [
      "PG-31",
      "PG-32",
      "PG-33",
      "PG-35"
    ],
    "context": {},
    "body": "apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata:\n  name: ${1:orders-db}-pooler-rw\nspec:\n  cluster:\n    name: ${1:orders-db}\n  instances: 2\n  type: ${2|rw,ro|}\n  pgbouncer:\n    poolMode: ${3|transaction,session|}\n    parameters:\n      max_client_conn: \"${4:1000}\"\n      default_pool_size: \"${5:20}\"\n"
  },
  {
    "prefix": "pl-crossplane-rds",
    "title": "PostgreSQL on RDS (Crossplane)",
    "description": "A database of AWS as a manifest: encrypted, in two zones, backed up, its password kept by AWS; whoever deletes the manifest keeps the data",
    "language": "kubernetes",
    "group": "Databases",
    "place": "file",
    "guidance": [
      "CMP-18",
      "CMP-20",
      "CP-01"
    ],
    "context": {},
    "body": "apiVersion: rds.aws.m.upbound.io/v1beta1\nkind: Instance\nmetadata:\n  name: ${1:orders}\n  namespace: ${2:shop}\nspec:\n  # Without Delete the database outlives this object.\n  managementPolicies: [\"Observe\", \"Create\", \"Update\", \"LateInitialize\"]\n  forProvider:\n    region: ${3:eu-west-1}\n    engine: postgres\n    engineVersion: \"${4:17}\"\n    instanceClass: ${5:db.m7g.large}\n    allocatedStorage: ${6:100}\n    maxAllocatedStorage: ${7:500}\n    storageType: gp3\n    storageEncrypted: true\n    kmsKeyId: ${8:arn:aws:kms:eu-west-1:111122223333:key/4d2f6c1a-93be-4a57-8c0e-7f1b2a3c4d5e}\n    dbName: ${1:orders}\n    username: ${9:orders_admin}\n    manageMasterUserPassword: true\n    multiAz: true\n    publiclyAccessible: false\n    dbSubnetGroupName: ${10:private}\n    vpcSecurityGroupIds: [\"${11:sg-0a1b2c3d4e5f67890}\"]\n    backupRetentionPeriod: ${12:14}\n    copyTagsToSnapshot: true\n    deletionProtection: true\n    skipFinalSnapshot: false\n    finalSnapshotIdentifier: ${1:orders}-final\n    autoMinorVersionUpgrade: true\n  providerConfigRef:\n    kind: ${13|ClusterProviderConfig,ProviderConfig|}\n    name: ${14:shop}\n  writeConnectionSecretToRef:\n    name: ${1:orders}-connection\n"
  },
  {
    "prefix": "pl-mysql",
    "title": "Backend with MySQL for development",
    "description": "A backend and its MySQL with a disk; the password comes from a Secret made outside of Git",
    "language": "kubernetes",
    "group": "Databases",
    "place": "file",
    "guidance": [
      "K3S-08",
      "SSS-07"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: Service\nmetadata:\n  name: ${1:mysql}\nspec:\n  clusterIP: None\n  selector:\n    app.kubernetes.io/name: ${1:mysql}\n  ports:\n    - name: mysql\n      port: 3306\n      targetPort: mysql\n---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ${1:mysql}\nspec:\n  serviceName: ${1:mysql}\n  replicas: 1\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:mysql}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${1:mysql}\n    spec:\n      serviceAccountName: ${1:mysql}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 999\n        runAsGroup: 999\n        fsGroup: 999\n        seccompProfile:\n          type: RuntimeDefault\n      containers:\n        - name: mysql\n          image: docker.io/library/mysql:${2:8.4.3}\n          env:\n            - name: MYSQL_DATABASE\n              value: ${3:shop}\n            - name: MYSQL_USER\n              value: ${3:shop}\n            - name: MYSQL_ROOT_PASSWORD_FILE\n              value: /run/secrets/mysql/root-password\n            - name: MYSQL_PASSWORD_FILE\n              value: /run/secrets/mysql/password\n          ports:\n            - name: mysql\n              containerPort: 3306\n          startupProbe:\n            tcpSocket:\n              port: mysql\n            periodSeconds: 5\n            failureThreshold: 30\n          readinessProbe:\n            exec:\n              command: [\"mysqladmin\", \"ping\", \"--host=127.0.0.1\"]\n            periodSeconds: 10\n            timeoutSeconds: 5\n          resources:\n            requests:\n              cpu: 250m\n              memory: ${4:1Gi}\n            limits:\n              memory: ${4:1Gi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: data\n              mountPath: /var/lib/mysql\n            - name: run\n              mountPath: /var/run/mysqld\n            - name: tmp\n              mountPath: /tmp\n            - name: credentials\n              mountPath: /run/secrets/mysql\n              readOnly: true\n      volumes:\n        - name: run\n          emptyDir:\n            sizeLimit: 8Mi\n        - name: tmp\n          emptyDir:\n            sizeLimit: 64Mi\n        - name: credentials\n          secret:\n            secretName: ${5:mysql-credentials}\n            defaultMode: 0440\n  volumeClaimTemplates:\n    - metadata:\n        name: data\n      spec:\n        accessModes: [\"ReadWriteOnce\"]\n        storageClassName: ${6:standard}\n        resources:\n          requests:\n            storage: ${7:8Gi}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${8:backend}\nspec:\n  selector:\n    app.kubernetes.io/name: ${8:backend}\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${8:backend}\nspec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${8:backend}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${8:backend}\n    spec:\n      serviceAccountName: ${8:backend}\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n        runAsGroup: 10001\n        seccompProfile:\n          type: RuntimeDefault\n      topologySpreadConstraints:\n        - maxSkew: 1\n          topologyKey: kubernetes.io/hostname\n          whenUnsatisfiable: ScheduleAnyway\n          labelSelector:\n            matchLabels:\n              app.kubernetes.io/name: ${8:backend}\n      containers:\n        - name: ${8:backend}\n          image: ${9:registry.example.com/backend:1.4.2}\n          env:\n            - name: DATABASE_HOST\n              value: ${1:mysql}\n            - name: DATABASE_PASSWORD\n              valueFrom:\n                secretKeyRef:\n                  name: ${5:mysql-credentials}\n                  key: password\n          ports:\n            - name: http\n              containerPort: ${10:8080}\n          readinessProbe:\n            httpGet:\n              path: /readyz\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 2\n          resources:\n            requests:\n              cpu: 100m\n              memory: 256Mi\n            limits:\n              memory: 256Mi\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: ${8:backend}\nspec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${8:backend}\n"
  },
  {
    "prefix": "pl-alerts",
    "title": "Alert rules of a service (PrometheusRule)",
    "description": "Errors, latency and pods that start again and again, each with a severity, a duration and a runbook",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "PM-12",
      "PM-18",
      "PM-19",
      "PM-20",
      "PM-21",
      "PM-23"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ${1:orders}\n  labels:\n    release: ${2:kube-prometheus-stack}\nspec:\n  groups:\n    - name: ${1:orders}\n      rules:\n        - alert: ${3:Orders}ErrorRateHigh\n          expr: |\n            sum(rate(http_requests_total{app=\"${1:orders}\",code=~\"5..\"}[5m]))\n            / sum(rate(http_requests_total{app=\"${1:orders}\"}[5m])) > ${4:0.05}\n          for: 10m\n          labels:\n            severity: critical\n            service: ${1:orders}\n          annotations:\n            summary: \"More than ${4:0.05} of the requests to ${1:orders} fail\"\n            description: \"{{ \\$value | humanizePercentage }} of the requests failed over 5 minutes.\"\n            runbook_url: ${5:https://runbooks.example.com/orders}/error-rate\n        - alert: ${3:Orders}LatencyHigh\n          expr: |\n            histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{app=\"${1:orders}\"}[5m]))) > ${6:0.5}\n          for: 10m\n          labels:\n            severity: warning\n            service: ${1:orders}\n          annotations:\n            summary: \"One request of a hundred to ${1:orders} takes longer than ${6:0.5} s\"\n            description: \"The 99th percentile is {{ \\$value | humanizeDuration }}.\"\n            runbook_url: ${5:https://runbooks.example.com/orders}/latency\n        - alert: ${3:Orders}Restarting\n          expr: increase(kube_pod_container_status_restarts_total{container=\"${1:orders}\"}[15m]) > 3\n          for: 5m\n          labels:\n            severity: warning\n            service: ${1:orders}\n          annotations:\n            summary: \"{{ \\$labels.pod }} starts again and again\"\n            description: \"{{ \\$value | humanize }} restarts within 15 minutes.\"\n            runbook_url: ${5:https://runbooks.example.com/orders}/restarts\n"
  },
  {
    "prefix": "pl-alerts-slo",
    "title": "SLO burn-rate alerts (PrometheusRule)",
    "description": "Pages when the error budget of a month would be gone in days, by two windows each",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "CP-03"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ${1:orders}-slo\nspec:\n  groups:\n    - name: ${1:orders}-slo\n      rules:\n        - record: job:slo_errors:ratio_rate5m\n          expr: |\n            sum by (job) (rate(http_requests_total{job=\"${1:orders}\",code=~\"5..\"}[5m]))\n            / sum by (job) (rate(http_requests_total{job=\"${1:orders}\"}[5m]))\n        - record: job:slo_errors:ratio_rate1h\n          expr: |\n            sum by (job) (rate(http_requests_total{job=\"${1:orders}\",code=~\"5..\"}[1h]))\n            / sum by (job) (rate(http_requests_total{job=\"${1:orders}\"}[1h]))\n        - alert: ${2:Orders}ErrorBudgetBurn\n          expr: |\n            job:slo_errors:ratio_rate5m{job=\"${1:orders}\"} > 14.4 * ${3:0.001}\n            and job:slo_errors:ratio_rate1h{job=\"${1:orders}\"} > 14.4 * ${3:0.001}\n          for: 2m\n          labels:\n            severity: critical\n            service: ${1:orders}\n          annotations:\n            summary: \"${1:orders} uses up its error budget within two days\"\n            description: \"{{ \\$value | humanizePercentage }} of the requests fail.\"\n            runbook_url: ${4:https://runbooks.example.com/orders}/error-budget\n"
  },
  {
    "prefix": "pl-alerts-network",
    "title": "Network alerts of nodes (PrometheusRule)",
    "description": "Packets dropped, packets damaged, and links that are nearly full",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "NET-13"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ${1:node-network}\nspec:\n  groups:\n    - name: node-network\n      rules:\n        - alert: NodeNetworkDropsPackets\n          expr: rate(node_network_receive_drop_total{device!~\"lo|veth.*\"}[5m]) > ${2:10}\n          for: 10m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.instance }} drops packets on {{ \\$labels.device }}\"\n            description: \"{{ \\$value | humanize }} packets a second.\"\n            runbook_url: ${3:https://runbooks.example.com/network}/drops\n        - alert: NodeNetworkErrors\n          expr: rate(node_network_receive_errs_total{device!~\"lo|veth.*\"}[5m]) > ${4:1}\n          for: 10m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.instance }} receives damaged packets on {{ \\$labels.device }}\"\n            description: \"{{ \\$value | humanize }} packets a second.\"\n            runbook_url: ${3:https://runbooks.example.com/network}/errors\n        - alert: NodeNetworkNearlyFull\n          expr: rate(node_network_transmit_bytes_total{device!~\"lo|veth.*\"}[5m]) * 8 > ${5:8e9}\n          for: 15m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.instance }} sends close to what {{ \\$labels.device }} can carry\"\n            description: \"{{ \\$value | humanize }} bits a second.\"\n            runbook_url: ${3:https://runbooks.example.com/network}/throughput\n        - alert: NodeTcpRetransmits\n          expr: rate(node_netstat_Tcp_RetransSegs[5m]) / rate(node_netstat_Tcp_OutSegs[5m]) > ${6:0.02}\n          for: 10m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.instance }} sends packets again\"\n            description: \"{{ \\$value | humanizePercentage }} of the segments.\"\n            runbook_url: ${3:https://runbooks.example.com/network}/retransmits\n"
  },
  {
    "prefix": "pl-alerts-postgres",
    "title": "PostgreSQL alerts (PrometheusRule)",
    "description": "Replication lag, connections, cache hits and archiving of a CloudNativePG cluster",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "PG-54",
      "PG-21"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ${1:orders-db}\nspec:\n  groups:\n    - name: ${1:orders-db}\n      rules:\n        - alert: PostgresReplicationLag\n          expr: max by (pod) (cnpg_pg_replication_lag{pod=~\"${1:orders-db}-.*\"}) > ${2:30}\n          for: 5m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.pod }} is behind its primary\"\n            description: \"By {{ \\$value | humanizeDuration }}.\"\n            runbook_url: ${3:https://runbooks.example.com/postgres}/lag\n        - alert: PostgresConnectionsNearlyUsedUp\n          expr: |\n            sum by (pod) (cnpg_backends_total{pod=~\"${1:orders-db}-.*\"})\n            > ${4:0.8} * max by (pod) (cnpg_pg_settings_setting{name=\"max_connections\",pod=~\"${1:orders-db}-.*\"})\n          for: 5m\n          labels:\n            severity: warning\n          annotations:\n            summary: \"{{ \\$labels.pod }} has few connections left\"\n            description: \"{{ \\$value | humanize }} are in use.\"\n            runbook_url: ${3:https://runbooks.example.com/postgres}/connections\n        - alert: PostgresArchivingFails\n          expr: increase(cnpg_pg_stat_archiver_failed_count{pod=~\"${1:orders-db}-.*\"}[15m]) > 0\n          for: 5m\n          labels:\n            severity: critical\n          annotations:\n            summary: \"{{ \\$labels.pod }} cannot archive its log\"\n            description: \"{{ \\$value | humanize }} failures within 15 minutes.\"\n            runbook_url: ${3:https://runbooks.example.com/postgres}/archiving\n"
  },
  {
    "prefix": "pl-golden-metrics",
    "title": "Golden metrics (PrometheusRule)",
    "description": "Success rate, requests a second and latency of each workload of a mesh, recorded once",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "LI-36"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ${1:golden-metrics}\nspec:\n  groups:\n    - name: ${1:golden-metrics}\n      rules:\n        - record: deployment:response_success:ratio_rate5m\n          expr: |\n            sum by (namespace, deployment) (rate(response_total{direction=\"inbound\",classification=\"success\"}[5m]))\n            / sum by (namespace, deployment) (rate(response_total{direction=\"inbound\"}[5m]))\n        - record: deployment:request:rate5m\n          expr: sum by (namespace, deployment) (rate(request_total{direction=\"inbound\"}[5m]))\n        - record: deployment:response_latency_ms:p99_rate5m\n          expr: |\n            histogram_quantile(0.99, sum by (le, namespace, deployment) (rate(response_latency_ms_bucket{direction=\"inbound\"}[5m])))\n"
  },
  {
    "prefix": "pl-servicemonitor",
    "title": "ServiceMonitor",
    "description": "Has Prometheus read the metrics of a Service, without series that nobody asks for",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "NET-12",
      "PM-02",
      "PM-43"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: ${1:orders}\n  labels:\n    release: ${2:kube-prometheus-stack}\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${1:orders}\n  endpoints:\n    - port: ${3:metrics}\n      interval: ${4:30s}\n      scrapeTimeout: 10s\n      metricRelabelings:\n        - sourceLabels: [__name__]\n          regex: ${5:go_gc_.*}\n          action: drop\n"
  },
  {
    "prefix": "pl-podmonitor",
    "title": "PodMonitor",
    "description": "Has Prometheus read the metrics of pods that no Service stands before",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "PM-02",
      "PG-21"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata:\n  name: ${1:orders-db}\nspec:\n  selector:\n    matchLabels:\n      ${2:cnpg.io/cluster}: ${1:orders-db}\n  podMetricsEndpoints:\n    - port: ${3:metrics}\n      interval: 30s\n"
  },
  {
    "prefix": "pl-prometheus",
    "title": "Prometheus with a remote store",
    "description": "Two that watch the same, some days on their own disks, and the long history sent elsewhere over TLS with a login",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "PM-33",
      "PM-34",
      "PM-36"
    ],
    "context": {},
    "body": "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata:\n  name: ${1:shop}\nspec:\n  version: ${2:v3.0.1}\n  replicas: 2\n  retention: ${3:7d}\n  scrapeInterval: 30s\n  serviceAccountName: ${4:prometheus}\n  externalLabels:\n    cluster: ${5:shop-eu}\n  serviceMonitorSelector: {}\n  podMonitorSelector: {}\n  ruleSelector: {}\n  alerting:\n    alertmanagers:\n      - namespace: ${6:monitoring}\n        name: ${7:alertmanager-operated}\n        port: ${8:web}\n  remoteWrite:\n    - name: ${9:long-term}\n      url: ${10:https://metrics.example.com/api/v1/write}\n      basicAuth:\n        username:\n          name: ${11:metrics-login}\n          key: username\n        password:\n          name: ${11:metrics-login}\n          key: password\n      queueConfig:\n        maxShards: 50\n        maxSamplesPerSend: 2000\n        capacity: 10000\n        maxBackoff: 5s\n  storage:\n    volumeClaimTemplate:\n      spec:\n        storageClassName: ${12:gp3}\n        resources:\n          requests:\n            storage: ${13:50Gi}\n  resources:\n    requests:\n      cpu: 500m\n      memory: ${14:4Gi}\n    limits:\n      memory: ${14:4Gi}\n  securityContext:\n    runAsNonRoot: true\n    runAsUser: 1000\n    fsGroup: 2000\n    seccompProfile:\n      type: RuntimeDefault\n"
  },
  {
    "prefix": "pl-node-exporter",
    "title": "Node exporter",
    "description": "The figures of each node: processor, memory, disks, network; reads the host and changes nothing",
    "language": "kubernetes",
    "group": "Monitoring",
    "place": "file",
    "guidance": [
      "PM-16"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: node-exporter\nautomountServiceAccountToken: false\n---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: node-exporter\n  labels:\n    app.kubernetes.io/name: node-exporter\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: node-exporter\n  updateStrategy:\n    rollingUpdate:\n      maxUnavailable: ${1:10%}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: node-exporter\n    spec:\n      serviceAccountName: node-exporter\n      automountServiceAccountToken: false\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 65534\n        runAsGroup: 65534\n        seccompProfile:\n          type: RuntimeDefault\n      tolerations:\n        - operator: Exists\n          effect: NoSchedule\n      containers:\n        - name: node-exporter\n          image: quay.io/prometheus/node-exporter:${2:v1.8.2}\n          args:\n            - --path.procfs=/host/proc\n            - --path.sysfs=/host/sys\n          ports:\n            - name: metrics\n              containerPort: 9100\n          readinessProbe:\n            httpGet:\n              path: /\n              port: metrics\n            timeoutSeconds: 3\n          resources:\n            requests:\n              cpu: 50m\n              memory: ${3:64Mi}\n            limits:\n              memory: ${3:64Mi}\n          securityContext:\n            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem: true\n            capabilities:\n              drop: [\"ALL\"]\n          volumeMounts:\n            - name: proc\n              mountPath: /host/proc\n              readOnly: true\n            - name: sys\n              mountPath: /host/sys\n              readOnly: true\n      volumes:\n        - name: proc\n          hostPath:\n            # plimsoll-ignore kubernetes/sensitive-host-path -- reads the figures of the node, changes nothing\n            path: /proc\n            type: Directory\n        - name: sys\n          hostPath:\n            path: /sys\n            type: Directory\n---\napiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata:\n  name: node-exporter\nspec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: node-exporter\n  podMetricsEndpoints:\n    - port: metrics\n      interval: 30s\n"
  },
  {
    "prefix": "service",
    "title": "Service of an own image",
    "description": "Says who it runs as, how one sees that it works, and how much it may take",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [],
    "context": {},
    "body": "${1:api}:\n  image: ${2:registry.example.com/api}:${3:1.4.2}\n  healthcheck:\n    test: [\"CMD\", \"${4:/app/healthcheck}\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 30s\n  restart: unless-stopped\n  user: \"${5:10001:10001}\"\n  read_only: true\n  tmpfs: [/tmp]\n  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"${6:1.0}\"\n        memory: ${7:512M}\n        pids: 256"
  },
  {
    "prefix": "service-postgres",
    "title": "PostgreSQL",
    "description": "With its data on a named volume and its password from the environment",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [
      "PG-52"
    ],
    "context": {},
    "body": "${1:db}:\n  image: docker.io/library/postgres:${2:17.2}\n  environment:\n    POSTGRES_DB: ${3:shop}\n    POSTGRES_USER: ${3:shop}\n    POSTGRES_PASSWORD: \\${POSTGRES_PASSWORD:?set it in the environment}\n  volumes:\n    - ${6:data}:/var/lib/postgresql/data\n  healthcheck:\n    test: [\"CMD\", \"pg_isready\", \"--username=${3:shop}\", \"--dbname=${3:shop}\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 30s\n  restart: unless-stopped\n  cap_drop: [ALL]\n  cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"${4:1.0}\"\n        memory: ${5:1G}\n        pids: 256"
  },
  {
    "prefix": "service-redis",
    "title": "Redis",
    "description": "A cache that forgets the oldest when it is full",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [
      "PM-15"
    ],
    "context": {},
    "body": "${1:cache}:\n  image: docker.io/library/redis:${2:7.4.1}\n  command: [\"redis-server\", \"--save\", \"\", \"--maxmemory\", \"${3:200mb}\", \"--maxmemory-policy\", \"allkeys-lru\"]\n  healthcheck:\n    test: [\"CMD\", \"redis-cli\", \"ping\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 5s\n  restart: unless-stopped\n  user: \"999:999\"\n  read_only: true\n  tmpfs: [/tmp]\n  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"0.5\"\n        memory: ${4:256M}\n        pids: 256"
  },
  {
    "prefix": "service-mailpit",
    "title": "Mailpit",
    "description": "Catches what a development sends, and shows it at port 8025 of this machine",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [
      "K3S-08"
    ],
    "context": {},
    "body": "${1:mail}:\n  image: docker.io/axllent/mailpit:${2:v1.21.8}\n  ports:\n    - \"127.0.0.1:8025:8025\"\n  healthcheck:\n    test: [\"CMD\", \"/mailpit\", \"readyz\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 5s\n  restart: unless-stopped\n  user: \"10001:10001\"\n  read_only: true\n  tmpfs: [/tmp]\n  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"0.25\"\n        memory: 64M\n        pids: 256"
  },
  {
    "prefix": "service-postgres-exporter",
    "title": "PostgreSQL exporter",
    "description": "Figures of a database for Prometheus",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [
      "PM-15"
    ],
    "context": {},
    "body": "${1:db-exporter}:\n  image: quay.io/prometheuscommunity/postgres-exporter:${2:v0.16.0}\n  environment:\n    DATA_SOURCE_URI: ${3:db}:5432/postgres?sslmode=disable\n    DATA_SOURCE_USER: ${4:exporter}\n    DATA_SOURCE_PASS: \\${EXPORTER_PASSWORD:?set it in the environment}\n  healthcheck:\n    test: [\"CMD\", \"wget\", \"--quiet\", \"--spider\", \"http://localhost:9187/\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 10s\n  restart: unless-stopped\n  user: \"65534:65534\"\n  read_only: true\n  tmpfs: [/tmp]\n  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"0.25\"\n        memory: 64M\n        pids: 256"
  },
  {
    "prefix": "service-minio",
    "title": "MinIO",
    "description": "Object storage that speaks S3, for development",
    "language": "compose",
    "group": "Services",
    "place": "compose/services",
    "guidance": [
      "K3S-08"
    ],
    "context": {},
    "body": "${1:storage}:\n  image: quay.io/minio/minio:${2:RELEASE.2024-11-07T00-52-20Z}\n  command: [\"server\", \"/data\", \"--console-address\", \":9001\"]\n  environment:\n    MINIO_ROOT_USER: ${3:minio}\n    MINIO_ROOT_PASSWORD: \\${MINIO_ROOT_PASSWORD:?set it in the environment}\n  ports:\n    - \"127.0.0.1:9001:9001\"\n  healthcheck:\n    test: [\"CMD\", \"mc\", \"ready\", \"local\"]\n    interval: 10s\n    timeout: 3s\n    retries: 10\n    start_period: 10s\n  restart: unless-stopped\n  user: \"10001:10001\"\n  read_only: true\n  tmpfs: [/tmp]\n  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  deploy:\n    resources:\n      limits:\n        cpus: \"1.0\"\n        memory: 512M\n        pids: 256"
  },
  {
    "prefix": "healthcheck-http",
    "title": "Health check over HTTP",
    "description": "Asks the service itself; needs wget in the image",
    "language": "compose",
    "group": "Health",
    "place": "compose/service",
    "guidance": [],
    "context": {},
    "body": "healthcheck:\n  test: [\"CMD\", \"wget\", \"--quiet\", \"--spider\", \"http://localhost:${1:8080}${2:/healthz}\"]\n  interval: ${3:10s}\n  timeout: ${4:3s}\n  retries: ${5:5}\n  start_period: ${6:30s}"
  },
  {
    "prefix": "healthcheck-postgres",
    "title": "Health check of PostgreSQL",
    "description": "Ready once it takes connections to the database",
    "language": "compose",
    "group": "Health",
    "place": "compose/service",
    "guidance": [
      "PG-04"
    ],
    "context": {},
    "body": "healthcheck:\n  test: [\"CMD\", \"pg_isready\", \"--username=${1:postgres}\", \"--dbname=${2:postgres}\"]\n  interval: 5s\n  timeout: 3s\n  retries: ${3:10}\n  start_period: 30s"
  },
  {
    "prefix": "hardened-service",
    "title": "Fewer rights",
    "description": "Not root, no capabilities, no writes but to /tmp, no way to more rights",
    "language": "compose",
    "group": "Security",
    "place": "compose/service",
    "guidance": [
      "POD-03",
      "POD-04",
      "POD-05"
    ],
    "context": {},
    "body": "user: \"${1:10001:10001}\"\nread_only: true\ntmpfs: [/tmp]\ncap_drop: [ALL]\nsecurity_opt: [\"no-new-privileges:true\"]"
  },
  {
    "prefix": "limits",
    "title": "Limits",
    "description": "How much of the machine the service may take",
    "language": "compose",
    "group": "Resources",
    "place": "compose/service",
    "guidance": [],
    "context": {},
    "body": "deploy:\n  resources:\n    limits:\n      cpus: \"${1:1.0}\"\n      memory: ${2:512M}\n      pids: 256"
  },
  {
    "prefix": "logging",
    "title": "Logs that do not fill the disk",
    "description": "A few files of a size that is known",
    "language": "compose",
    "group": "Logs",
    "place": "compose/service",
    "guidance": [
      "CMP-09"
    ],
    "context": {},
    "body": "logging:\n  driver: json-file\n  options:\n    max-size: ${1:10m}\n    max-file: \"${2:3}\""
  },
  {
    "prefix": "watch",
    "title": "Follow the sources",
    "description": "Copies what changes into the running container, and builds anew when the dependencies do",
    "language": "compose",
    "group": "Development",
    "place": "compose/service",
    "guidance": [],
    "context": {},
    "body": "build:\n  context: ${1:.}\ndevelop:\n  watch:\n    - action: sync\n      path: ${2:./src}\n      target: ${3:/app/src}\n    - action: rebuild\n      path: ${4:package.json}"
  },
  {
    "prefix": "file-secret",
    "title": "Secret from a file",
    "description": "A password that stands neither here nor in the environment; list it under secrets of the service that reads /run/secrets",
    "language": "compose",
    "group": "Security",
    "place": "compose/top-level",
    "guidance": [
      "SEC-08",
      "PG-52"
    ],
    "context": {},
    "body": "secrets:\n  ${1:db_password}:\n    file: ${2:./secrets}/${1:db_password}.txt"
  },
  {
    "prefix": "internal-network",
    "title": "Network without a way out",
    "description": "For databases: reached by the services that join it, and reaching nobody outside",
    "language": "compose",
    "group": "Network",
    "place": "compose/top-level",
    "guidance": [],
    "context": {},
    "body": "networks:\n  ${1:back}:\n    internal: true"
  },
  {
    "prefix": "pl-compose",
    "title": "Web service with PostgreSQL",
    "description": "An application that waits until its database answers, with the password from the environment",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "CMP-02",
      "DS-02"
    ],
    "context": {},
    "body": "name: ${1:shop}\nservices:\n  ${2:web}:\n    image: ${3:registry.example.com/web:1.4.2}\n    restart: unless-stopped\n    depends_on:\n      db:\n        condition: service_healthy\n    environment:\n      DATABASE_HOST: db\n      DATABASE_NAME: ${4:shop}\n      DATABASE_USER: ${4:shop}\n      DATABASE_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\n    ports:\n      - \"127.0.0.1:${5:8080}:8080\"\n    healthcheck:\n      test: [\"CMD\", \"${6:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"10001:10001\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [front, back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\n  db:\n    image: docker.io/library/postgres:${7:17.2}\n    restart: unless-stopped\n    environment:\n      POSTGRES_DB: ${4:shop}\n      POSTGRES_USER: ${4:shop}\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\n    volumes:\n      - db-data:/var/lib/postgresql/data\n    healthcheck:\n      test: [\"CMD\", \"pg_isready\", \"--username=${4:shop}\", \"--dbname=${4:shop}\"]\n      interval: 5s\n      timeout: 3s\n      retries: 10\n      start_period: 30s\n    cap_drop: [ALL]\n    cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 1G\n          pids: 256\nnetworks:\n  front: {}\n  back:\n    internal: true\nvolumes:\n  db-data: {}\nsecrets:\n  db_password:\n    file: ${8:./secrets/db_password.txt}\n"
  },
  {
    "prefix": "pl-compose-mysql",
    "title": "Backend with MySQL",
    "description": "A backend and its MySQL with secret, health check and volume",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "K3S-08",
      "CMP-02"
    ],
    "context": {},
    "body": "name: ${1:shop}\nservices:\n  backend:\n    image: ${2:registry.example.com/backend:1.4.2}\n    restart: unless-stopped\n    depends_on:\n      mysql:\n        condition: service_healthy\n    environment:\n      DATABASE_HOST: mysql\n      DATABASE_PASSWORD_FILE: /run/secrets/mysql_password\n    secrets: [mysql_password]\n    ports:\n      - \"127.0.0.1:${3:8080}:8080\"\n    healthcheck:\n      test: [\"CMD\", \"${4:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"10001:10001\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [front, back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\n  mysql:\n    image: docker.io/library/mysql:${5:8.4.3}\n    restart: unless-stopped\n    environment:\n      MYSQL_DATABASE: ${6:shop}\n      MYSQL_USER: ${6:shop}\n      MYSQL_PASSWORD_FILE: /run/secrets/mysql_password\n      MYSQL_ROOT_PASSWORD_FILE: /run/secrets/mysql_root_password\n    secrets: [mysql_password, mysql_root_password]\n    volumes:\n      - mysql-data:/var/lib/mysql\n    healthcheck:\n      test: [\"CMD\", \"mysqladmin\", \"ping\", \"--host=127.0.0.1\"]\n      interval: 5s\n      timeout: 3s\n      retries: 20\n      start_period: 60s\n    cap_drop: [ALL]\n    cap_add: [CHOWN, DAC_OVERRIDE, SETGID, SETUID]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 1G\n          pids: 256\nnetworks:\n  front: {}\n  back:\n    internal: true\nvolumes:\n  mysql-data: {}\nsecrets:\n  mysql_password:\n    file: ./secrets/mysql_password.txt\n  mysql_root_password:\n    file: ./secrets/mysql_root_password.txt\n"
  },
  {
    "prefix": "pl-compose-redis",
    "title": "Web service with Redis",
    "description": "A web service that keeps its counters in Redis: it starts once Redis answers, and Redis finds them again after a restart",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "DK-21",
      "DK-22",
      "CMP-02"
    ],
    "context": {},
    "body": "name: ${1:counter}\nservices:\n  ${2:web}:\n    image: ${3:registry.example.com/counter:1.4.2}\n    restart: unless-stopped\n    depends_on:\n      redis:\n        condition: service_healthy\n    environment:\n      REDIS_HOST: redis\n    ports:\n      - \"127.0.0.1:${4:8080}:8080\"\n    healthcheck:\n      test: [\"CMD\", \"${5:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"10001:10001\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [front, back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\n  redis:\n    image: docker.io/library/redis:${6:7.4.1}\n    command: [\"redis-server\", \"--appendonly\", \"yes\", \"--maxmemory\", \"${7:200mb}\", \"--maxmemory-policy\", \"noeviction\"]\n    restart: unless-stopped\n    volumes:\n      - redis-data:/data\n    healthcheck:\n      test: [\"CMD\", \"redis-cli\", \"ping\"]\n      interval: 5s\n      timeout: 3s\n      retries: 10\n      start_period: 5s\n    user: \"999:999\"\n    read_only: true\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [back]\n    deploy:\n      resources:\n        limits:\n          cpus: \"0.5\"\n          memory: 512M\n          pids: 256\nnetworks:\n  front: {}\n  back:\n    internal: true\nvolumes:\n  redis-data: {}\n"
  },
  {
    "prefix": "pl-compose-monitoring",
    "title": "Prometheus and Grafana",
    "description": "Reachable from this machine only, with their data in volumes",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "PM-38",
      "PM-16"
    ],
    "context": {},
    "body": "name: ${1:monitoring}\nservices:\n  prometheus:\n    image: docker.io/prom/prometheus:${2:v3.0.1}\n    restart: unless-stopped\n    command:\n      - --config.file=/etc/prometheus/prometheus.yml\n      - --storage.tsdb.retention.time=${3:15d}\n    volumes:\n      - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro\n      - prometheus-data:/prometheus\n    ports:\n      - \"127.0.0.1:9090:9090\"\n    healthcheck:\n      test: [\"CMD\", \"wget\", \"--quiet\", \"--spider\", \"http://localhost:9090/-/healthy\"]\n      interval: 15s\n      timeout: 3s\n      retries: 5\n      start_period: 15s\n    user: \"65534:65534\"\n    read_only: true\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [monitoring]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 1G\n          pids: 256\n  grafana:\n    image: docker.io/grafana/grafana:${4:11.4.0}\n    restart: unless-stopped\n    depends_on:\n      prometheus:\n        condition: service_healthy\n    environment:\n      GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_password\n    secrets: [grafana_password]\n    volumes:\n      - grafana-data:/var/lib/grafana\n    ports:\n      - \"127.0.0.1:3000:3000\"\n    healthcheck:\n      test: [\"CMD\", \"wget\", \"--quiet\", \"--spider\", \"http://localhost:3000/api/health\"]\n      interval: 15s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"472:472\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [monitoring]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\nnetworks:\n  monitoring: {}\nvolumes:\n  prometheus-data: {}\n  grafana-data: {}\nsecrets:\n  grafana_password:\n    file: ${5:./secrets/grafana_password.txt}\n"
  },
  {
    "prefix": "pl-compose-dev",
    "title": "Development with the sources of this folder",
    "description": "Builds the stage for development, follows the sources, and is reachable from this machine only",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [],
    "context": {},
    "body": "name: ${1:shop}\nservices:\n  ${2:web}:\n    build:\n      context: .\n      target: ${3:development}\n    restart: \"no\"\n    init: true\n    ports:\n      - \"127.0.0.1:${4:3000}:3000\"\n    healthcheck:\n      test: [\"CMD\", \"${5:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"1000:1000\"\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [dev]\n    deploy:\n      resources:\n        limits:\n          cpus: \"2.0\"\n          memory: 1G\n          pids: 256\n    develop:\n      watch:\n        - action: sync\n          path: ./src\n          target: /app/src\n        - action: rebuild\n          path: ${6:package.json}\nnetworks:\n  dev: {}\n"
  },
  {
    "prefix": "pl-compose-dev-postgres",
    "title": "Development with PostgreSQL",
    "description": "Builds what lies in this folder beside a database of its own; both are reachable from this machine only",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "CMP-02",
      "DKR-22",
      "DKR-23"
    ],
    "context": {},
    "body": "name: ${1:shop}\nservices:\n  ${2:api}:\n    build:\n      context: .\n      target: ${3:development}\n    restart: \"no\"\n    init: true\n    depends_on:\n      db:\n        condition: service_healthy\n    environment:\n      DATABASE_HOST: db\n      DATABASE_NAME: ${4:shop}\n      DATABASE_USER: ${4:shop}\n      DATABASE_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\n    ports:\n      - \"127.0.0.1:${5:8080}:8080\"\n    healthcheck:\n      test: [\"CMD\", \"${6:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"1000:1000\"\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [dev]\n    deploy:\n      resources:\n        limits:\n          cpus: \"2.0\"\n          memory: 1G\n          pids: 256\n    develop:\n      watch:\n        - action: sync\n          path: ./src\n          target: /app/src\n        - action: rebuild\n          path: ${7:package.json}\n  db:\n    image: docker.io/library/postgres:${8:17.2}\n    restart: \"no\"\n    environment:\n      POSTGRES_DB: ${4:shop}\n      POSTGRES_USER: ${4:shop}\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\n    ports:\n      - \"127.0.0.1:${9:5432}:5432\"\n    volumes:\n      - db-data:/var/lib/postgresql/data\n    healthcheck:\n      test: [\"CMD\", \"pg_isready\", \"--username=${4:shop}\", \"--dbname=${4:shop}\"]\n      interval: 5s\n      timeout: 3s\n      retries: 10\n      start_period: 30s\n    cap_drop: [ALL]\n    cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [dev]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 1G\n          pids: 256\nnetworks:\n  dev: {}\nvolumes:\n  db-data: {}\nsecrets:\n  db_password:\n    file: ${10:./secrets/db_password.txt}\n"
  },
  {
    "prefix": "pl-compose-proxy",
    "title": "Traefik before a service",
    "description": "One proxy ends TLS; the service behind it publishes no port",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "PM-40"
    ],
    "context": {},
    "body": "name: ${1:shop}\nservices:\n  proxy:\n    image: docker.io/library/traefik:${2:v3.2.3}\n    restart: unless-stopped\n    command:\n      - --entrypoints.websecure.address=:8443\n      - --providers.file.filename=/etc/traefik/dynamic.yml\n      - --ping=true\n    ports:\n      - \"443:8443\"\n    volumes:\n      - ./traefik/dynamic.yml:/etc/traefik/dynamic.yml:ro\n      - ./traefik/certificates:/certificates:ro\n    healthcheck:\n      test: [\"CMD\", \"traefik\", \"healthcheck\", \"--ping\"]\n      interval: 15s\n      timeout: 3s\n      retries: 5\n      start_period: 10s\n    user: \"10001:10001\"\n    read_only: true\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [front]\n    deploy:\n      resources:\n        limits:\n          cpus: \"0.5\"\n          memory: 128M\n          pids: 256\n  ${3:web}:\n    image: ${4:registry.example.com/web:1.4.2}\n    restart: unless-stopped\n    expose: [\"8080\"]\n    healthcheck:\n      test: [\"CMD\", \"${5:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"10001:10001\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [front]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\nnetworks:\n  front: {}\n"
  },
  {
    "prefix": "pl-compose-queue",
    "title": "Workers on RabbitMQ",
    "description": "A worker that starts once the broker takes connections",
    "language": "compose",
    "group": "Stacks",
    "place": "file",
    "guidance": [
      "CMP-02"
    ],
    "context": {},
    "body": "name: ${1:orders}\nservices:\n  worker:\n    image: ${2:registry.example.com/worker:1.4.2}\n    restart: unless-stopped\n    depends_on:\n      rabbitmq:\n        condition: service_healthy\n    environment:\n      RABBITMQ_HOST: rabbitmq\n    healthcheck:\n      test: [\"CMD\", \"${3:/app/healthcheck}\"]\n      interval: 10s\n      timeout: 3s\n      retries: 5\n      start_period: 30s\n    user: \"10001:10001\"\n    read_only: true\n    tmpfs: [/tmp]\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [queue]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\n  rabbitmq:\n    image: docker.io/library/rabbitmq:${4:4.0.5-management}\n    restart: unless-stopped\n    hostname: rabbitmq\n    volumes:\n      - rabbitmq-data:/var/lib/rabbitmq\n    ports:\n      - \"127.0.0.1:15672:15672\"\n    healthcheck:\n      test: [\"CMD\", \"rabbitmq-diagnostics\", \"--quiet\", \"check_port_connectivity\"]\n      interval: 10s\n      timeout: 10s\n      retries: 10\n      start_period: 60s\n    user: \"999:999\"\n    cap_drop: [ALL]\n    security_opt: [\"no-new-privileges:true\"]\n    networks: [queue]\n    deploy:\n      resources:\n        limits:\n          cpus: \"1.0\"\n          memory: 512M\n          pids: 256\nnetworks:\n  queue: {}\nvolumes:\n  rabbitmq-data: {}\n"
  },
  {
    "prefix": "run-secret",
    "title": "RUN with a secret",
    "description": "The secret is there for this one command, and in no layer",
    "language": "dockerfile",
    "group": "Build",
    "place": "dockerfile/instruction",
    "guidance": [
      "SEC-06",
      "DS-03"
    ],
    "context": {},
    "body": "RUN --mount=type=secret,id=${1:registry_token},env=${2:REGISTRY_TOKEN} ${3:./install-dependencies.sh}"
  },
  {
    "prefix": "run-apt",
    "title": "Packages of Debian",
    "description": "Lists that are fresh, nothing that was not asked for, no lists left",
    "language": "dockerfile",
    "group": "Build",
    "place": "dockerfile/instruction",
    "guidance": [
      "POD-13",
      "DK-11"
    ],
    "context": {},
    "body": "RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends ${1:ca-certificates} \\\\\n    && rm -rf /var/lib/apt/lists/*"
  },
  {
    "prefix": "user-alpine",
    "title": "User of its own (Alpine)",
    "description": "A user without a password and a number that Kubernetes can check",
    "language": "dockerfile",
    "group": "Security",
    "place": "dockerfile/instruction",
    "guidance": [
      "POD-01"
    ],
    "context": {},
    "body": "RUN addgroup -S -g ${1:10001} ${2:app} && adduser -S -D -H -u ${1:10001} -G ${2:app} ${2:app}\nUSER ${1:10001}:${1:10001}"
  },
  {
    "prefix": "user-debian",
    "title": "User of its own (Debian)",
    "description": "A user without a home and a number that Kubernetes can check",
    "language": "dockerfile",
    "group": "Security",
    "place": "dockerfile/instruction",
    "guidance": [
      "POD-01"
    ],
    "context": {},
    "body": "RUN groupadd --system --gid ${1:10001} ${2:app} \\\\\n    && useradd --system --no-log-init --no-create-home --uid ${1:10001} --gid ${2:app} ${2:app}\nUSER ${1:10001}:${1:10001}"
  },
  {
    "prefix": "healthcheck",
    "title": "HEALTHCHECK",
    "description": "How Docker and Compose see that the program works; Kubernetes has its probes",
    "language": "dockerfile",
    "group": "Runtime",
    "place": "dockerfile/instruction",
    "guidance": [],
    "context": {},
    "body": "HEALTHCHECK --interval=${1:10s} --timeout=${2:3s} --start-period=${3:20s} --retries=3 CMD [\"${4:/app/healthcheck}\"]"
  },
  {
    "prefix": "labels-oci",
    "title": "Labels of the image",
    "description": "Where it comes from and what it is, by the names of the OCI",
    "language": "dockerfile",
    "group": "Metadata",
    "place": "dockerfile/instruction",
    "guidance": [],
    "context": {},
    "body": "LABEL org.opencontainers.image.source=\"${1:https://git.example.com/shop/orders}\" \\\\\n      org.opencontainers.image.title=\"${2:orders}\" \\\\\n      org.opencontainers.image.licenses=\"${3:MIT}\""
  },
  {
    "prefix": "pl-docker-node",
    "title": "Node.js, several stages",
    "description": "Dependencies by the lock file, the build apart, an image that holds what runs",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01",
      "DKR-14"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/node:${1:22.12.0}-bookworm-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN ${2:npm run build} && npm prune --omit=dev\n\nFROM docker.io/library/node:${1:22.12.0}-bookworm-slim\nENV NODE_ENV=production\nWORKDIR /app\nCOPY --from=build /app/package.json ./\nCOPY --from=build /app/node_modules ./node_modules\nCOPY --from=build /app/${3:dist} ./${3:dist}\nUSER 1000:1000\nEXPOSE ${4:3000}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \\\\\n    CMD [\"node\", \"-e\", \"fetch('http://localhost:${4:3000}/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"]\nCMD [\"node\", \"${3:dist}/${5:server.js}\"]\n"
  },
  {
    "prefix": "pl-docker-node-plain",
    "title": "Node.js without a build",
    "description": "For sources that run as they are: dependencies by the lock file, then the sources, no root",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-06",
      "DK-10",
      "DKR-15",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/node:${1:22.12.0}-bookworm-slim\nENV NODE_ENV=production\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci --omit=dev\nCOPY ${2:src} ./${2:src}\nUSER 1000:1000\nEXPOSE ${3:3000}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \\\\\n    CMD [\"node\", \"-e\", \"fetch('http://localhost:${3:3000}/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"]\nCMD [\"node\", \"${2:src}/${4:server.js}\"]\n"
  },
  {
    "prefix": "pl-docker-go",
    "title": "Go, from scratch",
    "description": "One static program, certificates, a user, and nothing else",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/golang:${1:1.23.4}-bookworm AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\\\\n    CGO_ENABLED=0 go build -trimpath -ldflags=\"-s -w\" -o /out/${2:server} ${3:./cmd/server}\n\nFROM scratch\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=build /out/${2:server} /${2:server}\nUSER 65532:65532\nEXPOSE ${4:8080}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 CMD [\"/${2:server}\", \"${5:healthcheck}\"]\nENTRYPOINT [\"/${2:server}\"]\n"
  },
  {
    "prefix": "pl-docker-python",
    "title": "Python with a virtual environment",
    "description": "Wheels are built in a stage of their own; the image gets the finished environment",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/python:${1:3.13.1}-slim-bookworm AS build\nENV PIP_DISABLE_PIP_VERSION_CHECK=1\nWORKDIR /build\nRUN python -m venv /venv\nCOPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip /venv/bin/pip install --require-hashes -r requirements.txt\n\nFROM docker.io/library/python:${1:3.13.1}-slim-bookworm\nENV PATH=/venv/bin:\\$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\nWORKDIR /app\nCOPY --from=build /venv /venv\nCOPY ${2:app} ./${2:app}\nUSER 10001:10001\nEXPOSE ${3:8000}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \\\\\n    CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://localhost:${3:8000}/healthz', timeout=2)\"]\nCMD [\"${4:gunicorn}\", \"--bind=0.0.0.0:${3:8000}\", \"${5:app.main:application}\"]\n"
  },
  {
    "prefix": "pl-docker-python-uv",
    "title": "Python with uv",
    "description": "Dependencies by uv.lock, the environment copied into a small image",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM ghcr.io/astral-sh/uv:${1:0.5.10} AS uv\n\nFROM docker.io/library/python:${2:3.13.1}-slim-bookworm AS build\nCOPY --from=uv /uv /bin/uv\nENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-dev --no-install-project\nCOPY ${3:src} ./${3:src}\n\nFROM docker.io/library/python:${2:3.13.1}-slim-bookworm\nENV PATH=/app/.venv/bin:\\$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/app/${3:src}\nWORKDIR /app\nCOPY --from=build /app /app\nUSER 10001:10001\nEXPOSE ${4:8000}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \\\\\n    CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://localhost:${4:8000}/healthz', timeout=2)\"]\nCMD [\"python\", \"-m\", \"${5:orders}\"]\n"
  },
  {
    "prefix": "pl-docker-java-maven",
    "title": "Java with Maven, layered",
    "description": "Spring Boot in layers: what seldom changes lies below; the heap follows the limit",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/maven:${1:3.9.9}-eclipse-temurin-${2:21} AS build\nWORKDIR /src\nCOPY pom.xml ./\nRUN --mount=type=cache,target=/root/.m2 mvn --batch-mode dependency:go-offline\nCOPY src ./src\nRUN --mount=type=cache,target=/root/.m2 mvn --batch-mode package -DskipTests \\\\\n    && java -Djarmode=tools -jar target/${3:app}.jar extract --layers --destination /out\n\nFROM docker.io/library/eclipse-temurin:${4:21.0.5_11-jre}-jammy\nWORKDIR /app\nCOPY --from=build /out/dependencies/ ./\nCOPY --from=build /out/spring-boot-loader/ ./\nCOPY --from=build /out/snapshot-dependencies/ ./\nCOPY --from=build /out/application/ ./\nENV JAVA_TOOL_OPTIONS=\"-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError\"\nUSER 10001:10001\nEXPOSE ${5:8080}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=3 \\\\\n    CMD [\"wget\", \"--quiet\", \"--spider\", \"http://localhost:${5:8080}/actuator/health/liveness\"]\nCMD [\"java\", \"-jar\", \"${3:app}.jar\"]\n"
  },
  {
    "prefix": "pl-docker-java-gradle",
    "title": "Java with Gradle",
    "description": "The wrapper builds, a runtime without compiler runs",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/eclipse-temurin:${1:21.0.5_11-jdk}-jammy AS build\nWORKDIR /src\nCOPY gradlew settings.gradle.kts build.gradle.kts ./\nCOPY gradle ./gradle\nRUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon dependencies\nCOPY src ./src\nRUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon ${2:bootJar}\n\nFROM docker.io/library/eclipse-temurin:${3:21.0.5_11-jre}-jammy\nWORKDIR /app\nCOPY --from=build /src/build/libs/${4:app}.jar ./${4:app}.jar\nENV JAVA_TOOL_OPTIONS=\"-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError\"\nUSER 10001:10001\nEXPOSE ${5:8080}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=3 \\\\\n    CMD [\"wget\", \"--quiet\", \"--spider\", \"http://localhost:${5:8080}/actuator/health/liveness\"]\nCMD [\"java\", \"-jar\", \"${4:app}.jar\"]\n"
  },
  {
    "prefix": "pl-docker-rust",
    "title": "Rust, static",
    "description": "Dependencies and target kept in caches, one program in the image",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/rust:${1:1.83.0}-bookworm AS build\nWORKDIR /src\nCOPY Cargo.toml Cargo.lock ./\nCOPY src ./src\nRUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \\\\\n    cargo build --release --locked && cp target/release/${2:server} /usr/local/bin/${2:server}\n\nFROM docker.io/library/debian:${5:bookworm-20241202}-slim\nCOPY --from=build /usr/local/bin/${2:server} /${2:server}\nUSER 65532:65532\nEXPOSE ${3:8080}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 CMD [\"/${2:server}\", \"${4:healthcheck}\"]\nENTRYPOINT [\"/${2:server}\"]\n"
  },
  {
    "prefix": "pl-docker-dotnet",
    "title": ".NET",
    "description": "Restored by the lock file, published, run on the runtime alone",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM mcr.microsoft.com/dotnet/sdk:${1:8.0.404}-bookworm-slim AS build\nWORKDIR /src\nCOPY ${2:Orders}.csproj packages.lock.json ./\nRUN --mount=type=cache,target=/root/.nuget/packages dotnet restore --locked-mode\nCOPY . .\nRUN --mount=type=cache,target=/root/.nuget/packages dotnet publish --configuration Release --no-restore --output /out\n\nFROM mcr.microsoft.com/dotnet/aspnet:${3:8.0.11}-bookworm-slim\nWORKDIR /app\nCOPY --from=build /out ./\nENV ASPNETCORE_HTTP_PORTS=${4:8080}\nUSER 1654:1654\nEXPOSE ${4:8080}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD [\"dotnet\", \"${2:Orders}.dll\", \"${5:--healthcheck}\"]\nENTRYPOINT [\"dotnet\", \"${2:Orders}.dll\"]\n"
  },
  {
    "prefix": "pl-docker-ruby",
    "title": "Ruby on Rails",
    "description": "Gems are built where compilers are, and run where none are",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-09",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/ruby:${1:3.3.6}-slim-bookworm AS build\nRUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends build-essential libpq-dev \\\\\n    && rm -rf /var/lib/apt/lists/*\nENV BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test BUNDLE_PATH=/gems\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install --jobs 4\nCOPY . .\n\nFROM docker.io/library/ruby:${1:3.3.6}-slim-bookworm\nRUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends libpq5 \\\\\n    && rm -rf /var/lib/apt/lists/*\nENV BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test BUNDLE_PATH=/gems RAILS_ENV=production\nWORKDIR /app\nCOPY --from=build /gems /gems\nCOPY --from=build --chown=10001:10001 /app /app\nUSER 10001:10001\nEXPOSE ${2:3000}\nHEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \\\\\n    CMD [\"ruby\", \"-rnet/http\", \"-e\", \"exit Net::HTTP.get_response(URI('http://localhost:${2:3000}/up')).is_a?(Net::HTTPSuccess)\"]\nCMD [\"bundle\", \"exec\", \"${3:puma}\", \"--port\", \"${2:3000}\"]\n"
  },
  {
    "prefix": "pl-docker-php",
    "title": "PHP with FPM",
    "description": "Composer in a stage of its own; the image has no build tools",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/composer:${1:2.8.4} AS vendor\nWORKDIR /app\nCOPY composer.json composer.lock ./\nRUN --mount=type=cache,target=/tmp/cache composer install --no-dev --no-scripts --no-interaction --prefer-dist\n\nFROM docker.io/library/php:${2:8.4.2}-fpm-bookworm\nWORKDIR /var/www/html\nCOPY --from=vendor /app/vendor ./vendor\nCOPY ${3:src} ./${3:src}\nCOPY ${4:public} ./${4:public}\nUSER 33:33\nEXPOSE 9000\nHEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD [\"php-fpm\", \"--test\"]\nCMD [\"php-fpm\"]\n"
  },
  {
    "prefix": "pl-docker-web",
    "title": "Static site on nginx",
    "description": "Built by Node, served without root at a port above 1024",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "DK-10",
      "DS-10",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/node:${1:22.12.0}-bookworm-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN ${2:npm run build}\n\nFROM docker.io/nginxinc/nginx-unprivileged:${3:1.27.3}-bookworm\nCOPY --from=build /app/${4:dist} /usr/share/nginx/html\nUSER 101:101\nEXPOSE 8080\nHEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \\\\\n    CMD [\"curl\", \"--fail\", \"--silent\", \"--output\", \"/dev/null\", \"http://localhost:8080/\"]\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n"
  },
  {
    "prefix": "pl-docker-tool",
    "title": "Command-line tool on Alpine",
    "description": "A package, no root, and the tool as what the image runs: for a Job or a pipeline, not for a service",
    "language": "dockerfile",
    "group": "Images",
    "place": "file",
    "guidance": [
      "POD-12",
      "POD-13",
      "POD-01"
    ],
    "context": {},
    "body": "# syntax=docker/dockerfile:1\nFROM docker.io/library/alpine:${1:3.21.0}\nRUN apk add --no-cache ${2:curl}\nUSER 10001:10001\nHEALTHCHECK NONE\nENTRYPOINT [\"${2:curl}\"]\nCMD [\"${3:--version}\"]\n"
  },
  {
    "prefix": "s3-bucket",
    "title": "S3 bucket with its safeguards",
    "description": "Private, encrypted with a key of its own, versioned, reached over TLS only, and old versions go after a while",
    "language": "terraform",
    "group": "Storage",
    "place": "terraform/block",
    "guidance": [
      "GOV-01",
      "DS-22",
      "AWS-04",
      "AWS-05",
      "GIT-13",
      "MOD-26"
    ],
    "context": {},
    "body": "resource \"aws_s3_bucket\" \"${1:uploads}\" {\n  bucket = \"${2:example-shop-uploads}\"\n}\n\nresource \"aws_s3_bucket_public_access_block\" \"${1:uploads}\" {\n  bucket                  = aws_s3_bucket.${1:uploads}.id\n  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n  restrict_public_buckets = true\n}\n\nresource \"aws_s3_bucket_ownership_controls\" \"${1:uploads}\" {\n  bucket = aws_s3_bucket.${1:uploads}.id\n\n  rule {\n    object_ownership = \"BucketOwnerEnforced\"\n  }\n}\n\nresource \"aws_s3_bucket_versioning\" \"${1:uploads}\" {\n  bucket = aws_s3_bucket.${1:uploads}.id\n\n  versioning_configuration {\n    status = \"Enabled\"\n  }\n}\n\nresource \"aws_s3_bucket_server_side_encryption_configuration\" \"${1:uploads}\" {\n  bucket = aws_s3_bucket.${1:uploads}.id\n\n  rule {\n    bucket_key_enabled = true\n\n    apply_server_side_encryption_by_default {\n      sse_algorithm     = \"aws:kms\"\n      kms_master_key_id = aws_kms_key.${1:uploads}.arn\n    }\n  }\n}\n\nresource \"aws_kms_key\" \"${1:uploads}\" {\n  description             = \"Objects of ${2:example-shop-uploads}\"\n  enable_key_rotation     = true\n  deletion_window_in_days = 30\n}\n\nresource \"aws_s3_bucket_lifecycle_configuration\" \"${1:uploads}\" {\n  bucket = aws_s3_bucket.${1:uploads}.id\n\n  rule {\n    id     = \"tidy\"\n    status = \"Enabled\"\n\n    filter {}\n\n    abort_incomplete_multipart_upload {\n      days_after_initiation = 7\n    }\n\n    transition {\n      days          = ${3:30}\n      storage_class = \"STANDARD_IA\"\n    }\n\n    noncurrent_version_expiration {\n      noncurrent_days = ${4:90}\n    }\n  }\n}\n\nresource \"aws_s3_bucket_logging\" \"${1:uploads}\" {\n  bucket        = aws_s3_bucket.${1:uploads}.id\n  target_bucket = \"${5:example-shop-access-logs}\"\n  target_prefix = \"${1:uploads}/\"\n}\n\ndata \"aws_iam_policy_document\" \"${1:uploads}_tls\" {\n  statement {\n    sid       = \"OnlyOverTls\"\n    effect    = \"Deny\"\n    actions   = [\"s3:*\"]\n    resources = [aws_s3_bucket.${1:uploads}.arn, \"\\${aws_s3_bucket.${1:uploads}.arn}/*\"]\n\n    principals {\n      type        = \"*\"\n      identifiers = [\"*\"]\n    }\n\n    condition {\n      test     = \"Bool\"\n      variable = \"aws:SecureTransport\"\n      values   = [\"false\"]\n    }\n  }\n}\n\nresource \"aws_s3_bucket_policy\" \"${1:uploads}\" {\n  bucket = aws_s3_bucket.${1:uploads}.id\n  policy = data.aws_iam_policy_document.${1:uploads}_tls.json\n}\n"
  },
  {
    "prefix": "s3-lifecycle",
    "title": "Tiers and end of objects in S3",
    "description": "Colder storage after a month and after three, an end after a year, and none of the old versions left behind",
    "language": "terraform",
    "group": "Storage",
    "place": "terraform/block",
    "guidance": [
      "AWS-05",
      "AWS-04"
    ],
    "context": {},
    "body": "resource \"aws_s3_bucket_lifecycle_configuration\" \"${1:logs}\" {\n  bucket = ${2:aws_s3_bucket.logs.id}\n\n  rule {\n    id     = \"tiers-and-end\"\n    status = \"Enabled\"\n\n    filter {}\n\n    abort_incomplete_multipart_upload {\n      days_after_initiation = 7\n    }\n\n    transition {\n      days          = ${3:30}\n      storage_class = \"STANDARD_IA\"\n    }\n\n    transition {\n      days          = ${4:90}\n      storage_class = \"GLACIER\"\n    }\n\n    expiration {\n      days = ${5:365}\n    }\n\n    noncurrent_version_expiration {\n      noncurrent_days = ${6:30}\n    }\n  }\n}\n"
  },
  {
    "prefix": "s3-cors",
    "title": "CORS of an S3 bucket",
    "description": "Which pages may read and write objects from a browser",
    "language": "terraform",
    "group": "Storage",
    "place": "terraform/block",
    "guidance": [],
    "context": {},
    "body": "resource \"aws_s3_bucket_cors_configuration\" \"${1:uploads}\" {\n  bucket = \"${2:example-shop-uploads}\"\n\n  cors_rule {\n    allowed_methods = [\"GET\", \"PUT\"]\n    allowed_origins = [\"${3:https://shop.example.com}\"]\n    allowed_headers = [\"content-type\"]\n    expose_headers  = [\"ETag\"]\n    max_age_seconds = 3600\n  }\n}\n"
  },
  {
    "prefix": "s3-replication",
    "title": "Replication of an S3 bucket",
    "description": "A copy of each object in another bucket, written by a role that may nothing else",
    "language": "terraform",
    "group": "Storage",
    "place": "terraform/block",
    "guidance": [],
    "context": {},
    "body": "resource \"aws_s3_bucket_replication_configuration\" \"${1:uploads}\" {\n  bucket = \"${2:example-shop-uploads}\"\n  role   = \"${3:arn:aws:iam::111122223333:role/s3-replication}\"\n\n  rule {\n    id     = \"all\"\n    status = \"Enabled\"\n\n    filter {}\n\n    delete_marker_replication {\n      status = \"Enabled\"\n    }\n\n    destination {\n      bucket        = \"${4:arn:aws:s3:::example-shop-uploads-replica}\"\n      storage_class = \"STANDARD_IA\"\n    }\n  }\n}\n"
  },
  {
    "prefix": "backend-s3",
    "title": "Locked backend in S3",
    "description": "State encrypted and locked by S3 itself",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-12",
      "DRF-13",
      "DRF-15",
      "STA-04"
    ],
    "context": {},
    "body": "terraform {\n  required_version = \">= 1.10.0, < 2.0.0\"\n\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \"~> ${1:5.80}\"\n    }\n  }\n\n  backend \"s3\" {\n    bucket       = \"${2:example-terraform-state}\"\n    key          = \"${3:shop/network}/terraform.tfstate\"\n    region       = \"${4:eu-west-1}\"\n    encrypt      = true\n    use_lockfile = true\n  }\n}\n"
  },
  {
    "prefix": "backend-azurerm",
    "title": "Backend in Azure Storage",
    "description": "State in a container that locks by itself, reached with an identity and not with a key",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-12",
      "STA-04"
    ],
    "context": {},
    "body": "terraform {\n  required_version = \">= 1.10.0, < 2.0.0\"\n\n  required_providers {\n    azurerm = {\n      source  = \"hashicorp/azurerm\"\n      version = \"~> ${1:4.14}\"\n    }\n  }\n\n  backend \"azurerm\" {\n    resource_group_name  = \"${2:terraform-state}\"\n    storage_account_name = \"${3:exampleterraformstate}\"\n    container_name       = \"tfstate\"\n    key                  = \"${4:shop/network}.tfstate\"\n    use_azuread_auth     = true\n  }\n}\n"
  },
  {
    "prefix": "backend-gcs",
    "title": "Backend in Google Cloud Storage",
    "description": "State in a bucket that locks by itself",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-12",
      "STA-04"
    ],
    "context": {},
    "body": "terraform {\n  required_version = \">= 1.10.0, < 2.0.0\"\n\n  required_providers {\n    google = {\n      source  = \"hashicorp/google\"\n      version = \"~> ${1:6.14}\"\n    }\n  }\n\n  backend \"gcs\" {\n    bucket = \"${2:example-terraform-state}\"\n    prefix = \"${3:shop/network}\"\n  }\n}\n"
  },
  {
    "prefix": "cloud",
    "title": "HCP Terraform workspace",
    "description": "State, locks and runs in a workspace",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-12",
      "GOV-14"
    ],
    "context": {},
    "body": "terraform {\n  required_version = \">= 1.10.0, < 2.0.0\"\n\n  cloud {\n    organization = \"${1:example}\"\n\n    workspaces {\n      name = \"${2:shop-network}\"\n    }\n  }\n}\n"
  },
  {
    "prefix": "module",
    "title": "Module at a commit",
    "description": "A module of your own from Git: a commit cannot be moved, and the comment says which release it is",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "MOD-01",
      "MOD-02",
      "MOD-03"
    ],
    "context": {},
    "body": "module \"${1:uploads}\" {\n  # ${2:v1.4.2}\n  source = \"git::${3:https://git.example.com/platform/modules.git}//${4:s3/private-bucket}?ref=${5:4c1e7a90d2b85f36e0c9a7d41f8b2365e9d07ac1}\"\n\n  name           = \"${6:example-shop-uploads}\"\n  retention_days = ${7:90}\n}\n"
  },
  {
    "prefix": "moved",
    "title": "Resource that leaves its module",
    "description": "One for each resource, in the change that deletes the call of the module: the plan then moves and destroys nothing",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "MOD-27"
    ],
    "context": {},
    "body": "moved {\n  from = module.${1:uploads}.${2:aws_s3_bucket}.${3:this[0]}\n  to   = ${2:aws_s3_bucket}.${4:uploads}\n}\n"
  },
  {
    "prefix": "provider-aws",
    "title": "AWS provider with tags and account",
    "description": "Every resource gets the tags, and a wrong account is refused; the backend's values come with terraform init -backend-config",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-22",
      "CP-33",
      "AWS-07"
    ],
    "context": {},
    "body": "terraform {\n  required_version = \">= 1.10.0, < 2.0.0\"\n\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \"~> ${7:5.80}\"\n    }\n  }\n\n  backend \"s3\" {}\n}\n\nprovider \"aws\" {\n  region              = \"${1:eu-west-1}\"\n  allowed_account_ids = [\"${2:111122223333}\"]\n\n  default_tags {\n    tags = {\n      service     = \"${3:shop}\"\n      owner       = \"${4:payments}\"\n      environment = \"${5:staging}\"\n      cost-center = \"${6:retail}\"\n      managed-by  = \"terraform\"\n    }\n  }\n}\n"
  },
  {
    "prefix": "variable-cidr",
    "title": "Variable for networks, checked",
    "description": "Networks that may come in, and never the whole world",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "DRF-01",
      "DS-23"
    ],
    "context": {},
    "body": "variable \"${1:admin_cidrs}\" {\n  description = \"Networks that administrators come from\"\n  type        = list(string)\n\n  validation {\n    condition     = alltrue([for cidr in var.${1:admin_cidrs} : can(cidrhost(cidr, 0)) && cidr != \"0.0.0.0/0\"])\n    error_message = \"Each must be a network, and none the whole world.\"\n  }\n}\n"
  },
  {
    "prefix": "variable-secret",
    "title": "Sensitive variable",
    "description": "No default, and not shown in a plan",
    "language": "terraform",
    "group": "State",
    "place": "terraform/block",
    "guidance": [
      "SEC-31",
      "DS-04",
      "GOV-09"
    ],
    "context": {},
    "body": "variable \"${1:database_password}\" {\n  description = \"${2:Password of the orders database, from the environment}\"\n  type        = string\n  sensitive   = true\n  nullable    = false\n}\n"
  },
  {
    "prefix": "vpc",
    "title": "VPC with private subnets",
    "description": "Three private subnets in three zones, with the traffic written down",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "ING-25"
    ],
    "context": {},
    "body": "resource \"aws_vpc\" \"${1:main}\" {\n  cidr_block           = \"${2:10.20.0.0/16}\"\n  enable_dns_support   = true\n  enable_dns_hostnames = true\n}\n\ndata \"aws_availability_zones\" \"available\" {\n  state = \"available\"\n}\n\nresource \"aws_subnet\" \"${1:main}_private\" {\n  count             = 3\n  vpc_id            = aws_vpc.${1:main}.id\n  cidr_block        = cidrsubnet(aws_vpc.${1:main}.cidr_block, 4, count.index)\n  availability_zone = data.aws_availability_zones.available.names[count.index]\n}\n\nresource \"aws_default_security_group\" \"${1:main}\" {\n  vpc_id = aws_vpc.${1:main}.id\n}\n\nresource \"aws_flow_log\" \"${1:main}\" {\n  vpc_id               = aws_vpc.${1:main}.id\n  traffic_type         = \"ALL\"\n  log_destination_type = \"s3\"\n  log_destination      = \"${3:arn:aws:s3:::example-flow-logs}\"\n}\n"
  },
  {
    "prefix": "vpc-endpoint-gateway",
    "title": "Gateway endpoints of S3 and DynamoDB",
    "description": "Traffic to S3 and DynamoDB that passes no NAT gateway and costs nothing",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "ING-27",
      "AWS-22"
    ],
    "context": {},
    "body": "locals {\n  gateway_endpoints = toset([\"s3\", \"dynamodb\"])\n}\n\nresource \"aws_vpc_endpoint\" \"gateway\" {\n  for_each          = local.gateway_endpoints\n  vpc_id            = ${1:aws_vpc.main.id}\n  service_name      = \"com.amazonaws.${2:eu-west-1}.\\${each.key}\"\n  vpc_endpoint_type = \"Gateway\"\n  route_table_ids   = [${3:aws_route_table.private.id}]\n}\n"
  },
  {
    "prefix": "vpc-endpoint-secrets",
    "title": "Interface endpoint of Secrets Manager",
    "description": "Secrets are read inside of the VPC; only the application's group reaches the endpoint",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "IAM-27",
      "ING-27"
    ],
    "context": {},
    "body": "resource \"aws_security_group\" \"${1:secretsmanager}_endpoint\" {\n  name_prefix = \"${1:secretsmanager}-endpoint-\"\n  description = \"HTTPS from the application to the endpoint\"\n  vpc_id      = ${2:aws_vpc.main.id}\n}\n\nresource \"aws_vpc_security_group_ingress_rule\" \"${1:secretsmanager}_from_app\" {\n  security_group_id            = aws_security_group.${1:secretsmanager}_endpoint.id\n  referenced_security_group_id = ${3:aws_security_group.app.id}\n  description                  = \"HTTPS from the application\"\n  ip_protocol                  = \"tcp\"\n  from_port                    = 443\n  to_port                      = 443\n}\n\nresource \"aws_vpc_endpoint\" \"${1:secretsmanager}\" {\n  vpc_id              = ${2:aws_vpc.main.id}\n  service_name        = \"com.amazonaws.${4:eu-west-1}.secretsmanager\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids          = ${5:aws_subnet.private[*].id}\n  security_group_ids  = [aws_security_group.${1:secretsmanager}_endpoint.id]\n}\n"
  },
  {
    "prefix": "security-group",
    "title": "Security group with one way in",
    "description": "Traffic of one port from one group; everything has a description",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "DRF-01",
      "ING-42",
      "DS-23"
    ],
    "context": {},
    "body": "resource \"aws_security_group\" \"${1:orders}\" {\n  name_prefix = \"${1:orders}-\"\n  description = \"${2:Orders service}\"\n  vpc_id      = ${3:aws_vpc.main.id}\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n\nresource \"aws_vpc_security_group_ingress_rule\" \"${1:orders}_from_lb\" {\n  security_group_id            = aws_security_group.${1:orders}.id\n  referenced_security_group_id = ${4:aws_security_group.lb.id}\n  description                  = \"${5:Requests from the load balancer}\"\n  ip_protocol                  = \"tcp\"\n  from_port                    = ${6:8080}\n  to_port                      = ${6:8080}\n}\n\nresource \"aws_vpc_security_group_egress_rule\" \"${1:orders}_https\" {\n  security_group_id = aws_security_group.${1:orders}.id\n  description       = \"HTTPS inside of the VPC\"\n  ip_protocol       = \"tcp\"\n  from_port         = 443\n  to_port           = 443\n  cidr_ipv4         = ${7:aws_vpc.main.cidr_block}\n}\n"
  },
  {
    "prefix": "resolver-endpoint",
    "title": "Route 53 resolver to on-premises",
    "description": "Names of the own data centre, asked over two addresses",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "GOV-15"
    ],
    "context": {},
    "body": "resource \"aws_route53_resolver_endpoint\" \"${1:outbound}\" {\n  name               = \"${1:outbound}\"\n  direction          = \"OUTBOUND\"\n  security_group_ids = [${2:aws_security_group.resolver.id}]\n\n  ip_address {\n    subnet_id = ${3:aws_subnet.private[0].id}\n  }\n\n  ip_address {\n    subnet_id = ${4:aws_subnet.private[1].id}\n  }\n}\n\nresource \"aws_route53_resolver_rule\" \"${1:outbound}\" {\n  domain_name          = \"${5:corp.example.com}\"\n  rule_type            = \"FORWARD\"\n  resolver_endpoint_id = aws_route53_resolver_endpoint.${1:outbound}.id\n\n  target_ip {\n    ip = \"${6:10.100.0.2}\"\n  }\n}\n"
  },
  {
    "prefix": "iam-secret-reader",
    "title": "Policy that reads one secret",
    "description": "One action on one secret, its key by way of Secrets Manager only",
    "language": "terraform",
    "group": "Access",
    "place": "terraform/block",
    "guidance": [
      "SEC-17",
      "IAM-01",
      "IAM-13",
      "DS-21",
      "CP-16"
    ],
    "context": {},
    "body": "data \"aws_iam_policy_document\" \"${1:orders}_secret\" {\n  statement {\n    sid       = \"ReadOneSecret\"\n    actions   = [\"secretsmanager:GetSecretValue\"]\n    resources = [${2:aws_secretsmanager_secret.orders.arn}]\n  }\n\n  statement {\n    sid       = \"DecryptByWayOfSecretsManager\"\n    actions   = [\"kms:Decrypt\"]\n    resources = [${3:aws_kms_key.orders.arn}]\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"kms:ViaService\"\n      values   = [\"secretsmanager.${4:eu-west-1}.amazonaws.com\"]\n    }\n  }\n}\n\nresource \"aws_iam_policy\" \"${1:orders}_secret\" {\n  name_prefix = \"${1:orders}-secret-\"\n  policy      = data.aws_iam_policy_document.${1:orders}_secret.json\n}\n"
  },
  {
    "prefix": "lambda-role",
    "title": "Role of one function",
    "description": "Writes one table, reads one secret, writes its own logs: each by name, and nothing else",
    "language": "terraform",
    "group": "Access",
    "place": "terraform/block",
    "guidance": [
      "IAM-12",
      "IAM-13",
      "IAM-15",
      "IAM-17"
    ],
    "context": {},
    "body": "data \"aws_iam_policy_document\" \"${1:import}_trust\" {\n  statement {\n    actions = [\"sts:AssumeRole\"]\n\n    principals {\n      type        = \"Service\"\n      identifiers = [\"lambda.amazonaws.com\"]\n    }\n  }\n}\n\ndata \"aws_iam_policy_document\" \"${1:import}\" {\n  statement {\n    sid       = \"WriteOneTable\"\n    actions   = [\"dynamodb:PutItem\", \"dynamodb:UpdateItem\"]\n    resources = [${2:aws_dynamodb_table.results.arn}]\n  }\n\n  statement {\n    sid       = \"ReadOneSecret\"\n    actions   = [\"secretsmanager:GetSecretValue\"]\n    resources = [${3:aws_secretsmanager_secret.weather.arn}]\n  }\n\n  statement {\n    sid       = \"DecryptByWayOfSecretsManager\"\n    actions   = [\"kms:Decrypt\"]\n    resources = [${4:aws_kms_key.weather.arn}]\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"kms:ViaService\"\n      values   = [\"secretsmanager.${5:eu-west-1}.amazonaws.com\"]\n    }\n  }\n\n  statement {\n    sid       = \"WriteOwnLogs\"\n    actions   = [\"logs:CreateLogStream\", \"logs:PutLogEvents\"]\n    resources = [\"\\${${6:aws_cloudwatch_log_group.import.arn}}:*\"]\n  }\n}\n\nresource \"aws_iam_role\" \"${1:import}\" {\n  name               = \"${1:import}\"\n  assume_role_policy = data.aws_iam_policy_document.${1:import}_trust.json\n}\n\nresource \"aws_iam_role_policy\" \"${1:import}\" {\n  name   = \"${1:import}\"\n  role   = aws_iam_role.${1:import}.id\n  policy = data.aws_iam_policy_document.${1:import}.json\n}\n"
  },
  {
    "prefix": "irsa-role",
    "title": "Role for a Kubernetes ServiceAccount (IRSA)",
    "description": "Only this account of this namespace may take the role",
    "language": "terraform",
    "group": "Access",
    "place": "terraform/block",
    "guidance": [
      "ING-28",
      "ING-29",
      "ING-30",
      "ECS-02",
      "ING-46"
    ],
    "context": {},
    "body": "locals {\n  oidc_issuer = replace(${5:aws_iam_openid_connect_provider.cluster.url}, \"https://\", \"\")\n}\n\ndata \"aws_iam_policy_document\" \"${1:orders}_trust\" {\n  statement {\n    actions = [\"sts:AssumeRoleWithWebIdentity\"]\n\n    principals {\n      type        = \"Federated\"\n      identifiers = [${2:aws_iam_openid_connect_provider.cluster.arn}]\n    }\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"\\${local.oidc_issuer}:sub\"\n      values   = [\"system:serviceaccount:${3:shop}:${4:orders}\"]\n    }\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"\\${local.oidc_issuer}:aud\"\n      values   = [\"sts.amazonaws.com\"]\n    }\n  }\n}\n\nresource \"aws_iam_role\" \"${1:orders}\" {\n  name               = \"${1:orders}\"\n  assume_role_policy = data.aws_iam_policy_document.${1:orders}_trust.json\n}\n"
  },
  {
    "prefix": "pod-identity",
    "title": "EKS Pod Identity",
    "description": "Gives a ServiceAccount a role without an annotation",
    "language": "terraform",
    "group": "Access",
    "place": "terraform/block",
    "guidance": [
      "ING-28",
      "ECS-02"
    ],
    "context": {},
    "body": "data \"aws_iam_policy_document\" \"${1:orders}_trust\" {\n  statement {\n    actions = [\"sts:AssumeRole\", \"sts:TagSession\"]\n\n    principals {\n      type        = \"Service\"\n      identifiers = [\"pods.eks.amazonaws.com\"]\n    }\n  }\n}\n\nresource \"aws_iam_role\" \"${1:orders}\" {\n  name               = \"${1:orders}\"\n  assume_role_policy = data.aws_iam_policy_document.${1:orders}_trust.json\n}\n\nresource \"aws_eks_pod_identity_association\" \"${1:orders}\" {\n  cluster_name    = ${2:aws_eks_cluster.main.name}\n  namespace       = \"${3:shop}\"\n  service_account = \"${1:orders}\"\n  role_arn        = aws_iam_role.${1:orders}.arn\n}\n"
  },
  {
    "prefix": "github-oidc",
    "title": "Role for GitHub Actions",
    "description": "Workflows of one repository and one environment sign in without a key",
    "language": "terraform",
    "group": "Access",
    "place": "terraform/block",
    "guidance": [
      "SEC-20",
      "DS-07"
    ],
    "context": {},
    "body": "data \"aws_iam_policy_document\" \"${1:deploy}_trust\" {\n  statement {\n    actions = [\"sts:AssumeRoleWithWebIdentity\"]\n\n    principals {\n      type        = \"Federated\"\n      identifiers = [${2:aws_iam_openid_connect_provider.github.arn}]\n    }\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"token.actions.githubusercontent.com:sub\"\n      values   = [\"repo:${3:example/shop}:environment:${4:production}\"]\n    }\n\n    condition {\n      test     = \"StringEquals\"\n      variable = \"token.actions.githubusercontent.com:aud\"\n      values   = [\"sts.amazonaws.com\"]\n    }\n  }\n}\n\nresource \"aws_iam_role\" \"${1:deploy}\" {\n  name                 = \"${1:deploy}\"\n  assume_role_policy   = data.aws_iam_policy_document.${1:deploy}_trust.json\n  max_session_duration = 3600\n}\n"
  },
  {
    "prefix": "secret",
    "title": "Secret with rotation",
    "description": "A key of its own, a value that Terraform never sees, changed every month, read by those who are named",
    "language": "terraform",
    "group": "Secrets",
    "place": "terraform/block",
    "guidance": [
      "SEC-23",
      "SEC-30",
      "IAM-19",
      "IAM-21",
      "IAM-23",
      "SCR-37"
    ],
    "context": {},
    "body": "resource \"aws_kms_key\" \"${1:orders}\" {\n  description             = \"Secrets of ${1:orders}\"\n  enable_key_rotation     = true\n  deletion_window_in_days = 30\n}\n\nresource \"aws_secretsmanager_secret\" \"${1:orders}\" {\n  name                    = \"${2:shop/orders/database}\"\n  description             = \"${3:Login of the orders service to its database}\"\n  kms_key_id              = aws_kms_key.${1:orders}.arn\n  recovery_window_in_days = 30\n}\n\ndata \"aws_iam_policy_document\" \"${1:orders}_readers\" {\n  statement {\n    sid       = \"NobodyElseReads\"\n    effect    = \"Deny\"\n    actions   = [\"secretsmanager:GetSecretValue\"]\n    resources = [\"*\"]\n\n    principals {\n      type        = \"*\"\n      identifiers = [\"*\"]\n    }\n\n    # The service, the function that rotates, and who repairs things at night.\n    condition {\n      test     = \"ArnNotEquals\"\n      variable = \"aws:PrincipalArn\"\n      values   = [${4:aws_iam_role.orders.arn}, ${5:aws_iam_role.rotate.arn}, \"${6:arn:aws:iam::111122223333:role/break-glass}\"]\n    }\n  }\n}\n\nresource \"aws_secretsmanager_secret_policy\" \"${1:orders}\" {\n  secret_arn          = aws_secretsmanager_secret.${1:orders}.arn\n  policy              = data.aws_iam_policy_document.${1:orders}_readers.json\n  block_public_policy = true\n}\n\nresource \"aws_secretsmanager_secret_rotation\" \"${1:orders}\" {\n  secret_id           = aws_secretsmanager_secret.${1:orders}.id\n  rotation_lambda_arn = ${7:aws_lambda_function.rotate.arn}\n\n  rotation_rules {\n    automatically_after_days = ${8:30}\n  }\n}\n"
  },
  {
    "prefix": "ssm-parameter",
    "title": "Encrypted parameter",
    "description": "A value in Parameter Store, encrypted with an own key; written once, never stored in state",
    "language": "terraform",
    "group": "Secrets",
    "place": "terraform/block",
    "guidance": [
      "SEC-25",
      "SCR-37"
    ],
    "context": {},
    "body": "resource \"aws_ssm_parameter\" \"${1:api_key}\" {\n  name             = \"${2:/shop/orders/api-key}\"\n  description      = \"${3:Key of the payment provider}\"\n  type             = \"SecureString\"\n  key_id           = ${4:aws_kms_key.orders.arn}\n  value_wo         = var.${1:api_key}\n  value_wo_version = 1\n}\n\nvariable \"${1:api_key}\" {\n  description = \"${3:Key of the payment provider}\"\n  type        = string\n  sensitive   = true\n  ephemeral   = true\n}\n"
  },
  {
    "prefix": "secret-alarm",
    "title": "Alarm on reads of secrets",
    "description": "Counts who reads secrets and was not expected to, and tells somebody",
    "language": "terraform",
    "group": "Secrets",
    "place": "terraform/block",
    "guidance": [
      "IAM-36",
      "IAM-37"
    ],
    "context": {},
    "body": "resource \"aws_cloudwatch_log_metric_filter\" \"${1:secret_reads}\" {\n  name           = \"${1:secret_reads}\"\n  log_group_name = \"${2:/aws/cloudtrail/management}\"\n  pattern        = \"{ (\\$.eventName = GetSecretValue) && (\\$.userIdentity.sessionContext.sessionIssuer.userName != \\\"${3:orders}\\\") }\"\n\n  metric_transformation {\n    name      = \"UnexpectedSecretReads\"\n    namespace = \"Security\"\n    value     = \"1\"\n  }\n}\n\nresource \"aws_cloudwatch_metric_alarm\" \"${1:secret_reads}\" {\n  alarm_name          = \"unexpected-secret-reads\"\n  namespace           = \"Security\"\n  metric_name         = \"UnexpectedSecretReads\"\n  statistic           = \"Sum\"\n  period              = 300\n  evaluation_periods  = 1\n  threshold           = 1\n  comparison_operator = \"GreaterThanOrEqualToThreshold\"\n  treat_missing_data  = \"notBreaching\"\n  alarm_actions       = [${4:aws_sns_topic.security.arn}]\n}\n"
  },
  {
    "prefix": "cloudtrail",
    "title": "CloudTrail of all regions",
    "description": "Who did what, in every region, with a digest that shows whether a file was changed",
    "language": "terraform",
    "group": "Logs",
    "place": "terraform/block",
    "guidance": [
      "IAM-36"
    ],
    "context": {},
    "body": "resource \"aws_cloudtrail\" \"${1:management}\" {\n  name                          = \"${1:management}\"\n  s3_bucket_name                = \"${2:example-cloudtrail}\"\n  kms_key_id                    = ${3:aws_kms_key.trail.arn}\n  is_multi_region_trail         = true\n  include_global_service_events = true\n  enable_log_file_validation    = true\n  cloud_watch_logs_group_arn    = \"\\${${4:aws_cloudwatch_log_group.trail.arn}}:*\"\n  cloud_watch_logs_role_arn     = ${5:aws_iam_role.trail.arn}\n}\n"
  },
  {
    "prefix": "log-group",
    "title": "Log group with an end",
    "description": "Logs that are kept for a time, encrypted",
    "language": "terraform",
    "group": "Logs",
    "place": "terraform/block",
    "guidance": [
      "WAF-01",
      "AWS-19",
      "ECS-03"
    ],
    "context": {},
    "body": "resource \"aws_cloudwatch_log_group\" \"${1:orders}\" {\n  name              = \"${2:/shop/orders}\"\n  retention_in_days = ${3|30,14,90,365|}\n  kms_key_id        = ${4:aws_kms_key.logs.arn}\n}\n"
  },
  {
    "prefix": "nat-alarm",
    "title": "Alarm on traffic through the NAT gateway",
    "description": "Tells when traffic that was meant to stay private goes out and costs money",
    "language": "terraform",
    "group": "Logs",
    "place": "terraform/block",
    "guidance": [
      "IAM-38"
    ],
    "context": {},
    "body": "resource \"aws_cloudwatch_metric_alarm\" \"${1:nat_traffic}\" {\n  alarm_name          = \"${1:nat_traffic}\"\n  namespace           = \"AWS/NATGateway\"\n  metric_name         = \"BytesOutToDestination\"\n  statistic           = \"Sum\"\n  period              = 3600\n  evaluation_periods  = 1\n  threshold           = ${2:10737418240}\n  comparison_operator = \"GreaterThanThreshold\"\n  treat_missing_data  = \"notBreaching\"\n  alarm_actions       = [${3:aws_sns_topic.operations.arn}]\n\n  dimensions = {\n    NatGatewayId = ${4:aws_nat_gateway.main.id}\n  }\n}\n"
  },
  {
    "prefix": "rds-postgres",
    "title": "PostgreSQL on RDS",
    "description": "Encrypted, in two zones, backed up, with a password that AWS keeps",
    "language": "terraform",
    "group": "Databases",
    "place": "terraform/block",
    "guidance": [
      "CP-01",
      "AWS-01"
    ],
    "context": {},
    "body": "resource \"aws_db_instance\" \"${1:orders}\" {\n  identifier_prefix                   = \"${1:orders}-\"\n  engine                              = \"postgres\"\n  engine_version                      = \"${2:17.2}\"\n  instance_class                      = \"${3:db.m7g.large}\"\n  allocated_storage                   = ${4:100}\n  max_allocated_storage               = ${5:500}\n  storage_type                        = \"gp3\"\n  storage_encrypted                   = true\n  kms_key_id                          = ${6:aws_kms_key.orders.arn}\n  db_name                             = \"${1:orders}\"\n  username                            = \"${7:orders_admin}\"\n  manage_master_user_password         = true\n  iam_database_authentication_enabled = true\n  multi_az                            = true\n  publicly_accessible                 = false\n  db_subnet_group_name                = ${8:aws_db_subnet_group.private.name}\n  vpc_security_group_ids              = [${9:aws_security_group.database.id}]\n  backup_retention_period             = ${10:14}\n  copy_tags_to_snapshot               = true\n  deletion_protection                 = true\n  skip_final_snapshot                 = false\n  final_snapshot_identifier           = \"${1:orders}-final\"\n  auto_minor_version_upgrade          = true\n  performance_insights_enabled        = true\n  performance_insights_kms_key_id     = ${6:aws_kms_key.orders.arn}\n  monitoring_interval                 = 60\n  monitoring_role_arn                 = ${11:aws_iam_role.rds_monitoring.arn}\n  enabled_cloudwatch_logs_exports     = [\"postgresql\", \"upgrade\"]\n  ca_cert_identifier                  = \"rds-ca-rsa2048-g1\"\n\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n"
  },
  {
    "prefix": "ecs-service",
    "title": "Service on Fargate",
    "description": "Two roles, logs, secrets by reference, and a rollback when the new tasks do not start",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "ECS-01",
      "ECS-03",
      "ECS-04",
      "ECS-05",
      "ECS-07",
      "ECS-10"
    ],
    "context": {},
    "body": "resource \"aws_ecs_task_definition\" \"${1:orders}\" {\n  family                   = \"${1:orders}\"\n  requires_compatibilities = [\"FARGATE\"]\n  network_mode             = \"awsvpc\"\n  cpu                      = ${2|256,512,1024,2048|}\n  memory                   = ${3|512,1024,2048,4096|}\n  execution_role_arn       = ${4:aws_iam_role.ecs_execution.arn}\n  task_role_arn            = ${5:aws_iam_role.orders_task.arn}\n\n  container_definitions = jsonencode([{\n    name                   = \"${1:orders}\"\n    image                  = \"${6:registry.example.com/orders:2.7.1}\"\n    essential              = true\n    readonlyRootFilesystem = true\n    user                   = \"10001\"\n    portMappings           = [{ containerPort = ${7:8080} }]\n    secrets                = [{ name = \"DATABASE_PASSWORD\", valueFrom = ${8:aws_secretsmanager_secret.orders.arn} }]\n    logConfiguration = {\n      logDriver = \"awslogs\"\n      options = {\n        awslogs-group         = ${9:aws_cloudwatch_log_group.orders.name}\n        awslogs-region        = \"${10:eu-west-1}\"\n        awslogs-stream-prefix = \"${1:orders}\"\n      }\n    }\n  }])\n}\n\nresource \"aws_ecs_service\" \"${1:orders}\" {\n  name                               = \"${1:orders}\"\n  cluster                            = ${11:aws_ecs_cluster.main.arn}\n  task_definition                    = aws_ecs_task_definition.${1:orders}.arn\n  launch_type                        = \"FARGATE\"\n  desired_count                      = ${12:2}\n  deployment_minimum_healthy_percent = 100\n  deployment_maximum_percent         = 200\n  health_check_grace_period_seconds  = 60\n  propagate_tags                     = \"SERVICE\"\n\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n\n  network_configuration {\n    subnets          = ${13:aws_subnet.private[*].id}\n    security_groups  = [${14:aws_security_group.orders.id}]\n    assign_public_ip = false\n  }\n\n  load_balancer {\n    target_group_arn = ${15:aws_lb_target_group.orders.arn}\n    container_name   = \"${1:orders}\"\n    container_port   = ${7:8080}\n  }\n}\n"
  },
  {
    "prefix": "load-balancer",
    "title": "HTTPS load balancer",
    "description": "Ends TLS before a service on Fargate, sends plain HTTP to HTTPS, and writes down who asked",
    "language": "terraform",
    "group": "Network",
    "place": "terraform/block",
    "guidance": [
      "ING-07"
    ],
    "context": {},
    "body": "resource \"aws_lb\" \"${1:shop}\" {\n  name                       = \"${1:shop}\"\n  load_balancer_type         = \"application\"\n  internal                   = ${2|true,false|}\n  subnets                    = ${3:aws_subnet.private[*].id}\n  security_groups            = [${4:aws_security_group.lb.id}]\n  drop_invalid_header_fields = true\n  enable_deletion_protection = true\n\n  access_logs {\n    bucket  = \"${5:example-shop-access-logs}\"\n    prefix  = \"${1:shop}\"\n    enabled = true\n  }\n}\n\nresource \"aws_lb_target_group\" \"${6:orders}\" {\n  name_prefix          = \"${7:order-}\"\n  target_type          = \"ip\"\n  protocol             = \"HTTP\"\n  port                 = ${8:8080}\n  vpc_id               = ${9:aws_vpc.main.id}\n  deregistration_delay = 30\n\n  health_check {\n    path                = \"${10:/readyz}\"\n    matcher             = \"200\"\n    interval            = 10\n    timeout             = 3\n    healthy_threshold   = 2\n    unhealthy_threshold = 3\n  }\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n\nresource \"aws_lb_listener\" \"${1:shop}_https\" {\n  load_balancer_arn = aws_lb.${1:shop}.arn\n  protocol          = \"HTTPS\"\n  port              = 443\n  ssl_policy        = \"ELBSecurityPolicy-TLS13-1-2-2021-06\"\n  certificate_arn   = ${11:aws_acm_certificate.shop.arn}\n\n  default_action {\n    type             = \"forward\"\n    target_group_arn = aws_lb_target_group.${6:orders}.arn\n  }\n}\n\nresource \"aws_lb_listener\" \"${1:shop}_http\" {\n  load_balancer_arn = aws_lb.${1:shop}.arn\n  protocol          = \"HTTP\"\n  port              = 80\n\n  default_action {\n    type = \"redirect\"\n\n    redirect {\n      protocol    = \"HTTPS\"\n      port        = \"443\"\n      status_code = \"HTTP_301\"\n    }\n  }\n}\n"
  },
  {
    "prefix": "eks-cluster",
    "title": "EKS cluster",
    "description": "A private endpoint, encrypted secrets, every log",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [],
    "context": {},
    "body": "resource \"aws_eks_cluster\" \"${1:main}\" {\n  name                      = \"${2:shop}\"\n  version                   = \"${3:1.35}\"\n  role_arn                  = ${4:aws_iam_role.eks.arn}\n  enabled_cluster_log_types = [\"api\", \"audit\", \"authenticator\", \"controllerManager\", \"scheduler\"]\n\n  vpc_config {\n    subnet_ids              = ${5:aws_subnet.private[*].id}\n    endpoint_private_access = true\n    endpoint_public_access  = false\n  }\n\n  access_config {\n    authentication_mode = \"API\"\n  }\n\n  encryption_config {\n    resources = [\"secrets\"]\n\n    provider {\n      key_arn = ${6:aws_kms_key.eks.arn}\n    }\n  }\n}\n"
  },
  {
    "prefix": "launch-template",
    "title": "Launch template with IMDSv2",
    "description": "Metadata only with a token, an encrypted disk of type gp3",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "AWS-01"
    ],
    "context": {},
    "body": "resource \"aws_launch_template\" \"${1:app}\" {\n  name_prefix            = \"${1:app}-\"\n  image_id               = ${2:data.aws_ssm_parameter.al2023.value}\n  instance_type          = \"${3:m7g.large}\"\n  update_default_version = true\n\n  metadata_options {\n    http_endpoint               = \"enabled\"\n    http_tokens                 = \"required\"\n    http_put_response_hop_limit = 1\n  }\n\n  monitoring {\n    enabled = true\n  }\n\n  block_device_mappings {\n    device_name = \"/dev/xvda\"\n\n    ebs {\n      volume_size = ${4:30}\n      volume_type = \"gp3\"\n      encrypted   = true\n    }\n  }\n}\n"
  },
  {
    "prefix": "autoscaling-spot",
    "title": "Spot instances over a base",
    "description": "Two instances that stay, then four of five on spot: several types, several zones, and a replacement before the notice",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "AWS-11",
      "AWS-12",
      "AWS-13",
      "AWS-15"
    ],
    "context": {},
    "body": "resource \"aws_autoscaling_group\" \"${1:app}\" {\n  name_prefix               = \"${1:app}-\"\n  min_size                  = ${2:2}\n  max_size                  = ${3:12}\n  vpc_zone_identifier       = ${4:aws_subnet.private[*].id}\n  target_group_arns         = [${5:aws_lb_target_group.app.arn}]\n  health_check_type         = \"ELB\"\n  health_check_grace_period = 120\n  capacity_rebalance        = true\n\n  mixed_instances_policy {\n    instances_distribution {\n      on_demand_base_capacity                  = ${6:2}\n      on_demand_percentage_above_base_capacity = ${7:20}\n      spot_allocation_strategy                 = \"price-capacity-optimized\"\n    }\n\n    launch_template {\n      launch_template_specification {\n        launch_template_id = ${8:aws_launch_template.app}.id\n        version            = ${8:aws_launch_template.app}.latest_version\n      }\n\n      override {\n        instance_type = \"${9:m7g.large}\"\n      }\n\n      override {\n        instance_type = \"${10:m6g.large}\"\n      }\n\n      override {\n        instance_type = \"${11:r7g.large}\"\n      }\n    }\n  }\n\n  instance_refresh {\n    strategy = \"Rolling\"\n\n    preferences {\n      min_healthy_percentage = 90\n    }\n  }\n}\n"
  },
  {
    "prefix": "lambda",
    "title": "Lambda function",
    "description": "Memory said outright, traces, a place for what failed, and a log group with an end",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "AWS-25",
      "CP-23"
    ],
    "context": {},
    "body": "resource \"aws_cloudwatch_log_group\" \"${1:resize}\" {\n  name              = \"/aws/lambda/${1:resize}\"\n  retention_in_days = 30\n  kms_key_id        = ${2:aws_kms_key.logs.arn}\n}\n\nresource \"aws_lambda_function\" \"${1:resize}\" {\n  function_name                  = \"${1:resize}\"\n  role                           = ${3:aws_iam_role.resize.arn}\n  package_type                   = \"Image\"\n  image_uri                      = \"${4:111122223333.dkr.ecr.eu-west-1.amazonaws.com/resize:1.4.2}\"\n  architectures                  = [\"arm64\"]\n  memory_size                    = ${5:512}\n  timeout                        = ${6:30}\n  reserved_concurrent_executions = ${7:20}\n  kms_key_arn                    = ${2:aws_kms_key.logs.arn}\n\n  dead_letter_config {\n    target_arn = ${8:aws_sqs_queue.failed.arn}\n  }\n\n  tracing_config {\n    mode = \"Active\"\n  }\n\n  vpc_config {\n    subnet_ids         = ${9:aws_subnet.private[*].id}\n    security_group_ids = [${10:aws_security_group.resize.id}]\n  }\n\n  depends_on = [aws_cloudwatch_log_group.${1:resize}]\n}\n"
  },
  {
    "prefix": "lambda-warm",
    "title": "Function that is kept warm",
    "description": "An alias with provisioned concurrency, which costs money around the clock: for paths where a cold start is felt",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "AWS-26"
    ],
    "context": {},
    "body": "resource \"aws_lambda_alias\" \"${1:checkout}\" {\n  name             = \"live\"\n  function_name    = ${2:aws_lambda_function.checkout.function_name}\n  function_version = ${3:aws_lambda_function.checkout.version}\n}\n\nresource \"aws_lambda_provisioned_concurrency_config\" \"${1:checkout}\" {\n  function_name                     = aws_lambda_alias.${1:checkout}.function_name\n  qualifier                         = aws_lambda_alias.${1:checkout}.name\n  provisioned_concurrent_executions = ${4:2}\n}\n"
  },
  {
    "prefix": "autoscaling-schedule",
    "title": "Fewer instances at night",
    "description": "One time to scale down, one to scale up",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "CNA-06",
      "AWS-09"
    ],
    "context": {},
    "body": "resource \"aws_autoscaling_schedule\" \"${1:staging}_evening\" {\n  scheduled_action_name  = \"evening\"\n  autoscaling_group_name = ${2:aws_autoscaling_group.staging.name}\n  recurrence             = \"${3:0 20 * * 1-5}\"\n  time_zone              = \"${4:Europe/Madrid}\"\n  min_size               = 0\n  max_size               = 0\n  desired_capacity       = 0\n}\n\nresource \"aws_autoscaling_schedule\" \"${1:staging}_morning\" {\n  scheduled_action_name  = \"morning\"\n  autoscaling_group_name = ${2:aws_autoscaling_group.staging.name}\n  recurrence             = \"${5:0 7 * * 1-5}\"\n  time_zone              = \"${4:Europe/Madrid}\"\n  min_size               = ${6:2}\n  max_size               = ${7:6}\n  desired_capacity       = ${6:2}\n}\n"
  },
  {
    "prefix": "ecr-repository",
    "title": "Image repository",
    "description": "Tags that stay, images scanned when they come, old ones removed",
    "language": "terraform",
    "group": "Compute",
    "place": "terraform/block",
    "guidance": [
      "DS-11",
      "DKR-10"
    ],
    "context": {},
    "body": "resource \"aws_ecr_repository\" \"${1:orders}\" {\n  name                 = \"${2:shop/orders}\"\n  image_tag_mutability = \"IMMUTABLE\"\n\n  image_scanning_configuration {\n    scan_on_push = true\n  }\n\n  encryption_configuration {\n    encryption_type = \"KMS\"\n    kms_key         = ${3:aws_kms_key.images.arn}\n  }\n}\n\nresource \"aws_ecr_lifecycle_policy\" \"${1:orders}\" {\n  repository = aws_ecr_repository.${1:orders}.name\n  policy = jsonencode({\n    rules = [{\n      rulePriority = 1\n      description  = \"Untagged images go after ${4:14} days\"\n      selection    = { tagStatus = \"untagged\", countType = \"sinceImagePushed\", countUnit = \"days\", countNumber = ${4:14} }\n      action       = { type = \"expire\" }\n    }]\n  })\n}\n"
  },
  {
    "prefix": "waf",
    "title": "Web ACL that counts first",
    "description": "Managed rules that only count at first, a limit on requests, and logs without credentials",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "WAF-03",
      "WAF-07",
      "WAF-09",
      "WAF-12"
    ],
    "context": {},
    "body": "resource \"aws_wafv2_web_acl\" \"${1:shop}\" {\n  name  = \"${1:shop}\"\n  scope = \"${2|REGIONAL,CLOUDFRONT|}\"\n\n  default_action {\n    allow {}\n  }\n\n  rule {\n    name     = \"common\"\n    priority = 10\n\n    override_action {\n      count {}\n    }\n\n    statement {\n      managed_rule_group_statement {\n        name        = \"AWSManagedRulesCommonRuleSet\"\n        vendor_name = \"AWS\"\n      }\n    }\n\n    visibility_config {\n      cloudwatch_metrics_enabled = true\n      metric_name                = \"common\"\n      sampled_requests_enabled   = true\n    }\n  }\n\n  rule {\n    name     = \"known-bad-inputs\"\n    priority = 20\n\n    override_action {\n      none {}\n    }\n\n    statement {\n      managed_rule_group_statement {\n        name        = \"AWSManagedRulesKnownBadInputsRuleSet\"\n        vendor_name = \"AWS\"\n      }\n    }\n\n    visibility_config {\n      cloudwatch_metrics_enabled = true\n      metric_name                = \"known-bad-inputs\"\n      sampled_requests_enabled   = true\n    }\n  }\n\n  rule {\n    name     = \"rate\"\n    priority = 30\n\n    action {\n      block {}\n    }\n\n    statement {\n      rate_based_statement {\n        limit              = ${3:2000}\n        aggregate_key_type = \"IP\"\n      }\n    }\n\n    visibility_config {\n      cloudwatch_metrics_enabled = true\n      metric_name                = \"rate\"\n      sampled_requests_enabled   = true\n    }\n  }\n\n  visibility_config {\n    cloudwatch_metrics_enabled = true\n    metric_name                = \"${1:shop}\"\n    sampled_requests_enabled   = true\n  }\n}\n\nresource \"aws_cloudwatch_log_group\" \"${1:shop}_waf\" {\n  name              = \"aws-waf-logs-${1:shop}\"\n  retention_in_days = ${4|14,7,30|}\n  kms_key_id        = ${5:aws_kms_key.logs.arn}\n}\n\nresource \"aws_wafv2_web_acl_logging_configuration\" \"${1:shop}\" {\n  resource_arn            = aws_wafv2_web_acl.${1:shop}.arn\n  log_destination_configs = [aws_cloudwatch_log_group.${1:shop}_waf.arn]\n\n  redacted_fields {\n    single_header {\n      name = \"authorization\"\n    }\n  }\n\n  redacted_fields {\n    single_header {\n      name = \"cookie\"\n    }\n  }\n}\n\nresource \"aws_wafv2_web_acl_association\" \"${1:shop}\" {\n  resource_arn = ${6:aws_lb.shop.arn}\n  web_acl_arn  = aws_wafv2_web_acl.${1:shop}.arn\n}\n"
  },
  {
    "prefix": "budget",
    "title": "Budget",
    "description": "Somebody hears of it before the month is paid for",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "CP-19",
      "AWS-28"
    ],
    "context": {},
    "body": "resource \"aws_budgets_budget\" \"${1:shop}\" {\n  name         = \"${1:shop}\"\n  budget_type  = \"COST\"\n  limit_amount = \"${2:2000}\"\n  limit_unit   = \"USD\"\n  time_unit    = \"MONTHLY\"\n\n  notification {\n    notification_type          = \"FORECASTED\"\n    comparison_operator        = \"GREATER_THAN\"\n    threshold                  = 100\n    threshold_type             = \"PERCENTAGE\"\n    subscriber_email_addresses = [\"${3:platform@example.com}\"]\n  }\n}\n"
  },
  {
    "prefix": "policy-set",
    "title": "Policies of HCP Terraform",
    "description": "Runs of a workspace are checked before they are applied",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "GOV-04"
    ],
    "context": {},
    "body": "resource \"tfe_policy_set\" \"${1:guardrails}\" {\n  name          = \"${1:guardrails}\"\n  description   = \"${2:What no run may do}\"\n  organization  = \"${3:example}\"\n  kind          = \"${4|opa,sentinel|}\"\n  policies_path = \"${5:policies}\"\n  workspace_ids = [${6:tfe_workspace.shop.id}]\n\n  vcs_repo {\n    identifier         = \"${7:example/policies}\"\n    branch             = \"main\"\n    ingress_submodules = false\n    oauth_token_id     = ${8:tfe_oauth_client.github.oauth_token_id}\n  }\n}\n"
  },
  {
    "prefix": "run-notification",
    "title": "Notification of runs (HCP Terraform)",
    "description": "Failures and drift come to where people look",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "GOV-10"
    ],
    "context": {},
    "body": "resource \"tfe_notification_configuration\" \"${1:shop}\" {\n  name             = \"${1:shop}\"\n  enabled          = true\n  destination_type = \"${2|slack,generic,microsoft-teams|}\"\n  triggers         = [\"run:needs_attention\", \"run:errored\", \"assessment:drifted\"]\n  url              = ${3:data.aws_ssm_parameter.notification_url.value}\n  workspace_id     = ${4:tfe_workspace.shop.id}\n}\n"
  },
  {
    "prefix": "config-rule",
    "title": "Config rule with its repair",
    "description": "Finds resources without tags, and starts a document that repairs what can be",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "GOV-13",
      "AWS-30"
    ],
    "context": {},
    "body": "resource \"aws_config_config_rule\" \"${1:required_tags}\" {\n  name = \"${1:required_tags}\"\n\n  source {\n    owner             = \"AWS\"\n    source_identifier = \"REQUIRED_TAGS\"\n  }\n\n  input_parameters = jsonencode({\n    tag1Key = \"${2:service}\"\n    tag2Key = \"${3:owner}\"\n  })\n}\n\nresource \"aws_config_remediation_configuration\" \"${1:required_tags}\" {\n  config_rule_name           = aws_config_config_rule.${1:required_tags}.name\n  target_type                = \"SSM_DOCUMENT\"\n  target_id                  = \"${4:Shop-SetRequiredTags}\"\n  automatic                  = true\n  maximum_automatic_attempts = 3\n  retry_attempt_seconds      = 60\n}\n"
  },
  {
    "prefix": "scp-tag",
    "title": "No instances without a tag",
    "description": "A service control policy: whoever starts an instance of these accounts says which project pays",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "AWS-30"
    ],
    "context": {},
    "body": "data \"aws_iam_policy_document\" \"require_${1:project}\" {\n  statement {\n    sid       = \"InstancesNeedATag\"\n    effect    = \"Deny\"\n    actions   = [\"ec2:RunInstances\"]\n    resources = [\"arn:aws:ec2:*:*:instance/*\"]\n\n    condition {\n      test     = \"Null\"\n      variable = \"aws:RequestTag/${1:project}\"\n      values   = [\"true\"]\n    }\n  }\n}\n\nresource \"aws_organizations_policy\" \"require_${1:project}\" {\n  name    = \"require-${1:project}\"\n  type    = \"SERVICE_CONTROL_POLICY\"\n  content = data.aws_iam_policy_document.require_${1:project}.json\n}\n\nresource \"aws_organizations_policy_attachment\" \"require_${1:project}\" {\n  policy_id = aws_organizations_policy.require_${1:project}.id\n  target_id = ${2:aws_organizations_organizational_unit.workloads.id}\n}\n"
  },
  {
    "prefix": "control",
    "title": "Control Tower control",
    "description": "A guard rail on every account of a unit",
    "language": "terraform",
    "group": "Governance",
    "place": "terraform/block",
    "guidance": [
      "GOV-12"
    ],
    "context": {},
    "body": "resource \"aws_controltower_control\" \"${1:no_public_buckets}\" {\n  control_identifier = \"${2:arn:aws:controltower:eu-west-1::control/AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED}\"\n  target_identifier  = ${3:aws_organizations_organizational_unit.workloads.arn}\n}\n"
  },
  {
    "prefix": "step-read",
    "title": "Step that reads",
    "description": "Asks the cluster and changes nothing",
    "language": "playbook",
    "group": "Steps",
    "place": "playbook/step",
    "guidance": [],
    "context": {},
    "body": "id: ${1:pods}\ntitle: ${2:Read the pods}\nkind: command\ncommand:\n  program: kubectl\n  args: [get, ${3:pods}, --context, \"\\${context\\}\", --namespace, \"\\${namespace\\}\", --request-timeout, 5s]\n  timeout: 10s\nwatch: ${4:Pods that start again and again.}"
  },
  {
    "prefix": "step-restart",
    "title": "Step that changes, is verified and has a way back",
    "description": "Restarts a Deployment, waits until it stands, and goes to the revision before where it does not",
    "language": "playbook",
    "group": "Steps",
    "place": "playbook/step",
    "guidance": [
      "RBK-05"
    ],
    "context": {},
    "body": "id: ${1:restart}\ntitle: ${2:Restart the Deployment}\nkind: command\nmutating: true\ncommand:\n  program: kubectl\n  args: [rollout, restart, \"deployment/\\${name\\}\", --context, \"\\${context\\}\", --namespace, \"\\${namespace\\}\", --request-timeout, 30s]\n  timeout: 35s\nverify:\n  command:\n    program: kubectl\n    args:\n      [\n        rollout,\n        status,\n        \"deployment/\\${name\\}\",\n        --timeout,\n        ${3:5m},\n        --context,\n        \"\\${context\\}\",\n        --namespace,\n        \"\\${namespace\\}\",\n        --request-timeout,\n        0s,\n      ]\n    timeout: 6m\nrollback:\n  command:\n    program: kubectl\n    args: [rollout, undo, \"deployment/\\${name\\}\", --context, \"\\${context\\}\", --namespace, \"\\${namespace\\}\", --request-timeout, 30s]\n    timeout: 35s"
  },
  {
    "prefix": "step-manual",
    "title": "Step that a person does",
    "description": "Something to do elsewhere, and why",
    "language": "playbook",
    "group": "Steps",
    "place": "playbook/step",
    "guidance": [],
    "context": {},
    "body": "id: ${1:announce}\ntitle: ${2:Tell the support team}\nkind: manual\nwhy: ${3:They hear of a failure before the graphs show it.}"
  },
  {
    "prefix": "step-wait",
    "title": "Step that waits",
    "description": "Time passes, then a question",
    "language": "playbook",
    "group": "Steps",
    "place": "playbook/step",
    "guidance": [],
    "context": {},
    "body": "id: ${1:soak}\ntitle: ${2:Let it run}\nkind: wait\nduration: ${3:10m}\nquestion: ${4:Are errors and latency as they were before?}"
  },
  {
    "prefix": "step-decision",
    "title": "Step that decides",
    "description": "A question with ways to go on",
    "language": "playbook",
    "group": "Steps",
    "place": "playbook/step",
    "guidance": [],
    "context": {},
    "body": "id: ${1:healthy}\ntitle: ${2:Is it healthy?}\nkind: decision\nquestion: ${3:Do the figures look as before?}\nbranches:\n  - title: \"Yes\"\n    goto: ${4:done}\n  - title: \"No\"\n    goto: ${5:back}"
  },
  {
    "prefix": "pl-playbook",
    "title": "Release with a soak",
    "description": "Looks at what runs, lets the pipeline deploy, watches it, and knows the way back",
    "language": "playbook",
    "group": "Playbooks",
    "place": "file",
    "guidance": [
      "RBK-05"
    ],
    "context": {},
    "body": "id: ${1:release-orders}\ntitle: ${2:Release a new version of orders}\nsummary: ${3:Looks at what runs, lets the pipeline deploy, and watches it.}\ntopic: rollout\nappliesTo: [Deployment]\ninputs:\n  name:\n    title: Deployment\n    from: { manifest: metadata.name }\nphases:\n  - id: before\n    title: Before\n    steps:\n      - id: read\n        title: Read the Deployment\n        kind: command\n        command:\n          program: kubectl\n          args: [get, deployment, \"\\${name\\}\", --context, \"\\${context\\}\", --namespace, \"\\${namespace\\}\", --request-timeout, 5s]\n          timeout: 10s\n  - id: release\n    title: Release\n    steps:\n      - id: deploy\n        title: ${4:Let the pipeline deploy it}\n        kind: manual\n      - id: soak\n        title: Let it run\n        kind: wait\n        duration: ${5:10m}\n        question: ${6:Are errors and latency as they were before?}\n"
  }
];

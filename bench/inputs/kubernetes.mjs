/** Manifests as a platform team writes them: an application is a Deployment, a Service, a ConfigMap and now and then more. */

const images = ["ghcr.io/example/api", "ghcr.io/example/worker", "nginx", "redis", "registry.example.com/shop/web", "postgres"];
const teams = ["checkout", "search", "payments", "platform", "identity"];

/**
 * @param {import("../random.mjs").Random} random
 * @param {number} number
 * @returns {Iterable<string>} the documents of one application
 */
export function* application(random, number) {
  const name = `${random.pick(teams)}-${number}`;
  const documents = [deployment, service, configMap];
  if (random.chance(0.3)) documents.push(disruptionBudget);
  if (random.chance(0.3)) documents.push(autoscaler);
  // A file of one document begins with any of them.
  const first = random.below(documents.length);
  for (const write of [...documents.slice(first), ...documents.slice(0, first)]) yield `---\n${write(random, name)}`;
}

/** @param {import("../random.mjs").Random} random @param {string} name */
function deployment(random, name) {
  const port = 8000 + random.below(1000);
  const labels = `app.kubernetes.io/name: ${name}`;
  const tag = random.chance(0.1) ? "latest" : `1.${random.below(40)}.${random.below(10)}`;
  return `# Runs ${name}; ask #team-${name.split("-")[0]} before you change the port.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${name.split("-")[0]}
  labels:
    ${labels}
spec:
  replicas: ${1 + random.below(4)}
  selector:
    matchLabels:
      ${labels}
  template:
    metadata:
      labels:
        ${labels}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "${port}"
    spec:
      serviceAccountName: ${name}
${random.chance(0.7) ? "      securityContext:\n        runAsNonRoot: true\n        seccompProfile:\n          type: RuntimeDefault\n" : ""}      containers:
        - name: ${name}
          image: ${random.pick(images)}:${tag}
          args: ["--listen", ":${port}", "--log-level=${random.pick(["info", "debug", "warn"])}"]
          ports:
            - name: http
              containerPort: ${port}
          env:
            - name: LOG_FORMAT
              value: json
            - name: DATABASE_HOST
              value: ${name}-db.${name.split("-")[0]}.svc
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ${name}-db
                  key: password
          envFrom:
            - configMapRef:
                name: ${name}
${random.chance(0.8) ? `          readinessProbe:\n            httpGet:\n              path: /ready\n              port: http\n            periodSeconds: ${5 + random.below(10)}\n` : ""}          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            initialDelaySeconds: ${random.below(30)}
${random.chance(0.8) ? `          resources:\n            requests:\n              cpu: ${50 + random.below(200)}m\n              memory: ${64 + random.below(400)}Mi\n            limits:\n              memory: ${512 + random.below(512)}Mi\n` : ""}${random.chance(0.6) ? "          securityContext:\n            allowPrivilegeEscalation: false\n            capabilities:\n              drop: [ALL]\n" : ""}          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
`;
}

/** @param {import("../random.mjs").Random} random @param {string} name */
function service(random, name) {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${name.split("-")[0]}
spec:
  type: ${random.chance(0.1) ? "LoadBalancer" : "ClusterIP"}
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

/** @param {import("../random.mjs").Random} random @param {string} name */
function configMap(random, name) {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${name.split("-")[0]}
data:
  CACHE_TTL: "${random.below(600)}"
  FEATURE_FLAGS: "search,${random.pick(["cart", "reviews", "wishlist"])}"
  application.yaml: |
    server:
      shutdown: graceful
    cache:
      size: ${random.below(10_000)}
`;
}

/** @param {import("../random.mjs").Random} _random @param {string} name */
const disruptionBudget = (_random, name) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
  namespace: ${name.split("-")[0]}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;

/** @param {import("../random.mjs").Random} random @param {string} name */
const autoscaler = (random, name) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
  namespace: ${name.split("-")[0]}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 2
  maxReplicas: ${4 + random.below(8)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: ${50 + random.below(40)}
`;

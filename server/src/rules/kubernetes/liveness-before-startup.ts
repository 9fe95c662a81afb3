import { yaml } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import type { Container } from "../../languages/kubernetes/container";
import { handlerOf, probeTimes, secondsToRestart } from "../../languages/kubernetes/probe";
import { servingContainers } from "../../languages/kubernetes/queries";
import { setAt, TabStop } from "../../languages/yaml/edit";
import { writtenAgain } from "../../languages/yaml/written";

/** Words in an image or command of programs that take their time to start: JVM and .NET servers, search engines, brokers. */
const SLOW =
  /(?:^|[/:_.\s-])(?:java|jdk|jre|openjdk|temurin|corretto|zulu|tomcat|wildfly|jboss|jetty|spring|spring-boot|quarkus|keycloak|kafka|elasticsearch|opensearch|cassandra|solr|neo4j|hadoop|spark|flink|jenkins|sonarqube|nexus|nexus3|artifactory|gitlab|gitlab-ce|logstash|activemq|mssql|oracle|aspnet|sap)(?:$|[/:_.\s\d-])/;

/** A start budget of at least this many seconds is enough for most programs. */
const ENOUGH = 120;

export default defineRule({
  id: "kubernetes/liveness-before-startup",
  summary: "Liveness probe that restarts a container while it starts",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-03", "RBK-01", "RBK-04"],
  equivalents: [],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes",
  ],
  rationale:
    "A liveness probe does not wait for the start: a program that needs longer than the probe allows is killed, started, killed again, and the pod sits in CrashLoopBackOff with healthy code. It happens on the day the node is busy or the data has grown, not in the test. " +
    "A startup probe holds the liveness probe back until the first success, so the liveness probe can stay quick.",
  examples: [
    {
      title: "a JVM service with the default times",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: orders
          image: eclipse-temurin:21.0.5_11-jre
          livenessProbe:
          ^^^^^^^^^^^^^ 💡 warning: The liveness probe restarts container "orders" after 21 seconds if it is still starting.
            httpGet:
              path: /healthz
              port: 8080
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: orders
          image: eclipse-temurin:21.0.5_11-jre
          livenessProbe:
            httpGet:
              path: /healthz
              port: 8080
          startupProbe:
            httpGet:
              path: /healthz
              port: 8080
            periodSeconds: 10
            failureThreshold: 30
`,
    },
    {
      title: "a long initial delay says that the start is slow",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: orders
          image: shop/orders:7.0.1
          livenessProbe:
          ^^^^^^^^^^^^^ 💡 warning: The liveness probe restarts container "orders" after 71 seconds if it is still starting.
            tcpSocket: { port: 8080 }
            initialDelaySeconds: 60
            periodSeconds: 5
`,
    },
    {
      title: "a startup probe, a quick program, a generous budget",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      containers:
        - name: orders
          image: eclipse-temurin:21.0.5_11-jre
          startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 30 }
          livenessProbe: { tcpSocket: { port: 8080 } }
        - name: quick
          image: shop/quick:1.0.0
          livenessProbe: { tcpSocket: { port: 8081 } }
        - name: patient
          image: tomcat:10.1.31
          livenessProbe: { tcpSocket: { port: 8082 }, initialDelaySeconds: 120 }
`,
    },
  ],
  on: where(servingContainers, (container) => container.root.lacks("startupProbe") && container.root.has("livenessProbe")),
  *check(container) {
    const probe = container.map("livenessProbe");
    const times = probeTimes(probe);
    const handler = handlerOf(probe);
    if (probe.presence !== "written" || !times || handler === undefined) return;
    const seconds = secondsToRestart(times);
    if (seconds >= ENOUGH) return;
    const isSlow = times.initialDelay >= 30 || startsSlowly(container);
    const copied = handler === "exec" ? undefined : writtenAgain(probe.map(handler));
    yield {
      at: container.root.keyRange("livenessProbe"),
      message: `The liveness probe restarts ${container.name === undefined ? "the " : ""}${container.title.charAt(0).toLowerCase()}${container.title.slice(1)} after ${seconds} seconds if it is still starting.`,
      ...(isSlow ? {} : { severity: "hint" as const, preset: "strict" as const }),
      ...(copied
        ? {
            fixes: [
              {
                title: "Add a startup probe that gives it time",
                safety: "suggestion" as const,
                edits: setAt(
                  container.root,
                  ["startupProbe"],
                  { [handler]: copied, periodSeconds: 10, failureThreshold: new TabStop(30) },
                  ["livenessProbe"],
                ),
              },
            ],
          }
        : {}),
    };
  },
});

function startsSlowly(container: Container): boolean {
  const command = [...container.root.list("command").strings(), ...container.root.list("args").strings()].join(" ");
  return SLOW.test(container.root.string("image") ?? "") || SLOW.test(command);
}

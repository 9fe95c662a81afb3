import { yaml } from "../../core/example";
import { editDistance } from "../../core/closest";
import { defineRule } from "../../core/rule";
import { PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

/** Paths that are health checks by convention, and long enough that a slip shows. */
const KNOWN = ["healthz", "livez", "readyz", "healthcheck", "health", "ready", "liveness", "readiness"];
/** Words one letter away from those, and words. */
const WORDS = ["heath", "read", "reads", "live", "lives", "steady", "wealth", "healthy", "ready", "readz", "healths", "readme"];

export default defineRule({
  id: "kubernetes/mistyped-health-path",
  summary: "Probe of a path that is one letter off",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-04"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  rationale:
    "A misspelt path answers 404 for ever, so the container is restarted for ever, or never gets traffic. Compare it with the route the application really serves.",
  examples: [
    {
      title: "healtz",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      livenessProbe:
        httpGet:
          path: /healtz
                ^^^^^^^ 💡 info: Container "web" is probed at "/healtz", which is one letter off "/healthz".
          port: 8080
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
`,
    },
    {
      title: "the usual words, and others",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      livenessProbe: { httpGet: { path: /healthz, port: 8080 } }
      readinessProbe: { httpGet: { path: /api/read, port: 8080 } }
      startupProbe: { httpGet: { path: /status, port: 8080 } }
    - name: shop
      livenessProbe: { httpGet: { path: /_healthz, port: 8080 } }
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const probe of PROBES) {
      const get = container.map(probe).map("httpGet");
      const path = get.string("path") ?? "";
      const word =
        path
          .replace(/[?#].*$/, "")
          .split("/")
          .at(-1) ?? "";
      if (word.length < 5 || !/^[a-z]+$/i.test(word) || KNOWN.includes(word) || WORDS.includes(word)) continue;
      const meant = KNOWN.find((known) => editDistance(word, known, 2) === 1);
      if (meant === undefined) continue;
      const wanted = path.replace(word, meant);
      yield {
        at: get.rangeOf("path"),
        message: `${container.title} is probed at "${path}", which is one letter off "${wanted}".`,
        fixes: [{ title: `Probe "${wanted}"`, safety: "suggestion", edits: setAt(get, ["path"], wanted) }],
      };
    }
  },
});

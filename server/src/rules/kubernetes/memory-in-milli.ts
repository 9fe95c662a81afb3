import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isWrittenHere, quantityAt, roughly } from "../../languages/kubernetes/quantity";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import { setAt } from "../../languages/yaml/edit";

/** No container starts with less; above it somebody may really count in thousandths, as autoscalers do. */
const LEAST_BYTES = 65_536;

export default defineRule({
  id: "kubernetes/memory-in-milli",
  summary: "Memory in thousandths of a byte (512m)",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-11"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory"],
  rationale:
    "The suffix `m` means thousandths: `512m` of memory is half a byte. The API server takes it with a warning that scrolls by; the container runtime then refuses to start the container, or kills it at once, and a request like that reserves nothing. Almost always `Mi` was meant. `m` is right for CPU.",
  examples: [
    {
      title: "a limit and a request",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        limits:
          memory: 512m
                  ^^^^ 💡 error: 512m of memory is 0.512 bytes: container "web" cannot start with that limit.
        requests:
          cpu: 250m
          memory: 256m
                  ^^^^ 💡 error: 256m of memory is 0.256 bytes: the request of container "web" reserves nothing.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources:
        limits:
          memory: 512Mi
        requests:
          cpu: 250m
          memory: 256m
`,
    },
    {
      title: "proper units, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      resources: { limits: { memory: 512Mi, cpu: 500m }, requests: { memory: 268435456000m } }
    - name: templated
      resources:
        limits:
          memory: {{ .Values.megabytes }}m
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const list of ["limits", "requests"] as const) {
      const amounts = container.map("resources").map(list);
      for (const key of ["memory", "ephemeral-storage"]) {
        const found = quantityAt(amounts, key);
        if (found?.amount.suffix !== "m" || roughly(found.amount) >= LEAST_BYTES || found.amount.digits <= 0n) continue;
        const meant = `${found.source.slice(0, -1)}Mi`;
        const what = key === "memory" ? "memory" : "storage";
        const so =
          list === "requests"
            ? `the request of ${inSentence(container.title)} reserves nothing`
            : `${inSentence(container.title)} cannot start with that limit`;
        yield {
          at: amounts.rangeOf(key),
          message: `${found.source} of ${what} is ${roughly(found.amount)} bytes: ${so}.`,
          fixes: isWrittenHere(amounts.field(key))
            ? [{ title: `Change it to ${meant}`, safety: "suggestion", edits: setAt(amounts, [key], meant) }]
            : [],
        };
      }
    }
  },
});

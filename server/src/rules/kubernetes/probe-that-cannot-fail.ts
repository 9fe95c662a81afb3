import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;
const ALWAYS_TRUE = /^(?:\/(?:usr\/)?bin\/)?(?:true|:|exit 0|echo(?: [^;&|]*)?)$/;
const ENDS_TRUE = /(?:\|\||;|\n)\s*(?:true|:|exit 0)\s*;?\s*$/;
/** What may leave a script earlier with a failure. */
const MAY_FAIL = /\bexit\s+(?!0\b)|\bset\s+-|\bexec\b|\breturn\b|\bexit\s*(?:$|[;\n])/;

export default defineRule({
  id: "kubernetes/probe-that-cannot-fail",
  summary: "Probe whose command always succeeds",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-01", "RBK-05"],
  equivalents: [],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command",
  ],
  rationale:
    "A probe that always succeeds satisfies a checklist and tells Kubernetes nothing: the pod counts as ready or alive while the program inside hangs, and rollouts go on over broken versions. Whoever reads the manifest believes that it is watched. Ask the program something it can fail, or leave the probe out.",
  examples: [
    {
      title: "true, and a failure that is swallowed",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  containers:
    - name: worker
      livenessProbe:
        exec:
          command: ["/bin/true"]
          ^^^^^^^ warning: The liveness probe of container "worker" runs a command that always succeeds, so it watches nothing.
      readinessProbe:
        exec:
          command:
          ^^^^^^^ warning: The readiness probe of container "worker" runs a command that always succeeds, so it watches nothing.
            - sh
            - -c
            - curl -sf localhost:8080/ready || exit 0
`,
    },
    {
      title: "commands that can fail, or that a template writes",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  containers:
    - name: worker
      livenessProbe:
        exec: { command: [sh, -c, "test -f /tmp/alive || exit 1; exit 0"] }
      readinessProbe:
        exec: { command: [pg_isready, -U, shop] }
    - name: templated
      livenessProbe:
        exec:
          command: {{ toJson .Values.command }}
      readinessProbe:
        exec:
          command: [sh, -c, "{{ .Values.check }}"]
`,
    },
  ],
  on: containers,
  *check(container) {
    for (const key of PROBES) {
      const exec = container.map(key).map("exec");
      const command = exec.list("command");
      const words = command.strings();
      if (command.open || words.length !== command.length || !cannotFail(words)) continue;
      yield {
        at: exec.keyRange("command"),
        message: `The ${key.replace("Probe", "")} probe of ${inSentence(container.title)} runs a command that always succeeds, so it watches nothing.`,
      };
    }
  },
});

function cannotFail(words: readonly string[]): boolean {
  const [program = "", flag, script] = words;
  if (!SHELL.test(program)) return ALWAYS_TRUE.test(words.join(" ")) && !words.includes("exit");
  if (script === undefined || words.length !== 3 || flag === undefined || !/^-l?c$/.test(flag)) return false;
  const text = script.trim();
  return ALWAYS_TRUE.test(text) || (ENDS_TRUE.test(text) && !MAY_FAIL.test(text));
}

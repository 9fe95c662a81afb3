import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/unmasked-proc",
  summary: "Container sees the whole of /proc",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-10"],
  equivalents: ["kube-linter:unsafe-proc-mount", "polaris:procMount", "trivy:KSV-0027", "kics:container_runs_unmasked"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  rationale:
    "The runtime hides files such as /proc/kcore and makes /proc/sys read-only, because they speak for the whole node. `procMount: Unmasked` opens them again. " +
    "Its only good use is a container that runs containers, and current Kubernetes accepts it only together with `hostUsers: false`.",
  examples: [
    {
      title: "unmasked",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  containers:
    - name: build
      securityContext:
        runAsUser: 10001
        procMount: Unmasked
                   ^^^^^^^^ 💡 warning: Container "build" sees the node's /proc unmasked.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  containers:
    - name: build
      securityContext:
        runAsUser: 10001
`,
    },
    {
      title: "with users of its own it is information",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  hostUsers: false
  containers:
    - name: build
      securityContext:
        runAsUser: 1000
        procMount: Unmasked
                   ^^^^^^^^ 💡 info: Container "build" sees the node's /proc unmasked.
`,
    },
    {
      title: "the default, and a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: build
spec:
  containers:
    - name: build
      securityContext:
        procMount: Default
    - name: templated
      securityContext:
        procMount: {{ .Values.procMount }}
`,
    },
  ],
  on: containers,
  *check(container) {
    const context = container.map("securityContext");
    if (!context.is("procMount", "Unmasked")) return;
    yield {
      at: context.rangeOf("procMount"),
      message: `${container.title} sees the node's /proc unmasked.`,
      ...(container.podSpec.is("hostUsers", false) ? { severity: "info" as const } : {}),
      fixes: [{ title: "Remove procMount", safety: "suggestion", edits: removeKey(context, "procMount") }],
    };
  },
});

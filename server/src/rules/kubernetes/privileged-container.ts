import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent, onlySetsSysctls } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/privileged-container",
  summary: "Container runs with every power of the node",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-09", "BPF-02"],
  equivalents: [
    "kube-linter:privileged-container",
    "kube-score:container-security-context-privileged",
    "polaris:runAsPrivileged",
    "checkov:CKV_K8S_16",
    "trivy:KSV-0017",
    "kics:container_is_privileged",
  ],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
  rationale:
    "A privileged container sees every device of its node and can load kernel modules: whoever breaks into it owns the node and every pod on it. " +
    "Most programs that ask for it need one capability, one device or one mount; give them that. " +
    "Agents that really manage the node (CNI, CSI, log and eBPF agents) and init containers that only set kernel parameters are reported as information.",
  examples: [
    {
      title: "privileged: true",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: true # for the debugger
                    ^^^^ 💡 error: Container "web" is privileged: it has every power of its node.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: false # for the debugger
`,
    },
    {
      title: "a value that comes from values.yaml",
      source: files({
        "chart/Chart.yaml": yaml`
name: shop
version: 1.0.0
`,
        "chart/values.yaml": yaml`
debug:
  privileged: true
`,
        "chart/templates/web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: {{ .Values.debug.privileged }}
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Container "web" is privileged: it has every power of its node.
`,
      }),
    },
    {
      title: "an init container that sets a kernel parameter of its node",
      source: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: search
spec:
  template:
    spec:
      initContainers:
        - name: sysctl
          image: busybox:1.37
          command: [sysctl, -w, vm.max_map_count=262144]
          securityContext:
            privileged: true
                        ^^^^ 💡 info: Init container "sysctl" is privileged: it has every power of its node.
`,
    },
    {
      title: "an ordinary container",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        privileged: false
`,
    },
    {
      title: "a template decides",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      securityContext:
        {{- if .Values.debug }}
        privileged: true
        {{- end }}
        runAsNonRoot: true
`,
    },
  ],
  on: containers,
  *check(container) {
    const context = container.map("securityContext");
    const field = context.scalar("privileged");
    if (field.state !== "known" || field.value !== true) return;
    yield {
      at: context.rangeOf("privileged"),
      message: `${container.title} is privileged: it has every power of its node.`,
      ...(isNodeAgent(container.object) || onlySetsSysctls(container) ? { severity: "info" as const } : {}),
      ...(field.origin
        ? { related: [{ at: field.origin, message: "The value is set here." }] }
        : { fixes: [{ title: "Set privileged to false", safety: "suggestion" as const, edits: setAt(context, ["privileged"], false) }] }),
    };
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isNodeAgent } from "../../languages/kubernetes/node-agent";
import { securityContexts } from "../../languages/kubernetes/security-context";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/host-process",
  summary: "Windows container that runs as a process of its node",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-11"],
  equivalents: ["polaris:hostProcess", "trivy:KSV-0103"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  rationale:
    "A HostProcess container is no container: it runs on the Windows node itself, with its files, registry and network, usually as SYSTEM. It is made for installing and watching nodes; a service has no use for it.",
  examples: [
    {
      title: "on the node itself",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: report
spec:
  securityContext:
    windowsOptions:
      hostProcess: true
                   ^^^^ 💡 warning: Pod "report" runs as a process of its Windows node, without a container around it.
      runAsUserName: NT AUTHORITY\SYSTEM
  hostNetwork: true
  containers: []
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: report
spec:
  securityContext:
    windowsOptions:
      hostProcess: false
      runAsUserName: NT AUTHORITY\SYSTEM
  hostNetwork: true
  containers: []
`,
    },
    {
      title: "in a container, and decided by a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: report
spec:
  securityContext:
    windowsOptions:
      hostProcess: false
  containers:
    - name: report
      securityContext:
        windowsOptions:
          hostProcess: {{ .Values.hostProcess }}
`,
    },
  ],
  on: securityContexts,
  *check({ settings, object, title }) {
    const windows = settings.map("windowsOptions");
    const field = windows.scalar("hostProcess");
    if (field.state !== "known" || field.value !== true) return;
    yield {
      at: windows.rangeOf("hostProcess"),
      message: `${title} runs as a process of its Windows node, without a container around it.`,
      ...(isNodeAgent(object) ? { severity: "info" as const } : {}),
      ...(field.origin
        ? { related: [{ at: field.origin, message: "The value is set here." }] }
        : { fixes: [{ title: "Set hostProcess to false", safety: "suggestion" as const, edits: setAt(windows, ["hostProcess"], false) }] }),
    };
  },
});

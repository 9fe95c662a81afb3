import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { securityContexts } from "../../languages/kubernetes/security-context";

const FIRST_HIGH = 10_000;

export default defineRule({
  id: "kubernetes/low-uid",
  summary: "User number that the node may know",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "kube-score:container-security-context-user-group-id",
    "checkov:CKV_K8S_40",
    "trivy:KSV-0020",
    "kics:container_running_with_low_uid",
  ],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  rationale:
    "Without user namespaces a number means the same user inside and outside, so a process that escapes as 1000 owns the files of the node's 1000. Numbers from 10000 on belong to nobody there. Images that expect their own number will not start with another one.",
  examples: [
    {
      title: "a number that people have",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
               ^^^^ hint: Pod "web" runs as user 1000, a number that the node may have given to somebody.
  containers: []
`,
    },
    {
      title: "a high number, root (another rule says that), a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      securityContext: { runAsUser: 0 }
    - name: templated
      securityContext:
        runAsUser: {{ .Values.user }}
`,
    },
  ],
  on: securityContexts,
  *check({ settings, podSpec, title }) {
    const user = settings.number("runAsUser");
    if (user === undefined || user < 1 || user >= FIRST_HIGH || podSpec.is("hostUsers", false)) return;
    yield {
      at: settings.rangeOf("runAsUser"),
      message: `${title} runs as user ${user}, a number that the node may have given to somebody.`,
    };
  },
});

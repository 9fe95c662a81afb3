import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containersOf } from "../../languages/kubernetes/container";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import type { SecurityContext } from "../../languages/kubernetes/security-context";
import { securityContexts } from "../../languages/kubernetes/security-context";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/runs-as-root",
  summary: "Container that is told to run as root",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["POD-01", "POD-02", "DKR-08"],
  equivalents: [
    "kube-linter:run-as-non-root",
    "polaris:runAsRootAllowed",
    "checkov:CKV_K8S_23",
    "trivy:KSV-0012",
    "trivy:KSV-0105",
    "kics:containers_running_as_root",
  ],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  rationale:
    "Without user namespaces, root in the container is root on the node the moment it finds a way out, and it may write to every volume it is given. " +
    "Give the image a user of its own and name its number in `runAsUser`. A volume that belongs to root needs `fsGroup`, not a root process. " +
    "Init containers that prepare a volume are reported in the strict preset; agents of the node, and pods with `hostUsers: false`, are left alone.",
  examples: [
    {
      title: "uid 0, and the guard switched off",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        runAsNonRoot: false # the image wants it
                      ^^^^^ 💡 warning: Container "web" may start as root: runAsNonRoot is false.
    - name: helper
      securityContext:
        runAsUser: 0
                   ^ warning: Container "helper" runs as root.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        runAsNonRoot: true # the image wants it
    - name: helper
      securityContext:
        runAsUser: 0
`,
    },
    {
      title: "said for the whole pod",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext:
        runAsUser: 0
                   ^ warning: Deployment "web" runs as root.
      containers:
        - name: web
`,
    },
    {
      title: "two settings that exclude each other",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        runAsNonRoot: true
        runAsUser: 0
                   ^ error: Container "web" can never start: it has to run as root, and runAsNonRoot forbids it.
`,
    },
    {
      title: "an init container, in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: own-volume
      securityContext: { runAsUser: 0 }
                                    ^ info: Init container "own-volume" runs as root.
`,
    },
    {
      title: "users of their own, a template, an init container that prepares a volume",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 0
  initContainers:
    - name: own-volume
      securityContext:
        runAsUser: 0
  containers:
    - name: web
      securityContext:
        runAsUser: 10001
        runAsNonRoot: false
    - name: templated
      securityContext:
        {{- if .Values.debug }}
        runAsUser: 0
        {{- end }}
`,
    },
    {
      title: "a user namespace of its own",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      securityContext:
        runAsUser: 0
`,
    },
  ],
  on: securityContexts,
  *check(context) {
    const { settings, podSpec, container, title } = context;
    if (podSpec.is("hostUsers", false)) return;
    const isExempt = isNodeAgent(context.object) || settings.is("privileged", true);
    const user = settings.scalar("runAsUser");
    const isRoot = user.state === "known" && user.value === 0;
    if (isRoot && settings.is("runAsNonRoot", true)) {
      yield {
        at: settings.rangeOf("runAsUser"),
        message: `${title} can never start: it has to run as root, and runAsNonRoot forbids it.`,
        severity: "error",
      };
      return;
    }
    const isAllowed = settings.is("runAsNonRoot", false) && user.state === "absent" && podSpec.map("securityContext").lacks("runAsUser");
    if ((!isRoot && !isAllowed) || isOverruled(context)) return;
    const isInit = isExempt ? asOpinion : container?.role === "init" ? { severity: "info" as const, preset: "strict" as const } : {};
    if (isRoot) yield { at: settings.rangeOf("runAsUser"), message: `${title} runs as root.`, ...isInit };
    else
      yield {
        at: settings.rangeOf("runAsNonRoot"),
        message: `${title} may start as root: runAsNonRoot is false.`,
        ...isInit,
        ...(settings.scalar("runAsNonRoot").state === "known" && !settings.pair("runAsNonRoot")?.masked
          ? { fixes: [{ title: "Refuse to start as root", safety: "suggestion", edits: setAt(settings, ["runAsNonRoot"], true) }] }
          : {}),
      };
  },
});

/** What the pod says does not count where no container, or none that stays, may inherit it. */
function isOverruled({ container, object, podSpec }: SecurityContext): boolean {
  if (container) return false;
  const own = containersOf(object).filter(({ role }) => role !== "init");
  if (!own.length) return podSpec.list("containers").open;
  return own.every(({ root }) => {
    const settings = root.map("securityContext");
    return !settings.lacks("runAsUser") || !settings.lacks("runAsNonRoot");
  });
}

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";

/** What each of them opens. Source: capabilities(7). The gravest first. */
const DANGEROUS: Readonly<Record<string, string>> = {
  ALL: "that is every power root has",
  SYS_ADMIN: "with it one can mount file systems and leave the container",
  SYS_MODULE: "with it one can load code into the node's kernel",
  SYS_RAWIO: "with it one can write to the node's memory and disks",
  SYS_PTRACE: "with it one can read and change other processes",
  DAC_READ_SEARCH: "with it one can read every file of the node",
  BPF: "with it one can watch everything the node's kernel does",
  SYS_BOOT: "with it one can restart the node",
  NET_ADMIN: "with it one can reroute and sniff the pod's network, and the node's where that is shared",
};

/** What the baseline profile lets a container add. Source: Pod Security Standards. */
const BASELINE: readonly string[] = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

export default defineRule({
  id: "kubernetes/dangerous-capabilities",
  summary: "Container is given powers that reach beyond it",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-10", "POD-04"],
  equivalents: [
    "polaris:dangerousCapabilities",
    "checkov:CKV_K8S_25",
    "checkov:CKV_K8S_39",
    "kube-linter:privilege-escalation-container",
    "trivy:KSV-0005",
    "trivy:KSV-0022",
    "trivy:KSV-0120",
    "kics:containers_with_added_capabilities",
    "kics:containers_with_sys_admin_capabilities",
  ],
  references: [
    "https://man7.org/linux/man-pages/man7/capabilities.7.html",
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
  ],
  rationale:
    "A few capabilities undo the container's walls by themselves; SYS_ADMIN is close to `privileged: true`. Ask what the program does with it: a packet capture wants NET_RAW, a profiler PERFMON, a port below 1024 NET_BIND_SERVICE or nothing at all. " +
    "NET_ADMIN in an init container (a mesh that sets up its redirection) is information; agents of the node are left alone, and the strict preset names everything beyond the baseline profile.",
  examples: [
    {
      title: "nearly all of root",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        capabilities:
          add: [NET_ADMIN, SYS_ADMIN]
                           ^^^^^^^^^ warning: Container "web" adds SYS_ADMIN and NET_ADMIN: with SYS_ADMIN one can mount file systems and leave the container.
    - name: helper
      securityContext:
        capabilities:
          add:
            - ALL
              ^^^ warning: Container "helper" adds ALL: that is every power root has.
`,
    },
    {
      title: "a mesh's init container, and what strict adds",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: istio-init
      securityContext:
        capabilities:
          add: [NET_ADMIN]
                ^^^^^^^^^ info: Init container "istio-init" adds NET_ADMIN: with it one can reroute and sniff the pod's network, and the node's where that is shared.
  containers:
    - name: web
      securityContext:
        capabilities:
          add: [NET_RAW, CHOWN]
                ^^^^^^^ info: Container "web" adds NET_RAW, more than the baseline profile allows.
`,
    },
    {
      title: "within the baseline, an agent of the node, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE, NET_RAW]
    - name: templated
      securityContext:
        capabilities:
          add:
            {{- toYaml .Values.capabilities | nindent 12 }}
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: cilium
spec:
  template:
    spec:
      containers:
        - name: agent
          securityContext:
            capabilities: { add: [NET_ADMIN, SYS_MODULE] }
`,
    },
  ],
  on: containers,
  *check(container) {
    const context = container.map("securityContext");
    const isExempt = context.is("privileged", true) || isNodeAgent(container.object);
    const added = [...context.map("capabilities").list("add").scalars()].flatMap((field) =>
      field.state === "known" ? [{ name: String(field.value).replace(/^CAP_/, ""), at: field.at }] : [],
    );
    const ranks = Object.keys(DANGEROUS);
    const dangerous = added
      .filter(({ name }) => ranks.includes(name))
      .sort((left, right) => ranks.indexOf(left.name) - ranks.indexOf(right.name));
    const [worst] = dangerous;
    if (worst) {
      const isSetUp = container.role === "init" && dangerous.every(({ name }) => name === "NET_ADMIN");
      const consequence = DANGEROUS[worst.name] ?? "";
      yield {
        at: worst.at,
        equivalents: namesOf(dangerous.map(({ name }) => name)),
        message: `${container.title} adds ${inWords(dangerous)}: ${dangerous.length > 1 ? consequence.replace("with it", `with ${worst.name}`) : consequence}.`,
        ...(isExempt ? asOpinion : isSetUp ? { severity: "info" as const } : {}),
      };
      return;
    }
    const beyond = added.filter(({ name }) => !BASELINE.includes(name));
    if (beyond[0])
      yield {
        at: beyond[0].at,
        equivalents: namesOf([]),
        message: `${container.title} adds ${inWords(beyond)}, more than the baseline profile allows.`,
        ...(isExempt ? asOpinion : { severity: "info", preset: "strict" }),
      };
  },
});

/** Other tools have a check for any capability, and some for single ones. */
const namesOf = (added: readonly string[]): string[] => [
  "checkov:CKV_K8S_25",
  "trivy:KSV-0022",
  "kics:containers_with_added_capabilities",
  ...(added.some((name) => ["ALL", "SYS_ADMIN", "NET_ADMIN"].includes(name)) ? ["polaris:dangerousCapabilities"] : []),
  ...(added.some((name) => ["ALL", "SYS_ADMIN"].includes(name))
    ? ["kube-linter:privilege-escalation-container", "checkov:CKV_K8S_39", "trivy:KSV-0005", "kics:containers_with_sys_admin_capabilities"]
    : []),
  ...(added.some((name) => ["ALL", "SYS_MODULE"].includes(name)) ? ["trivy:KSV-0120"] : []),
];

const inWords = (added: readonly { readonly name: string }[]): string => joinWords([...new Set(added.map(({ name }) => name))]);

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { GroupItem } from "../../core/rule";
import { presetIncludes } from "../../core/settings";
import type { Container } from "../../languages/kubernetes/container";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import { containers } from "../../languages/kubernetes/queries";
import type { Written } from "../../languages/yaml/edit";
import { setAll, setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/missing-hardening",
  summary: "Container that may do more than the restricted profile allows",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IDP-09", "POD-02", "POD-05", "DKR-08"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],
  rationale:
    "The defaults are generous: root inside the container, set-uid programs that gain rights, fourteen capabilities, every system call. None of it is needed by an ordinary service, and each is a step on the way out of a container. " +
    "One block closes them together. Images that start as root need a USER first; try it where you can watch the pod start. Where less than half of it is written and the path does not say production, it is a hint.",
  patient: true,
  checks: {
    "kubernetes/root-allowed": {
      summary: "Nothing says that it may not run as root",
      equivalents: [
        "kube-linter:run-as-non-root",
        "polaris:runAsRootAllowed",
        "checkov:CKV_K8S_23",
        "trivy:KSV-0012",
        "kics:containers_running_as_root",
      ],
      guidance: ["POD-02", "DKR-08"],
    },
    "kubernetes/privilege-escalation-allowed": {
      summary: "Programs may gain rights",
      equivalents: ["polaris:privilegeEscalationAllowed", "checkov:CKV_K8S_20", "trivy:KSV-0001", "kics:privilege_escalation_allowed"],
      guidance: ["POD-05"],
    },
    "kubernetes/privilege-escalation-asked-for": {
      summary: "Programs are told that they may gain rights",
      equivalents: [
        "kube-linter:privilege-escalation-container",
        "polaris:privilegeEscalationAllowed",
        "checkov:CKV_K8S_20",
        "trivy:KSV-0001",
        "kics:privilege_escalation_allowed",
      ],
      guidance: ["POD-05"],
    },
    "kubernetes/capabilities-kept": {
      summary: "Capabilities are not dropped",
      equivalents: [
        "polaris:insecureCapabilities",
        "checkov:CKV_K8S_37",
        "checkov:CKV_K8S_28",
        "trivy:KSV-0003",
        "trivy:KSV-0004",
        "trivy:KSV-0106",
        "kics:no_drop_capabilities",
        "kics:net_raw_not_being_dropped",
      ],
    },
    "kubernetes/unconfined-system-calls": {
      summary: "No seccomp profile",
      equivalents: [
        "kube-score:container-seccomp-profile",
        "polaris:linuxHardening",
        "checkov:CKV_K8S_31",
        "trivy:KSV-0030",
        "trivy:KSV-0104",
        "kics:seccomp_profile_is_not_configured",
      ],
    },
    "kubernetes/writable-root-file-system": {
      summary: "The image's files can be changed",
      equivalents: [
        "kube-linter:no-read-only-root-fs",
        "kube-score:container-security-context-readonlyrootfilesystem",
        "polaris:notReadOnlyRootFilesystem",
        "checkov:CKV_K8S_22",
        "trivy:KSV-0014",
        "kics:root_container_not_mounted_as_read_only",
      ],
      preset: "strict",
    },
  },
  examples: [
    {
      title: "no security context at all",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 hint: Container "web" does not say runAsNonRoot, allowPrivilegeEscalation: false, capabilities.drop and seccompProfile.
      image: shop/web:1.4.2
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
        runAsNonRoot: true
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        seccompProfile:
          type: RuntimeDefault
`,
    },
    {
      title: "a context that closes nothing",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 hint: Container "web" does not say allowPrivilegeEscalation: false, capabilities.drop and seccompProfile.
      securityContext:
        runAsUser: 0
`,
    },
    {
      title: "no security context at all, in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
            ^^^ 💡 info: Container "web" does not say runAsNonRoot, allowPrivilegeEscalation: false, capabilities.drop and seccompProfile.
      image: shop/web:1.4.2
`,
    },
    {
      title: "the pod says part of it, the container another; strict asks for a read-only root",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    seccompProfile: { type: RuntimeDefault }
  containers:
    - name: web
            ^^^ 💡 info: Container "web" does not say capabilities.drop and readOnlyRootFilesystem.
      securityContext:
        allowPrivilegeEscalation: false # CIS 5.2.5
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    seccompProfile: { type: RuntimeDefault }
  containers:
    - name: web
      securityContext:
        allowPrivilegeEscalation: false # CIS 5.2.5
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
`,
    },
    {
      title: "capabilities that are only added to, at the end of the block",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
            ^^ 💡 info: Container "db" does not say runAsNonRoot, allowPrivilegeEscalation: false, capabilities.drop and seccompProfile.
      securityContext:
        capabilities:
          add:
            - IPC_LOCK
      image: shop/db:1.4.2
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      securityContext:
        capabilities:
          add:
            - IPC_LOCK
          drop:
            - ALL
        runAsNonRoot: true
        allowPrivilegeEscalation: false
        seccompProfile:
          type: RuntimeDefault
      image: shop/db:1.4.2
`,
    },
    {
      title: "closed, or decided by a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      securityContext:
        runAsUser: 10001
        allowPrivilegeEscalation: false
        capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
        seccompProfile: { type: RuntimeDefault }
    - name: templated
      securityContext:
        {{- toYaml .Values.securityContext | nindent 8 }}
`,
    },
  ],
  on: containers,
  *check(container, { settings }) {
    const { object } = container;
    if (container.role === "ephemeral") return;
    // What has to reach into its node is not held to this profile.
    const isExempt = isNodeAgent(object) || container.map("securityContext").is("privileged", true);
    const group = missing(container);
    if (!group.length) return;
    const isGrave = settings.environment?.production === true || isGap(container, group);
    yield {
      at: container.anchor,
      ...(isExempt ? asOpinion : isGrave ? {} : { severity: "hint" as const }),
      message: `${container.title} does not say`,
      group,
      fixes: [
        {
          title: "Add what the restricted profile asks for",
          safety: "suggestion",
          edits: closing(container, group, presetIncludes(settings.preset, "strict")),
        },
      ],
    };
  },
});

/**
 * Where nobody has thought of it yet, as of most containers, or somebody stopped at the first line, it is no reason to fill a list of problems:
 * a gap in what is closed else is one.
 */
function isGap(container: Container, group: readonly GroupItem[]): boolean {
  const contexts = [container.map("securityContext"), container.podSpec.map("securityContext")];
  if (!contexts.some((context) => context.keys.length > 0)) return false;
  const lacks = (check: string) => group.some((item) => item.check.replace("asked-for", "allowed") === check);
  const isRoot = contexts.some((context) => context.is("runAsUser", 0));
  const open = BASICS.filter((check) => lacks(check) || (isRoot && check === "kubernetes/root-allowed"));
  return open.length <= BASICS.length / 2;
}

/** What the recommended preset asks for. */
const BASICS = [
  "kubernetes/root-allowed",
  "kubernetes/privilege-escalation-allowed",
  "kubernetes/capabilities-kept",
  "kubernetes/unconfined-system-calls",
];

interface Measure extends GroupItem {
  readonly path: readonly string[];
  readonly value: Written;
}

const MEASURES = {
  user: { check: "kubernetes/root-allowed", words: "runAsNonRoot", path: ["runAsNonRoot"], value: true },
  escalation: {
    check: "kubernetes/privilege-escalation-allowed",
    words: "allowPrivilegeEscalation: false",
    path: ["allowPrivilegeEscalation"],
    value: false,
  },
  escalationAskedFor: {
    check: "kubernetes/privilege-escalation-asked-for",
    words: "allowPrivilegeEscalation: false",
    path: ["allowPrivilegeEscalation"],
    value: false,
  },
  capabilities: { check: "kubernetes/capabilities-kept", words: "capabilities.drop", path: ["capabilities", "drop"], value: ["ALL"] },
  systemCalls: {
    check: "kubernetes/unconfined-system-calls",
    words: "seccompProfile",
    path: ["seccompProfile"],
    value: { type: "RuntimeDefault" },
  },
  fileSystem: {
    check: "kubernetes/writable-root-file-system",
    words: "readOnlyRootFilesystem",
    path: ["readOnlyRootFilesystem"],
    value: true,
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** What neither the container nor the pod says. Nothing is missing where a template may say it. */
function missing(container: Container): Measure[] {
  const own = container.map("securityContext");
  const pod = container.podSpec.map("securityContext");
  const isWindows =
    container.podSpec.map("os").is("name", "windows") || container.podSpec.map("nodeSelector").is("kubernetes.io/os", "windows");
  if (isWindows) return [];
  const user = own.number("runAsUser") ?? pod.number("runAsUser");
  const rootExcluded = (user !== undefined && user > 0) || !own.lacks("runAsNonRoot") || !pod.lacks("runAsNonRoot");
  const measures: (Measure | false)[] = [
    !rootExcluded && own.lacks("runAsUser") && pod.lacks("runAsUser") && MEASURES.user,
    own.is("allowPrivilegeEscalation", true) && MEASURES.escalationAskedFor,
    own.lacks("allowPrivilegeEscalation") && MEASURES.escalation,
    own.map("capabilities").lacks("drop") && MEASURES.capabilities,
    own.lacks("seccompProfile") && pod.lacks("seccompProfile") && MEASURES.systemCalls,
    (own.lacks("readOnlyRootFilesystem") || own.is("readOnlyRootFilesystem", false)) && MEASURES.fileSystem,
  ];
  return measures.filter((measure) => measure !== false);
}

/**
 * One block where there is none, else the missing keys. The read-only root is left to the person, because it breaks programs that write, unless
 * it is asked for and others of its kind are there.
 */
function closing(container: Container, group: readonly Measure[], readOnly: boolean) {
  const own = container.map("securityContext");
  const wanted = group.filter(({ check }) => check !== "kubernetes/writable-root-file-system" || (readOnly && own.node?.pairs.length));
  if (own.node?.pairs.length)
    return setAll(
      own,
      wanted.map(({ path, value }) => [path, value] as const),
    );
  const block: Record<string, Written> = {};
  for (const { path, value } of wanted) {
    const [first = "", second] = path;
    block[first] = second === undefined ? value : { [second]: value };
  }
  return setAt(container.root, ["securityContext"], block);
}

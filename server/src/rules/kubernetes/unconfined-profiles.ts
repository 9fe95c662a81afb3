import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { RuleId } from "../../core/settings";
import { asOpinion, isNodeAgent } from "../../languages/kubernetes/node-agent";
import type { SecurityContext } from "../../languages/kubernetes/security-context";
import { securityContexts } from "../../languages/kubernetes/security-context";
import { removeKey, setAt } from "../../languages/yaml/edit";

interface Row {
  readonly id: RuleId;
  readonly field: string;
  readonly unconfined: string;
  /** What the fix writes; the field is removed where there is no such value. */
  readonly confined: string | undefined;
  readonly summary: string;
  readonly consequence: string;
  readonly rationale: string;
  readonly guidance: Rule["guidance"];
  readonly equivalents: readonly string[];
  readonly reference: string;
}

const ROWS: readonly Row[] = [
  {
    id: "kubernetes/unconfined-seccomp",
    field: "seccompProfile",
    unconfined: "Unconfined",
    confined: "RuntimeDefault",
    summary: "System call filter switched off",
    consequence: "it may make every system call of the kernel",
    rationale:
      "The runtime's own filter blocks dozens of system calls that services never make and exploits of the kernel often do. A program that needs one of them is better served by a `Localhost` profile.",
    guidance: ["DKR-10", "POD-06"],
    equivalents: [
      "kube-score:container-seccomp-profile",
      "trivy:KSV-0104",
      "trivy:KSV-0030",
      "checkov:CKV_K8S_31",
      "kics:seccomp_profile_is_not_configured",
    ],
    reference: "https://kubernetes.io/docs/tutorials/security/seccomp/",
  },
  {
    id: "kubernetes/unconfined-apparmor",
    field: "appArmorProfile",
    unconfined: "Unconfined",
    confined: "RuntimeDefault",
    summary: "AppArmor profile switched off",
    consequence: "AppArmor no longer keeps it from mounts and kernel settings",
    rationale:
      "The runtime's profile denies mounts, writes below /proc and /sys and a few more steps of known escapes. Where nodes have no AppArmor the field changes nothing, so leaving it out costs nothing either.",
    guidance: ["DKR-10", "POD-07"],
    equivalents: ["trivy:KSV-0002", "kics:missing_app_armor_config"],
    reference: "https://kubernetes.io/docs/tutorials/security/apparmor/",
  },
  {
    id: "kubernetes/unconfined-selinux",
    field: "seLinuxOptions",
    unconfined: "spc_t",
    confined: undefined,
    summary: "Container exempt from SELinux",
    consequence: "SELinux no longer holds it back from the node's files",
    rationale:
      "`spc_t` is the type of super-privileged containers: SELinux lets it touch everything on the node. A volume that cannot be read only lacks its label, which the kubelet sets when no type is written.",
    guidance: ["POD-08"],
    equivalents: ["trivy:KSV-0025"],
    reference: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container",
  },
];

/** Confinement by the kernel that is switched off in writing: three fields, one mechanism. */
export default defineRules(ROWS, (row): Rule<SecurityContext> => ({
  id: row.id,
  summary: row.summary,
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: row.guidance,
  equivalents: row.equivalents,
  references: [row.reference],
  rationale: `${row.rationale} Agents that manage their node are left alone.`,
  examples: [
    {
      title: "switched off for a container",
      source: `${head(row.field)}          type: ${row.unconfined}\n${" ".repeat(16)}${"^".repeat(row.unconfined.length)} 💡 warning: Container "web" sets ${row.field} to ${row.unconfined}: ${row.consequence}.\n`,
      fixed: row.confined === undefined ? head(undefined) : `${head(row.field)}          type: ${row.confined}\n`,
    },
    {
      title: "switched off by a value of the chart that is not known",
      source: `${head(row.field)}          type: {{ .Values.profile }}\n`,
    },
    { title: "not written", source: head(undefined) },
    {
      title: "an agent of the node",
      source: `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      securityContext:\n        ${row.field}:\n          type: ${row.unconfined}\n`,
    },
  ],
  on: securityContexts,
  *check({ settings, object, title }) {
    const profile = settings.map(row.field);
    const type = profile.scalar("type");
    if (type.state !== "known" || type.value !== row.unconfined) return;
    const fix =
      row.confined === undefined
        ? { title: `Remove ${row.field}`, edits: removeKey(settings, row.field) }
        : { title: `Set it to ${row.confined}`, edits: setAt(profile, ["type"], row.confined) };
    yield {
      at: profile.rangeOf("type"),
      message: `${title} sets ${row.field} to ${row.unconfined}: ${row.consequence}.`,
      ...(isNodeAgent(object) || settings.is("privileged", true) ? asOpinion : {}),
      ...(type.origin
        ? { related: [{ at: type.origin, message: "The value is set here." }] }
        : { fixes: [{ ...fix, safety: "suggestion" as const }] }),
    };
  },
}));

/** The start of an example: a pod whose container has a security context. */
function head(field: string | undefined): string {
  const lines = ["apiVersion: v1", "kind: Pod", "metadata:", "  name: web", "spec:", "  containers:", "    - name: web"];
  lines.push("      securityContext:", "        runAsNonRoot: true", ...(field === undefined ? [] : [`        ${field}:`]));
  return `${lines.join("\n")}\n`;
}

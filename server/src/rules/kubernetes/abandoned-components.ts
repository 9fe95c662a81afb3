import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { RuleId, Severity } from "../../core/settings";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import { parseImage } from "../../languages/shared/image";

interface Row {
  readonly id: RuleId;
  /** The repository of its image, without a registry. */
  readonly repository: RegExp;
  readonly image: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly words: string;
  readonly rationale: string;
  readonly equivalents: readonly string[];
  readonly reference: string;
}

const ROWS: readonly Row[] = [
  {
    id: "kubernetes/tiller-deployed",
    repository: /(?:^|\/)tiller$/,
    image: "ghcr.io/helm/tiller:v2.17.0",
    severity: "warning",
    summary: "Tiller, the server of Helm 2",
    words: "is Tiller, which Helm 3 did away with in 2019",
    rationale:
      "Tiller takes orders without a login from every pod that reaches it, usually as cluster administrator, and has had no fix since November 2020. Move the releases with the 2to3 plug-in and delete it.",
    equivalents: ["checkov:CKV_K8S_34", "checkov:CKV_K8S_45", "trivy:KSV-0102", "kics:tiller_3_queries"],
    reference: "https://helm.sh/docs/topics/v2_v3_migration/",
  },
  {
    id: "kubernetes/dashboard-deployed",
    repository: /(?:^|\/)(?:kubernetesui\/dashboard(?:-(?:api|web|auth))?|kubernetes-dashboard-amd64)$/,
    image: "kubernetesui/dashboard:v2.7.0",
    severity: "info",
    summary: "Kubernetes Dashboard in the cluster",
    words: "is the Kubernetes Dashboard: a door to the API for whoever reaches it",
    rationale:
      "Well-known break-ins came through a Dashboard that was bound to a broad role and reachable from outside. Reach it through `kubectl port-forward`, give its account nothing, and let people use their own tokens; Headlamp or k9s run outside the cluster.",
    equivalents: ["checkov:CKV_K8S_33", "kics:dashboard"],
    reference: "https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/",
  },
];

/** The start of an example, up to the image. */
const HEAD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: it\n      image: ";

/** Programs that clusters are better without: a table of images. */
export default defineRules(ROWS, (row): Rule<Container> => ({
  id: row.id,
  summary: row.summary,
  severity: row.severity,
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: [row.reference],
  rationale: row.rationale,
  examples: [
    {
      title: "its image",
      source: `${HEAD}${row.image}\n${" ".repeat(13)}${"^".repeat(row.image.length)} ${row.severity}: Container "it" ${row.words}.\n`,
    },
    { title: "another image", source: `${HEAD}shop/dashboard:1.4.2\n` },
    { title: "decided by a template", source: `${HEAD}{{ .Values.image }}\n` },
  ],
  on: containers,
  *check(container) {
    const field = container.root.scalar("image");
    const image = field.state === "known" && typeof field.value === "string" ? parseImage(field.value) : undefined;
    if (!image || !row.repository.test(image.repository)) return;
    yield { at: container.root.rangeOf("image"), message: `${container.title} ${row.words}.` };
  },
}));

import type { Path } from "../core/path";
import { dirname, foldersAbove } from "../core/path";
import type { FileKind } from "../core/settings";

type Has = (path: Path) => "present" | "absent" | "unknown";

/** The marker files whose coming or going moves other files from one scope to another. */
export const isMarker = (path: Path): boolean => /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/.test(path);

/**
 * What a file is deployed with: a Helm chart, a kustomization, a Compose project, a Terraform directory, otherwise its folder. Named by kind
 * and folder, such as `chart:/shop/chart`.
 */
export function scopeOf(path: Path, kind: FileKind, has: Has): string {
  switch (kind) {
    case "terraform":
    case "tfvars":
      return `terraform:${dirname(path)}`;
    case "compose":
    case "dotenv":
      return `compose:${dirname(path)}`;
    case "helm-template":
    case "helm-values":
    case "helm-chart":
    case "kubernetes":
    case "kustomization":
      return kubernetesScope(path, has);
    default:
      return `folder:${dirname(path)}`;
  }
}

/** A chart's templates belong to the chart; other manifests to the nearest kustomization above, else to their folder. */
function kubernetesScope(path: Path, has: Has): string {
  for (const folder of foldersAbove(path)) {
    if (has(`${folder}/Chart.yaml`) === "present") return `chart:${folder}`;
    if (["kustomization.yaml", "kustomization.yml", "Kustomization"].some((name) => has(`${folder}/${name}`) === "present"))
      return `kustomization:${folder}`;
  }
  return `folder:${dirname(path)}`;
}

import { foldersAbove } from "../../core/path";
import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Scope } from "../../core/scope";
import { changesTo } from "../kustomize/patches";
import { buildsFolder, KUSTOMIZE } from "../kustomize/support";
import { deployedImagesNamed } from "../shared/dockerfile-uses";
import type { ImageReference } from "../shared/image";
import { parseImage } from "../shared/image";

/** A workload of the workspace that runs an image. */
export interface Deployment {
  /** `Deployment "orders"`. */
  readonly by: string;
  readonly version: string;
  readonly at: Anchor;
}

/** The workloads that run the same image, each with its version; those whose version is not known, or not by the manifest alone, left out. */
export function deploymentsOfImage(image: ImageReference, scope: Scope): Deployment[] {
  return deployedImagesNamed(image.name, scope).flatMap(({ value, at }) => {
    const other = parseImage(value.image);
    if (other?.registry !== image.registry || other.repository !== image.repository) return [];
    const version = versionOf(other.tag);
    return version === undefined || mayBeReplaced(value.image, at.file, scope) ? [] : [{ by: value.by, version, at }];
  });
}

/** `16.4` of `16.4-alpine`, `1.2` of `v1.2`. Undefined for what counts nothing: names, commits, dates and numbers of builds. */
export function versionOf(tag: string | undefined): string | undefined {
  return /^v?(\d{1,3}(?:\.\d+)*)(?=$|[-_+])/.exec(tag ?? "")?.[1];
}

/** Whether two versions may be the same: `16` is whatever 16 is. */
export function mayAgree(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return `${long}.`.startsWith(`${short}.`);
}

/** Whether a kustomization above the manifest names another tag, or may. */
function mayBeReplaced(image: string, manifest: Path, scope: Scope): boolean {
  const name = image.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  return [...foldersAbove(manifest)].some((folder) => {
    if (!scope.in(KUSTOMIZE).all(buildsFolder, folder).length) return false;
    const changes = scope.in(`kustomization:${folder}`).effective(changesTo, folder);
    return changes === undefined || changes.opaque || changes.images.includes(name);
  });
}

import type { Range } from "../../core/text";
import { codeNames, flavours, movingWords } from "./image-tags.table";

/** An image reference, taken apart. Ranges count from the start of the text. */
export interface ImageReference {
  readonly text: string;
  /** `docker.io` where none is written. */
  readonly registry: string;
  /** Without the registry, with Docker Hub's own `library/` filled in: `library/nginx`, `bitnami/redis`. */
  readonly repository: string;
  /** The last segment of the repository: `nginx`. */
  readonly name: string;
  /** As people write it: `nginx`, `bitnami/redis`, `ghcr.io/acme/api`. */
  readonly familiar: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** The empty image, which no registry has. */
  readonly scratch: boolean;
  readonly ranges: {
    /** Registry and repository as written, without tag and digest. */
    readonly name: Range;
    readonly registry: Range | undefined;
    readonly tag: Range | undefined;
    readonly digest: Range | undefined;
  };
}

export const DOCKER_HUB = "docker.io";

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}$/;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::\d+)?$/;

/** Whether an image comes from one of these places: a registry, or the start of a name such as `ghcr.io/acme`. */
export const isFrom = ({ registry, repository }: ImageReference, places: readonly string[]): boolean =>
  places.some((place) => `${registry}/${repository}/`.startsWith(`${place.replace(/\/\*?$/, "")}/`));

/**
 * Reads `registry/namespace/name:tag@digest` after the grammar of the distribution project. Undefined for what no registry would take.
 * A text that holds a variable is the caller's to resolve first.
 */
export function parseImage(text: string): ImageReference | undefined {
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const untilDigest = at < 0 ? text.length : at;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;

  const colon = text.lastIndexOf(":", untilDigest - 1);
  const hasTag = colon > text.lastIndexOf("/", untilDigest - 1);
  const tag = hasTag ? text.slice(colon + 1, untilDigest) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;

  const nameEnd = hasTag ? colon : untilDigest;
  const written = text.slice(0, nameEnd);
  const slash = written.indexOf("/");
  const first = slash < 0 ? "" : written.slice(0, slash);
  const isHost = slash >= 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  if (isHost && !HOST.test(first)) return undefined;

  const path = isHost ? written.slice(slash + 1) : written;
  const components = path.split("/");
  if (!components.every((component) => COMPONENT.test(component))) return undefined;

  const isHub = !isHost || first === DOCKER_HUB || first === "index.docker.io" || first === "registry-1.docker.io";
  const repository = isHub && components.length === 1 ? `library/${path}` : path;
  return {
    text,
    registry: isHub ? DOCKER_HUB : first,
    repository,
    name: components.at(-1) ?? path,
    familiar: isHub ? repository.replace(/^library\//, "") : `${first}/${repository}`,
    tag,
    digest,
    scratch: text === "scratch",
    ranges: {
      name: { start: 0, end: nameEnd },
      registry: isHost ? { start: 0, end: slash } : undefined,
      tag: hasTag ? { start: colon + 1, end: untilDigest } : undefined,
      digest: at < 0 ? undefined : { start: at + 1, end: text.length },
    },
  };
}

/** How sure one can be that a tag means the same image tomorrow. `moving` is known to move; anything of another project's own is `fixed`. */
export type Mutability = "missing" | "latest" | "moving" | "fixed";

/** Judges a tag. `1.25`, dates, commits and build numbers count as fixed, `1`, `alpine`, `lts`, `bookworm` and `main` as moving. */
export function mutability(tag: string | undefined): Mutability {
  if (tag === undefined || tag === "") return "missing";
  const lower = tag.toLowerCase();
  if (lower === "latest") return "latest";
  // The version of the system below says nothing of the version on top: `20-alpine3.19` is whatever 20 is today.
  const words = lower.split(/[-_]/).filter((word) => !isVersionedFlavour(word));
  if (words.length === 0) return "moving";
  if (words.some(isVersion)) return "fixed";
  return words.every(isMovingWord) ? "moving" : "fixed";
}

/** Whether the tag is pinned by content, or names one version for good. */
export const isPinned = (image: ImageReference): boolean => image.digest !== undefined || mutability(image.tag) === "fixed";

const VERSIONED_FLAVOUR =
  /^(alpine|ubi|ubuntu|debian|centos|rhel|fedora|el|al|oraclelinux|rocky|windowsservercore|nanoserver|ltsc)\.?\d[\d.]*$/;

const isVersionedFlavour = (word: string): boolean => VERSIONED_FLAVOUR.test(word);

/** Two numbers, a date, a commit, or a build number. */
const isVersion = (word: string): boolean =>
  /\d\.\d/.test(word) || /^\d{3,}$/.test(word) || /^\d+u\d+/.test(word) || /^(?=.*\d)[0-9a-f]{7,64}$/.test(word);

const isMovingWord = (word: string): boolean =>
  /^v?\d{1,2}$/.test(word) ||
  /^(jdk|jre|openjdk|java|php|python|node|go|pg)\d{0,2}$/.test(word) ||
  movingWords.has(word) ||
  flavours.has(word) ||
  codeNames.has(word);

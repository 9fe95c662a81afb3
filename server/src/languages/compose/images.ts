import type { ImageReference } from "../shared/image";
import { DOCKER_HUB, parseImage } from "../shared/image";
import type { Data, DataMap } from "./data";
import { at, hasKey, isList, textOf } from "./data";
import type { KnownImage } from "./images.table";
import { HOST_AGENT_NAME, HOST_AGENTS, KNOWN_IMAGES } from "./images.table";
import { literal, splitTemplate, usual } from "./template";
import type { Mount } from "./volumes";
import { cleanPath, covers, readMount } from "./volumes";

/** The image of a service, as far as it is known. */
export interface ServiceImage {
  /** Defaults of variables taken, so that its name can be known where its tag is not. */
  readonly reference: ImageReference;
  /** Whether the tag is what stands there. */
  readonly tagKnown: boolean;
  readonly known: KnownImage | undefined;
  /** The major version of the program, where the tag says it. */
  readonly major: number | undefined;
  /** Whether the image is known to bring no HEALTHCHECK: those of Docker's own library do not (github.com/docker-library/faq#healthcheck). */
  readonly withoutHealthcheck: boolean;
  /** Whether its work needs the host: a proxy that watches containers, a monitoring agent. */
  readonly hostAgent: boolean;
}

/** Undefined for a service that is built, whose `image` only names the result, and where the name is not known. */
export function serviceImage(data: DataMap): ServiceImage | undefined {
  const text = data["image"];
  if (typeof text !== "string" || hasKey(data, "build")) return undefined;
  const segments = splitTemplate(text, "/");
  const [lastName = "", ...tagParts] = splitTemplate(segments.at(-1) ?? "", ":");
  const name = usual([...segments.slice(0, -1), lastName].join("/"));
  const tag = tagParts.length ? literal(tagParts.join(":")) : undefined;
  const reference = name === undefined ? undefined : parseImage(tag === undefined ? name : `${name}:${tag}`);
  if (!reference) return undefined;
  const tagKnown = !tagParts.length || tag !== undefined;
  const familiar = familiarName(reference);
  const known = KNOWN_IMAGES.find((row) => row.images.includes(familiar));
  return {
    reference,
    tagKnown,
    known,
    major: tagKnown && known ? majorOf(reference.tag) : undefined,
    withoutHealthcheck: isOfficial(reference),
    hostAgent: isHostAgent(reference),
  };
}

/** Whether an image is one of those that have to reach into their host. */
export const isHostAgent = (reference: ImageReference): boolean =>
  HOST_AGENTS.includes(familiarName(reference)) || HOST_AGENT_NAME.test(reference.name);

/** The same by the name of a service whose image is not known. */
export const isHostAgentName = (name: string): boolean =>
  HOST_AGENT_NAME.test(name) || HOST_AGENTS.some((image) => image.slice(image.lastIndexOf("/") + 1) === name);

/** Where a service of a known image keeps its data, and what must be mounted so that it stays. */
interface DataPlace {
  readonly data: string;
  /** What to mount. */
  readonly volume: string;
  /** Whether the image's version is known, so that another path can be called wrong. */
  readonly certain: boolean;
}

export function dataPlace(image: ServiceImage, service: DataMap): DataPlace | undefined {
  const { known, major } = image;
  if (!known?.data) return undefined;
  const moved = known.dataVariable === undefined ? undefined : at(service, "environment", known.dataVariable);
  if (known.dataVariable !== undefined && hasKey(service["environment"], known.dataVariable)) {
    const path = textOf(moved);
    return path === undefined ? undefined : { data: cleanPath(path), volume: cleanPath(path), certain: true };
  }
  const isNew = known.from !== undefined && (major === undefined || major >= known.from.major);
  const place = isNew ? known.from : { data: known.data, volume: known.volume ?? known.data };
  return { data: place.data, volume: place.volume, certain: known.from === undefined || major !== undefined };
}

/** How the data of a service is kept. `unknown` where a mount cannot be read, or the image's version decides. */
export function dataKept(image: ServiceImage, service: DataMap): "kept" | "lost" | "unknown" {
  const place = dataPlace(image, service);
  const volumes = service["volumes"];
  if (!place || hasKey(service, "volumes_from")) return "unknown";
  const mounts = isList(volumes) ? volumes.map(readMount) : [];
  if (hasKey(service, "volumes") && volumes !== null && !isList(volumes)) return "unknown";
  if (mounts.some((mount) => mount === undefined || mount.target === undefined)) return "unknown";
  const targets = mounts.flatMap((mount) => mount ?? []);
  if (isTmpfs(service["tmpfs"], place) || targets.some((mount) => keeps(mount, place))) return "kept";
  const older = image.known?.data;
  // Without a version either place may be the right one.
  if (!place.certain && older !== undefined && targets.some((mount) => covers(mount, older))) return "kept";
  return "lost";
}

/** A mount above the volume that the image declares is hidden by an anonymous volume. */
export function keeps(mount: Mount, place: DataPlace): boolean {
  if (!covers(mount, place.data)) return false;
  const target = cleanPath(mount.target ?? "");
  const hidden = place.volume.startsWith(`${target}/`) && (place.data === place.volume || place.data.startsWith(`${place.volume}/`));
  return !hidden;
}

function isTmpfs(tmpfs: Data, place: DataPlace): boolean {
  const items = isList(tmpfs) ? tmpfs : [tmpfs];
  return items.some((item) => {
    const path = textOf(item)?.split(":")[0];
    return path !== undefined && covers({ type: "tmpfs", source: undefined, target: path, readOnly: false }, place.data);
  });
}

/** Mirrors of Docker's library count as the library. */
const familiarName = ({ familiar }: ImageReference): string =>
  familiar.replace(/^(?:public\.ecr\.aws\/docker\/library|mirror\.gcr\.io\/library|quay\.io\/docker\.io)\//, "");

const isOfficial = ({ registry, repository }: ImageReference): boolean =>
  (registry === DOCKER_HUB && repository.startsWith("library/")) ||
  (registry === "public.ecr.aws" && repository.startsWith("docker/library/"));

/** `16.2-alpine`, `v16`, `pg16`, `2.14.2-pg16`, `16-3.4` are 16. */
export function majorOf(tag: string | undefined): number | undefined {
  const match = tag === undefined ? null : (/(?:^|-)pg(\d{1,2})(?:\D|$)/.exec(tag) ?? /^v?(\d{1,4})(?:[.-]|$)/.exec(tag));
  return match ? Number(match[1]) : undefined;
}

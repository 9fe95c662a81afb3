import { fact, factKind } from "../../core/fact";
import type { FactDraft } from "../../core/fact";
import type { Path } from "../../core/path";
import { basename, dirname } from "../../core/path";
import type { Scope } from "../../core/scope";
import type { Range } from "../../core/text";
import { parseImage } from "./image";

/** What is looked for by name, wherever in the workspace it stands. */
const WORKSPACE = "workspace:";

/** What a Compose service says of the Dockerfile it is built from. */
export type DockerfileUse =
  /** That it is built from it; with the stage, if any, with the image's name, if it has one, and with whom the service runs as, if it says. */
  | {
      readonly what: "build";
      readonly service: string;
      readonly target: string | undefined;
      readonly image: string | undefined;
      readonly user: string | undefined;
    }
  | { readonly what: "arg"; readonly service: string; readonly name: string }
  /** A port of the container. */
  | { readonly what: "port"; readonly service: string; readonly target: string | undefined; readonly port: number }
  | { readonly what: "healthcheck"; readonly service: string; readonly target: string | undefined };

/** Told to the Dockerfile; the key is its path. The range is the value in the Compose file. */
const dockerfileUse = factKind<DockerfileUse>("dockerfile.use");

/** A Dockerfile, by the name of its folder. */
const dockerfileIn = factKind<Path>("dockerfile.in");

/** The Dockerfile of an image that a Compose file names and builds, by the last part of the image's name. */
const builtImage = factKind<{ readonly image: string; readonly path: Path }>("dockerfile.built");

/** A container that runs an image, with what has to agree with its Dockerfile. */
export interface DeployedImage {
  readonly image: string;
  /** `Deployment "orders"`. */
  readonly by: string;
  readonly ports: readonly number[];
  /** Whether every port is known. */
  readonly portsKnown: boolean;
  /** The container's own setting, else the pod's; undefined where neither is written or not known. */
  readonly runAsNonRoot: boolean | undefined;
  readonly runAsUser: number | "unset" | "unknown";
}

/** By the last part of the image's name. The range is the image. */
const deployedImage = factKind<DeployedImage>("kubernetes.image");

/** `orders` of `ghcr.io/acme/orders:1.2`. */
const lastName = (image: string): string | undefined => {
  const repository = parseImage(image)?.repository;
  return repository?.slice(repository.lastIndexOf("/") + 1);
};

const isOfficial = (image: string): boolean => parseImage(image)?.repository.startsWith("library/") === true;

export const useOfDockerfile = (path: Path, use: DockerfileUse, at: Range): FactDraft =>
  fact(dockerfileUse, path, use, at, `folder:${dirname(path)}`);

export const placeOfDockerfile = (path: Path, at: Range): FactDraft => fact(dockerfileIn, basename(dirname(path)), path, at, WORKSPACE);

export const buildOfImage = (image: string, path: Path, at: Range): FactDraft =>
  fact(builtImage, lastName(image) ?? image, { image, path }, at, WORKSPACE);

export const deploymentOfImage = (found: DeployedImage, at: Range): FactDraft =>
  fact(deployedImage, lastName(found.image) ?? found.image, found, at, WORKSPACE);

/** The containers of manifests whose image has this last name, wherever it comes from. */
export const deployedImagesNamed = (name: string, scope: Scope) => scope.in(WORKSPACE).all(deployedImage, name);

/** What Compose files say of a Dockerfile. */
export const usesOf = (path: Path, scope: Scope) => scope.all(dockerfileUse, path);

/**
 * The Dockerfile an image is built from: as a Compose file says, else the only one in a folder of the image's name. Undefined where there
 * are several, and for official images, whatever folders are called.
 */
export function dockerfileOfImage(image: string, scope: Scope): Path | undefined {
  const name = lastName(image);
  const world = scope.in(WORKSPACE);
  if (name === undefined) return undefined;
  const built = new Set(
    world.all(builtImage, name).flatMap(({ value }) => (sameRepository(value.image, image) || !isOfficial(image) ? [value.path] : [])),
  );
  if (built.size > 0) return built.size === 1 ? [...built][0] : undefined;
  if (isOfficial(image)) return undefined;
  const named = new Set(world.all(dockerfileIn, name).map(({ value }) => value));
  return named.size === 1 ? [...named][0] : undefined;
}

const sameRepository = (a: string, b: string): boolean => parseImage(a)?.repository === parseImage(b)?.repository;

/** The containers of manifests that run what a Dockerfile makes. */
export function deploymentsOf(path: Path, scope: Scope) {
  const images = usesOf(path, scope).flatMap(({ value }) => (value.what === "build" ? (value.image ?? []) : []));
  const names = new Set([basename(dirname(path)), ...images.flatMap((image) => lastName(image) ?? [])]);
  const world = scope.in(WORKSPACE);
  return [...names].flatMap((name) => world.all(deployedImage, name).filter(({ value }) => dockerfileOfImage(value.image, scope) === path));
}

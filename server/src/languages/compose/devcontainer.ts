import { parse } from "jsonc-parser";
import type { Path } from "../../core/path";
import { dirname, foldersAbove, join } from "../../core/path";
import type { Scope } from "../../core/scope";

/** A development container that runs a service of a project. */
export interface DevContainer {
  readonly path: Path;
  readonly service: string;
  /** Full paths of its Compose files. */
  readonly composeFiles: readonly Path[];
}

const NAMES = [".devcontainer/devcontainer.json", ".devcontainer.json", "devcontainer.json"];

/** How far above a Compose file the folder of the development container may lie. */
const HIGHEST = 2;

/** The development containers that name a Compose file: beside it, in `.devcontainer` there or above. */
export function devContainersOf(scope: Scope, composeFile: Path): DevContainer[] {
  const folders = [...foldersAbove(composeFile)].slice(0, 1 + HIGHEST);
  const present = folders.flatMap((folder) => {
    const presences = scope.files(folder, NAMES);
    return NAMES.filter((_, i) => presences[i] === "present").map((name) => `${folder}/${name}`);
  });
  return present.flatMap((path) => {
    const text = scope.text(path);
    const found = text === undefined ? undefined : readDevContainer(text, path);
    return found?.composeFiles.includes(composeFile) === true ? [found] : [];
  });
}

function readDevContainer(text: string, path: Path): DevContainer | undefined {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  if (typeof value !== "object" || value === null) return undefined;
  const { service, dockerComposeFile } = value as Record<string, unknown>;
  const files = [dockerComposeFile].flat().filter((file) => typeof file === "string");
  return typeof service === "string" && files.length
    ? { path, service, composeFiles: files.map((file) => join(dirname(path), file)) }
    : undefined;
}

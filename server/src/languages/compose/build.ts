import type { Path } from "../../core/path";
import { dirname, join } from "../../core/path";
import type { Scope } from "../../core/scope";
import { dockerfileStages } from "../dockerfile/stages";
import type { DockerfileStage, DockerfileStages } from "../dockerfile/stages";
import type { ImageReference } from "../shared/image";
import { parseImage } from "../shared/image";
import { at, hasKey, lacksKey, textOf } from "./data";
import type { MergedService } from "./project";

/** The Dockerfile a service is built from, read; undefined where that is not known, or is no file of the workspace. */
export function builtFile(service: MergedService, scope: Scope): { path: Path; view: DockerfileStages } | undefined {
  const path = dockerfileOf(service);
  const view = path === undefined ? undefined : scope.in(`folder:${dirname(path)}`).effective(dockerfileStages, path);
  return path === undefined || !view?.stages.length ? undefined : { path, view };
}

/** Its path. */
function dockerfileOf(service: MergedService): Path | undefined {
  const { data, layers } = service;
  const folder = dirname(layers[0]?.path ?? "");
  if (layers.some((layer) => dirname(layer.path) !== folder) || hasKey(at(data, "build"), "dockerfile_inline")) return undefined;
  const context = lacksKey(data, "build", "context") ? "." : textOf(at(data, "build", "context"));
  const dockerfile = lacksKey(data, "build", "dockerfile") ? "Dockerfile" : textOf(at(data, "build", "dockerfile"));
  if (context === undefined || dockerfile === undefined || /^[a-z]+:\/\/|^git@/i.test(context)) return undefined;
  return join(join(folder, context), dockerfile);
}

/** What the Dockerfile a service is built from says, as text. */
export function dockerfileText(service: MergedService, scope: Scope): string | undefined {
  const path = dockerfileOf(service);
  return path === undefined || scope.file(path) !== "present" ? undefined : scope.text(path);
}

/** The stage that a service runs, with all stages of its Dockerfile. */
export function builtStage(
  service: MergedService,
  scope: Scope,
): { stage: DockerfileStage; stages: readonly DockerfileStage[] } | undefined {
  const file = builtFile(service, scope);
  if (!file) return undefined;
  const { stages } = file.view;
  const target = textOf(at(service.data, "build", "target"))?.toLowerCase();
  const isFinal = lacksKey(service.data, "build", "target");
  const stage = isFinal ? stages.at(-1) : stages.find((candidate) => target !== undefined && candidate.name?.toLowerCase() === target);
  return stage && { stage, stages };
}

/** The image at the bottom of what a service is built from. */
export function builtFrom(service: MergedService, scope: Scope): ImageReference | undefined {
  const image = builtStage(service, scope)?.stage.image;
  return image === undefined ? undefined : parseImage(image);
}

import type { Scope } from "../../core/scope";
import { baseOf } from "../dockerfile/stages";
import type { DockerfileStage } from "../dockerfile/stages";
import { DOCKER_HUB, parseImage } from "../shared/image";
import { at, hasKey, isList, isTrue, lacksKey, textOf } from "./data";
import { builtStage } from "./build";
import { serviceImage } from "./images";
import type { MergedService } from "./project";

/** Whether Docker can tell that a service is healthy. */
type Health = "checked" | "none" | "unknown";

/** The health check a service ends up with: its own, else that of its image. */
export function healthOf(service: MergedService, scope: Scope): Health {
  const { data, possible } = service;
  if (hasKey(data, "healthcheck") && data["healthcheck"] !== null) {
    if (isTrue(at(data, "healthcheck", "disable"))) return "none";
    const test = at(data, "healthcheck", "test");
    const first = isList(test) ? textOf(test[0]) : textOf(test);
    if (first === "NONE") return "none";
    if (hasKey(data["healthcheck"], "test")) return "checked";
    if (!lacksKey(data, "healthcheck", "test")) return "unknown";
  } else if (!lacksKey(data, "healthcheck")) return "unknown";
  if (["healthcheck", "image", "build", "extends"].some((key) => possible.includes(key))) return "unknown";
  if (hasKey(data, "build")) return healthOfBuild(service, scope);
  return serviceImage(data)?.withoutHealthcheck === true ? "none" : "unknown";
}

function healthOfBuild(service: MergedService, scope: Scope): Health {
  const build = builtStage(service, scope);
  return build ? healthOfStage(build.stage, build.stages) : "unknown";
}

function healthOfStage(stage: DockerfileStage, stages: readonly DockerfileStage[]): Health {
  const own = stage.instructions.findLast(({ value }) => value.keyword === "HEALTHCHECK")?.value;
  if (own?.keyword === "HEALTHCHECK") return own.form === "none" ? "none" : "checked";
  if (stage.base.kind === "stage") {
    const base = baseOf(stages, stage);
    return base ? healthOfStage(base, stages) : "unknown";
  }
  const image = stage.base.kind === "image" ? parseImage(stage.base.image) : undefined;
  return image?.scratch === true || (image?.registry === DOCKER_HUB && image.repository.startsWith("library/")) ? "none" : "unknown";
}

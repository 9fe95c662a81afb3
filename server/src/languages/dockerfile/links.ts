import type { Path } from "../../core/path";
import { basename } from "../../core/path";
import type { Anchor } from "../../core/place";
import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { fileOf } from "../compose/queries";
import { containersOf } from "../kubernetes/container";
import { objectsOf } from "../kubernetes/object";
import type { PartLink } from "../links";
import { deploymentsOf, dockerfileOfImage, usesOf } from "../shared/dockerfile-uses";
import { join } from "../../core/path";
import type { StageNode } from "./nodes";
import { stages } from "./queries";

/** Who builds or runs a stage: `service "web"`, `Deployment "orders"`. */
export interface StageUse {
  readonly by: string;
  readonly at: Anchor;
}

/** Compose services that build a stage, and workloads that run what the last one makes. */
export function usesOfStage(stage: Pick<StageNode["stage"], "final" | "name">, path: Path, scope: Scope): readonly StageUse[] {
  const services = usesOf(path, scope).flatMap(({ value, at }) => {
    if (value.what !== "build") return [];
    const isOwn = value.target === undefined ? stage.final : value.target.toLowerCase() === stage.name?.toLowerCase();
    return isOwn ? [{ by: `service "${value.service}"`, at }] : [];
  });
  const workloads = stage.final ? deploymentsOf(path, scope).map(({ value, at }) => ({ by: value.by, at })) : [];
  return [...services, ...workloads];
}

/** FROM leads to the file that builds or runs the stage; where there are several, to the first. */
const toUses: Query<PartLink> = query(["dockerfile"], function* (reading) {
  for (const stage of stages.of(reading)) {
    const uses = usesOfStage(stage.stage, reading.path, reading.scope);
    const [first] = uses;
    if (!first) continue;
    const names = uses.slice(0, 4).map(({ by, at }) => `${by} in ${basename(at.file)}`);
    yield { range: stage.range, target: { path: first.at.file }, tooltip: `used by ${[...new Set(names)].join(", ")}` };
  }
});

/** `build.target` leads to the file with the stage. */
const toTarget: Query<PartLink> = query(["compose"], function* (reading) {
  const file = fileOf(reading);
  for (const service of file?.services ?? []) {
    const build = service.written.map("build");
    const context = build.string("context") ?? ".";
    const target = build.string("target");
    if (!file || target === undefined) continue;
    const path = join(join(file.folder, context), build.string("dockerfile") ?? "Dockerfile");
    yield { range: build.rangeOf("target"), target: { path }, tooltip: `stage ${target}` };
  }
});

/** The image of a container leads to the Dockerfile of the workspace it is built from. */
const toDockerfile: Query<PartLink> = query(["kubernetes"], function* (reading) {
  for (const object of objectsOf(reading))
    for (const { root } of containersOf(object)) {
      const image = root.string("image");
      const path = image === undefined ? undefined : dockerfileOfImage(image, reading.scope);
      if (path !== undefined) yield { range: root.rangeOf("image"), target: { path }, tooltip: "built from this Dockerfile" };
    }
});

/** Between Dockerfiles and those who build and run them, both ways. */
export const dockerfileLinks: readonly Query<PartLink>[] = [toUses, toTarget, toDockerfile];

import { deploymentsOf, usesOf } from "../shared/dockerfile-uses";
import type { StageNode } from "./nodes";

/** Whether what runs the stage, as far as the workspace says, runs it as somebody else than root, whatever the file says. */
export const runsAsOther = (stage: StageNode): boolean => podsDo(stage) || servicesDo(stage);

/** Whether manifests run the image, and each of them as somebody else. */
function podsDo({ reading }: StageNode): boolean {
  const pods = deploymentsOf(reading.path, reading.scope);
  return pods.length > 0 && pods.every(({ value }) => typeof value.runAsUser === "number" && value.runAsUser > 0);
}

/** The same of the Compose services that build the stage. */
function servicesDo({ reading, stage }: StageNode): boolean {
  const services = usesOf(reading.path, reading.scope).flatMap(({ value }) => (value.what === "build" ? [value] : []));
  const own = services.filter(({ target }) => (target === undefined ? stage.final : target.toLowerCase() === stage.name?.toLowerCase()));
  return own.length > 0 && own.every(({ user }) => user !== undefined && !/^(?:root|0*)(?::|$)/.test(user));
}

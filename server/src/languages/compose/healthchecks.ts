import type { Edit } from "../../core/edit";
import { setAt } from "../yaml/edit";
import { hasKey } from "./data";
import { HEALTHCHECKS } from "./healthchecks.table";
import { majorOf } from "./images";
import type { ComposeService } from "./service";

/** How long a server may take to start before a failed check counts; until then Docker asks every five seconds. */
const START_PERIOD = "30s";

/** Adds a health check that fits the service's image. None for an image that is not known to bring a command for it. */
export function addHealthcheck(service: ComposeService | undefined): Edit[] {
  if (!service?.image || !service.own.pairs.length || service.own.has("healthcheck") || hasKey(service.data, "build")) return [];
  const { reference, tagKnown } = service.image;
  const row = HEALTHCHECKS.find(({ images }) => images.includes(reference.familiar));
  const major = tagKnown ? majorOf(reference.tag) : undefined;
  if (!row || (row.from !== undefined && major !== undefined && major < row.from)) return [];
  if (reference.familiar === "nginx" && reference.tag?.includes("slim") === true) return [];
  return setAt(service.own, ["healthcheck"], { test: row.test, start_period: START_PERIOD }, ["image", "container_name"]);
}

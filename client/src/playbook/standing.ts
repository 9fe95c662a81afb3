import type { LiveRun, Place } from "./live";
import { placeOf } from "./live";
import { STAGES } from "./row";
import { timeOfDay } from "./time";

/** Where a run stands, in a few words. */
export function standing(run: LiveRun, now: number): string {
  const place = placeOf(run);
  const { object, playbook } = run.stored.state;
  const who = object && object.name !== "" ? object.name : playbook.title;
  if (place.kind === "end") return who;
  const [title, stage] = place.kind === "step" ? [place.step.title, place.own.stage] : ["taking back what was done", place.entry.stage];
  return `${who}: ${title} (${[STAGES[stage].word, announced(place, now)].filter((text) => text !== "").join(", ")})`;
}

/** Seconds before the end of a wait at which what is left is said. */
const SAID_AT = [10, 60] as const;

/** Until when a step waits, or since when it runs: a text that changes a few times only. */
function announced(place: Exclude<Place, { kind: "end" }>, now: number): string {
  if (place.kind !== "step") return "";
  const { stage, since, until } = place.own;
  if (stage === "waiting" && until !== undefined) {
    const left = (until - now) / 1000;
    if (left <= 0) return "time is up";
    const near = SAID_AT.find((seconds) => left <= seconds);
    return near === undefined ? `until ${timeOfDay(new Date(until))}` : `${near} s left`;
  }
  return stage === "running" && since !== undefined ? `since ${timeOfDay(new Date(since))}` : "";
}

import type { LiveRun, Place } from "./live";
import { placeOf } from "./live";
import { STAGES } from "./row";
import { timeOfDay } from "./time";
import { t } from "../../../server/src/l10n";

/** Where a run stands, in a few words. */
export function standing(run: LiveRun, now: number): string {
  const place = placeOf(run);
  const { object, playbook } = run.stored.state;
  const who = object && object.name !== "" ? object.name : playbook.title;
  if (place.kind === "end") return who;
  const [title, stage] = place.kind === "step" ? [place.step.title, place.own.stage] : [t("taking back what was done"), place.entry.stage];
  return t("{0}: {1} ({2})", who, title, [STAGES[stage].word(), announced(place, now)].filter((text) => text !== "").join(", "));
}

/** Seconds before the end of a wait at which what is left is said. */
const SAID_AT = [10, 60] as const;

/** Until when a step waits, or since when it runs: a text that changes a few times only. */
function announced(place: Exclude<Place, { kind: "end" }>, now: number): string {
  if (place.kind !== "step") return "";
  const { stage, since, until } = place.own;
  if (stage === "waiting" && until !== undefined) {
    const left = (until - now) / 1000;
    if (left <= 0) return t("time is up");
    const near = SAID_AT.find((seconds) => left <= seconds);
    return near === undefined ? t("until {0}", timeOfDay(new Date(until))) : t("{0} s left", near);
  }
  return stage === "running" && since !== undefined ? t("since {0}", timeOfDay(new Date(since))) : "";
}

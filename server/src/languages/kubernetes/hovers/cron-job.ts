import { joinWords } from "../../../core/words";
import type { Schedule } from "./cron";
import { nextTimes, readSchedule, two } from "./cron";
import type { HoverSource } from "./hover";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHOWN = 3;
/** Above so many times a day a list is longer than what it says. */
const MOST_LISTED = 6;

/** A CronJob's schedule in words, and the next times it is due. */
export const cronJobHovers: HoverSource = function* (object, { time }) {
  const { spec } = object;
  const text = object.is("batch", "CronJob") ? spec.string("schedule") : undefined;
  const schedule = text === undefined ? undefined : readSchedule(text);
  if (!schedule) return;
  const zone = spec.lacks("timeZone") ? "" : spec.string("timeZone");
  const local = zone === undefined ? undefined : zone === "" ? time : inZone(time, zone);
  const next = local === undefined ? [] : nextTimes(schedule, local, SHOWN).map((one) => one.replace("T", " "));
  const where = zone === "" ? "UTC, unless the controller manager runs in another zone" : zone;
  const lines = [`${inWords(schedule)}.`, ...(next.length ? [`Next: **${next.join(", ")}** (${where ?? ""}).`] : [])];
  yield { at: spec.rangeOf("schedule"), lines };
};

/** The wall clock of a zone at a time in UTC; undefined for a zone nobody knows. */
function inZone(time: string, timeZone: string): string | undefined {
  try {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    return format.format(new Date(`${time}Z`)).replace(" ", "T");
  } catch {
    return undefined;
  }
}

/** `Every 15 minutes on Monday`, `At 03:00 on day 1 of the month in January`. */
export function inWords(schedule: Schedule): string {
  const { days, months, weekdays } = schedule;
  const onDays = days.length === 31 ? [] : [`day ${joinWords(days.map(String))} of the month`];
  const onWeekdays =
    weekdays.length === 7 ? [] : [isWorkingWeek(weekdays) ? "Monday to Friday" : joinWords(weekdays.map((day) => WEEKDAYS[day] ?? ""))];
  const when = [...onDays, ...onWeekdays];
  const day = when.length ? ` on ${when.join(" or on ")}` : schedule.hours.length < 24 && months.length === 12 ? " every day" : "";
  const month = months.length === 12 ? "" : ` in ${joinWords(months.map((one) => MONTHS[one - 1] ?? ""))}`;
  return `${clock(schedule)}${day}${month}`;
}

const isWorkingWeek = (weekdays: readonly number[]): boolean => weekdays.join(" ") === "1 2 3 4 5";

function clock({ minutes, hours }: Schedule): string {
  const step = evenStep(minutes, 60);
  if (hours.length === 24) {
    if (step === 1) return "Every minute";
    return step !== undefined && step < 60 ? `Every ${step} minutes` : `At minute ${joinWords(minutes.map(String))} of every hour`;
  }
  if (minutes.length * hours.length <= MOST_LISTED)
    return `At ${joinWords(hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)))}`;
  const every = evenStep(hours, 24);
  const hourWords = every === undefined ? `hour ${span(hours)}` : `every ${every} hours`;
  const minuteWords =
    step === 1 ? "Every minute" : step === undefined ? `At minute ${joinWords(minutes.map(String))}` : `Every ${step} minutes`;
  return every !== undefined && minutes.length === 1
    ? `At minute ${minutes[0] ?? 0} every ${every} hours`
    : `${minuteWords} of ${hourWords}`;
}

/** `9 to 17`, or one by one where some are left out. */
function span(values: readonly number[]): string {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  return values.length > 2 && last - first === values.length - 1 ? `${first} to ${last}` : joinWords(values.map(String));
}

/** The step that takes a field from 0 round to 0 again. */
function evenStep(values: readonly number[], whole: number): number | undefined {
  const step = whole / values.length;
  return Number.isInteger(step) && values.every((value, i) => value === i * step) ? step : undefined;
}

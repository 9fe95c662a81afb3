/** A schedule of five fields, each as the values it allows. Months count from 1, weekdays from 0 on Sunday. */
export interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
}

const MACROS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Reads a schedule as the CronJob controller does; undefined for what it would refuse. */
export function readSchedule(text: string): Schedule | undefined {
  const fields = (MACROS[text.trim().toLowerCase()] ?? text.trim()).split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minutes, hours, days, months, weekdays] = [
    readField(fields[0] ?? "", 0, 59, []),
    readField(fields[1] ?? "", 0, 23, []),
    readField(fields[2] ?? "", 1, 31, []),
    readField(fields[3] ?? "", 1, 12, MONTHS),
    readField(fields[4] ?? "", 0, 6, WEEKDAYS),
  ];
  return minutes && hours && days && months && weekdays ? { minutes, hours, days, months, weekdays } : undefined;
}

function readField(field: string, first: number, last: number, names: readonly string[]): number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, any, from, to, step] = match;
    const number = (word: string) => (names.includes(word.toLowerCase()) ? names.indexOf(word.toLowerCase()) + first : Number(word));
    const start = any === undefined ? number(from ?? "") : first;
    // A start with a step and no end goes on to the last value.
    const end = any !== undefined || (to === undefined && step !== undefined) ? last : number(to ?? from ?? "");
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < first || end > last || start > end || by < 1) return undefined;
    for (let value = start; value <= end; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** Whether the day fields allow a day: where both are restricted, either is enough. */
function allowsDay({ days, months, weekdays }: Schedule, date: Date): boolean {
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  const [day, weekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())];
  return days.length === 31 || weekdays.length === 7 ? day && weekday : day || weekday;
}

/** How many days ahead a schedule is followed: 29 February comes at least every eight years. */
const FARTHEST = 366 * 8;

/** The next times after `from`, all as `YYYY-MM-DDTHH:MM` of one time zone without changes of the clock. */
export function nextTimes(schedule: Schedule, from: string, count: number): string[] {
  const found: string[] = [];
  const midnight = Date.parse(`${from.slice(0, 10)}T00:00Z`);
  for (let day = 0; day < FARTHEST && found.length < count; day++) {
    const date = new Date(midnight + day * 86_400_000);
    if (!allowsDay(schedule, date)) continue;
    for (const hour of schedule.hours)
      for (const minute of schedule.minutes) {
        const time = `${date.toISOString().slice(0, 10)}T${two(hour)}:${two(minute)}`;
        if (time > from && found.length < count) found.push(time);
      }
  }
  return found;
}

export const two = (number: number): string => String(number).padStart(2, "0");

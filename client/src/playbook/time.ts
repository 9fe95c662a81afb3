import { t } from "../../../server/src/l10n";
const two = (value: number): string => String(value).padStart(2, "0");

/** ISO 8601 to the second, in the zone of the machine: `2026-11-20T17:01:00+01:00`. */
export function timeWithZone(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, "2026-11-20T17:01:00".length);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** `17:04`, where the person is. */
export const timeOfDay = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** Seconds as `12 s`, `3:05` or `1:00:00`: for what counts up or down. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return t("{0} s", whole);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

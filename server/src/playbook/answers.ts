import { valueAt } from "./call";

/** How the JSON answers of a cluster are read: whatever is not as expected is not there. */
export const word = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

export const wordAt = (answer: unknown, path: string): string | undefined => word(valueAt(answer, path));

export function listAt(answer: unknown, path: string): readonly unknown[] {
  const found = valueAt(answer, path);
  return Array.isArray(found) ? found : [];
}

export const items = (answer: unknown): readonly unknown[] => listAt(answer, "items");

/** The mapping at a path, its values as text. */
export function textsAt(answer: unknown, path: string): Readonly<Record<string, string>> {
  const found = valueAt(answer, path);
  if (typeof found !== "object" || found === null) return {};
  return Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (word(value) === undefined ? [] : [[key, String(value)]])));
}

/** Milliseconds since 1970 at a path; undefined where no time stands. */
export function timeAt(answer: unknown, path: string): number | undefined {
  const time = Date.parse(wordAt(answer, path) ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** A time in the past as people say it: `40 s`, `12 min`, `3 h`, `5 d`. Both in milliseconds since 1970. */
export function age(time: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** Without the registry and its folders: what tells two versions apart. */
export const shortImage = (image: string): string => image.split("/").at(-1) ?? image;

/** The selector of a workload as kubectl takes it; undefined where it cannot be said in one argument. */
export function selectorOf(object: unknown): string | undefined {
  const labels = Object.entries(textsAt(object, "spec.selector.matchLabels")).map(([key, value]) => `${key}=${value}`);
  const expressions = listAt(object, "spec.selector.matchExpressions").map((each) => {
    const [key, operator] = [wordAt(each, "key") ?? "", wordAt(each, "operator")];
    const values = listAt(each, "values").map(word).join(",");
    const written: Readonly<Record<string, string>> = {
      In: `${key} in (${values})`,
      NotIn: `${key} notin (${values})`,
      Exists: key,
      DoesNotExist: `!${key}`,
    };
    return written[operator ?? ""] ?? "";
  });
  const all = [...labels, ...expressions].filter((term) => term !== "");
  return all.length ? all.join(",") : undefined;
}

/** Whether the labels of pods are among those that a selector (`matchLabels` alone) asks for. */
export const selects = (matchLabels: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean =>
  Object.keys(matchLabels).length > 0 && Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

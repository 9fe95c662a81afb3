import picomatch from "picomatch";

const compiled = new Map<string, (path: string) => boolean>();

/** Whether a path relative to the configuration's folder, or a rule id, matches one of the globs. Compiled once. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const key = globs.join("\n");
  let matcher = compiled.get(key);
  if (!matcher) compiled.set(key, (matcher = globs.length ? picomatch([...globs], { dot: true }) : () => false));
  return matcher;
}

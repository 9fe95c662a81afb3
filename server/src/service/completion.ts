import type { Path } from "../core/path";
import { shift } from "../core/text";
import type { Suggestion } from "../languages/completions";
import { COMPLETIONS } from "../languages/completions";
import type { Workspace } from "./workspace";

/** What may be written at an offset of a file; ranges are absolute. */
export function completion(workspace: Workspace, path: Path, offset: number): Suggestion[] {
  const reading = workspace.engine.reading(path, offset);
  if (!reading) return [];
  const seen = new Set<string>();
  return (COMPLETIONS[reading.kind] ?? []).flatMap((completer) =>
    [...completer(reading, offset - reading.start)].flatMap((suggestion) => {
      if (seen.has(suggestion.label)) return [];
      seen.add(suggestion.label);
      return [suggestion.replaces ? { ...suggestion, replaces: shift(suggestion.replaces, reading.start) } : suggestion];
    }),
  );
}

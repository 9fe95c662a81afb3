import type { Edit } from "../../core/edit";
import type { Range } from "../../core/text";
import { lineStartAt, nextLineAt } from "../../core/text";

/** Takes a comment away: with its line where it stands alone, else with the blanks in front of it. `at` starts behind the comment sign. */
export function removeComment(text: string, at: Range): Edit {
  const line = lineStartAt(text, at.start);
  const before = text.slice(line, at.start).replace(/\s*(?:#|\/\/)\s*$/, "");
  return before.trim() === ""
    ? { at: { start: line, end: nextLineAt(text, at.start) }, text: "" }
    : { at: { start: line + before.length, end: at.end }, text: "" };
}

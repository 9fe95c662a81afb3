import type { Path } from "../core/path";
import type { Reading } from "../core/rule";
import { shift } from "../core/text";
import type { Suggestion } from "../languages/completions";
import { COMPLETIONS } from "../languages/completions";
import { configurationWords } from "./configuration-words";
import type { Problem } from "./problem";
import { unsuppressed } from "./problems";
import { snippetSuggestions } from "./snippets";
import { suppressionWords } from "./suppression-words";
import type { Workspace } from "./workspace";

/** What may be written at an offset of a file; ranges are absolute. `text` is the file's: an empty one is not yet anything to the workspace. */
export function completion(workspace: Workspace, path: Path, text: string, offset: number): Suggestion[] {
  const kind = workspace.engine.kind(path) ?? "";
  const problems = () => everyProblem(workspace, path);
  const inComment = [...suppressionWords(text, offset, problems, kind === "helm-template" ? "kubernetes" : kind)];
  if (inComment.length) return inComment;
  const reading = workspace.engine.reading(path, offset);
  const inFile = reading ? unique(inPart(reading, offset - reading.start), reading.start) : [];
  return [...inFile, ...snippetSuggestions(workspace, path, text, offset)];
}

/** Those that a comment takes out are among them: one that is being written may take out all. */
function everyProblem({ engine }: Workspace, path: Path): readonly Problem[] {
  const steps = engine.analyse(path);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value ? unsuppressed(step.value, engine) : [];
  }
}

function* inPart(reading: Reading, offset: number): Iterable<Suggestion> {
  for (const completer of COMPLETIONS[reading.kind] ?? []) yield* completer(reading, offset);
  if (reading.kind === "plimsoll") yield* configurationWords(reading, offset);
}

function unique(suggestions: Iterable<Suggestion>, start: number): Suggestion[] {
  const byLabel = new Map<string, Suggestion>();
  for (const each of suggestions)
    if (!byLabel.has(each.label)) byLabel.set(each.label, each.replaces ? { ...each, replaces: shift(each.replaces, start) } : each);
  return [...byLabel.values()];
}

import type { Range } from "../../core/text";
import { hasGrammar, withTree } from "../tree-sitter";
import type { ShellScript, ShellSource, ShellWord } from "./nodes";
import { ShellReader } from "./reader";

/** The name the bash grammar is loaded under, see `loadLanguage`. */
export const SHELL_GRAMMAR = "bash";

/** How deep `sh -c 'sh -c "…"'` is followed. */
const DEEPEST = 4;

/**
 * Reads a command line. Undefined while the grammar is not loaded: rules about shells are silent then. For a dialect that is not known
 * there are no commands.
 */
export function parseShell(source: ShellSource): ShellScript | undefined {
  if (!hasGrammar(SHELL_GRAMMAR)) return undefined;
  return read(source, 0);
}

const emptyScript = (source: ShellSource, broken: boolean): ShellScript => ({
  source,
  commands: [],
  pipelines: [],
  assignments: [],
  functions: [],
  broken,
});

function read(source: ShellSource, depth: number): ShellScript {
  if (source.dialect === "unknown") return emptyScript(source, false);
  const script = withTree(SHELL_GRAMMAR, source.text, (root) => new ShellReader(source).read(root)) ?? emptyScript(source, true);
  return depth < DEEPEST ? withNested(script, depth) : script;
}

/** Puts the commands of `sh -c '…'` behind the one that runs them. */
function withNested(script: ShellScript, depth: number): ShellScript {
  const nested = script.commands.map((command) => {
    if (!command.is("sh", "bash", "ash", "dash")) return undefined;
    const flag = command.arguments_.findIndex((word) => /^-[a-z]*c$/.test(word.value ?? ""));
    const text = flag < 0 ? undefined : command.arguments_[flag + 1];
    const source = text && scriptIn(text, script.source, command.is("bash") ? "bash" : "sh");
    return source && read(source, depth + 1);
  });
  if (nested.every((inner) => inner === undefined)) return script;
  return {
    source: script.source,
    commands: script.commands.flatMap((command, i) => [command, ...(nested[i]?.commands ?? [])]),
    pipelines: [...script.pipelines, ...nested.flatMap((inner) => inner?.pipelines ?? [])],
    assignments: [...script.assignments, ...nested.flatMap((inner) => inner?.assignments ?? [])],
    functions: [...script.functions, ...nested.flatMap((inner) => inner?.functions ?? [])],
    broken: script.broken || nested.some((inner) => inner?.broken),
  };
}

/** The script in a quoted word, where it stands there as the inner shell will read it. */
function scriptIn(word: ShellWord, outer: ShellSource, dialect: "sh" | "bash"): ShellSource | undefined {
  if (word.value === undefined || (word.quote !== "single" && word.quote !== "double")) return undefined;
  const inner: Range = { start: word.inText.start + 1, end: word.inText.end - 1 };
  if (outer.text.slice(inner.start, inner.end) !== word.value) return undefined;
  return { text: word.value, map: outer.map.slice(inner.start, inner.end), dialect };
}

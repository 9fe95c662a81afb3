import { literalWord } from "../shell/words";
import { parseShell } from "../shell/parse";
import { ShellCommand } from "../shell/nodes";
import type { Dialect, ShellScript, ShellSource } from "../shell/nodes";
import { hasGrammar } from "../tree-sitter";
import { SHELL_GRAMMAR } from "../shell/parse";
import { MappedTextBuilder } from "../shared/source-map";
import type { Heredoc } from "./heredocs";
import type { Instruction } from "./instruction";
import type { JsonForm } from "./json-form";
import { lineEnd, nextLine } from "./lines";

/** What the words of a SHELL instruction run. PowerShell, cmd and shells of their own kind are `unknown`. */
export function dialectOf(shell: readonly string[] | undefined): Dialect {
  const program = (shell?.[0] ?? "").replace(/^.*[/\\]/, "").replace(/\.exe$/i, "");
  if (program === "bash") return "bash";
  return program === "sh" || program === "ash" || program === "dash" ? "sh" : "unknown";
}

/** Whether the words of a SHELL instruction turn pipefail on. */
export const setsPipefail = (shell: readonly string[]): boolean =>
  shell.some((word, i) => word === "pipefail" && /^-[a-z]*o$/.test(shell[i - 1] ?? ""));

/**
 * What RUN, CMD, ENTRYPOINT or HEALTHCHECK runs. In exec form that is one command without a shell, or the script of `["sh", "-c", "…"]`.
 * Undefined for other instructions and while the grammar is not loaded. `text` is the text of the instruction's part.
 */
export function scriptOf(instruction: Instruction, text: string, shell: readonly string[] | undefined): ShellScript | undefined {
  if (!["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"].includes(instruction.keyword) || !hasGrammar(SHELL_GRAMMAR)) return undefined;
  const dialect = dialectOf(shell);
  return instruction.once(`script ${dialect}`, () => {
    if (instruction.json) return execScript(instruction, instruction.json);
    if (instruction.keyword === "HEALTHCHECK" && !/^CMD\b/i.test(instruction.argumentsText)) return undefined;
    return parseShell(shellSource(instruction, text, dialect));
  });
}

/** The text a shell would get of an instruction in shell form. */
export function shellSource(instruction: Instruction, text: string, dialect: Dialect): ShellSource {
  const { line, heredocs, commandFrom } = instruction;
  const [only] = heredocs;
  const command = line.text.slice(commandFrom).trimEnd();
  if (only && heredocs.length === 1 && only.inLine.start === commandFrom && only.inLine.end === commandFrom + command.length) {
    return bodySource(text, only, dialect);
  }
  if (heredocs.length === 0) return { text: command, map: line.map.slice(commandFrom, commandFrom + command.length), dialect };

  const builder = new MappedTextBuilder(line.map.offset(commandFrom));
  addLine(builder, instruction, command);
  const from = line.map.range(0, line.text.length).end;
  for (const heredoc of heredocs) {
    builder.addEscape("\n", from, 0);
    builder.add(text.slice(heredoc.body.start, heredoc.body.end), heredoc.body.start);
    if (heredoc.terminator) builder.add(text.slice(heredoc.terminator.start, heredoc.terminator.end), heredoc.terminator.start);
  }
  return { ...builder.finish(), dialect };
}

/** `RUN <<EOF`: the body is the script, its first line may name what reads it. */
function bodySource(text: string, heredoc: Heredoc, dialect: Dialect): ShellSource {
  const builder = new MappedTextBuilder(heredoc.body.start);
  for (let at = heredoc.body.start; at < heredoc.body.end;) {
    const end = Math.min(nextLine(text, at), heredoc.body.end);
    let start = at;
    if (heredoc.stripTabs) while (start < end && text[start] === "\t") start++;
    // A carriage return is no part of what a shell reads as a line; it is left out, so that words end where they seem to.
    const content = Math.min(lineEnd(text, start), end);
    builder.add(text.slice(start, content), start);
    if (content < end) builder.addEscape("\n", content, end - content);
    at = end;
  }
  const source = builder.finish();
  const shebang = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(source.text);
  return { ...source, dialect: shebang ? dialectOf([shebang[1] ?? ""]) : dialect };
}

/** Adds the logical line, each stretch between two continuations a piece of its own. */
function addLine(builder: MappedTextBuilder, { line, commandFrom }: Instruction, command: string): void {
  const end = commandFrom + command.length;
  let start = commandFrom;
  for (let at = commandFrom + 1; at <= end; at++) {
    if (at < end && line.map.offset(at) === line.map.offset(at - 1) + 1) continue;
    builder.add(line.text.slice(start, at), line.map.offset(start));
    start = at;
  }
}

function execScript(instruction: Instruction, json: JsonForm): ShellScript | undefined {
  const { words } = json;
  const values = words.map((word) => word.value);
  const dialect = dialectOf(values);
  const flag = values.findIndex((value) => /^-[a-z]*c$/.test(value));
  const script = flag > 0 ? words[flag + 1] : undefined;
  if (dialect !== "unknown" && script) return parseShell({ ...script.inner, dialect });

  const { line } = instruction;
  const source: ShellSource = { text: line.text, map: line.map, dialect: "unknown" };
  const [program, ...rest] = words.map((word) =>
    literalWord(
      word.value,
      `"${word.value}"`,
      word.range,
      line.map.editable(word.range) && word.inner.map.editable({ start: word.range.start + 1, end: word.range.end - 1 }),
    ),
  );
  const commands = program ? [new ShellCommand(program, rest, [], [], json.range, "top", undefined, undefined, 0, false, undefined)] : [];
  return { source, commands, pipelines: [], assignments: [], functions: [], broken: false };
}

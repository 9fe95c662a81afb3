import type { Edit, Fix } from "../../core/edit";
import type { Finding, Rule } from "../../core/rule";
import { defineRules, query } from "../../core/rule";
import { lineStartAt, range } from "../../core/text";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { pairs, runCommands } from "../../languages/dockerfile/queries";
import type { PairNode } from "../../languages/dockerfile/queries";
import type { ShellAssignment, ShellWord } from "../../languages/shell/nodes";
import { innermost } from "../../languages/shell/wrappers";
import { tlsRows } from "./tls-verification-off.table";
import type { TlsRow } from "./tls-verification-off.table";

/** A command of a RUN, a variable in it, or one that ENV or ARG sets. */
type Node = { readonly run: RunCommand } | { readonly pair: PairNode } | { readonly set: ShellAssignment; readonly node: InstructionNode };

const nodes = query<Node>(["dockerfile"], function* (reading): Generator<Node> {
  const scripts = new Set<RunCommand["script"]>();
  for (const run of runCommands.of(reading)) {
    yield { run };
    for (const set of run.command.assignments) yield { set, node: run.run };
    if (!scripts.has(run.script)) for (const set of run.script.assignments) yield { set, node: run.run };
    scripts.add(run.script);
  }
  for (const pair of pairs("ENV", "ARG").of(reading)) yield { pair };
});

/** Programs that take whatever certificate they are shown: one mechanism, a row for each. */
export default defineRules(tlsRows, (row): Rule<Node> => ({
  id: row.id,
  summary: `${row.what} accepts any certificate`,
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: [row.reference],
  rationale:
    "Without the check of certificates whoever sits between the build and the server decides what is downloaded and what then runs in every container. " +
    `The usual reason is a proxy or a registry with an authority of its own. ${row.cure}`,
  examples: [
    {
      title: "told to",
      source: `FROM debian:12\n${row.example.line}\n${annotation(row)}\n`,
      ...(isRemovable(row) ? { fixed: `FROM debian:12\n${row.example.line.replace(` ${row.example.at}`, "")}\n` } : {}),
    },
    { title: "with its authority", source: `FROM debian:12\n${row.clean}\n` },
  ],
  on: nodes,
  *check(node) {
    const found = "run" in node ? inCommand(node.run, row) : "pair" in node ? inPair(node.pair, row) : inAssignment(node.set, row);
    if (found) yield { ...found, message: `${row.what} accepts any certificate here: what it downloads may come from anybody.` };
  },
}));

function annotation(row: TlsRow): string {
  const { what, example } = row;
  const carets = " ".repeat(example.line.indexOf(example.at)) + "^".repeat(example.at.length);
  const bulb = isRemovable(row) ? "💡 " : "";
  return `${carets} ${bulb}warning: ${what} accepts any certificate here: what it downloads may come from anybody.`;
}

/** Whether the example's flag is a word that may simply go: pip's takes a value. */
function isRemovable({ what, example, flags }: TlsRow): boolean {
  return what !== "pip" && flags?.includes(example.at) === true;
}

interface Hit {
  readonly at: Finding["at"];
  readonly fixes?: readonly Fix[];
}

function inCommand(run: RunCommand, row: TlsRow): Hit | undefined {
  const { command } = run;
  const called = innermost(command.word, command.arguments_);
  if (!called || !row.programs.includes(called.name.replace(/[\d.]+$/, ""))) return undefined;
  const word = row.flags && command.flagWord(...row.flags);
  if (
    word &&
    (row.what !== "pip" || command.arguments_.some(({ value }) => value === "install" || value === "sync" || value === "download"))
  )
    return { at: word.range, fixes: withoutWord(run, row, word) };
  const words = called.words.map((each) => each.value ?? each.prefix).join(" ");
  return row.words?.test(words) === true ? { at: command.range } : undefined;
}

/** Only for a flag that is a word of its own and takes no value. */
function withoutWord(run: RunCommand, row: TlsRow, word: ShellWord): Fix[] {
  if (row.what === "pip" || row.flags?.includes(word.value ?? "") !== true) return [];
  const { text } = run.run.reading.part;
  const before = /[ \t]+$/.exec(text.slice(lineStartAt(text, word.range.start), word.range.start))?.[0].length ?? 0;
  const gap = range(word.range.start - before, word.range.end);
  if (before === 0 || !run.editable(gap)) return [];
  const edits: Edit[] = [{ at: gap, text: "" }];
  return [{ title: `Remove ${word.raw}`, safety: "suggestion", edits }];
}

const inPair = ({ pair, name, value }: PairNode, row: TlsRow): Hit | undefined =>
  value.state === "known" && matches(row, name, value.value) ? { at: pair.range } : undefined;

const inAssignment = (set: ShellAssignment, row: TlsRow): Hit | undefined =>
  set.value?.value !== undefined && matches(row, set.name, set.value.value) ? { at: set.range } : undefined;

const matches = (row: TlsRow, name: string, value: string): boolean =>
  row.variables !== undefined && Object.hasOwn(row.variables, name) && row.variables[name]?.test(value) === true;

import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";
import { looksLikeJsonForm } from "../../languages/dockerfile/json-form";
import type { ShellCommand, ShellScript } from "../../languages/shell/nodes";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/shell-form-command",
  summary: "Shell between the container and its program",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-11", "POD-14"],
  equivalents: ["hadolint:DL3025", "buildkit:JSONArgsRecommended", "kics:not_using_json_in_cmd_and_entrypoint"],
  references: [
    "https://docs.docker.com/reference/build-checks/json-args-recommended/",
    "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
  ],
  rationale:
    "In shell form `/bin/sh -c` is the process that gets SIGTERM, and it keeps it: the program is killed ten or thirty seconds later in the middle of its " +
    "requests. Some shells step aside for a single command, others do not. An ENTRYPOINT in shell form also ignores CMD and all arguments. The exec form " +
    "starts the program itself; where a shell is needed for its variables, `exec` in front of the program does the same.",
  examples: [
    {
      title: "plain words",
      source: dockerfile`
FROM node:22.1-slim
CMD node --max-old-space-size=512 'my server.js'
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: CMD in shell form: a shell stands between the stop signal and "node".
`,
      fixed: dockerfile`
FROM node:22.1-slim
CMD ["node", "--max-old-space-size=512", "my server.js"]
`,
    },
    {
      title: "a variable needs the shell",
      source: dockerfile`
FROM node:22.1-slim
ENTRYPOINT mkdir -p /data && node server.js --port $PORT
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: ENTRYPOINT in shell form: a shell stands between the stop signal and "node", and CMD and arguments are ignored.
`,
      fixed: dockerfile`
FROM node:22.1-slim
ENTRYPOINT mkdir -p /data && exec node server.js --port $PORT
`,
    },
    {
      title: "stages that nobody runs, exec, JSON and health checks",
      source: dockerfile`
FROM node:22.1 AS base
CMD npm test
FROM base AS web
HEALTHCHECK CMD curl -f http://localhost/
CMD ["node", "server.js"]
FROM web
CMD exec node server.js --port $PORT
FROM web
CMD ["sh", "-c", "node server.js $PORT"]
`,
    },
  ],
  on: instructions("CMD", "ENTRYPOINT"),
  *check(node) {
    const { instruction, script } = node;
    const at = instruction.argumentsRange;
    if (instruction.json || !at || !script || looksLikeJsonForm(instruction.argumentsText)) return;
    if (node.context.shell.at && !node.onbuild) return;
    const context = node.context;
    // A command that a later one of the stage replaces is another rule's.
    const replaced = node.neighbours(instruction.keyword === "CMD" ? "CMD" : "ENTRYPOINT").after.length > 0;
    const last = script.commands.filter((command) => command.place === "top").at(-1);
    const replaces = !last || script.broken || script.commands.some((command) => command.is("exec", "trap", "wait"));
    if (node.onbuild || !context.target || replaced || replaces) {
      yield { at: oneLine(node, at), ...OPINION, message: `${instruction.keyword} in shell form, not as a JSON list.` };
      return;
    }
    const extra = instruction.keyword === "ENTRYPOINT" ? ", and CMD and arguments are ignored" : "";
    yield {
      at,
      message: `${instruction.keyword} in shell form: a shell stands between the stop signal and "${last.name ?? last.word.raw}"${extra}.`,
      fixes: fix(node, script, last),
    };
  },
});

/** The range, or its first line. */
function oneLine({ reading }: InstructionNode, { start, end }: Range): Range {
  const line = reading.part.text.slice(start, end).search(/\s*\\?\s*\r?\n/);
  return range(start, line > 0 ? start + line : end);
}

/** The exec form where no shell is needed; else `exec` in front of the last program. */
function fix(node: InstructionNode, script: ShellScript, last: ShellCommand): Fix[] {
  const { instruction } = node;
  const at = instruction.argumentsRange;
  const words = [last.word, ...last.arguments_];
  const end = words.at(-1)?.inText.end ?? 0;
  const isAll = script.commands.length === 1 && last.word.inText.start === 0 && end === script.source.text.trimEnd().length;
  const isPlain = last.assignments.length === 0 && last.redirects.length === 0 && words.every((word) => isLiteral(word.raw, word.value));
  const onOneLine = at && !/[\r\n]/.test(node.reading.part.text.slice(at.start, at.end));
  if (isAll && isPlain && onOneLine && !isBuiltin(last)) {
    const text = `[${words.map((word) => JSON.stringify(word.value ?? "")).join(", ")}]`;
    return [{ title: "Use the exec form", safety: "suggestion", edits: [{ at, text }] }];
  }
  const canExec =
    last.after === undefined &&
    !last.pipeline &&
    last.assignments.length === 0 &&
    !last.negated &&
    (last.before === undefined || last.before === "&&" || last.before === ";");
  if (!canExec || isBuiltin(last) || script.commands.at(-1) !== last) return [];
  const start = last.word.range.start;
  return [{ title: "Let the program replace the shell", safety: "suggestion", edits: [{ at: range(start, start), text: "exec " }] }];
}

/** Nothing the shell would expand, a name pattern not either. Beyond ASCII and control characters JSON might write otherwise. */
const isLiteral = (raw: string, value: string | undefined): boolean =>
  value !== undefined && !/[^\x20-\x7e]/.test(value) && (/^["']/.test(raw) || !/[*?[\]~$]/.test(raw)) && !value.includes("$");

/** Programs that only a shell has. */
const isBuiltin = (command: ShellCommand): boolean =>
  command.is("cd", "export", "source", ".", "set", "eval", "ulimit", "umask", "alias", "read", "while", "until", "for", "if", ":", "wait");

import { joinWords } from "../../../core/words";
import type { InstructionHeader } from "../facts";
import type { InstructionNode } from "../nodes";
import type { Effective } from "../stages";
import type { HoverSource } from "./hover";
import { code } from "./hover";

type Command = InstructionHeader & { readonly keyword: "CMD" | "ENTRYPOINT" };

/** What a container of the stage starts, as whom and where. Source: Dockerfile reference, "Understand how CMD and ENTRYPOINT interact". */
export const commandHovers: HoverSource = function* (node) {
  const { keyword, instruction } = node;
  if ((keyword !== "CMD" && keyword !== "ENTRYPOINT") || node.onbuild) return;
  const { before, after } = node.neighbours("CMD", "ENTRYPOINT", "USER", "WORKDIR");
  if (after.some(({ value: header }) => header.keyword === keyword)) {
    yield { at: node.range, lines: [`A later ${keyword} replaces this one.`] };
    return;
  }
  const other = [...before, ...after].findLast(({ value: header }) => header.keyword === (keyword === "CMD" ? "ENTRYPOINT" : "CMD"))?.value;
  const own: Command = { keyword, form: instruction.json ? "exec" : "shell", words: instruction.json?.words.map(({ value }) => value) };
  const entry = keyword === "ENTRYPOINT" ? own : (other as Command | undefined);
  const command = keyword === "CMD" ? own : (other as Command | undefined);
  const lines = [starts(entry, command, instruction.argumentsText), `It runs as user ${shown(node, "user")} in ${shown(node, "workdir")}.`];
  yield { at: node.range, lines };
};

function starts(entry: Command | undefined, command: Command | undefined, text: string): string {
  if (entry?.form === "shell")
    return command
      ? "A shell runs the ENTRYPOINT and gets the signals; CMD and the arguments of `docker run` are ignored."
      : "A shell runs the ENTRYPOINT and gets the signals; the arguments of `docker run` are ignored.";
  if (!entry)
    return command?.form === "exec"
      ? `Starts ${joined(command.words ?? [])}, if the base image has no ENTRYPOINT.`
      : `A shell runs ${code(text.replace(/\s+/g, " ").slice(0, 80))} and gets the signals.`;
  if (!command)
    return `Starts ${joined(entry.words ?? [])}, with the arguments of ${code("docker run")} behind it; an ENTRYPOINT empties the CMD of the base image.`;
  if (command.form === "shell")
    return `Starts ${joined([...(entry.words ?? []), "/bin/sh", "-c", "…"])}: the CMD in shell form becomes arguments.`;
  return `Starts ${joined([...(entry.words ?? []), ...(command.words ?? [])])}; the arguments of ${code("docker run")} take the place of ${joinWords((command.words ?? []).map(code)) || "nothing"}.`;
}

const joined = (words: readonly string[]): string =>
  `**${code(words.map((word) => (/[\s"']/.test(word) ? JSON.stringify(word) : word)).join(" "))}**`;

/** What holds at the end of the stage, not here: a USER below counts as well. */
function shown(node: InstructionNode, what: "user" | "workdir"): string {
  const below = node.neighbours(what === "user" ? "USER" : "WORKDIR").after.at(-1);
  const value: Effective<string> = node.context[what];
  if (below && "value" in below.value) {
    const [only, ...more] = below.value.value ?? [];
    return typeof only === "string" && more.length === 0 ? `**${code(only)}**` : "that a variable names";
  }
  return value.state === "known" ? `**${code(value.value)}**` : value.at ? "that a variable names" : "of the base image";
}

import type { Range } from "../../../core/text";
import { classifyCredential, namesSecret } from "../../shared/credentials";
import { globalBinding } from "../bindings";
import { platformArguments } from "../keywords.table";
import type { InstructionNode } from "../nodes";
import { dockerfileStages } from "../stages";
import { readVariable } from "../variables";
import type { HoverSource } from "./hover";
import { code } from "./hover";

/**
 * What a variable is where it stands, and what ARG and ENV set it to. BuildKit fills in the variables of all instructions but those that
 * run a command; there the shell does, and sees the same values.
 */
export const variableHovers: HoverSource = function* (node, { scope, path }) {
  if (node.onbuild) return;
  for (const { name, at } of usesIn(node)) yield { at, lines: linesOf(node, name) };
  if (node.keyword !== "ARG" && node.keyword !== "ENV") return;
  for (const { name, value } of node.instruction.pairs) {
    const written = name.value ?? name.raw;
    if (node.keyword === "ARG" && !value) {
      const globals = scope.effective(dockerfileStages, path)?.globals ?? [];
      const inherited = globalBinding(globals, Infinity, written);
      const lines =
        inherited.state === "known" && node.context.inStage && !isSecret(written, inherited.value)
          ? [`${code(written)} is ${shown(inherited.value)} here, unless the build says otherwise: the ARG before the first FROM says so.`]
          : [`${code(written)} is what the build is given with ${code(`--build-arg ${written}=…`)}, or not set.`];
      yield { at: name.range, lines };
      continue;
    }
    const resolved = node.resolve(value);
    const isPlain = value?.variables.length === 0;
    if (resolved.state === "known" && !isPlain && !isSecret(written, resolved.value))
      yield { at: name.range, lines: [`From here on ${code(written)} is ${shown(resolved.value)}.`] };
  }
};

const shown = (value: string): string => (value === "" ? "empty" : `**${code(value)}**`);

const isSecret = (name: string, value: string): boolean => namesSecret(name) || classifyCredential(name, value) !== undefined;

function linesOf(node: InstructionNode, name: string): readonly string[] {
  const binding = node.variable(name);
  if (binding.state === "known") {
    if (isSecret(name, binding.value)) return [`${code(name)} has a value that is not shown: its name says that it is a secret.`];
    const [origin] = binding.origins;
    const by = origin?.part.text.trimStart().slice(0, 3).toUpperCase();
    const from = by === "ARG" ? "the default of its ARG; the build may say otherwise" : "set by ENV";
    return [`${code(name)} is ${shown(binding.value)} here: ${from}.`];
  }
  if (binding.state === "unset") return [`Nothing sets ${code(name)}: it is empty here.`];
  if (platformArguments.has(name)) return [`BuildKit sets ${code(name)}, in a stage once it is declared with ARG.`];
  if (node.declares(name)) return [`${code(name)} is what the build is given with ${code(`--build-arg ${name}=…`)}.`];
  return [`No ARG or ENV above sets ${code(name)}: the base image may.`];
}

interface Use {
  readonly name: string;
  readonly at: Range;
}

/** Variables of the words, or of the whole line where that is for a shell. */
function usesIn({ instruction, keyword }: InstructionNode): Use[] {
  if (keyword === "RUN" || keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "HEALTHCHECK")
    return instruction.json
      ? []
      : usesInLine(instruction.line.text, instruction.argumentsFrom, instruction.escape, (a, b) => instruction.line.map.range(a, b));
  const words = instruction.pairs.length > 0 ? instruction.pairs.flatMap(({ value }) => value ?? []) : instruction.words;
  const flags = instruction.flags.flatMap(({ value }) => value ?? []);
  return [...words, ...flags].flatMap((word) => word.variables.map(({ use, range }) => ({ name: use.name, at: range })));
}

/** What a shell leaves alone is left alone: single quotes, an escaped dollar, its own `$1`, `$@`. */
function usesInLine(text: string, from: number, escape: string, rangeOf: (start: number, end: number) => Range): Use[] {
  const uses: Use[] = [];
  let quoted = false;
  let inDouble = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\" && !quoted) at++;
    else if (char === '"' && !quoted) inDouble = !inDouble;
    else if (char === "'" && !inDouble) quoted = !quoted;
    else if (char === "$" && !quoted) {
      const variable = readVariable(text, at, text.length, escape);
      if (typeof variable !== "object" || !/^[A-Za-z_]\w*$/.test(variable.use.name)) continue;
      uses.push({ name: variable.use.name, at: rangeOf(variable.start, variable.end) });
      at = variable.end - 1;
    }
  }
  return uses;
}

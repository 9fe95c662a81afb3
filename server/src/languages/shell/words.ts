import type { Node } from "web-tree-sitter";
import type { ShellSource, ShellWord } from "./nodes";

interface WordValue {
  readonly value: string | undefined;
  readonly prefix: string;
  readonly quote: ShellWord["quote"];
}

/** Makes our word of tree-sitter's node. */
export function readShellWord(node: Node, source: ShellSource): ShellWord {
  const { startIndex, endIndex } = node;
  const raw = source.text.slice(startIndex, endIndex);
  const range = source.map.range(startIndex, endIndex);
  return {
    raw,
    range,
    ...valueOf(node, source.text),
    variables: variablesIn(node),
    editable: source.map.editable(range),
    inText: { start: startIndex, end: endIndex },
  };
}

/** A word that stands like this in the source, without a shell: an argument of the exec form. */
export const literalWord = (value: string, raw: string, range: ShellWord["range"], editable: boolean): ShellWord => ({
  raw,
  range,
  value,
  prefix: value,
  quote: "double",
  variables: [],
  editable,
  inText: { start: 0, end: value.length },
});

const known = (value: string, quote: ShellWord["quote"]): WordValue => ({ value, prefix: value, quote });
const unknown = (prefix = "", quote: ShellWord["quote"] = "none"): WordValue => ({ value: undefined, prefix, quote });

function valueOf(node: Node, source: string): WordValue {
  const text = source.slice(node.startIndex, node.endIndex);
  if (!node.isNamed) return known(text, "none");
  switch (node.type) {
    case "word":
      return hasBraceExpansion(text) || text.startsWith("~") ? unknown() : known(unescapeWord(text), "none");
    case "number":
      return node.namedChildCount > 0 ? unknown() : known(text, "none");
    case "raw_string":
      return known(text.slice(1, -1), "single");
    case "ansi_c_string":
      return text.includes("\\") ? unknown("", "single") : known(text.slice(2, -1), "single");
    case "string":
      return doubleQuoted(node, source);
    case "command_name": {
      const only = node.firstNamedChild;
      return only ? valueOf(only, source) : known(unescapeWord(text), "none");
    }
    case "variable_name":
      return known(text, "none");
    case "variable_assignment":
      return assignment(node, source);
    case "concatenation":
      return concatenated(node, source);
    default:
      return unknown();
  }
}

function doubleQuoted(node: Node, source: string): WordValue {
  const expansion = node.namedChildren.find((child) => child.type !== "string_content");
  // The text between the children counts, too: tree-sitter leaves blanks next to an expansion out of them.
  const literal = unescapeDouble(source.slice(node.startIndex + 1, expansion ? expansion.startIndex : node.endIndex - 1));
  return expansion ? unknown(literal, "double") : known(literal, "double");
}

function concatenated(node: Node, source: string): WordValue {
  if (hasBraceExpansion(source.slice(node.startIndex, node.endIndex))) return unknown("", "mixed");
  let prefix = "";
  for (const child of node.children) {
    const part = valueOf(child, source);
    prefix += part.prefix;
    if (part.value === undefined) return unknown(prefix, "mixed");
  }
  return known(prefix, "mixed");
}

function assignment(node: Node, source: string): WordValue {
  const value = node.childForFieldName("value");
  const name = source.slice(node.startIndex, value ? value.startIndex : node.endIndex);
  if (!value) return known(name, "none");
  const read = valueOf(value, source);
  return read.value === undefined ? unknown(name + read.prefix, "mixed") : known(name + read.value, "mixed");
}

/** `{a,b}` or `{1..3}`, which bash writes out. sh does not; what it means is then not known for sure. */
const hasBraceExpansion = (text: string): boolean => /\{[^{}'"]*(,|\.\.)[^{}'"]*\}/.test(text);

const unescapeWord = (text: string): string =>
  text.replace(/\\(\r?\n|[\s\S])/g, (_all, escaped: string) => (escaped.endsWith("\n") ? "" : escaped));

const unescapeDouble = (text: string): string =>
  text.replace(/\\(\r?\n|[$`"\\])/g, (_all, escaped: string) => (escaped.endsWith("\n") ? "" : escaped));

function variablesIn(node: Node): string[] {
  if (node.type === "simple_expansion" || node.type === "expansion") {
    return node.namedChildren.flatMap((child) =>
      child.type === "variable_name" || child.type === "special_variable_name" ? [child.text] : variablesIn(child),
    );
  }
  if (node.type !== "string" && node.type !== "concatenation" && node.type !== "command_name") return [];
  return node.namedChildren.flatMap(variablesIn);
}

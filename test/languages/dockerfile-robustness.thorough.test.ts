import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDockerfilePart, splitDockerfile } from "../../server/src/languages/dockerfile/part";
import type { DockerfilePart } from "../../server/src/languages/dockerfile/part";

const partsOf = (text: string): DockerfilePart[] =>
  splitDockerfile(text).map((slice) =>
    parseDockerfilePart({ text: text.slice(slice.start, slice.end), kind: slice.kind, state: slice.state ?? "" }),
  );

const SAMPLE = `# syntax=docker/dockerfile:1
# check=error=true

ARG VERSION=1.2
# The build.
FROM --platform=$BUILDPLATFORM golang:1.22-alpine AS build
ENV CGO_ENABLED=0 \\
    # inside

    GOFLAGS="-mod=mod"
RUN --mount=type=cache,target=/root/.cache <<EOF
set -e
go build -o /app ./...
EOF
COPY <<-"A" <<B /etc/
	one
	A
two
B
FROM scratch
COPY --from=build /app /app
HEALTHCHECK --interval=5s CMD ["/app", "health"]
ONBUILD RUN echo hi
LABEL a=b c="d e"
EXPOSE 8080/tcp
VOLUME ["/data"]
STOPSIGNAL SIGTERM
USER 65532:65532
ENTRYPOINT ["/app"]
# the end
`;

describe("problems of a Dockerfile", () => {
  const codes = (text: string) => partsOf(text).flatMap((part) => part.problems.map((problem) => problem.code));
  it("are what BuildKit refuses", () => {
    assert.deepEqual(codes("FORM a"), ["unknown-instruction"]);
    assert.deepEqual(codes("RUN"), ["missing-argument"]);
    assert.deepEqual(codes("COPY a"), ["missing-argument"]);
    assert.deepEqual(codes("COPY --form=a b c"), ["unknown-flag"]);
    assert.deepEqual(codes('CMD ["a", 1]'), ["exec-form-not-strings"]);
    assert.deepEqual(codes("SHELL bash -c"), ["exec-form-not-strings"]);
    assert.deepEqual(codes("ENV A"), ["not-key-value"]);
    assert.deepEqual(codes("ENV A=1 B"), ["not-key-value"]);
    assert.deepEqual(codes("USER 'a"), ["unterminated-quote"]);
    assert.deepEqual(codes("ONBUILD FROM a"), ["forbidden-trigger"]);
    assert.deepEqual(codes("ONBUILD COPY a"), ["missing-argument"]);
  });
  it("are none in a sound file", () => {
    assert.deepEqual(codes(SAMPLE), []);
  });
});

describe("robustness", () => {
  const variants = function* (): Generator<string> {
    for (const text of [SAMPLE, SAMPLE.replaceAll("\n", "\r\n"), `\uFEFF${SAMPLE}`]) {
      const lines = text.split("\n");
      for (let i = 0; i <= lines.length; i++) {
        yield lines.slice(0, i).join("\n");
        yield lines.toSpliced(i, 1).join("\n");
      }
      for (let i = 0; i < text.length; i += 7) {
        yield text.slice(0, i);
        yield text.slice(0, i) + text.slice(i + 1);
      }
    }
  };

  it("any part of a file is read without gaps, throws nothing, and every range is inside", () => {
    for (const text of variants()) {
      const slices = splitDockerfile(text);
      let end = 0;
      for (const [i, slice] of slices.entries()) {
        assert.equal(slice.start, end);
        assert.ok(slice.end > slice.start || text === "", "no empty slice");
        end = slice.end;
        const part = parseDockerfilePart({ text: text.slice(slice.start, slice.end), kind: slice.kind, state: slice.state ?? "" });
        assert.equal(part.instruction !== undefined, slice.kind === "instruction" || slice.kind === "first");
        if (!part.instruction) assert.equal(i, slices.length - 1, "only the last part has no instruction");
        checkRanges(part, slice.end - slice.start);
      }
      assert.equal(end, text.length);
    }
  });

  it("reads nested substitutions of any depth", () => {
    partsOf(`USER ${"${a:-".repeat(20_000)}`)[0]?.problems.forEach((problem) => {
      assert.equal(problem.code, "unterminated-quote");
    });
  });
});

function checkRanges(part: DockerfilePart, length: number): void {
  const { instruction } = part;
  const ranges = [
    ...part.comments,
    ...part.problems.map((problem) => problem.range),
    ...(instruction ? [instruction.range, instruction.keywordRange, ...instruction.words.map((word) => word.range)] : []),
    ...(instruction?.flags.map((flag) => flag.range) ?? []),
    ...(instruction?.json?.words.map((word) => word.range) ?? []),
    ...(instruction?.heredocs.flatMap((heredoc) => [heredoc.range, heredoc.body]) ?? []),
  ];
  for (const range of ranges) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= length, JSON.stringify(range));
}

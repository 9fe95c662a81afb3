import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { removeInstruction } from "../../languages/dockerfile/edit";
import { dockerfileMention } from "../../languages/dockerfile/facts";
import { platformArguments } from "../../languages/dockerfile/keywords.table";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { pairs } from "../../languages/dockerfile/queries";
import { dockerfileStages } from "../../languages/dockerfile/stages";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import { namesIn } from "../../languages/dockerfile/variables";

export default defineRule({
  id: "dockerfile/unused-argument",
  summary: "ARG that nothing uses",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact"],
  rationale:
    "An ARG before the first FROM is for FROM. Stages see it only where they declare it again with `ARG NAME`; without that the value goes nowhere, and `$NAME` below is empty. " +
    "One in a stage is a variable of every RUN behind it, whose programs may read it; without a RUN, and without `$NAME`, whoever passes `--build-arg` is not heard. Use it, or remove it.",
  examples: [
    {
      title: "for nobody",
      source: dockerfile`
ARG BASE=debian:12.11
ARG VERSION=1.2
    ^^^^^^^ 💡 hint: No FROM uses VERSION, and no stage declares it again: it has no effect.
FROM $BASE
RUN echo $VERSION
`,
      fixed: dockerfile`
ARG BASE=debian:12.11
FROM $BASE
RUN echo $VERSION
`,
    },
    {
      title: "in a stage",
      source: dockerfile`
FROM debian:12.11 AS build
ARG VERSION
RUN make
FROM debian:12.11
ARG REVISION
ARG CREATED
    ^^^^^^^ 💡 hint: Nothing behind it uses CREATED, and no RUN sees it: it has no effect.
ARG CACHEBUST
ARG TARGETARCH
LABEL org.opencontainers.image.revision=$REVISION
COPY --from=build /app /app
`,
      fixed: dockerfile`
FROM debian:12.11 AS build
ARG VERSION
RUN make
FROM debian:12.11
ARG REVISION
ARG CACHEBUST
ARG TARGETARCH
LABEL org.opencontainers.image.revision=$REVISION
COPY --from=build /app /app
`,
    },
    {
      title: "a stage starts from it, and runs something",
      source: `FROM debian:12.11 AS base\nARG VERSION=1.2\nFROM base\nRUN make\n`,
    },
    {
      title: "in a FROM, in another default, in a stage",
      source: dockerfile`
ARG RELEASE=12.11
ARG BASE=debian:$RELEASE
ARG PLATFORM
ARG VERSION=1.2
FROM --platform=$PLATFORM $BASE
ARG VERSION
RUN echo $VERSION
`,
    },
  ],
  on: where(pairs("ARG"), ({ node }) => !node.onbuild),
  *check({ node, pair, name }) {
    const { scope, path } = node.reading;
    if (platformArguments.has(name) || /^(?:https?|ftp|no|all)_proxy$|^BUILDKIT_|^SOURCE_DATE_EPOCH$|bust/i.test(name)) return;
    const isGlobal = !node.context.inStage;
    if (isGlobal ? scope.select(dockerfileStages, path, isUsed, name) : isUsedInStage(node, name)) return;
    yield {
      at: pair.name.range,
      tag: "unnecessary",
      message: isGlobal
        ? `No FROM uses ${name}, and no stage declares it again: it has no effect.`
        : `Nothing behind it uses ${name}, and no RUN sees it: it has no effect.`,
      fixes:
        node.instruction.pairs.length === 1 ? [{ title: `Remove ${name}`, safety: "suggestion", edits: [removeInstruction(node)] }] : [],
    };
  },
});

const isUsedInStage = (node: InstructionNode, name: string): boolean =>
  node.isSeenByPrograms ||
  node.reading.scope.all(dockerfileMention, node.reading.path).some(({ value }) => value.split(" ").includes(name));

/** A file without a stage may be the beginning of one. */
function isUsed(view: DockerfileStages | undefined, name: string): boolean {
  if (!view || view.stages.length === 0) return true;
  if (view.globals.some(({ value }) => value && namesIn(value).includes(name))) return true;
  return view.stages.some(({ instructions, assignments }) => {
    const from = instructions[0]?.value;
    const templates = from?.keyword === "FROM" ? [from.image ?? [], from.platform ?? []] : [];
    return (
      templates.some((template) => namesIn(template).includes(name)) || assignments.some((each) => each.by === "ARG" && each.name === name)
    );
  });
}

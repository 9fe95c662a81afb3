import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { removeInstruction } from "../../languages/dockerfile/edit";
import { platformArguments } from "../../languages/dockerfile/keywords.table";
import { pairs } from "../../languages/dockerfile/queries";
import { dockerfileStages } from "../../languages/dockerfile/stages";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import { namesIn } from "../../languages/dockerfile/variables";

export default defineRule({
  id: "dockerfile/unused-argument",
  summary: "ARG before the first FROM that nothing uses",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact"],
  rationale:
    "An ARG up there is for FROM. Stages see it only where they declare it again with `ARG NAME`; without that the value goes nowhere, and `$NAME` below is empty. Declare it in the stage, or remove it.",
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
  on: where(pairs("ARG"), ({ node }) => !node.onbuild && node.context.stage === undefined),
  *check({ node, pair, name }) {
    const { scope, path } = node.reading;
    if (platformArguments.has(name) || /^(?:https?|ftp|no|all)_proxy$|^BUILDKIT_|^SOURCE_DATE_EPOCH$/i.test(name)) return;
    if (scope.select(dockerfileStages, path, isUsed, name)) return;
    yield {
      at: pair.name.range,
      tag: "unnecessary",
      message: `No FROM uses ${name}, and no stage declares it again: it has no effect.`,
      fixes:
        node.instruction.pairs.length === 1 ? [{ title: `Remove ${name}`, safety: "suggestion", edits: [removeInstruction(node)] }] : [],
    };
  },
});

/** A file without a stage may be the beginning of one. */
function isUsed(view: DockerfileStages | undefined, name: string): boolean {
  if (!view || view.stages.length === 0) return true;
  if (view.globals.some(({ value }) => value && namesIn(value).includes(name))) return true;
  return view.stages.some(({ instructions, assignments }) => {
    const from = instructions[0]?.header;
    const templates = from?.keyword === "FROM" ? [from.image ?? [], from.platform ?? []] : [];
    return (
      templates.some((template) => namesIn(template).includes(name)) || assignments.some((each) => each.by === "ARG" && each.name === name)
    );
  });
}

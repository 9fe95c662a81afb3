import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { StageNode } from "../../languages/dockerfile/nodes";
import { stages } from "../../languages/dockerfile/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import type { VariableReference } from "../../languages/dockerfile/words";

export default defineRule({
  id: "dockerfile/undefined-arg-in-from",
  summary: "Variable in FROM that nothing declares",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:UndefinedArgInFrom"],
  references: [
    "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
  ],
  rationale:
    "FROM sees only the ARGs above the first FROM. Any other variable is empty there, and `--build-arg` does not change that: the build fails for a " +
    "reference like `node:`, or takes another image than the one meant.",
  examples: [
    {
      title: "a misspelt argument",
      source: dockerfile`
ARG NODE_VERSION=22
FROM node:\${NODE_VERSOIN}
          ^^^^^^^^^^^^^^^ 💡 error: NODE_VERSOIN is empty here. Did you mean NODE_VERSION?
`,
      fixed: dockerfile`
ARG NODE_VERSION=22
FROM node:\${NODE_VERSION}
`,
    },
    {
      title: "declared too far below, or not at all",
      source: dockerfile`
FROM --platform=$PLATFORM node:22.1 AS base
                ^^^^^^^^^ error: PLATFORM is empty here: no ARG above the first FROM declares it.
ARG VERSION=22
FROM node:$VERSION
          ^^^^^^^^ error: VERSION is empty here: its ARG stands in a stage, and FROM sees only those above the first FROM.
`,
    },
    {
      title: "an image of another name",
      source: dockerfile`
FROM \${REGISTRY}node:22.1
     ^^^^^^^^^^^ warning: REGISTRY is empty here: no ARG above the first FROM declares it.
`,
    },
    {
      title: "declared, given by the builder, or with a default",
      source: dockerfile`
ARG VERSION
ARG REGISTRY=
FROM --platform=$BUILDPLATFORM \${REGISTRY}node:\${VERSION} AS base
FROM node:\${OTHER:-22.1}
FROM \${NAME:?needed}
`,
    },
  ],
  on: stages,
  *check(stage) {
    const platform = stage.instruction.flag("platform")?.value?.variables ?? [];
    for (const reference of [...platform, ...(stage.imageWord?.variables ?? [])]) {
      const { name, operator } = reference.use;
      if (operator !== "" || stage.variable(name).state !== "unset" || isPredefined(name)) continue;
      const meant = closest(
        name,
        stage.globals.map((global) => global.name),
      );
      yield {
        at: reference.range,
        message: `${name} is empty here${why(stage, name, meant)}`,
        ...(isRefused(stage, platform.includes(reference)) ? {} : { severity: "warning" as const }),
        fixes: meant === undefined ? [] : rename(stage, reference, meant),
      };
    }
  },
});

const isPredefined = (name: string): boolean => /^(?:https?|ftp|no|all)_proxy$/i.test(name);

function why(stage: StageNode, name: string, meant: string | undefined): string {
  if (meant !== undefined) return `. Did you mean ${meant}?`;
  const isBelow = stage.ofFile(isDeclaredInStage, name);
  return isBelow
    ? ": its ARG stands in a stage, and FROM sees only those above the first FROM."
    : ": no ARG above the first FROM declares it.";
}

const isDeclaredInStage = (view: DockerfileStages | undefined, name: string) =>
  view?.stages.some(({ assignments }) => assignments.some((each) => each.by === "ARG" && each.name === name)) === true;

/** Whether what is left is no image at all. A platform must not be empty either. */
const isRefused = (stage: StageNode, inPlatform: boolean): boolean => inPlatform || stage.image.state !== "known";

function rename(stage: StageNode, { range, use }: VariableReference, meant: string): Fix[] {
  const { text } = stage.reading.part;
  const written = text.slice(range.start, range.end);
  if (written !== `$${use.name}` && written !== `\${${use.name}}`) return [];
  return [{ title: `Use ${meant}`, safety: "suggestion", edits: [{ at: range, text: written.replace(use.name, () => meant) }] }];
}

import { closest } from "../../core/closest";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/undefined-variable",
  summary: "Variable that nothing sets",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:UndefinedVar"],
  references: ["https://docs.docker.com/reference/build-checks/undefined-var/"],
  rationale:
    "BuildKit puts nothing in its place and goes on, so `COPY $APP_DRI /app` copies the whole context. Reported where the name is all but that of a variable of the stage, and in stages from `scratch`, whose environment is empty: what another base image sets is not known.",
  examples: [
    {
      title: "two letters changed places, and a stage from nothing",
      source: dockerfile`
FROM node:22.11-slim AS build
ARG APP_DIR=web
COPY $APP_DRI /app
     ^^^^^^^^ 💡 warning: Nothing sets APP_DRI, so it is empty. Did you mean APP_DIR?
FROM scratch
WORKDIR $TARGET
        ^^^^^^^ warning: Nothing sets TARGET, so it is empty.
`,
      fixed: dockerfile`
FROM node:22.11-slim AS build
ARG APP_DIR=web
COPY $APP_DIR /app
FROM scratch
WORKDIR $TARGET
`,
    },
    {
      title: "set, from the base, with a default",
      source: dockerfile`
FROM node:22.11-slim
ARG APP_DIR=web
WORKDIR \${APP_DIR}
COPY \${OTHER:-x} $NODE_VERSION /app/
FROM scratch
COPY x \${TARGETARCH:-amd64}/
`,
    },
    {
      title: "what every image has",
      source: dockerfile`
FROM golang:1.25.1
ENV GOPATH=/go
ENV PATH=$GOPATH/bin:/usr/local/go/bin:$PATH
`,
    },
  ],
  on: instructions("COPY", "ADD", "WORKDIR", "USER", "EXPOSE", "VOLUME", "STOPSIGNAL", "ENV", "LABEL"),
  *check(node) {
    if (node.onbuild || !node.context.inStage) return;
    const own = node.variableNames;
    for (const word of node.instruction.words)
      for (const { use, range } of word.variables) {
        if (use.operator !== "" || own.includes(use.name)) continue;
        const { state } = node.variable(use.name);
        if (state !== "unset" && ofBaseImages(use.name)) continue;
        const meant = state === "known" ? undefined : closest(use.name, own);
        if (state !== "unset" && meant === undefined) {
          // Base images set variables, too, and only the registry knows which.
          if (state === "unknown" && node.keyword !== "EXPOSE" && !node.instruction.pairs.some(({ name }) => name.value === use.name))
            yield { at: range, ...OPINION, message: `Nothing in this file sets ${use.name}: unless the base image does, it is empty.` };
          continue;
        }
        const start = range.start + node.reading.part.text.slice(range.start, range.end).indexOf(use.name);
        yield {
          at: range,
          message: `Nothing sets ${use.name}, so it is empty.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
          fixes:
            meant === undefined || !word.editable
              ? []
              : [
                  {
                    title: `Use ${meant}`,
                    safety: "suggestion",
                    edits: [{ at: { start, end: start + use.name.length }, text: meant }],
                  },
                ],
        };
      }
  },
});

/** Names that images set: the search path, and versions and places of what they bring. */
const ofBaseImages = (name: string): boolean =>
  /^(?:PATH|HOME|LANG|LC_ALL|TERM|USER|PWD|HOSTNAME|\d+)$|(?:_VERSION|_HOME|_PATH)$|^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(
    name,
  ) || /^(?:https?|ftp|no|all)_proxy$/i.test(name);

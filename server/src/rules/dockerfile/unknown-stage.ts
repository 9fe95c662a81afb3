import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { baseImage } from "../../languages/dockerfile/base-images.table";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { stageSources } from "../../languages/dockerfile/queries";
import { parseImage } from "../../languages/shared/image";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/unknown-stage",
  summary: "Copy from a stage that does not exist",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL3022",
    "hadolint:DL3023",
    "trivy:DS-0006",
    "kics:copy_from_without_from_alias",
    "kics:copy_from_references_current_alias",
    "dockerfile-utils:FLAG_INVALID_FROM_VALUE",
  ],
  references: ["https://docs.docker.com/reference/dockerfile/#copy---from", "https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "A name behind `--from` that is no stage is looked for on Docker Hub: the build fails with a message about a registry, or worse, finds somebody's image " +
    "of that name. A number beyond the last stage and a stage that copies from itself are refused. Names that resemble no stage are not reported: they " +
    "may be images, or contexts given to the build by name.",
  examples: [
    {
      title: "a misspelt stage",
      source: dockerfile`
FROM golang:1.25.1 AS builder
FROM scratch
COPY --from=biulder --chown=1:1 \
            ^^^^^^^ 💡 error: There is no stage "biulder". Did you mean "builder"?
    /app /app
`,
      fixed: dockerfile`
FROM golang:1.25.1 AS builder
FROM scratch
COPY --from=builder --chown=1:1 \
    /app /app
`,
    },
    {
      title: "numbers that are no stage, and the stage itself",
      source: dockerfile`
FROM golang:1.25.1 AS build
COPY --from=build /a /b
            ^^^^^ error: Stage "build" cannot take files from itself.
FROM scratch
COPY --from=2 /app /app
            ^ error: There is no stage 2: the file has 2, counted from 0.
COPY --from=1 /app /app
            ^ error: Stage 1 cannot take files from itself.
RUN --mount=type=bind,from=biuld,target=/x true
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: There is no stage "biuld". Did you mean "build"?
`,
    },
    {
      title: "stages, images, contexts and what is not known",
      source: dockerfile`
FROM golang:1.25.1 AS build
FROM node:22.1 AS Nodes
FROM scratch
ARG X
COPY --from=BUILD /app /app
COPY --from=0 /app /app
COPY --from=node /usr/bin/node /
COPY --from=busybox:1.37 /bin/sh /
COPY --from=secrets /a /b
COPY --from=ghcr.io/acme/build /a /b
COPY --from=$X /a /b
`,
    },
  ],
  on: stageSources,
  *check({ node, name, at, names, count, allNames }): Iterable<Finding> {
    if (names === "stage") return;
    const isNumber = /^\d+$/.test(name);
    if (names === "itself") yield { at, message: `Stage ${isNumber ? name : `"${name}"`} cannot take files from itself.` };
    else if (isNumber) yield { at, message: `There is no stage ${name}: the file has ${count ?? 0}, counted from 0.` };
    else {
      const image = parseImage(name);
      if (/[./:@]/.test(name)) return;
      if (image && baseImage(image)) {
        yield { at, ...OPINION, message: `"${name}" is no stage of this file: it is the image of that name, in its newest version.` };
        return;
      }
      const written = new Map(allNames().map((stage) => [stage.toLowerCase(), stage]));
      const meant = written.get(closest(name.toLowerCase(), [...written.keys()]) ?? "");
      if (meant === undefined) {
        yield {
          at,
          ...OPINION,
          message: `"${name}" is no stage of this file: it has to be an image, or a context that is given to the build.`,
        };
        return;
      }
      yield { at, message: `There is no stage "${name}". Did you mean "${meant}"?`, fixes: rename(node, at, name, meant) };
    }
  },
});

function rename(node: InstructionNode, at: Range, name: string, written: string): Fix[] {
  if (node.reading.part.text.slice(at.start, at.end) !== name) return [];
  return [{ title: `Use "${written}"`, safety: "suggestion", edits: [{ at: range(at.start, at.end), text: written }] }];
}

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { usedImages } from "../../languages/dockerfile/queries";
import { describeTag, imageFinding } from "../../languages/shared/image-finding";

export default defineRule({
  id: "dockerfile/moving-image-tag",
  summary: "Base image by a tag that moves within its line",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DKR-12"],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
  rationale:
    "`22-alpine` is another image each week. Most of the time that is what one wants, because fixes arrive by themselves; the day a build has to be made again, " +
    "nobody knows what it was made from. A tag that names the whole version moves less, a digest never.",
  examples: [
    {
      title: "a line of versions",
      source: dockerfile`
FROM node:22-alpine
     ^^^^^^^^^^^^^^ 💡 info: Tag "22-alpine" of "node:22-alpine" moves: another build may take another version.
`,
      fixed: dockerfile`
FROM node:tag
`,
    },
    {
      title: "versions, digests and what is not known; no tag at all is another rule's",
      source: dockerfile`
ARG BASE
FROM golang:1.25.1 AS build
FROM \${BASE} AS other
FROM debian AS third
FROM node@sha256:0000000000000000000000000000000000000000000000000000000000000000
FROM scratch
COPY --from=build /app /app
`,
    },
  ],
  on: usedImages,
  *check({ image, at, node }) {
    if (image.state !== "known") return;
    const trouble = describeTag(image.value);
    if (!trouble || trouble.grave) return;
    const isWritten = node.reading.part.text.slice(at.start, at.end) === image.value.text;
    yield {
      ...imageFinding(at, image.value, trouble, image.origin, at.start),
      message: `Tag "${image.value.tag ?? ""}" of "${image.value.text}" moves: another build may take another version.`,
      ...(isWritten ? {} : { fixes: [] }),
    };
  },
});

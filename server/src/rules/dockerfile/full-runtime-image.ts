import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { deployedStage } from "../../languages/dockerfile/queries";

/** Images of languages whose plain tags stand on a whole Debian with compilers. Source: their pages on Docker Hub, "Image Variants". */
const FULL: ReadonlySet<string> = new Set([
  "library/node",
  "library/python",
  "library/ruby",
  "library/perl",
  "library/rust",
  "library/php",
]);

export default defineRule({
  id: "dockerfile/full-runtime-image",
  summary: "Runtime image with a whole distribution around it",
  severity: "hint",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-12", "DS-09"],
  equivalents: [],
  references: ["https://hub.docker.com/_/python#image-variants"],
  rationale:
    "The plain tag of a language's image brings compilers, headers and tools for packages that have to be built: several hundred megabytes, each of them a candidate for the next scan report. " +
    "Build with it where needed, and run on `-slim`. Alpine is smaller still, but its musl breaks some native packages.",
  examples: [
    {
      title: "the plain tag",
      source: dockerfile`
FROM node:22.11.0
     ^^^^^^^^^^^^ 💡 hint: node:22.11.0 brings compilers and tools that a running program does not need.
COPY . /app
CMD ["node", "/app/server.js"]
`,
      fixed: dockerfile`
FROM node:22.11.0-slim
COPY . /app
CMD ["node", "/app/server.js"]
`,
    },
    {
      title: "to build with, or small",
      source: dockerfile`
FROM node:22.11.0 AS build
RUN npm ci
FROM node:22.11.0-slim
COPY --from=build /app /app
CMD ["node", "/app/server.js"]
`,
    },
  ],
  on: deployedStage,
  *check(stage) {
    const { image } = stage;
    if (image.state !== "known" || !FULL.has(image.value.repository)) return;
    const { tag, text, ranges, digest } = image.value;
    const isSmall = /slim|alpine|windows|nanoserver|fpm|apache|cli|zts/.test(tag ?? "");
    if (isSmall || (tag === undefined && digest !== undefined) || !stage.last("CMD") || stage.stage.instructions.length < 3) return;
    const { start } = image.at;
    const isWritten = stage.reading.part.text.slice(start, image.at.end) === text;
    const canName = isWritten && digest === undefined && ranges.tag && /^[\d.]+(?:-(?:bookworm|trixie|bullseye))?$/.test(tag ?? "");
    const end = start + (ranges.tag?.end ?? 0);
    // The variant stands between the version and the release of Debian: 22-bookworm-slim.
    yield {
      at: image.at,
      message: `${text.replace(/@.*$/, "")} brings compilers and tools that a running program does not need.`,
      fixes: canName ? [{ title: "Use the slim variant", safety: "suggestion", edits: [{ at: range(end, end), text: "-slim" }] }] : [],
    };
  },
});

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/whole-file-system-copied",
  summary: "COPY of another stage's whole file system",
  severity: "info",
  preset: "strict",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3067"],
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "A second stage is there to leave the compiler, its caches and its packages behind; copying / brings all of it along, and over the files of the base. Copy what the program needs. Onto `scratch` it makes one layer of an image and is left alone.",
  examples: [
    {
      title: "everything into an image",
      source: dockerfile`
FROM golang:1.25 AS build
FROM alpine:3.22
COPY --from=build / /
                  ^ info: This brings all of "build" along, compilers and caches included: copy what is needed.
`,
    },
    {
      title: "one layer, and one program",
      source: `FROM golang:1.25 AS build\nFROM scratch AS flat\nCOPY --from=build / /\nFROM alpine:3.22\nCOPY --from=build /app /app\n`,
    },
  ],
  on: instructions("COPY"),
  *check(node) {
    const from = node.flag("from");
    const [source, destination] = node.words;
    if (from.state !== "known" || node.onbuild || node.context.image === "scratch" || node.words.length !== 2) return;
    if (source?.value === "/" && destination?.value === "/")
      yield { at: source.range, message: `This brings all of "${from.value}" along, compilers and caches included: copy what is needed.` };
  },
});

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isKeyword } from "../../languages/dockerfile/keywords.table";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/instruction-before-from",
  summary: "Instruction before the first FROM",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-01"],
  equivalents: ["hadolint:DL3061", "dockerfile-utils:NO_SOURCE_IMAGE"],
  references: ["https://docs.docker.com/reference/dockerfile/#from"],
  rationale:
    "The builder refuses the file: there is no image yet that the instruction could work on. Only ARG and parser directives may stand above FROM.",
  examples: [
    {
      title: "a label at the top",
      source: dockerfile`
ARG GO=1.25
LABEL team=shop
^^^^^ error: LABEL stands before the first FROM: only ARG may.
WORKDIR /app
FROM golang:$GO
`,
    },
    { title: "FROM first", source: `ARG GO=1.25\nFROM golang:$GO\nLABEL team=shop\n` },
    { title: "nothing but arguments yet", source: `ARG GO=1.25\n` },
  ],
  on: instructions(),
  *check(node) {
    if (node.onbuild || !misplaced(node.keyword) || node.context.inStage) return;
    // The first says it for all.
    if (node.headersAbove.some((header) => misplaced(header.keyword))) return;
    yield { at: node.range, message: `${node.keyword} stands before the first FROM: only ARG may.` };
  },
});

const misplaced = (keyword: string): boolean => isKeyword(keyword) && keyword !== "ARG" && keyword !== "FROM";

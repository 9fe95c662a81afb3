import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/from-as-casing",
  summary: "AS in another case than its FROM",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:FromAsCasing", "dockerfile-utils:INVALID_AS"],
  references: ["https://docs.docker.com/reference/build-checks/from-as-casing/"],
  rationale: "Both are keywords of one instruction. Written alike they are read as such, and the name between them stands out.",
  examples: [
    {
      title: "one small, one large",
      source: dockerfile`
FROM alpine:3.22 as build
                 ^^ 💡 hint: "as" is written in another case than "FROM".
from alpine:3.22 AS other
                 ^^ 💡 hint: "AS" is written in another case than "from".
`,
      fixed: dockerfile`
FROM alpine:3.22 AS build
from alpine:3.22 AS other
`,
    },
    { title: "alike", source: `FROM alpine:3.22 AS a\nfrom alpine:3.22 as b\n` },
  ],
  safeFix: "keywords know no case",
  on: stages,
  *check({ instruction, asWord }) {
    const { writtenKeyword } = instruction;
    const isLarge = writtenKeyword === writtenKeyword.toUpperCase();
    if (!asWord || (!isLarge && writtenKeyword !== writtenKeyword.toLowerCase())) return;
    const meant = isLarge ? "AS" : "as";
    if (asWord.raw === meant) return;
    yield {
      at: asWord.range,
      message: `"${asWord.raw}" is written in another case than "${writtenKeyword}".`,
      fixes: asWord.editable ? [{ title: `Write "${meant}"`, safety: "safe", edits: [{ at: asWord.range, text: meant }] }] : [],
    };
  },
});

import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/maintainer",
  summary: "MAINTAINER instead of a label",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "hadolint:DL4000",
    "buildkit:MaintainerDeprecated",
    "trivy:DS-0022",
    "checkov:CKV_DOCKER_6",
    "kics:maintainer_being_used",
    "dockerfile-utils:DEPRECATED_MAINTAINER",
  ],
  references: [
    "https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
  ],
  rationale:
    "MAINTAINER has been deprecated since 2017 and writes a field few tools read. The label `org.opencontainers.image.authors` holds the same text, " +
    "shows in `docker inspect` and in registries, and can be searched for.",
  examples: [
    {
      title: "a name and an address",
      source: dockerfile`
FROM alpine:3.22
# ask here first
MAINTAINER Ada Lovelace <ada@example.com>
^^^^^^^^^^ 💡 hint: MAINTAINER is deprecated: the label org.opencontainers.image.authors says the same.
`,
      fixed: dockerfile`
FROM alpine:3.22
# ask here first
LABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.com>"
`,
    },
    {
      title: "quotes belong to the value",
      source: dockerfile`
FROM alpine:3.22
MAINTAINER "the \\"ops\\" team"
^^^^^^^^^^ hint: MAINTAINER is deprecated: the label org.opencontainers.image.authors says the same.
`,
    },
    { title: "a label", source: `FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Ada Lovelace"\n` },
  ],
  safeFix: "MAINTAINER writes a field of the image's metadata that tools read as the author; the label says the same, and no layer changes",
  on: instructions("MAINTAINER"),
  *check(node) {
    if (node.onbuild) return;
    yield {
      at: node.range,
      tag: "deprecated",
      message: "MAINTAINER is deprecated: the label org.opencontainers.image.authors says the same.",
      fixes: toLabel(node),
    };
  },
});

/** Only for text that means the same between double quotes: no variable, no quote, no escape, nothing over several lines. */
function toLabel({ instruction, words }: InstructionNode): Fix[] {
  const [word] = words;
  if (!word?.editable || /["'\\`$]/.test(word.raw) || instruction.flags.length > 0) return [];
  return [
    {
      title: "Make it a LABEL",
      safety: "safe",
      edits: [
        { at: range(instruction.keywordRange.start, word.range.start), text: 'LABEL org.opencontainers.image.authors="' },
        { at: range(word.range.end, word.range.end), text: '"' },
      ],
    },
  ];
}

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { pairs } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/label-key",
  summary: "Label by a name that others may not find",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3048"],
  references: ["https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations"],
  rationale:
    "Docker advises lower-case letters, digits, dots and hyphens, a letter at the start, no two separators in a row, and keeps `com.docker`, `io.docker` and `org.dockerproject` for itself. Anything else works, and has to be quoted in filters and templates.",
  examples: [
    {
      title: "signs, and a name that is Docker's",
      source: dockerfile`
FROM alpine:3.22.1
LABEL +?not..valid--key="a" com.docker.thing=b
      ^^^^^^^^^^^^^^^^^ hint: Label "+?not..valid--key" has other characters than a-z, 0-9, single dots and hyphens.
                            ^^^^^^^^^^^^^^^^ hint: Label "com.docker.thing" is in a name space that Docker keeps for itself.
`,
    },
    { title: "as advised", source: `FROM alpine:3.22.1\nLABEL org.example.label-3="a" maintainer="b"\nLABEL $KEY=c\n` },
  ],
  on: pairs("LABEL"),
  *check({ pair }) {
    const { value } = pair.name;
    if (value === undefined || value === "") return;
    if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(value))
      yield { at: pair.name.range, message: `Label "${value}" is in a name space that Docker keeps for itself.` };
    else if (!/^[a-z](?:[a-z0-9]|[.-](?=[a-z0-9]))*$/.test(value))
      yield { at: pair.name.range, message: `Label "${value}" has other characters than a-z, 0-9, single dots and hyphens.` };
  },
});

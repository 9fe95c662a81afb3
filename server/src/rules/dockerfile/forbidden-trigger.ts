import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/forbidden-trigger",
  summary: "ONBUILD of an instruction that cannot be put off",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3043", "dockerfile-utils:ONBUILD_CHAINING_DISALLOWED", "dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED"],
  references: ["https://docs.docker.com/reference/dockerfile/#onbuild"],
  rationale: "FROM, MAINTAINER and ONBUILD itself are refused behind ONBUILD: the build stops at this line.",
  examples: [
    {
      title: "another base, and a chain",
      source: dockerfile`
FROM alpine:3.22
ONBUILD FROM debian:12
^^^^^^^ error: FROM cannot be put off with ONBUILD: the build stops here.
ONBUILD ONBUILD RUN make
^^^^^^^ error: ONBUILD cannot be put off with ONBUILD: the build stops here.
`,
    },
    { title: "what can be put off", source: `FROM alpine:3.22\nONBUILD COPY . /app\n` },
  ],
  on: instructions("ONBUILD"),
  *check(node) {
    const keyword = /^(FROM|MAINTAINER|ONBUILD)\b/i.exec(node.instruction.argumentsText)?.[1]?.toUpperCase();
    if (keyword !== undefined && !node.onbuild)
      yield { at: node.range, message: `${keyword} cannot be put off with ONBUILD: the build stops here.` };
  },
});

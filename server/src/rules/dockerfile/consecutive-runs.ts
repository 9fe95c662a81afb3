import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/consecutive-runs",
  summary: "RUN directly behind another one",
  severity: "hint",
  preset: "all",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3059", "kics:multiple_run"],
  references: ["https://docs.docker.com/build/building/best-practices/#run"],
  rationale:
    "Each RUN is a layer, and what the second removes the first still holds. Joined they are one, and a change to either runs both again: that is the price, so this is an opinion. RUNs with flags are left alone, and stages whose layers are not shipped.",
  examples: [
    {
      title: "two lines",
      source: dockerfile`
FROM debian:12
RUN make
RUN make install
^^^ hint: This RUN follows another one: joined they are one layer.
`,
    },
    {
      title: "a flag, something between, a stage that is left behind",
      source: dockerfile`
FROM debian:12 AS build
RUN a
RUN b
FROM debian:12
RUN a
RUN --network=none b
ENV A=1
RUN c
COPY --from=build /x /x
`,
    },
  ],
  on: instructions("RUN"),
  *check(node) {
    if (node.onbuild || node.instruction.flags.length || node.context.previous !== "RUN" || !node.context.shipped) return;
    const before = node.neighbours("RUN").before.at(-1)?.header;
    if (before?.keyword !== "RUN" || before.mounts.length > 0 || before.network !== undefined) return;
    yield { at: node.range, message: "This RUN follows another one: joined they are one layer." };
  },
});

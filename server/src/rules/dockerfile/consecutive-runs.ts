import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWithAbove } from "../../languages/dockerfile/edit-runs";
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
^^^ 💡 hint: This RUN follows another one: joined they are one layer.
`,
      fixed: dockerfile`
FROM debian:12
RUN make \
    && make install
`,
    },
    {
      title: "comments, blank lines and tabs",
      source: dockerfile`
FROM debian:12
RUN make \
	&& make check

# into its place
RUN make install \
^^^ 💡 hint: This RUN follows another one: joined they are one layer.
	&& make clean
`,
      fixed: dockerfile`
FROM debian:12
RUN make \
	&& make check \
	# into its place
	&& make install \
	&& make clean
`,
    },
    {
      title: "joined they would do something else",
      source: dockerfile`
FROM debian:12
RUN cd /src && make
RUN make install
^^^ hint: This RUN follows another one: joined they are one layer.
RUN make docs || true
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
    const before = node.neighbours("RUN").before.at(-1)?.value;
    if (before?.keyword !== "RUN" || before.mounts.length > 0 || before.network !== undefined) return;
    const above = node.neighbours("RUN").before.at(-1)?.at;
    yield {
      at: node.range,
      message: "This RUN follows another one: joined they are one layer.",
      // What the RUN above runs is read when somebody asks for the fix.
      get fixes() {
        const edits = above && joinWithAbove(node, above);
        return edits ? [{ title: "Join it with the RUN above", safety: "suggestion" as const, edits }] : [];
      },
    };
  },
});

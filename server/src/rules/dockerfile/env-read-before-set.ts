import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import type { Fix } from "../../core/edit";
import { range } from "../../core/text";
import { breakOf } from "../../languages/dockerfile/edit";
import type { InstructionNode } from "../../languages/dockerfile/nodes";

export default defineRule({
  id: "dockerfile/env-read-before-set",
  summary: "ENV that reads a variable of its own instruction",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3044"],
  references: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
  rationale:
    "All values of one instruction see the variables as they were before it: a name that is set beside them still has its old value, which is mostly none. Set it in an ENV of its own, above.",
  examples: [
    {
      title: "a path below another",
      source: dockerfile`
FROM scratch
ENV HOME_DIR=/srv/app \
    BIN_DIR=$HOME_DIR/bin
            ^^^^^^^^^ 💡 warning: HOME_DIR is set by this very ENV and has here what it had before, if anything: set it in one above.
`,
    },
    {
      title: "the base may have set it",
      settings: { preset: "strict" },
      source: dockerfile`
FROM debian:12
ENV HOME_DIR=/srv/app BIN_DIR=$HOME_DIR/bin
                              ^^^^^^^^^ 💡 info: HOME_DIR is set by this very ENV and has here what it had before, if anything: set it in one above.
`,
    },
    {
      title: "set before, extended, or escaped",
      source: dockerfile`
FROM debian:12
ENV HOME_DIR=/srv/app
ENV HOME_DIR=/srv/web BIN_DIR=$HOME_DIR/bin
ENV PATH=/srv/bin:$PATH LANG=C
`,
    },
  ],
  on: instructions("ENV"),
  *check(node) {
    const { pairs } = node.instruction;
    if (node.onbuild || pairs.length < 2) return;
    const names = new Set(pairs.map((pair) => pair.name.raw));
    for (const [i, { name, value }] of pairs.entries())
      for (const { use, range } of value?.variables ?? []) {
        if (use.name === name.raw || !names.has(use.name) || use.operator !== "") continue;
        const { state } = node.variable(use.name);
        if (state === "known") continue;
        yield {
          at: range,
          message: `${use.name} is set by this very ENV and has here what it had before, if anything: set it in one above.`,
          fixes: splitBefore(node, i, use.name),
          // The base may have set it: then somebody may want the old value.
          ...(state === "unset" ? {} : { preset: "strict" as const, severity: "info" as const }),
        };
      }
  },
});

/** A second ENV from this pair on, where what it reads is set before it. */
function splitBefore(node: InstructionNode, index: number, read: string): Fix[] {
  const { instruction, reading } = node;
  const { pairs } = instruction;
  const before = pairs[index - 1];
  const pair = pairs[index];
  if (!before || !pair || !pairs.slice(0, index).some(({ name }) => name.raw === read)) return [];
  const at = range(before.range.end, pair.range.start);
  // Comments between two pairs would stay with neither.
  if (reading.part.text.slice(at.start, at.end).includes("#")) return [];
  return [
    { title: "Set it in an ENV above", safety: "suggestion", edits: [{ at, text: `${breakOf(node)}${instruction.writtenKeyword} ` }] },
  ];
}

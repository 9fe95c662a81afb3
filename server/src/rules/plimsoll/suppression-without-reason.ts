import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { suppressions } from "../../core/suppression";

export default defineRule({
  id: "plimsoll/suppression-without-reason",
  summary: "Suppression that does not say why",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "In a year nobody knows whether the comment may go. Half a sentence behind `--` is enough.",
  examples: [
    {
      title: "no reason",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web # plimsoll-ignore kubernetes/privileged-container
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 hint: This suppression does not say why it is there.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web # plimsoll-ignore kubernetes/privileged-container -- reason
`,
    },
    {
      title: "a reason",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web # plimsoll-ignore kubernetes/privileged-container -- the debugger needs it
`,
    },
  ],
  on: suppressions,
  *check({ suppression, text }) {
    if (suppression.reason !== undefined || !text.slice(suppression.at.start, suppression.at.end).includes("plimsoll-ignore")) return;
    const end = suppression.at.start + text.slice(suppression.at.start, suppression.at.end).trimEnd().length;
    yield {
      at: suppression.at,
      message: "This suppression does not say why it is there.",
      fixes: [
        { title: "Add a reason", safety: "suggestion", edits: [{ at: { start: end, end }, text: " -- ${1:reason}", snippet: true }] },
      ],
    };
  },
});

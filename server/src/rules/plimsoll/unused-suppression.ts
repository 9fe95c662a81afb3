import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { suppressions } from "../../core/suppression";
import { removeComment } from "../../languages/shared/comment";

export default defineRule({
  id: "plimsoll/unused-suppression",
  summary: "Comment that silences nothing",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A comment that silences nothing hides the next mistake of its kind on the same line. It is said only of rules that are switched on: one that is off today may come back.",
  safeFix: "a comment is neither built nor deployed",
  examples: [
    {
      title: "nothing to silence",
      settings: { rules: [{ matches: (id) => id === "plimsoll/unused-suppression", level: "on" }] },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web # plimsoll-ignore plimsoll/unused-suppression -- an example needs a rule that is on
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: This comment silences nothing: plimsoll/unused-suppression has no finding here.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
`,
    },
    {
      title: "a rule that is off, and a peer's comment",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  # plimsoll-ignore kubernetes/privileged-container -- off in this example
  name: web
  annotations:
    ignore-check.kube-linter.io/privileged-container: not ours to judge
`,
    },
  ],
  on: suppressions,
  *check({ suppression, unused, text }) {
    if (!unused.length || unused.length < suppression.checks.length) return;
    const what = unused.includes("*")
      ? "there is no finding here"
      : `${unused.join(", ")} ${unused.length === 1 ? "has" : "have"} no finding here`;
    yield {
      at: suppression.at,
      message: `This comment silences nothing: ${what}.`,
      tag: "unnecessary",
      fixes: [{ title: "Remove the comment", safety: "safe", edits: [removeComment(text, suppression.at)] }],
    };
  },
});

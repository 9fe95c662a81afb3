import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isExpired, suppressions } from "../../core/suppression";
import { removeComment } from "../../languages/shared/comment";

export default defineRule({
  id: "plimsoll/expired-suppression",
  summary: "Suppression past its date",
  severity: "warning",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "Somebody promised to come back to this by that date. From then on the comment silences nothing; repair what it hid, or give it a new date and a reason for it.",
  examples: [
    {
      title: "a date that has passed",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  # plimsoll-ignore kubernetes/privileged-container until 2025-12-31 -- OPS-12
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: This suppression ended on 2025-12-31.
  name: web
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
`,
    },
    {
      title: "a date to come",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web # plimsoll-ignore kubernetes/privileged-container until 2099-12-31 -- OPS-12
`,
    },
  ],
  on: suppressions,
  *check({ suppression, text }, { today }) {
    if (!isExpired(suppression, today)) return;
    yield {
      at: suppression.at,
      message: `This suppression ended on ${suppression.until ?? ""}.`,
      fixes: [{ title: "Remove the comment", safety: "suggestion", edits: [removeComment(text, suppression.at)] }],
    };
  },
});

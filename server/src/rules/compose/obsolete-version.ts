import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { composeFile } from "../../languages/compose/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/obsolete-version",
  summary: "Top-level version that Compose ignores",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:no-version-field"],
  references: ["https://docs.docker.com/reference/compose-file/version-and-name/"],
  rationale:
    "Compose reads every file by the current specification, whatever `version` says, and warns at each command that the attribute is obsolete. It suggests to readers that features depend on it. Remove it.",
  safeFix: "Compose v2 reads every file by the current specification and ignores the key",
  examples: [
    {
      title: "a version",
      source: yaml`
version: "3.8" # as in the tutorial
^^^^^^^ 💡 hint: Compose ignores "version": it reads every file by the current specification.
services:
  web:
    image: nginx:1.27.3
`,
      fixed: yaml`
services:
  web:
    image: nginx:1.27.3
`,
    },
    {
      title: "none",
      source: yaml`
name: shop
services:
  web:
    image: nginx:1.27.3
`,
    },
  ],
  on: composeFile,
  *check(file) {
    const { root } = file;
    if (!root.has("version")) return;
    yield {
      at: root.keyRange("version"),
      message: 'Compose ignores "version": it reads every file by the current specification.',
      tag: "deprecated",
      fixes: root.pairs.length > 1 ? [{ title: "Remove it", safety: "safe", edits: removeKey(root, "version") }] : [],
    };
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { basename, dirname } from "../../core/path";
import { composeFile } from "../../languages/compose/queries";
import { setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/missing-project-name",
  summary: "Project without a name of its own",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["dclint:require-project-name-field"],
  references: ["https://docs.docker.com/compose/how-tos/project-name/"],
  rationale:
    "Without `name` the project is called after its folder: containers, networks and volumes of two checkouts with the same folder name are the same ones, and a renamed folder starts with empty volumes. The folder's name is a good name for most, and `-p` and COMPOSE_PROJECT_NAME say another.",
  examples: [
    {
      title: "no name",
      source: yaml`
services:
^^^^^^^^ 💡 hint: The project is called after its folder: no "name" says otherwise.
  web:
    image: nginx:1.27.3
`,
    },
    { title: "a name", source: "name: shop\nservices:\n  web:\n    image: nginx:1.27.3\n" },
  ],
  on: composeFile,
  *check(file) {
    const { root, project } = file;
    if (!root.lacks("name") || project?.main !== file.path || !root.has("services")) return;
    const folder = basename(dirname(file.path))
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, "");
    yield {
      at: root.keyRange("services"),
      message: 'The project is called after its folder: no "name" says otherwise.',
      fixes: folder === "" ? [] : [{ title: "Name the project", safety: "suggestion", edits: setAt(root, ["name"], new TabStop(folder)) }],
    };
  },
});

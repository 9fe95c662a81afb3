import { files } from "../../core/example";
import { relative } from "../../core/path";
import { defineRule } from "../../core/rule";
import { devContainersOf } from "../../languages/compose/devcontainer";
import { composeFile } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/unknown-devcontainer-service",
  summary: "Dev container that names a service the project does not have",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-22"],
  equivalents: [],
  references: ["https://containers.dev/implementors/json_reference/#compose-specific"],
  rationale:
    "`service` in devcontainer.json says which container the editor goes into. When the Compose files it names have no such service, the dev container does not start, for everybody who opens the project. Name one of the services that exist, or add the one that is meant.",
  examples: [
    {
      title: "app, where there are api and database",
      source: files({
        ".devcontainer/devcontainer.json": '{\n  // the shop\n  "dockerComposeFile": ["../compose.yaml"],\n  "service": "app",\n}\n',
        "compose.yaml": `services:
^^^^^^^^ warning: The dev container in .devcontainer/devcontainer.json goes into service "app", which the project does not have.
  api:
    image: shop/api:2.0.1
  database:
    image: postgres:17.2
`,
      }),
    },
    {
      title: "a service that is there, also in a file of its own",
      source: files({
        ".devcontainer/devcontainer.json": '{ "dockerComposeFile": ["../compose.yaml", "compose.dev.yaml"], "service": "dev" }\n',
        ".devcontainer/compose.dev.yaml": "services:\n  dev:\n    image: shop/dev:1.0.0\n",
        "compose.yaml": "services:\n  api:\n    image: shop/api:2.0.1\n",
      }),
    },
  ],
  on: composeFile,
  *check(file, _context, scope) {
    const { project, root } = file;
    if (!file.isComplete || !project || !root.has("services")) return;
    for (const { path, service, composeFiles } of devContainersOf(scope, file.path)) {
      // Other files may bring the service; what is said of them is said in the last one.
      const others = composeFiles.filter((other) => !project.files.includes(other));
      if (others.length || project.services.has(service) || project.elsewhere.services.includes(service)) continue;
      yield {
        at: root.keyRange("services"),
        message: `The dev container in ${relative(file.folder, path) ?? path} goes into service "${service}", which the project does not have.`,
      };
    }
  },
});

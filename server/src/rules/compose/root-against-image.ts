import { dockerfile, files, yaml } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { builtFile, builtStage } from "../../languages/compose/build";
import { textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/root-against-image",
  summary: "Service that runs as root what its Dockerfile runs as somebody else",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#user"],
  rationale:
    "`user` wins over the Dockerfile's USER: what was built to run without rights runs with all of them, and files that it writes into mounts belong to root on the host. Remove `user`, or name the account of the Dockerfile; what root alone can do belongs into the build.",
  examples: [
    {
      title: "root over node",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
    user: root
          ^^^^ 💡 info: Service "web" runs as root, although Dockerfile ends with USER node.
`,
        Dockerfile: dockerfile`
FROM node:22.1
USER node
CMD ["node", "server.js"]
`,
      }),
      fixed: {
        "compose.yaml": yaml`
services:
  web:
    build: .
`,
        Dockerfile: dockerfile`
FROM node:22.1
USER node
CMD ["node", "server.js"]
`,
      },
    },
    {
      title: "another account, a Dockerfile that says nothing, a stage that runs as root",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": `services:\n  web: { build: ., user: "1000" }\n  db: { build: ./db, user: "0:0" }\n  dev: { build: { context: ., target: dev }, user: root }\n`,
        Dockerfile: `FROM node:22.1 AS dev\nUSER root\nFROM dev\nUSER node\n`,
        "db/Dockerfile": `FROM postgres:17.2\n`,
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const user = textOf(service.get("user"));
    if (user === undefined || !service.written.has("user") || !/^(?:root|0+)(?::|$)/.test(user) || !service.merged) return;
    const [file, built] = [builtFile(service.merged, scope), builtStage(service.merged, scope)];
    const own = built?.stage.users.at(-1)?.value;
    if (!file || own?.state !== "known" || own.at === undefined || /^(?:root|0+)(?::|$)/.test(own.value)) return;
    yield {
      at: service.written.rangeOf("user"),
      message: `Service "${service.name}" runs as ${user}, although ${basename(file.path)} ends with USER ${own.value}.`,
      related: [{ at: own.at, message: "It is said here." }],
      fixes: service.own.has("user") ? [{ title: "Remove user", safety: "suggestion", edits: removeKey(service.own, "user") }] : [],
    };
  },
});

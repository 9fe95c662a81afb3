import type { Fix } from "../../core/edit";
import { files, yaml } from "../../core/example";
import { basename, join, relative } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { at, isMap, textOf, usualText } from "../../languages/compose/data";
import type { Data } from "../../languages/compose/data";
import { exampleOf, presenceOf } from "../../languages/compose/files";
import { services } from "../../languages/compose/queries";
import { underline } from "../../core/text";
import type { Item } from "../../languages/compose/service";

export default defineRule({
  id: "compose/missing-env-file",
  summary: "env_file that does not exist",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["SEC-09"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#env_file"],
  rationale:
    "Compose reads every `env_file` before it does anything and stops when one is missing (`env file … not found`). Create it, correct the path, which counts from the folder of the Compose file, or write the entry as `path` with `required: false`. " +
    "A file that Git ignores is not judged. Where an example stands beside the place it is information: people are meant to copy it.",
  examples: [
    {
      title: "no such file",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    env_file: web.env
              ^^^^^^^ 💡 error: Service "web" reads web.env, which does not exist: Compose stops here.
`,
      fixed: {
        "web.env": "",
      },
    },
    {
      title: "an example to copy, in long syntax",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
    env_file:
      - path: config/.env
              ^^^^^^^^^^^ 💡 info: Service "web" reads config/.env, which does not exist yet: .env.example shows what goes into it.
`,
        "config/.env.example": "PORT=8080\nTOKEN=\n",
      }),
      fixed: { "config/.env": "PORT=8080\nTOKEN=\n" },
    },
    {
      title: "there, ignored by Git, not required, named by a variable",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
    env_file:
      - web.env
      - local.env
      - path: more.env
        required: false
      - \${STAGE}.env
`,
        "web.env": "PORT=8080\n",
        ".gitignore": "node_modules\nlocal.*\n",
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const item of service.items("env_file")) {
      // A mapping that is no list has `path` and `required` as its keys.
      const path = pathOf(item.data);
      if (item.key !== undefined || path === undefined || !isRequired(item.data)) continue;
      if (presenceOf(scope, service.file.folder, path) !== "absent") continue;
      if (!service.file.isComplete) return;
      const full = join(service.file.folder, path);
      const example = exampleOf(scope, full);
      yield {
        at: placeOf(item, service.file.text),
        message:
          example === undefined
            ? `Service "${service.name}" reads ${path}, which does not exist: Compose stops here.`
            : `Service "${service.name}" reads ${path}, which does not exist yet: ${basename(example)} shows what goes into it.`,
        ...(example === undefined ? {} : { severity: "info" as const }),
        fixes: creation(full, path, example, scope),
      };
    }
  },
});

const pathOf = (data: Data): string | undefined => textOf(isMap(data) ? at(data, "path") : data);

const isRequired = (data: Data): boolean => !isMap(data) || usualText(at(data, "required")) !== "false";

function placeOf({ node, at: place }: Item, text: string) {
  const path = node?.kind === "map" ? node.pairs.find((pair) => pair.key.source === "path")?.value : undefined;
  return path ? underline(text, path) : place;
}

/** The empty file, or a copy of the example beside it. */
function creation(full: string, path: string, example: string | undefined, scope: Scope): Fix[] {
  const text = example === undefined ? "" : scope.text(example);
  if (text === undefined || relative("", full) === undefined) return [];
  return [
    {
      title: example === undefined ? `Create ${path}` : `Create ${path} from ${basename(example)}`,
      safety: "suggestion",
      edits: [{ create: full, text }],
    },
  ];
}

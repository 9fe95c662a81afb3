import { files } from "../../core/example";
import { basename, join } from "../../core/path";
import { defineRule } from "../../core/rule";
import { lineBreakOf } from "../../core/text";
import { at, isMap, textOf } from "../../languages/compose/data";
import { dotenvAt } from "../../languages/compose/dotenv";
import { ignoreEdits, isIgnoreKnown } from "../../languages/compose/extract";
import { services } from "../../languages/compose/queries";
import { classifyCredential } from "../../languages/shared/credentials";

export default defineRule({
  id: "compose/unignored-env-file",
  summary: "env_file with a credential that Git does not leave out",
  severity: "warning",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["SCR-09"],
  equivalents: [],
  references: ["https://git-scm.com/docs/gitignore"],
  rationale:
    "The next `git add .` takes the file along, and what was pushed once stays in the history of every clone. Name it in `.gitignore`, and commit an example with the names alone. If it was ever committed, change the values.",
  examples: [
    {
      title: "a password, and no .gitignore",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": `services:
  web:
    image: shop/web:1.4.2
    env_file: web.env
              ^^^^^^^ 💡 warning: web.env holds a password (DB_PASSWORD), and no .gitignore leaves it out.
`,
        "web.env": "DB_PASSWORD=t4Rk9zQ2mN\n",
      }),
      fixed: {
        "compose.yaml": `services:\n  web:\n    image: shop/web:1.4.2\n    env_file: web.env\n`,
        "web.env": "DB_PASSWORD=t4Rk9zQ2mN\n",
        ".gitignore": "web.env\n",
      },
    },
    {
      title: "left out, settings, placeholders, an example",
      settings: { preset: "strict" },
      source: files({
        "compose.yaml": `services:\n  web:\n    image: shop/web:1.4.2\n    env_file: [web.env, plain.env, .env.example]\n`,
        "web.env": "DB_PASSWORD=t4Rk9zQ2mN\n",
        "plain.env": "PORT=80\nTOKEN=changeme\n",
        ".env.example": "DB_PASSWORD=t4Rk9zQ2mN\n",
        ".gitignore": "web.env\n",
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const item of service.items("env_file")) {
      const name = textOf(isMap(item.data) ? at(item.data, "path") : item.data);
      if (name === undefined || /example|sample|template|dist$|^[/~]/.test(name)) continue;
      const path = join(service.file.folder, name);
      const variables = scope.file(path) === "present" ? [...(dotenvAt(scope, path) ?? [])] : [];
      const found = variables.flatMap(([variable, value]) => {
        const credential = value === undefined ? undefined : classifyCredential(variable, value);
        return credential && credential.certainty !== "placeholder" ? [{ variable, what: credential.what }] : [];
      });
      const [first] = found;
      if (!first || !isIgnoreKnown(scope, path)) continue;
      const edits = ignoreEdits(scope, path, lineBreakOf(service.file.text));
      if (edits?.length === 0) continue;
      yield {
        at: item.at,
        message: `${basename(path)} holds ${first.what} (${first.variable}), and no .gitignore leaves it out.`,
        fixes: edits ? [{ title: `Leave ${basename(path)} out of Git`, safety: "suggestion", edits }] : [],
      };
    }
  },
});

import { defineRefactoring } from "../../core/refactoring";
import { environmentEntries } from "../../languages/compose/environment";
import { services } from "../../languages/compose/queries";
import { extractToDotenv } from "../../languages/compose/secret-fixes";

export default defineRefactoring({
  kind: "refactor.extract",
  examples: [
    {
      title: "a value of a mapping and one of a list",
      source: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29.3
    environment:
      STAGE: dev
             ^^^ refactor: Move STAGE to .env
      PORT: "\${PORT:-80}"
  api:
    image: shop/api:2.0.1
    environment:
      - LEVEL=debug
              ^^^^^ refactor: Move LEVEL to .env
      - TOKEN
`,
        ".env": "PORT=8080 # shop\n",
        ".gitignore": ".env\n",
      },
      result: {
        "compose.yaml": `services:
  web:
    image: nginx:1.29.3
    environment:
      STAGE: "\${STAGE:?set STAGE}"
      PORT: "\${PORT:-80}"
  api:
    image: shop/api:2.0.1
    environment:
      - LEVEL=debug
      - TOKEN
`,
        ".env": "PORT=8080 # shop\nSTAGE=dev\n",
      },
    },
    {
      title: "not where .env goes into Git, or says something else",
      source: {
        "compose.yaml": "services:\n  web:\n    image: nginx:1.29.3\n    environment: { STAGE: dev }\n",
        ".gitignore": "node_modules\n",
      },
    },
  ],
  on: services,
  *offer(service, { scope }) {
    for (const entry of environmentEntries(service)) {
      if (entry.templated || entry.text === "") continue;
      const edits = extractToDotenv(service, entry, scope);
      if (edits) yield { at: entry.at, title: `Move ${entry.name} to .env`, edits };
    }
  },
});

import { yaml } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import { services } from "../../languages/compose/queries";
import type { Written } from "../../languages/yaml/edit";
import { replaceIn } from "../../languages/yaml/edit";

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "from a list to a mapping",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    environment:
    ^^^^^^^^^^^ refactor: Write environment as a mapping
      - STAGE=dev
      - PORT=8080
      - TOKEN
      - "URL=http://\${HOST:-api}:80"
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    environment:
      STAGE: dev
      PORT: "8080"
      TOKEN: null
      URL: "http://\${HOST:-api}:80"
`,
    },
    {
      title: "from a mapping to a list",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    environment:
    ^^^^^^^^^^^ refactor: Write environment as a list
      STAGE: dev
      DEBUG: "true"
      PORT: 8080
      TOKEN:
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    environment:
      - STAGE=dev
      - DEBUG=true
      - PORT=8080
      - TOKEN
`,
    },
    {
      title: "comments and merge keys have no other place to go",
      source: yaml`
x-env: &env { A: 1 }
services:
  web:
    image: nginx:1.29.3
    environment: { <<: *env, B: 2 }
  api:
    image: shop/api:2.0.1
    environment:
      - A=1 # first
`,
    },
  ],
  on: services,
  *offer({ own, file }) {
    const pair = own.pair("environment");
    const node = pair?.value;
    if (!pair || !node || /(?:^|\s)#/.test(file.text.slice(node.start, node.end)) || node.anchor !== undefined) return;
    const at = { start: pair.key.start, end: pair.key.end };
    if (node.kind === "seq") {
      const texts = node.items.map(({ node: item }) => (item?.kind === "scalar" ? item.source : undefined));
      if (!texts.length || texts.some((text) => text === undefined || !/^[A-Za-z_][\w.-]*(?:=|$)/.test(text))) return;
      const entries = texts.map((text = ""): [string, Written] => {
        const cut = text.indexOf("=");
        return cut < 0 ? [text, null] : [text.slice(0, cut), text.slice(cut + 1)];
      });
      if (new Set(entries.map(([name]) => name)).size === entries.length)
        yield { at, title: "Write environment as a mapping", edits: replaceIn(own, "environment", Object.fromEntries(entries)) };
    } else if (node.kind === "map" && node.pairs.length && !node.merges.length) {
      const isPlain = node.pairs.every(
        ({ value }) => !value || (value.kind === "scalar" && value.style !== "block" && value.anchor === undefined),
      );
      const texts = node.pairs.map(({ key, value }) =>
        value?.kind === "scalar" && value.value !== null ? `${key.source}=${value.source}` : key.source,
      );
      if (isPlain) yield { at, title: "Write environment as a list", edits: replaceIn(own, "environment", texts) };
    }
  },
});

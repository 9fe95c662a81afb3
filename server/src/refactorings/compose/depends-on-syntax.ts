import { yaml } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import { services } from "../../languages/compose/queries";
import type { Written } from "../../languages/yaml/edit";
import { replaceIn } from "../../languages/yaml/edit";

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "from short to long",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    depends_on: [db, cache]
    ^^^^^^^^^^ refactor: Write depends_on in the long syntax
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    depends_on:
      db:
        condition: service_started
      cache:
        condition: service_started
`,
    },
    {
      title: "from long to short",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    depends_on:
    ^^^^^^^^^^ refactor: Write depends_on in the short syntax
      db:
        condition: service_started
  api:
    image: shop/api:2.0.1
    depends_on:
      db: { condition: service_healthy }
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    depends_on:
      - db
  api:
    image: shop/api:2.0.1
    depends_on:
      db: { condition: service_healthy }
`,
    },
  ],
  on: services,
  *offer({ own, file }) {
    const pair = own.pair("depends_on");
    if (!pair?.value || file.text.slice(pair.value.start, pair.value.end).includes("#")) return;
    const at = { start: pair.key.start, end: pair.key.end };
    if (pair.value.kind === "seq") {
      const names = pair.value.items.map(({ node }) => (node?.kind === "scalar" && !node.masks ? node.source : undefined));
      if (!names.length || names.includes(undefined)) return;
      const long: Written = Object.fromEntries(names.map((name) => [name ?? "", { condition: "service_started" }]));
      yield { at, title: "Write depends_on in the long syntax", edits: replaceIn(own, "depends_on", long) };
    } else if (pair.value.kind === "map" && !pair.value.merges.length) {
      const entries = [...own.map("depends_on").entries()];
      // The short syntax says nothing but this.
      const isPlain = entries.every(({ mapping }) => mapping.pairs.length === 1 && mapping.is("condition", "service_started"));
      if (entries.length && isPlain)
        yield {
          at,
          title: "Write depends_on in the short syntax",
          edits: replaceIn(
            own,
            "depends_on",
            entries.map(({ key }) => key),
          ),
        };
    }
  },
});

import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { duplicatesOf } from "../../languages/yaml/duplicates";
import type { YamlTree } from "../../languages/yaml/node";

export default defineRule({
  id: "compose/duplicate-key",
  summary: "Key written twice in one mapping",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:invalid-yaml"],
  references: ["https://yaml.org/spec/1.2.2/#3213-node-comparison"],
  rationale:
    "Compose refuses a file in which a key stands twice (`mapping key already defined`). It usually comes from pasting a service below another one of the same name: keep one of the two.",
  examples: [
    {
      title: "two services of one name",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
  db:
    image: postgres:17.2
  web:
  ^^^ error: The key "web" is written twice here.
    image: nginx:1.27.4
`,
    },
    {
      title: "one key in two mappings",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
  db:
    image: postgres:17.2
`,
    },
  ],
  on: query(["compose"], (reading) => duplicatesOf((reading.tree as YamlTree).root)),
  *check({ key, first }) {
    yield {
      at: { range: { start: key.start, end: key.end } },
      message: `The key "${key.source}" is written twice here.`,
      related: [{ at: { range: { start: first.start, end: first.end } }, message: "It is first written here." }],
    };
  },
});

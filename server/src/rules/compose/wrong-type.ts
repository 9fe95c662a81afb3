import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range, underline } from "../../core/text";
import type { Fix } from "../../core/edit";
import { schemaViolations } from "../../languages/compose/schema-walk";
import type { YamlNode } from "../../languages/yaml/node";

export default defineRule({
  id: "compose/wrong-type",
  summary: "Value of a type that Compose does not take there",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:invalid-schema"],
  references: ["https://docs.docker.com/reference/compose-file/services/"],
  rationale:
    "Compose checks types before it starts anything: a text where a list belongs, or a number where a text belongs, and it rejects the file (`must be a string`). Numbers that are meant as text, such as `interval: 30`, lack their unit or their quotes.",
  examples: [
    {
      title: "texts, lists and mappings in each other's place",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    ports: "8080:80"
           ^^^^^^^^^ error: services.web.ports is a text: a list belongs there.
    container_name: 8080
                    ^^^^ 💡 error: services.web.container_name is a number: a text belongs there.
    healthcheck:
      - test
      ^^^^^^ error: services.web.healthcheck is a list: a mapping belongs there.
`,
      otherFixes: {
        "Put it in quotes": yaml`
services:
  web:
    image: nginx:1.27.3
    ports: "8080:80"
    container_name: "8080"
    healthcheck:
      - test
`,
      },
    },
    {
      title: "every form that is allowed, and what is not known",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    ports: [8080, "8081:80", { target: 80, published: 8082 }]
    command:
    environment: ["A=1"]
    privileged: "\${PRIVILEGED}"
    cpus: 0.5
    mem_limit: 512m
    depends_on: { db: { condition: service_started, required: false } }
    volumes:
    healthcheck: \${HEALTH}
  db:
    image: postgres:17.2
    environment: { A: 1, B: true, C: null, D: }
    init: "true"
volumes:
  data:
`,
    },
  ],
  on: schemaViolations("wrong-type"),
  *check({ violation, text }) {
    if (violation.kind !== "wrong-type") return;
    const { node, path, expected, found, shape } = violation;
    yield {
      at: underline(text, range(node.start, node.end > node.start ? node.end : node.start + 1)),
      message: `${path === "" ? "The file" : path} is ${found}: ${expected} belongs there.`,
      // Compose ignores what `version` says, and obsolete-version removes it.
      ...(path === "version" ? { severity: "hint" as const, preset: "all" as const } : {}),
      fixes: shape.scalars?.includes("s") === true && !shape.words ? quoted(node, text) : [],
    };
  },
});

/** A time without its unit is not quoted: that would only hide what is missing. */
function quoted(node: YamlNode, text: string): Fix[] {
  if (node.kind !== "scalar" || node.style !== "plain") return [];
  const isTime = /(?:interval|timeout|period|delay|monitor|window):[ \t]*$/.test(text.slice(0, node.start));
  return isTime
    ? []
    : [{ title: "Put it in quotes", safety: "suggestion", edits: [{ at: range(node.start, node.end), text: `"${node.source}"` }] }];
}

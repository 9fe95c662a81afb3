import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Finding } from "../../core/rule";
import { range, underline } from "../../core/text";
import { schemaViolations } from "../../languages/compose/schema-walk";
import { slipOf } from "../../languages/shared/slip";
import { replaceScalar } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/invalid-value",
  summary: "Value that the Compose Specification does not allow",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:invalid-schema"],
  references: ["https://docs.docker.com/reference/compose-file/services/"],
  rationale:
    "Some keys take one of a few words, some lists no entry twice, some mappings are nothing without a key. Compose checks all of it before it starts anything and rejects the file.",
  examples: [
    {
      title: "a word that is none, an entry twice, a key that is missing",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    cap_drop: [ALL, ALL]
                    ^^^ error: services.web.cap_drop lists ALL twice: Compose rejects the file.
    depends_on:
      db:
        condition: service_health
                   ^^^^^^^^^^^^^^ 💡 error: services.web.depends_on.db.condition is service_health, service_healthy was probably meant: Compose rejects the file.
      cache: { required: false }
             ^ error: services.web.depends_on.cache has no condition: Compose rejects the file.
`,
      otherFixes: {
        "Change to service_healthy": yaml`
services:
  web:
    image: nginx:1.27.3
    cap_drop: [ALL, ALL]
    depends_on:
      db:
        condition: service_healthy
      cache: { required: false }
`,
      },
    },
    {
      title: "words that are there, and one that a variable brings",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    cgroup: host
    volumes:
      - { type: bind, source: ., target: /srv }
      - { type: "\${TYPE}", source: ., target: /data }
    depends_on: { db: { condition: service_healthy } }
`,
    },
  ],
  on: schemaViolations("unknown-word", "missing-key", "twice"),
  *check({ violation, text }): Iterable<Finding> {
    const { node, path } = violation;
    const at = underline(text, range(node.start, node.kind === "map" ? node.start + 1 : node.end));
    if (violation.kind === "missing-key") yield { at, message: `${path} has no ${violation.key}: Compose rejects the file.` };
    else if (violation.kind === "twice") yield { at, message: `${path} lists ${violation.scalar.source} twice: Compose rejects the file.` };
    else if (violation.kind === "unknown-word") {
      const { words, scalar } = violation;
      const slip = slipOf(scalar.source, words);
      const hint = slip === undefined ? ` and not ${words.join(", ")}` : `, ${slip} was probably meant`;
      yield {
        at,
        message: `${path} is ${scalar.source}${hint}: Compose rejects the file.`,
        fixes: slip === undefined ? [] : [{ title: `Change to ${slip}`, safety: "suggestion", edits: [replaceScalar(text, scalar, slip)] }],
      };
    }
  },
});

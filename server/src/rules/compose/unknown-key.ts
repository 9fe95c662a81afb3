import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { schemaViolations } from "../../languages/compose/schema-walk";
import { slipOf } from "../../languages/shared/slip";
import { renameKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/unknown-key",
  summary: "Key that Compose does not know",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:invalid-schema"],
  references: ["https://docs.docker.com/reference/compose-file/services/", "https://docs.docker.com/reference/compose-file/extension/"],
  rationale:
    "Compose checks a file against the specification before it starts anything, and rejects it for a single key it does not know: additional properties not allowed. Usually it is a slip of the pen or a key that is indented a step too far or not far enough. Keys of your own begin with `x-`.",
  examples: [
    {
      title: "slips of the pen",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    enviroment: { STAGE: dev }
    ^^^^^^^^^^ 💡 error: services.web has no key enviroment, environment was probably meant: Compose rejects the file.
    healthcheck:
      tests: ["CMD", "true"]
      ^^^^^ 💡 error: services.web.healthcheck has no key tests, test was probably meant: Compose rejects the file.
`,
      fixed: yaml`
services:
  web:
    image: nginx:1.27.3
    environment: { STAGE: dev }
    healthcheck:
      tests: ["CMD", "true"]
`,
    },
    {
      title: "in the wrong place",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    interval: 10s
    ^^^^^^^^ error: services.web has no key interval, but services.web.healthcheck.interval there is: Compose rejects the file.
    build:
      context: .
      ports: ["8080:80"]
      ^^^^^ error: services.web.build has no key ports, but services.web.ports there is: Compose rejects the file.
restart: always
^^^^^^^ error: A Compose file has no key restart, but a service's restart there is: Compose rejects the file.
`,
    },
    {
      title: "keys of one's own, old keys, anchors, variables, names that people give",
      source: yaml`
version: "3.8"
x-common: &common
  anything: goes
x-service: &service
  restart: always
services:
  web:
    <<: *service
    image: nginx:1.27.3
    x-owner: shop
    environment: { ANYTHING: goes }
    labels: { any.thing: goes }
    deploy:
      restart_policy: { condition: any }
      resources: { limits: { memory: "\${LIMIT}" } }
    logging: { driver: journald, options: { tag: web } }
    build: { context: ., args: { A: 1 } }
volumes:
  data: { external: true, driver_opts: { o: bind } }
`,
    },
  ],
  on: schemaViolations("unknown-key"),
  *check({ violation, mapping }) {
    if (violation.kind !== "unknown-key") return;
    const { key, map, path, known, belongs } = violation;
    const slip = slipOf(key.source, known);
    const where = path === "" ? "A Compose file" : path;
    const hint =
      slip !== undefined && belongs === undefined
        ? `, ${slip} was probably meant`
        : belongs !== undefined
          ? `, but ${belongs} there is`
          : "";
    const isRename = slip !== undefined && belongs === undefined && !map.pairs.some((pair) => pair.key.source === slip);
    yield {
      at: range(key.start, key.end),
      message: `${where} has no key ${key.source}${hint}: Compose rejects the file.`,
      fixes: isRename ? [{ title: `Change to ${slip}`, safety: "suggestion", edits: renameKey(mapping(map), key.source, slip) }] : [],
    };
  },
});

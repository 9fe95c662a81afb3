import type { Edit, Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Place } from "../../core/place";
import type { Scope } from "../../core/scope";
import { lineBreakOf, lineStartAt, range } from "../../core/text";
import type { Range } from "../../core/text";
import { joinWords } from "../../core/words";
import { textOf } from "../../languages/compose/data";
import { healthOf } from "../../languages/compose/health";
import { addHealthcheck } from "../../languages/compose/healthchecks";
import { serviceImage } from "../../languages/compose/images";
import type { MergedService } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";

export default defineRule({
  id: "compose/depends-on-without-health",
  summary: "Short depends_on that does not wait until the server answers",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-02", "DKR-25", "DK-21"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/startup-order/"],
  rationale:
    "A list of names under `depends_on` waits until the other container was started, not until the server in it answers: a database takes seconds to initialise, and the first connections fail. On a fast machine it works, on the CI runner it does not. " +
    "Give the dependency a `healthcheck` and wait for `condition: service_healthy`. Said only of services that have a health check, and of databases, brokers and search engines that are known to start slowly.",
  patient: true,
  examples: [
    {
      title: "the health check is there, and nobody waits for it",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      - db # the shop's data
        ^^ 💡 info: Service "web" waits only until the container of "db" was started, although "db" has a health check.
      - cache
  db:
    image: postgres:17.2
    healthcheck:
      test: pg_isready
  cache:
    image: redis:7.4.1
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      db:
        condition: service_healthy # the shop's data
      cache:
        condition: service_started
  db:
    image: postgres:17.2
    healthcheck:
      test: pg_isready
  cache:
    image: redis:7.4.1
`,
    },
    {
      title: "a flow list, and a database without a health check",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: [api]
                 ^^^ 💡 info: Service "web" waits only until the container of "api" was started, although "api" has a health check.
  api:
    image: shop/api:2.0.1
    healthcheck: { test: ["CMD", "/app/health"] }
    depends_on: ["db"]
                 ^^^^ 💡 info: Service "api" waits only until the container of "db" was started, not until MySQL answers: give "db" a health check and wait for it.
  db:
    image: mysql:8.4.3
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: { api: { condition: service_healthy } }
  api:
    image: shop/api:2.0.1
    healthcheck: { test: ["CMD", "/app/health"] }
    depends_on: ["db"]
  db:
    image: mysql:8.4.3
`,
      otherFixes: {
        'Give "db" a health check and wait for it': yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: [api]
  api:
    image: shop/api:2.0.1
    healthcheck: { test: ["CMD", "/app/health"] }
    depends_on: { db: { condition: service_healthy } }
  db:
    image: mysql:8.4.3
    healthcheck:
      test:
        - CMD
        - mysqladmin
        - ping
        - "-h"
        - "127.0.0.1"
        - "--silent"
      start_period: 30s
`,
      },
    },
    {
      title: "several that are alike",
      source: yaml`
services:
  cluster:
    image: shop/cluster:1.4.2
    depends_on:
      - node-0
        ^^^^^^ info: Service "cluster" waits only until the containers of "node-0" and "node-1" were started, not until Postgres answers: give each a health check and wait for it.
      - node-1
      - api
        ^^^ 💡 info: Service "cluster" waits only until the containers of "api" and "web" were started, although each has a health check.
      - web
  node-0:
    image: postgres:17.2
  node-1:
    image: postgres:17.2
  api:
    image: shop/api:2.0.1
    healthcheck: { test: ["CMD", "/app/health"] }
  web:
    image: shop/web:2.0.1
    healthcheck: { test: ["CMD", "/app/health"] }
`,
    },
    {
      title: "a condition, a health check switched off, something unknown",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      db:
        condition: service_healthy
      queue:
        condition: service_started
  worker:
    image: shop/worker:1.4.2
    depends_on: [api, off]
  api:
    image: shop/api:2.0.1
  "off":
    image: shop/off:1.0.0
    healthcheck: { disable: true }
  db:
    image: postgres:17.2
    healthcheck: { test: pg_isready }
  queue:
    image: rabbitmq:4.0.5
`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const node = service.written.pair("depends_on")?.value;
    // Another file of the project may say the condition.
    if (node?.kind !== "seq" || service.merged?.possible.includes("depends_on") === true) return;
    const checked: Dependency[] = [];
    const unchecked = new Map<string, Dependency[]>();
    for (const { data, at } of service.items("depends_on")) {
      const name = textOf(data);
      const target = name === undefined ? undefined : service.file.merged(name);
      if (name === undefined || !target || textOf(service.get("depends_on", name, "condition")) !== "service_started") continue;
      const known = serviceImage(target.data)?.known;
      if (healthOf(target, scope) === "checked") checked.push({ name, target, at });
      else if (known && (known.role === "database" || known.role === "broker" || known.role === "search"))
        unchecked.set(known.title, [...(unchecked.get(known.title) ?? []), { name, target, at }]);
    }
    // Once for all that are alike: a worker may depend on six members of one cluster.
    const waits = (found: readonly Dependency[]) =>
      `Service "${service.name}" waits only until the ${found.length > 1 ? "containers" : "container"} of ${namesOf(found)} ${found.length > 1 ? "were" : "was"} started`;
    if (checked[0])
      yield {
        at: checked[0].at,
        message: `${waits(checked)}, although ${checked.length > 1 ? "each has" : `${namesOf(checked)} has`} a health check.`,
        related: checked.flatMap(({ name, target }) =>
          target.layers.slice(0, 1).flatMap((layer) => (layer.at ? [{ at: layer.at, message: `"${name}" is defined here.` }] : [])),
        ),
        fixes: longForm(service, scope),
      };
    for (const [title, found] of unchecked) {
      const [first, ...more] = found;
      if (first)
        yield {
          at: first.at,
          message: `${waits(found)}, not until ${title} answers: give ${more.length ? "each" : namesOf(found)} a health check and wait for it.`,
          fixes: more.length ? [] : checkAndWait(service, first.name, scope),
        };
    }
  },
});

interface Dependency {
  readonly name: string;
  readonly target: MergedService;
  readonly at: Place | Range;
}

const namesOf = (found: readonly Dependency[]): string => joinWords(found.map(({ name }) => `"${name}"`));

/** Gives the other service a health check and waits for it. */
function checkAndWait(service: ComposeService, name: string, scope: Scope): Fix[] {
  const check = addHealthcheck(service.file.service(name));
  const [wait] = check.length ? longForm(service, scope, name) : [];
  return wait ? [{ title: `Give "${name}" a health check and wait for it`, safety: "suggestion", edits: [...wait.edits, ...check] }] : [];
}

/** Turns the list into a mapping: `service_healthy` where there is a health check, what the list meant elsewhere. Comments stay. */
function longForm(service: ComposeService, scope: Scope, checked?: string): Fix[] {
  const { text, project } = service.file;
  const pair = service.own.pair("depends_on");
  const list = pair?.value;
  if (list?.kind !== "seq" || !pair) return [];
  const entries: { name: string; condition: string; start: number; end: number }[] = [];
  for (const { node } of list.items) {
    if (node?.kind !== "scalar" || node.masks || !/^[\w.-]+$/.test(node.source)) return [];
    const target = project?.services.get(node.source);
    const condition = target && (node.source === checked || healthOf(target, scope) === "checked") ? "service_healthy" : "service_started";
    entries.push({ name: node.source, condition, start: node.start, end: node.end });
  }
  const title = "Wait until it is healthy";
  if (list.flow) {
    const inner = entries.map(({ name, condition }) => `${name}: { condition: ${condition} }`).join(", ");
    return [{ title, safety: "suggestion", edits: [{ at: range(list.start, list.end), text: `{ ${inner} }` }] }];
  }
  const keyColumn = pair.key.start - lineStartAt(text, pair.key.start);
  const edits: Edit[] = [];
  for (const { name, condition, start, end } of entries) {
    const dash = text.lastIndexOf("-", start - 1);
    const line = lineStartAt(text, start);
    if (dash < line) return [];
    // A list may stand in its key's own column, a mapping may not.
    const indent = " ".repeat(Math.max(dash - line, keyColumn + 2));
    edits.push({ at: range(line, end), text: `${indent}${name}:${lineBreakOf(text)}${indent}  condition: ${condition}` });
  }
  return [{ title, safety: "suggestion", edits }];
}

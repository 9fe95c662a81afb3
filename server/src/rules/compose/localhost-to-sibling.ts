import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { textOf } from "../../languages/compose/data";
import type { EnvironmentEntry } from "../../languages/compose/environment";
import { environmentEntries } from "../../languages/compose/environment";
import { serviceImage } from "../../languages/compose/images";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";

export default defineRule({
  id: "compose/localhost-to-sibling",
  summary: "localhost where another service of the project is meant",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-25"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/networking/"],
  rationale:
    "Inside a container `localhost` is the container itself: the connection is refused, although the port is published and it works from the host. On the project's network the other service answers under its name, at the port inside its container. " +
    "Only addresses of databases and brokers are judged: an `http://localhost` may be meant for a browser.",
  examples: [
    {
      title: "in a URL, and in a variable for a host",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DATABASE_URL: postgres://localhost:5432/shop
                               ^^^^^^^^^ 💡 warning: Inside service "web" localhost is "web" itself: Postgres answers as "db".
      REDIS_HOST: 127.0.0.1
                  ^^^^^^^^^ 💡 warning: Inside service "web" 127.0.0.1 is "web" itself: Redis answers as "cache".
  db:
    image: postgres:17.2
  cache:
    image: redis:7.4.1
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DATABASE_URL: postgres://db:5432/shop
      REDIS_HOST: 127.0.0.1
  db:
    image: postgres:17.2
  cache:
    image: redis:7.4.1
`,
    },
    {
      title: "the host's network, a browser's address, its own server, nothing of the kind beside it",
      source: yaml`
services:
  agent:
    image: shop/agent:1.0.0
    network_mode: host
    environment: ["DATABASE_URL=postgres://localhost:5432/shop"]
  web:
    image: shop/web:1.4.2
    environment:
      API_URL: http://localhost:8080
      AMQP_URL: amqp://localhost:5672
      DB_HOST: db
  db:
    image: postgres:17.2
    environment:
      PGHOST: localhost
`,
    },
  ],
  on: services,
  *check(service) {
    if (!service.lacks("network_mode")) return;
    for (const entry of environmentEntries(service)) {
      const found = entry.templated ? undefined : localAddress(entry);
      const sibling = found && siblingFor(service, found.kind);
      if (!found || !sibling) continue;
      yield {
        at: found.at,
        message: `Inside service "${service.name}" ${found.host} is "${service.name}" itself: ${sibling.title} answers as "${sibling.name}".`,
        fixes: entry.replace ? replacement(found.at, sibling.name) : [],
      };
    }
  },
});

const replacement = (at: Range, name: string): Fix[] => [
  { title: `Connect to "${name}"`, safety: "suggestion", edits: [{ at, text: name }] },
];

/** What a URL's scheme or a variable's name asks for, as the titles of known images begin. */
const KINDS: readonly (readonly [scheme: RegExp, variable: RegExp, titles: RegExp])[] = [
  [/^postgres(?:ql)?(?:\+\w+)?$/, /^(?:POSTGRES(?:QL)?_(?:DB_)?HOST|PG_?HOST)$/, /^(?:Postgres|PostGIS|TimescaleDB)/],
  [/^(?:mysql2?|mariadb)(?:\+\w+)?$/, /^(?:MYSQL|MARIADB)_(?:DB_)?HOST$/, /^(?:MySQL|MariaDB|Percona)/],
  [/^mongodb$/, /^MONGO(?:DB)?_HOST$/, /^MongoDB/],
  [/^rediss?$/, /^REDIS_HOST$/, /^(?:Redis|Valkey|Dragonfly)/],
  [/^amqps?$/, /^(?:RABBITMQ|AMQP|RABBIT)_HOST$/, /^RabbitMQ/],
  [/^(?:clickhouse|ch)$/, /^CLICKHOUSE_HOST$/, /^ClickHouse/],
  [/^nats$/, /^NATS_HOST$/, /^NATS/],
  [/^$/, /^(?:DB|DATABASE)_HOST(?:NAME)?$/, /^(?:Postgres|PostGIS|TimescaleDB|MySQL|MariaDB|Percona|MongoDB|SQL Server)/],
];

function localAddress({ name, text, at, replace }: EnvironmentEntry): { host: string; kind: RegExp; at: Range } | undefined {
  const url = /^(?:jdbc:)?([a-z][a-z0-9+]*):\/\/(?:[^\s@/]*@)?(localhost|127\.0\.0\.1)(?=[:/?]|$)/i.exec(text);
  if (url) {
    const [whole, scheme = "", host = ""] = url;
    const kind = KINDS.find(([schemes]) => schemes.test(scheme.toLowerCase()))?.[2];
    if (!kind) return undefined;
    const quoted = replace && !replace.inList && replace.scalar.style !== "plain" ? 1 : 0;
    const start = (replace?.range.start ?? at.start) + quoted + whole.length - host.length;
    return { host, kind, at: replace ? range(start, start + host.length) : at };
  }
  const kind = /^(?:localhost|127\.0\.0\.1)$/.test(text) ? KINDS.find(([, variables]) => variables.test(name))?.[2] : undefined;
  if (!kind) return undefined;
  const isQuoted = replace && !replace.inList && replace.scalar.style !== "plain";
  return { host: text, kind, at: replace ? (isQuoted ? range(replace.range.start + 1, replace.range.end - 1) : replace.range) : at };
}

/** The one other service of that kind; none when the service itself is of it, or when several are. */
function siblingFor(service: ComposeService, titles: RegExp): { name: string; title: string } | undefined {
  const own = service.image?.known?.title;
  if (own !== undefined && titles.test(own)) return undefined;
  const known = service.file.ofProject(knownServices, undefined);
  const siblings = known.filter(({ name, title }) => name !== service.name && titles.test(title));
  return siblings.length === 1 ? siblings[0] : undefined;
}

/** The services of known images in a network of the project. */
const knownServices = (project: ComposeProject | undefined): readonly { name: string; title: string }[] =>
  [...(project?.services.values() ?? [])].flatMap(({ name, data }) => {
    const known = textOf(data["network_mode"]) !== undefined ? undefined : serviceImage(data)?.known;
    return known ? [{ name, title: known.title }] : [];
  });

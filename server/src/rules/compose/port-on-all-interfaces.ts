import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { YamlNode } from "../../languages/yaml/node";
import { readPort, writeSpan } from "../../languages/compose/ports";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/port-on-all-interfaces",
  summary: "Database or admin tool published to the whole network",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-27"],
  equivalents: ["dclint:no-unbound-port-interfaces", "kics:container_traffic_not_bound_to_host_interface"],
  references: [
    "https://docs.docker.com/engine/network/port-publishing/",
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw",
  ],
  rationale:
    "A published port without an address listens on every interface of the machine, and Docker opens it past ufw and firewalld: the database of the laptop is reachable from the café's network. Services of the project reach it without publishing. " +
    "For your own client bind it to 127.0.0.1. Web ports are not judged: they are meant to be reached.",
  examples: [
    {
      title: "a database, short and long, and an admin tool",
      source: yaml`
services:
  db:
    image: postgres:17.2
    ports:
      - "5432:5432"
        ^^^^^^^^^^^ 💡 info: Port 5432 of Postgres in service "db" is open to every network the host is in.
  cache:
    image: redis:7.4.1
    ports:
      - target: 6379
        ^^^^^^ info: Port 6379 of Redis in service "cache" is open to every network the host is in.
        published: "6379"
  adminer:
    image: adminer:4.8.1
    ports: [8081:8080]
            ^^^^^^^^^ 💡 info: Port 8081 of Adminer in service "adminer" is open to every network the host is in.
`,
      fixed: yaml`
services:
  db:
    image: postgres:17.2
    ports:
      - "127.0.0.1:5432:5432"
  cache:
    image: redis:7.4.1
    ports:
      - target: 6379
        published: "6379"
  adminer:
    image: adminer:4.8.1
    ports: [8081:8080]
`,
    },
    {
      title: "bound, not published, a web server, a variable",
      source: yaml`
services:
  db:
    image: postgres:17.2
    ports: ["127.0.0.1:5432:5432"]
    expose: ["5432"]
  queue:
    image: rabbitmq:4.0.5
    ports: ["\${QUEUE_PORT:-5672}:5672"]
  web:
    image: nginx:1.27.3
    ports: ["80:80"]
`,
    },
  ],
  on: services,
  *check(service) {
    const known = service.image?.known;
    if (!known) return;
    for (const item of service.items("ports")) {
      const port = readPort(item.data);
      if (!port?.hostKnown || !port.published || !isEverywhere(port.hostIp)) continue;
      if (port.target && !known.ports.some((number) => port.target && port.target.first <= number && number <= port.target.last)) continue;
      yield {
        at: item.at,
        message: `Port ${writeSpan(port.published)} of ${known.title} in service "${service.name}" is open to every network the host is in.`,
        fixes: bindToLoopback(item.node, port.hostIp),
      };
    }
  },
});

const isEverywhere = (ip: string | undefined): boolean => ip === undefined || ip === "" || ip === "0.0.0.0" || ip === "::";

/** Puts the address in front of a short entry, or in place of the one that means everywhere. */
function bindToLoopback(node: YamlNode | undefined, ip: string | undefined): Fix[] {
  if (node?.kind !== "scalar" || node.style === "block" || (ip !== undefined && !node.source.startsWith("0.0.0.0:"))) return [];
  const from = node.style === "plain" ? node.start : node.start + 1;
  const to = ip === undefined ? from : from + "0.0.0.0:".length;
  return [{ title: "Bind it to 127.0.0.1", safety: "suggestion", edits: [{ at: range(from, to), text: "127.0.0.1:" }] }];
}

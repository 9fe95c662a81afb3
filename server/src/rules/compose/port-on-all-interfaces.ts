import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { YamlNode } from "../../languages/yaml/node";
import type { Data } from "../../languages/compose/data";
import { readPort, writeSpan } from "../../languages/compose/ports";
import { services } from "../../languages/compose/queries";
import { splitTemplate } from "../../languages/compose/template";
import { setAt } from "../../languages/yaml/edit";
import type { Sequence } from "../../languages/yaml/mapping";

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
        ^^^^^^ 💡 info: Port 6379 of Redis in service "cache" is open to every network the host is in.
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
      title: "everything else, for those who ask",
      settings: { preset: "all" },
      source: yaml`
services:
  web:
    image: nginx:1.27.3
    ports:
      - target: 80
        ^^^^^^ 💡 hint: Port 8080 of service "web" is open to every network the host is in.
        published: "8080"
      - "443"
        ^^^^^ hint: Service "web" opens a port that Docker chooses to every network the host is in.
      - "\${PORT}:81"
        ^^^^^^^^^^^^ hint: A port of service "web" is open to every network the host is in, unless its variable says an address.
`,
      fixed: yaml`
services:
  web:
    image: nginx:1.27.3
    ports:
      - target: 80
        published: "8080"
        host_ip: "127.0.0.1"
      - "443"
      - "\${PORT}:81"
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
    const list = service.own.list("ports");
    for (const item of service.items("ports")) {
      const port = readPort(item.data);
      if (!port?.hostKnown && isBare(item.data)) {
        const message = `A port of service "${service.name}" is open to every network the host is in, unless its variable says an address.`;
        yield { at: item.at, message, severity: "hint", preset: "all" };
      }
      if (!port?.hostKnown || !isEverywhere(port.hostIp)) continue;
      const { target, published } = port;
      const isOwn = known && published && (!target || known.ports.some((number) => target.first <= number && number <= target.last));
      const title = isOwn ? ` of ${known.title} in` : " of";
      yield {
        at: item.at,
        message: published
          ? `Port ${writeSpan(published)}${title} service "${service.name}" is open to every network the host is in.`
          : `Service "${service.name}" opens a port that Docker chooses to every network the host is in.`,
        ...(isOwn ? {} : { severity: "hint" as const, preset: "all" as const }),
        fixes: published ? bindToLoopback(item.node, port.hostIp, list) : [],
      };
    }
  },
});

/** Whether an entry with variables has no place for an address beside the ports. */
const isBare = (data: Data): boolean => typeof data === "string" && splitTemplate(data, ":").length <= 2;

const LOOPBACK = "127.0.0.1";

const isEverywhere = (ip: string | undefined): boolean => ip === undefined || ip === "" || ip === "0.0.0.0" || ip === "::";

/** Puts the address in front of a short entry, or in place of the one that means everywhere. */
function bindToLoopback(node: YamlNode | undefined, ip: string | undefined, list: Sequence): Fix[] {
  if (node?.kind === "map") {
    const entry = [...list.maps()].find((mapping) => mapping.node === node);
    const edits = entry ? setAt(entry, ["host_ip"], LOOPBACK, ["published"]) : [];
    return edits.length ? [{ title: "Bind it to 127.0.0.1", safety: "suggestion", edits }] : [];
  }
  if (node?.kind !== "scalar" || node.style === "block" || (ip !== undefined && !node.source.startsWith("0.0.0.0:"))) return [];
  const from = node.style === "plain" ? node.start : node.start + 1;
  const to = ip === undefined ? from : from + "0.0.0.0:".length;
  return [{ title: "Bind it to 127.0.0.1", safety: "suggestion", edits: [{ at: range(from, to), text: `${LOOPBACK}:` }] }];
}

import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { connectionsOf, hostNames } from "../../languages/compose/connections";
import type { Connection } from "../../languages/compose/connections";
import { isMap } from "../../languages/compose/data";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";
import { slipOf } from "../../languages/shared/slip";

export default defineRule({
  id: "compose/unknown-host",
  summary: "URL to a host that the project does not have",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-04", "DK-26"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/networking/"],
  rationale:
    "In a project's network only its services, their aliases and their container names resolve. A name without a dot that is none of them is found nowhere, and shows only when the program tries to connect. Said where it is a slip of a name that is there; in the preset `all` wherever no such name is.",
  examples: [
    {
      title: "a slip of a service's name",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DATABASE_URL: postgres://shop@databse:5432/shop
                                    ^^^^^^^ 💡 warning: No service, alias or container of the project is called "databse": "database" was probably meant.
  database:
    image: postgres:17.2
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DATABASE_URL: postgres://shop@database:5432/shop
  database:
    image: postgres:17.2
`,
    },
    {
      title: "no such name, for those who ask",
      settings: { preset: "all" },
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      - API_URL=http://orders:8080
                       ^^^^^^ hint: No service, alias or container of the project is called "orders".
`,
    },
    {
      title: "a service, an alias, a container's name, the world outside, another project's network",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    extra_hosts: ["legacy:10.0.0.7"]
    environment:
      A: http://api
      B: http://shop-api:80
      C: http://orders
      D: https://example.com
      E: http://localhost:80
      F: http://legacy
      G: http://\${HOST}
  api:
    image: shop/api:2.0.1
    container_name: shop-api
    networks: { default: { aliases: [orders] } }
  other:
    image: shop/other:1.0.3
    networks: [shared]
    environment: { A: http://aip }
networks:
  shared: { external: true }
`,
    },
  ],
  on: services,
  *check(service) {
    const { file } = service;
    if (!service.lacks("network_mode") || reachesOthers(service)) return;
    const names = hostNames(service);
    for (const connection of connectionsOf(service)) {
      const { host } = connection;
      if (/[.$]/.test(host) || host === "localhost" || names.has(host)) continue;
      if (file.ofProject(isElsewhere, host)) continue;
      if (!file.isComplete || file.mayBeFragment) return;
      const slip = host.length > 3 ? slipOf(host, names.all()) : undefined;
      yield {
        at: placeOf(connection),
        message: `No service, alias or container of the project is called "${host}"${slip === undefined ? "" : `: "${slip}" was probably meant`}.`,
        ...(slip === undefined ? { severity: "hint" as const, preset: "all" as const } : { fixes: replacement(connection, slip) }),
      };
    }
  },
});

const isElsewhere = (project: ComposeProject | undefined, name: string): boolean => project?.elsewhere.services.includes(name) === true;

const declaredNetwork = (project: ComposeProject | undefined, name: string) => project?.declared.networks.get(name);

/** Whether a service is in a network that other projects are in as well. */
function reachesOthers({ file, data }: ComposeService): boolean {
  const { networks } = data;
  const names = isMap(networks) ? Object.keys(networks) : ["default"];
  return names.some((name) => {
    const declared = file.ofProject(declaredNetwork, name);
    return isMap(declared) && (Object.hasOwn(declared, "external") || Object.hasOwn(declared, "name"));
  });
}

function placeOf({ entry, host }: Connection) {
  const from = entry.at.start;
  const width = entry.at.end - entry.at.start;
  // Quotes of a mapping's value stand inside of what is underlined.
  const quote = entry.replace && !entry.replace.inList && entry.replace.scalar.style !== "plain" ? 1 : 0;
  const index = hostIndex(entry.text, host);
  const start = from + quote + index;
  return index >= 0 && start + host.length <= from + width ? range(start, start + host.length) : entry.at;
}

/** Behind the user and the slashes. */
const hostIndex = (text: string, host: string): number => {
  const slashes = text.indexOf("//") + 2;
  const at = text.indexOf("@", slashes);
  const end = text.indexOf("/", slashes);
  return text.indexOf(host, at >= 0 && (end < 0 || at < end) ? at : slashes);
};

const replacement = (connection: Connection, name: string): Fix[] => {
  const at = placeOf(connection);
  return connection.entry.replace && at !== connection.entry.at
    ? [{ title: `Connect to "${name}"`, safety: "suggestion", edits: [{ at, text: name }] }]
    : [];
};

import { yaml } from "../../core/example";
import { onceFor } from "../../core/memo";
import { defineRule } from "../../core/rule";
import { textOf, at as below, isMap } from "../../languages/compose/data";
import { environmentEntries } from "../../languages/compose/environment";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/fixed-address",
  summary: "Container that is addressed by number",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["DK-24"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/networking/"],
  rationale:
    "Docker resolves a service's name to whatever address it has today. A number has to be kept in two places, clashes with the networks of other projects and breaks when the subnet changes. That a service has an address of its own (`ipv4_address`) is said in the preset `all`: DNS servers need one.",
  examples: [
    {
      title: "an address where a name would do",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DB_HOST: 172.28.0.5
               ^^^^^^^^^^ info: 172.28.0.5 is service "db": its name stays when its address changes.
    networks: [back]
  db:
    image: postgres:17.2
    networks: { back: { ipv4_address: 172.28.0.5 } }
networks:
  back: { ipam: { config: [{ subnet: 172.28.0.0/16 }] } }
`,
    },
    {
      title: "an address of its own, for those who ask",
      settings: { preset: "all" },
      source: yaml`
services:
  dns:
    image: shop/dns:1.0.3
    networks:
      back:
        ipv4_address: 172.28.0.53
                      ^^^^^^^^^^^ hint: Service "dns" has a fixed address.
networks:
  back: { ipam: { config: [{ subnet: 172.28.0.0/16 }] } }
`,
    },
    { title: "names", source: `services:\n  web:\n    image: shop/web:1.4.2\n    environment: { DB_HOST: db, DNS: 172.28.0.53 }\n` },
  ],
  on: services,
  *check(service) {
    for (const { mapping } of service.written.map("networks").entries()) {
      for (const name of ["ipv4_address", "ipv6_address"])
        if (mapping.has(name))
          yield { at: mapping.rangeOf(name), message: `Service "${service.name}" has a fixed address.`, severity: "hint", preset: "all" };
    }
    const addresses = service.file.ofProject(addressesIn, undefined);
    for (const entry of addresses.length ? environmentEntries(service) : [])
      for (const [address, other] of addresses)
        if (other !== service.name && entry.text.split(/[/@,:;\s]/).includes(address))
          yield { at: entry.at, message: `${address} is service "${other}": its name stays when its address changes.` };
  },
});

const addressesIn = (project: ComposeProject | undefined) => (project ? addressesOf(project) : []);

/** The fixed addresses of the project. */
const addressesOf = onceFor((project: ComposeProject): [address: string, service: string][] =>
  [...project.services.values()].flatMap(({ name, data }) => {
    const networks = data["networks"];
    return isMap(networks)
      ? Object.values(networks).flatMap((network): [string, string][] => {
          const address = textOf(below(network, "ipv4_address"));
          return address === undefined ? [] : [[address, name]];
        })
      : [];
  }),
);

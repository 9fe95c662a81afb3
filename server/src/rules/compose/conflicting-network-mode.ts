import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { textOf } from "../../languages/compose/data";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/conflicting-network-mode",
  summary: "network_mode beside what it switches off",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-23"],
  equivalents: [],
  references: [
    "https://docs.docker.com/reference/compose-file/services/#network_mode",
    "https://docs.docker.com/engine/network/drivers/bridge/#differences-between-user-defined-bridges-and-the-default-bridge",
  ],
  rationale:
    "With `network_mode` a service is in no network of the project. Compose rejects a service that names `networks` as well. Ports are the other network's: Docker drops `ports` of a service in the host's network with a warning, and refuses to start one that publishes ports in another service's network. " +
    "`bridge` is Docker's default bridge, where no name resolves: without the key the service gets a network where all do.",
  examples: [
    {
      title: "networks, ports, and the default bridge",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    network_mode: host
    networks: [front]
    ^^^^^^^^ error: Service "web" names networks and has network_mode host: Compose takes one of them.
  agent:
    image: shop/agent:1.0.3
    network_mode: host
    ports: ["8080:8080"]
    ^^^^^ info: Service "agent" is in the host's network: Docker drops its published ports.
  app:
    image: shop/app:2.0.1
    network_mode: service:web
    ports: ["8081:8080"]
    ^^^^^ error: Service "app" is in the network of another container: Docker refuses to publish ports for it.
  db:
    image: postgres:17.2
    network_mode: bridge
                  ^^^^^^ info: Service "db" is in Docker's default bridge: no service of the project reaches it by name.
networks:
  front:
`,
    },
    {
      title: "one of them, and a variable",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    networks: [front]
    ports: ["80:80"]
  agent:
    image: shop/agent:1.0.3
    network_mode: host
  other:
    image: shop/agent:1.0.3
    network_mode: "\${MODE}"
    ports: ["81:80"]
networks:
  front:
`,
    },
  ],
  on: services,
  *check(service) {
    const { written, name, file } = service;
    const mode = textOf(service.get("network_mode"));
    if (mode === undefined) return;
    if (written.has("networks"))
      yield {
        at: written.keyRange("networks"),
        message: `Service "${name}" names networks and has network_mode ${mode}: Compose takes one of them.`,
      };
    if (written.has("ports") && /^(?:service|container):/.test(mode))
      yield {
        at: written.keyRange("ports"),
        message: `Service "${name}" is in the network of another container: Docker refuses to publish ports for it.`,
      };
    else if (written.has("ports") && (mode === "host" || mode === "none"))
      yield {
        at: written.keyRange("ports"),
        message: `Service "${name}" is in ${mode === "host" ? "the host's" : "no"} network: Docker drops its published ports.`,
        severity: "info",
      };
    if (mode === "bridge" && written.has("network_mode") && file.ofProject(hasOthers, undefined))
      yield {
        at: written.rangeOf("network_mode"),
        message: `Service "${name}" is in Docker's default bridge: no service of the project reaches it by name.`,
        severity: "info",
      };
  },
});

const hasOthers = (project: ComposeProject | undefined): boolean => (project?.services.size ?? 0) > 1;

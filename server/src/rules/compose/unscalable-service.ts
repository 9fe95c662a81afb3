import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { hasKey, textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import { readPort } from "../../languages/compose/ports";

export default defineRule({
  id: "compose/unscalable-service",
  summary: "Several containers of a service that only one can be",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [
    "https://docs.docker.com/reference/compose-file/services/#container_name",
    "https://docs.docker.com/reference/compose-file/deploy/#replicas",
  ],
  rationale:
    "Names of containers and ports of the host belong to one container: Compose refuses to start a second one of a service with `container_name`, and the second one with the same published port fails. Leave the name to Compose, publish a range or no host port, or put a proxy in front.",
  examples: [
    {
      title: "a name and a port for three containers",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    container_name: web
                    ^^^ error: Service "web" has 3 containers, and only one can be called "web".
    deploy: { replicas: 3 }
  api:
    image: shop/api:2.0.1
    scale: 2
    ports: ["8080:80", "9000", "9001-9002:81"]
            ^^^^^^^^^ error: Service "api" has 2 containers, and only one can have port 8080 of the host.
`,
    },
    {
      title: "one container, or none of it",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    container_name: web
    ports: ["80:80"]
    deploy: { replicas: 1 }
  api:
    image: shop/api:2.0.1
    scale: 2
    ports: ["80"]
  swarm:
    image: shop/api:2.0.1
    ports: ["81:80"]
    deploy: { mode: replicated, replicas: 2, update_config: { order: start-first } }
`,
    },
  ],
  on: services,
  *check(service) {
    const { written, name } = service;
    const count = Number(textOf(service.get("scale")) ?? textOf(service.get("deploy", "replicas")) ?? "1");
    if (!(count > 1)) return;
    const container = written.string("container_name");
    if (container !== undefined)
      yield {
        at: written.rangeOf("container_name"),
        message: `Service "${name}" has ${count} containers, and only one can be called "${container}".`,
      };
    // A stack of Swarm publishes a port once for all of its containers.
    if (["mode", "update_config", "placement", "endpoint_mode"].some((key) => hasKey(service.get("deploy"), key))) return;
    for (const { data, at } of service.items("ports")) {
      const port = readPort(data);
      if (!port?.hostKnown || !port.published || port.published.last > port.published.first) continue;
      yield { at, message: `Service "${name}" has ${count} containers, and only one can have port ${port.published.first} of the host.` };
    }
  },
});

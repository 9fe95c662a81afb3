import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { isMap, textOf, at as below } from "../../languages/compose/data";
import type { Data } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import { readPort } from "../../languages/compose/ports";

export default defineRule({
  id: "compose/invalid-port",
  summary: "Port mapping that Compose cannot read",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
  rationale:
    "Ports go from 1 to 65535, the host's side stands before the container's, and a range of the host has as many ports as that of the container, or one of them is a single port. Compose stops at anything else.",
  examples: [
    {
      title: "ranges that do not fit, a port that is none",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    ports:
      - "8000-8010:80-85"
        ^^^^^^^^^^^^^^^^^ error: 11 ports of the host cannot lead to 6 of service "web".
      - "80:70000"
        ^^^^^^^^^^ error: Port 70000 of service "web" is none: they end at 65535.
      - "http:80"
        ^^^^^^^^^ error: "http:80" of service "web" is no port mapping.
`,
    },
    {
      title: "ranges that fit, protocols, addresses, variables",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    ports:
      - "8000-8010:80-90"
      - "9000-9010:80"
      - "127.0.0.1::81"
      - "[::1]:82:82/udp"
      - "\${PORT:-83}:83"
      - target: 84
        published: "8084-8085"
`,
    },
  ],
  on: services,
  *check(service) {
    for (const { data, at } of service.items("ports")) {
      const port = readPort(data);
      const whole = isMap(data) ? textOf(below(data, "target")) : textOf(data);
      if (!port || whole === undefined) continue;
      const { published, target } = port;
      if (!target || (!published && hasHostPort(data)))
        yield { at, message: `"${whole}" of service "${service.name}" is no port mapping.` };
      else if (Math.max(target.last, published?.last ?? 0) > LAST)
        yield {
          at,
          message: `Port ${Math.max(target.last, published?.last ?? 0)} of service "${service.name}" is none: they end at ${LAST}.`,
        };
      else if (published) {
        const [outside, inside] = [published, target].map(({ first, last }) => last - first + 1);
        if (outside !== inside && inside !== 1 && outside !== 1)
          yield { at, message: `${outside ?? 0} ports of the host cannot lead to ${inside ?? 0} of service "${service.name}".` };
        else if (outside === 1 && inside !== undefined && inside > 1)
          yield { at, message: `1 port of the host cannot lead to ${inside} of service "${service.name}".` };
      }
    }
  },
});

const LAST = 65_535;

/** Whether a short mapping names a port of the host: `127.0.0.1::81` leaves it to Docker. */
function hasHostPort(data: Data): boolean {
  const [ports = ""] = (textOf(data) ?? "").replace(/^\[[^\]]*\]/, "0").split("/");
  const segments = ports.split(":");
  return typeof data === "string" && segments.length > 1 && segments.at(-2) !== "";
}

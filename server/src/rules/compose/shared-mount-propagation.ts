import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Data } from "../../languages/compose/data";
import { at, textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/shared-mount-propagation",
  summary: "Mounts of a service that appear on its host",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kics:volume_mounted_in_multiple_containers"],
  references: ["https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation"],
  rationale:
    "With shared propagation what is mounted inside of the container is mounted on the host as well, over whatever lies there. Storage drivers need it.",
  examples: [
    {
      title: "both ways",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    volumes:
      - /srv/data:/data:rshared
        ^^^^^^^^^^^^^^^^^^^^^^^ info: What service "web" mounts below this appears on the host, too.
`,
    },
    {
      title: "in long syntax, and from the host, for those who ask",
      settings: { preset: "all" },
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    volumes:
      - type: bind
        ^^^^ info: What service "web" mounts below this appears on the host, too.
        source: /srv/data
        target: /data
        bind: { propagation: shared }
      - /x:/y:rslave
        ^^^^^^^^^^^^ hint: What the host mounts below this appears in service "web", too.
`,
    },
    {
      title: "one way, or not at all",
      source: `services:\n  web:\n    image: shop/web:1.4.2\n    volumes: ["/srv/data:/data:ro", "/x:/y:rslave"]\n`,
    },
  ],
  on: services,
  *check(service) {
    for (const { data, at: place } of service.items("volumes")) {
      const mode = propagationOf(data);
      if (mode === "shared" || mode === "rshared")
        yield { at: place, message: `What service "${service.name}" mounts below this appears on the host, too.` };
      else if (mode === "slave" || mode === "rslave")
        yield {
          at: place,
          message: `What the host mounts below this appears in service "${service.name}", too.`,
          severity: "hint",
          preset: "all",
        };
    }
  },
});

const propagationOf = (data: Data): string | undefined =>
  typeof data === "string" ? /:(?:[\w,]+,)?(r?(?:shared|slave))(?:,|$)/.exec(data)?.[1] : textOf(at(data, "bind", "propagation"));

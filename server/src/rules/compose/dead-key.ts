import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/dead-key",
  summary: "Key from the time before Compose had networks",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#links", "https://docs.docker.com/engine/network/links/"],
  rationale:
    "Services of a project reach each other by name without `links`, which Docker calls a legacy feature; what it still does is to start the other service first, and `depends_on` says that better. `volumes_from` mounts whatever another service happens to mount: a named volume in both places shows what is shared.",
  examples: [
    {
      title: "links, and volumes of another service",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    links:
    ^^^^^ hint: Services reach each other by name without "links"; "depends_on" says what starts first.
      - db
  backup:
    image: shop/backup:1.0.0
    volumes_from: [db]
    ^^^^^^^^^^^^ hint: "volumes_from" mounts whatever the other service mounts: a named volume in both shows what they share.
  db:
    image: postgres:17.2
`,
    },
    {
      title: "another name for a service, and none of it",
      source: `services:\n  web:\n    image: shop/web:1.4.2\n    links: ["db:database"]\n  db:\n    image: postgres:17.2\n`,
    },
  ],
  on: services,
  *check(service) {
    const { written } = service;
    // A link with another name does what nothing else does in one line.
    const links = service.items("links").map(({ data }) => textOf(data));
    if (links.length && links.every((link) => link !== undefined && (!link.includes(":") || link.split(":")[0] === link.split(":")[1])))
      yield {
        at: written.keyRange("links"),
        message: 'Services reach each other by name without "links"; "depends_on" says what starts first.',
        tag: "deprecated",
      };
    if (service.items("volumes_from").length)
      yield {
        at: written.keyRange("volumes_from"),
        message: '"volumes_from" mounts whatever the other service mounts: a named volume in both shows what they share.',
        tag: "deprecated",
      };
  },
});

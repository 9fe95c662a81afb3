import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { misplaced } from "../../languages/compose/data-mounts";
import { dataPlace } from "../../languages/compose/images";
import { services } from "../../languages/compose/queries";
import type { Item } from "../../languages/compose/service";
import { readMount } from "../../languages/compose/volumes";

export default defineRule({
  id: "compose/wrong-data-path",
  summary: "Volume beside the path where the database keeps its data",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-18"],
  equivalents: [],
  references: [
    "https://hub.docker.com/_/postgres",
    "https://github.com/docker-library/postgres/pull/1259",
    "https://docs.docker.com/engine/storage/volumes/",
  ],
  rationale:
    "The volume stays empty while the data goes to an anonymous one, and with the container it is lost: nothing says so until then. A mount above the data path does not help where the image declares a volume of its own below it. " +
    "Postgres up to 17 wants `/var/lib/postgresql/data`; from 18 on the volume belongs at `/var/lib/postgresql`, and the image refuses to start with one at the old place.",
  examples: [
    {
      title: "Postgres before and since 18",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql
             ^^^^^^^^^^^^^^^^^^^ 💡 warning: Postgres in service "db" keeps its data in /var/lib/postgresql/data: the volume here does not hold it.
  new:
    image: postgres:18.1-alpine
    volumes:
      - type: volume
        source: fresh
        target: /var/lib/postgresql/data
                ^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: Postgres in service "new" keeps its data in /var/lib/postgresql/18/docker: the volume here does not hold it.
volumes:
  data:
  fresh:
`,
      fixed: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
  new:
    image: postgres:18.1-alpine
    volumes:
      - type: volume
        source: fresh
        target: /var/lib/postgresql/data
volumes:
  data:
  fresh:
`,
    },
    {
      title: "a named volume somewhere else, and one above a volume of the image",
      source: yaml`
services:
  db:
    image: mysql:8.4.3
    volumes: ["data:/data"]
                    ^^^^^ 💡 warning: MySQL in service "db" keeps its data in /var/lib/mysql: the volume here does not hold it.
  docs:
    image: mongo:8.0.4
    volumes:
      - "./data:/data"
                ^^^^^ 💡 warning: MongoDB in service "docs" keeps its data in /data/db: the volume here does not hold it.
volumes:
  data:
`,
    },
    {
      title: "the right place, configuration and backups beside it, a version nobody knows",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
      - backups:/backups
      - ./init:/docker-entrypoint-initdb.d:ro
  newest:
    image: postgres:latest
    volumes: ["data:/var/lib/postgresql"]
  any:
    image: postgres:\${TAG}
    volumes: ["data:/var/lib/postgresql/data"]
  exact:
    image: postgres:18.1
    volumes: ["data:/var/lib/postgresql/18/docker"]
volumes:
  data:
  backups:
`,
    },
  ],
  on: services,
  *check(service) {
    const { image, merged } = service;
    const place = image && dataPlace(image, service.data);
    if (!image?.known || !merged || !place) return;
    if (["volumes", "tmpfs", "image", "build", "extends", "environment", "volumes_from"].some((key) => merged.possible.includes(key)))
      return;
    const targets = new Set(misplaced(image, service.data).map(({ mount }) => mount.target));
    for (const item of service.items("volumes")) {
      const target = readMount(item.data)?.target;
      if (target === undefined || !targets.has(target)) continue;
      const where = targetRange(item, target, service.file.text);
      yield {
        at: where ?? item.at,
        message: `${image.known.title} in service "${service.name}" keeps its data in ${place.data}: the volume here does not hold it.`,
        fixes: where ? correction(where, place.volume) : [],
      };
    }
  },
});

const correction = (at: { start: number; end: number }, path: string): Fix[] => [
  { title: `Mount it at ${path}`, safety: "suggestion", edits: [{ at, text: path }] },
];

/** Where the target stands in an entry, short or long. */
function targetRange({ node }: Item, target: string, text: string) {
  const value = node?.kind === "map" ? node.pairs.find((pair) => pair.key.source === "target")?.value : node;
  if (value?.kind !== "scalar" || value.style === "block" || value.masks) return undefined;
  const found = text.slice(value.start, value.end).lastIndexOf(`${node?.kind === "map" ? "" : ":"}${target}`);
  if (found < 0) return undefined;
  const start = value.start + found + (node?.kind === "map" ? 0 : 1);
  return range(start, start + target.length);
}

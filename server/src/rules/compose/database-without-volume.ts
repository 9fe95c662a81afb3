import type { Fix } from "../../core/edit";
import { files, yaml } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { dataKept, dataPlace } from "../../languages/compose/images";
import { textOf, textsOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";
import { misplaced } from "../../languages/compose/data-mounts";
import { appendItem, setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/database-without-volume",
  summary: "Database whose data is on no volume",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-16"],
  equivalents: [],
  references: ["https://docs.docker.com/engine/storage/volumes/", "https://hub.docker.com/_/postgres"],
  rationale:
    "The data directory then lies in the container, or on an anonymous volume that the next `docker compose down` leaves behind without a name: the database starts empty. " +
    "Mount a named volume at the image's data path. Caches are not judged unless they are told to persist, nor databases in files named test, ci or e2e, nor a data path on `tmpfs`; brokers and search engines are information.",
  patient: true,
  examples: [
    {
      title: "Postgres without a mount, RabbitMQ with one for its configuration",
      source: yaml`
services:
  db:
  ^^ 💡 warning: The data of Postgres in service "db" is on no volume: it is gone with the container.
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}
  queue:
  ^^^^^ 💡 info: The data of RabbitMQ in service "queue" is on no volume: it is gone with the container.
    image: rabbitmq:4.0.5
    volumes:
      - ./rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf:ro
`,
      fixed: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}
    volumes:
      - db-data:/var/lib/postgresql/data
  queue:
    image: rabbitmq:4.0.5
    volumes:
      - ./rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf:ro
volumes:
  db-data: {}
`,
    },
    {
      title: "a cache that is told to persist",
      source: yaml`
services:
  store:
  ^^^^^ 💡 warning: The data of Redis in service "store" is on no volume: it is gone with the container.
    image: redis:7.4.1
    command: redis-server --appendonly yes
`,
    },
    {
      title: "mounted here, by the override, by a file beside; on tmpfs; a cache; a path that PGDATA moves",
      source: files({
        "compose.yaml": yaml`
services:
  named:
    image: postgres:17.2
    volumes: ["data:/var/lib/postgresql/data"]
  folder:
    image: mysql:8.4.3
    volumes: ["./mysql:/var/lib/mysql"]
  new:
    image: postgres:18.1
    volumes: ["data18:/var/lib/postgresql"]
  over:
    image: mariadb:11.6.2
  beside:
    image: mongo:8.0.4
  memory:
    image: postgres:17.2
    tmpfs: /var/lib/postgresql/data
  cache:
    image: redis:7.4.1
  moved:
    image: postgres:17.2
    environment: { PGDATA: /data/pg }
    volumes: ["data:/data"]
  variable:
    image: postgres:17.2
    volumes: ["data:\${DATA_PATH}"]
volumes:
  data:
  data18:
`,
        "compose.override.yaml": yaml`
services:
  over:
    volumes: ["./maria:/var/lib/mysql"]
`,
        "compose.prod.yaml": yaml`
services:
  beside:
    volumes: ["./mongo:/data/db"]
`,
      }),
    },
    {
      title: "databases of tests are meant to be forgotten",
      path: "compose.test.yaml",
      source: yaml`
services:
  db:
    image: postgres:17.2
`,
    },
  ],
  on: services,
  *check(service) {
    const { image, merged, isBase } = service;
    if (!image?.known || !merged || !isBase || isForTests(service)) return;
    const { role, title } = image.known;
    if (role === "admin" || (role === "cache" && !persists(service))) return;
    if (["volumes", "tmpfs", "image", "build", "extends", "environment", "volumes_from"].some((key) => merged.possible.includes(key)))
      return;
    // A mount at another place is a finding of its own: compose/wrong-data-path.
    if (dataKept(image, service.data) !== "lost" || misplaced(image, service.data).length) return;
    yield {
      at: service.nameRange,
      message: `The data of ${title} in service "${service.name}" is on no volume: it is gone with the container.`,
      ...(role === "broker" || role === "search" ? { severity: "info" as const } : {}),
      fixes: mountVolume(service),
    };
  },
});

const isForTests = ({ file }: ComposeService): boolean =>
  /(?:^|[._-])(?:tests?|testing|ci|e2e|integration|sut)(?:[._-]|$)/i.test(basename(file.path));

/** A cache whose command turns saving on. */
function persists(service: ComposeService): boolean {
  const command = service.get("command");
  const words = (typeof command === "string" ? (textOf(command)?.split(/\s+/) ?? []) : textsOf(command)).map((word) =>
    word.replace(/^["']|["']$/g, ""),
  );
  const appendOnly = words.indexOf("--appendonly");
  return appendOnly >= 0 && words[appendOnly + 1] === "yes";
}

/** A named volume at the data path, declared at the top level. */
function mountVolume(service: ComposeService): Fix[] {
  const place = service.image && dataPlace(service.image, service.data);
  const { own, file } = service;
  if (!place || !own.pairs.length) return [];
  const name = `${service.name}-data`;
  const entry = `${name}:${place.volume}`;
  const volumes = own.list("volumes");
  if (own.has("volumes") && !volumes.node?.items.length) return [];
  const mount = volumes.node ? appendItem(volumes, entry) : setAt(own, ["volumes"], [entry]);
  const declare = file.root.map("volumes").has(name) ? [] : setAt(file.root, ["volumes", name], {});
  return mount.length ? [{ title: `Mount the volume "${name}"`, safety: "suggestion", edits: [...mount, ...declare] }] : [];
}

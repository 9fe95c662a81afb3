import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Connection } from "../../languages/compose/connections";
import { connectionsOf } from "../../languages/compose/connections";
import type { DataMap } from "../../languages/compose/data";
import { at, hasKey, isList, textOf } from "../../languages/compose/data";
import { serviceImage } from "../../languages/compose/images";
import type { MergedService } from "../../languages/compose/project";
import { readPort } from "../../languages/compose/ports";
import { services } from "../../languages/compose/queries";
import { readMount } from "../../languages/compose/volumes";

export default defineRule({
  id: "compose/disagreeing-connection",
  summary: "URL that does not agree with the database it leads to",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DKR-22"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/networking/", "https://hub.docker.com/_/postgres"],
  rationale:
    "User, password, database and port are written twice: where the database is set up and where somebody connects to it. One difference, and the program is refused with a message that sounds like the network. Inside of the project the port is the container's, whatever is published on the host. " +
    "Variables of one name in both places (`${POSTGRES_PASSWORD:?}`) cannot disagree.",
  examples: [
    {
      title: "another password, another database, the port of the host",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      DATABASE_URL: postgres://shop:one@db:5432/shop
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The password in DATABASE_URL is not that of service "db".
      OTHER_URL: postgres://shop:two@db:5432/orders
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The database in OTHER_URL is orders, and service "db" makes shop.
      THIRD_URL: postgres://shop:two@db:5433/shop
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: THIRD_URL asks service "db" for port 5433, which is the host's: in the project it is 5432.
  db:
    image: postgres:17.2
    ports: ["127.0.0.1:5433:5432"]
    environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: two, POSTGRES_DB: shop }
`,
    },
    {
      title: "agreement, another user, scripts that make databases, variables",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      A: postgres://shop:two@db:5432/shop
      B: postgres://reader:other@db/shop
      C: postgres://shop:\${PASSWORD}@db/shop
      D: mysql://root:r@maria/whatever
  db:
    image: postgres:17.2
    ports: ["5433:5432"]
    environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: two }
  maria:
    image: mariadb:11.4
    environment: { MARIADB_ROOT_PASSWORD: r, MARIADB_DATABASE: shop }
    volumes: ["./sql:/docker-entrypoint-initdb.d"]
`,
    },
  ],
  on: services,
  *check(service) {
    for (const connection of connectionsOf(service)) {
      const target = service.file.merged(connection.host);
      const message = target && target.name !== service.name ? disagreement(connection, target) : undefined;
      if (message !== undefined) yield { at: connection.entry.at, message };
    }
  },
});

/** The variables that set an image's database up: https://hub.docker.com/_/postgres, /_/mysql, /_/mariadb, /_/mongo */
const ACCOUNTS: readonly {
  titles: RegExp;
  user: readonly string[];
  password: readonly string[];
  database: readonly string[];
  usual?: string;
}[] = [
  {
    titles: /^(?:Postgres|PostGIS|TimescaleDB)/,
    user: ["POSTGRES_USER"],
    password: ["POSTGRES_PASSWORD"],
    database: ["POSTGRES_DB"],
    usual: "postgres",
  },
  {
    titles: /^(?:MySQL|MariaDB|Percona)/,
    user: ["MYSQL_USER", "MARIADB_USER"],
    password: ["MYSQL_PASSWORD", "MARIADB_PASSWORD"],
    database: ["MYSQL_DATABASE", "MARIADB_DATABASE"],
  },
];

function disagreement({ entry, user, password, port, database }: Connection, target: MergedService): string | undefined {
  const known = serviceImage(target.data)?.known;
  if (!known || target.possible.length) return undefined;
  const published = publishedFor(port, target.data);
  if (published !== undefined && port !== undefined)
    return `${entry.name} asks service "${target.name}" for port ${port}, which is the host's: in the project it is ${published}.`;
  const account = ACCOUNTS.find(({ titles }) => titles.test(known.title));
  if (!account || hasKey(target.data, "env_file") || makesMore(target.data)) return undefined;
  const environment = at(target.data, "environment");
  const read = (names: readonly string[]) => names.map((name) => textOf(at(environment, name))).find((value) => value !== undefined);
  const owner = read(account.user) ?? account.usual;
  const isWritten = (names: readonly string[]) => names.some((name) => hasKey(environment, name));
  if (owner === undefined || user !== owner) return undefined;
  const secret = read(account.password);
  if (secret !== undefined && password !== undefined && isPlain(password) && decoded(password) !== secret)
    return `The password in ${entry.name} is not that of service "${target.name}".`;
  const made = read(account.database) ?? (isWritten(account.database) || account.usual === undefined ? undefined : owner);
  if (made !== undefined && database !== undefined && isPlain(database) && database !== made && database !== account.usual)
    return `The database in ${entry.name} is ${database}, and service "${target.name}" makes ${made}.`;
  return undefined;
}

const isPlain = (text: string): boolean => !text.includes("$");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The container's port behind a published one that nobody listens on inside. */
function publishedFor(port: string | undefined, data: DataMap): string | undefined {
  const { ports } = data;
  if (port === undefined || !isList(ports)) return undefined;
  const read = ports.flatMap((entry) => readPort(entry) ?? []);
  if (read.some(({ target }) => String(target?.first) === port)) return undefined;
  const found = read.find(({ published }) => published?.first === published?.last && String(published?.first) === port);
  return found?.target && String(found.target.first);
}

/** Scripts may make other users and databases. */
function makesMore({ volumes, configs, build }: DataMap): boolean {
  const mounts = isList(volumes) ? volumes.flatMap((entry) => readMount(entry)?.target ?? "unknown") : [];
  return build !== undefined || configs !== undefined || mounts.some((target) => target === "unknown" || /initdb|entrypoint/.test(target));
}

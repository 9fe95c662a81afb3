import type { Fix } from "../../core/edit";
import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { hasKey, isList, isMap, isTrue, textOf, at } from "../../languages/compose/data";
import { variableOf } from "../../languages/compose/environment";
import { dataPlace, keeps } from "../../languages/compose/images";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";
import { readMount } from "../../languages/compose/volumes";
import { setAt } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/image-cannot-start",
  summary: "Database without the variable its image needs to start",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://hub.docker.com/_/postgres", "https://hub.docker.com/_/mysql", "https://hub.docker.com/_/mariadb"],
  rationale:
    "The entry points of these images stop on an empty data directory when no password was set (`Database is uninitialized and superuser password is not specified`), and the container restarts for ever. It works for those who have an old volume and fails for everybody else. " +
    "Set one of the variables, best from outside: `${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}`.",
  examples: [
    {
      title: "Postgres and MySQL without a password",
      source: yaml`
services:
  db:
  ^^ 💡 error: Postgres in service "db" cannot start on an empty volume: it needs POSTGRES_PASSWORD, POSTGRES_PASSWORD_FILE or POSTGRES_HOST_AUTH_METHOD.
    image: postgres:17.2
    environment:
      POSTGRES_USER: shop
  old:
  ^^^ 💡 error: MySQL in service "old" cannot start on an empty volume: it needs MYSQL_ROOT_PASSWORD, MYSQL_ROOT_PASSWORD_FILE, MYSQL_ALLOW_EMPTY_PASSWORD or MYSQL_RANDOM_ROOT_PASSWORD.
    image: mysql:8.4.3
`,
      fixed: yaml`
services:
  db:
    image: postgres:17.2
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}"
  old:
    image: mysql:8.4.3
`,
    },
    {
      title: "left empty for somebody to fill in",
      source: yaml`
services:
  db:
  ^^ info: Postgres in service "db" cannot start on an empty volume while POSTGRES_PASSWORD is empty.
    image: postgres:17.2
    environment:
      - POSTGRES_PASSWORD=
`,
    },
    {
      title: "set here, in an env_file, in the override, from the shell; a volume made elsewhere; a file nobody has",
      source: files({
        "compose.yaml": yaml`
services:
  here:
    image: postgres:17.2
    environment: ["POSTGRES_PASSWORD_FILE=/run/secrets/db"]
  file:
    image: postgres:17.2
    env_file: db.env
  over:
    image: mariadb:11.6.2
  shell:
    image: postgres:17.2
    environment: [POSTGRES_PASSWORD]
  filled:
    image: postgres:17.2
    volumes: ["old:/var/lib/postgresql/data"]
  unseen:
    image: postgres:17.2
    env_file: secret.env
  tool:
    image: postgres:17.2
    command: [psql, "--version"]
volumes:
  old: { external: true }
`,
        "compose.override.yaml": yaml`
services:
  over:
    environment:
      MARIADB_RANDOM_ROOT_PASSWORD: "1"
`,
        "db.env": "# the database\nexport POSTGRES_PASSWORD='x y'\n",
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const { image, merged, isBase } = service;
    const required = image?.known?.required;
    if (!image?.known || !required || !merged || !isBase || !startsServer(service) || isFilledElsewhere(service)) return;
    if (["image", "build", "extends", "command", "entrypoint"].some((key) => merged.possible.includes(key))) return;
    for (const group of required) {
      const answers = group.map((name) => variableOf(merged, name, scope));
      if (answers.some((answer) => answer === "set" || answer === "unknown")) continue;
      if (!service.file.isComplete) return;
      const empty = group[answers.indexOf("empty")];
      if (empty !== undefined) {
        // Written for somebody to fill in: known, and not forgotten.
        yield {
          at: service.nameRange,
          severity: "info",
          message: `${image.known.title} in service "${service.name}" cannot start on an empty volume while ${empty} is empty.`,
        };
        return;
      }
      yield {
        at: service.nameRange,
        message: `${image.known.title} in service "${service.name}" cannot start on an empty volume: it needs ${shortList(group)}.`,
        fixes: demand(service, group[0] ?? ""),
      };
      return;
    }
  },
});

const shortList = (names: readonly string[]): string => joinWords(names.slice(0, 4), "or");

/** Whether the container runs the server, and not a tool of the same image. */
function startsServer(service: ComposeService): boolean {
  if (!service.lacks("entrypoint")) return false;
  if (service.lacks("command")) return true;
  const command = service.get("command");
  const first = isList(command) ? textOf(command[0]) : textOf(command)?.trim().split(/\s+/)[0];
  return first !== undefined && /^(?:-|postgres$|mysqld$|mariadbd$|mysqld_safe$|docker-entrypoint\.sh$)/.test(first);
}

/** A volume that exists before the project does, or a folder of the host, may hold a database already. */
function isFilledElsewhere(service: ComposeService): boolean {
  const volumes = service.get("volumes");
  const place = service.image && dataPlace(service.image, service.data);
  if (!place) return false;
  if (service.has("volumes_from") || (service.has("volumes") && !isList(volumes))) return true;
  return (isList(volumes) ? volumes : []).some((item) => {
    const mount = readMount(item);
    if (mount?.target === undefined) return true;
    if (!keeps(mount, place) && mount.target !== service.image?.known?.data) return false;
    const declared = mount.source === undefined ? undefined : service.file.ofProject(declaredVolume, mount.source);
    return (
      mount.type === "bind" ||
      mount.type === "unknown" ||
      (isMap(declared) && hasKey(declared, "external") && (isTrue(at(declared, "external")) || isMap(at(declared, "external"))))
    );
  });
}

const declaredVolume = (project: ComposeProject | undefined, name: string) => project?.declared.volumes.get(name);

/** Where `environment` is a mapping or not there at all. */
function demand(service: ComposeService, name: string): Fix[] {
  const { own } = service;
  const isMapping = own.map("environment").presence === "written" || own.lacks("environment");
  if (!own.pairs.length || !isMapping || own.list("environment").node) return [];
  const edits = setAt(own, ["environment", name], `\${${name}:?set ${name}}`, ["image"]);
  return [{ title: `Require ${name} from outside`, safety: "suggestion", edits }];
}

/** One case worked out from the text of the Compose Specification: what its files come to. */
export interface SpecificationCase {
  /** The page and section of https://docs.docker.com/reference/compose-file/ the case comes from. */
  readonly section: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Settings of services in canonical form, texts as templates; `undefined` for a key that must not be there. */
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Names that the project declares, by section. */
  readonly declared?: Readonly<Record<string, readonly string[]>>;
  /** Every service of the project. */
  readonly all?: readonly string[];
  /** The file that is asked about; `compose.yaml` unless it is said. */
  readonly path?: string;
}

const web = (body: string): string => `services:\n  web:\n    image: web:1.0\n${indented(body, 4)}`;
const indented = (body: string, by: number): string =>
  body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => " ".repeat(by) + line + "\n")
    .join("");

/** A service in two files, the second over the first. */
const merged = (base: string, over: string) => ({
  "compose.yaml": web(base),
  "compose.override.yaml": `services:\n  web:\n${indented(over, 4)}`,
});

/** One service, with `.env` beside it. */
const interpolated = (value: string, env = "") => ({ "compose.yaml": web(`command: "${value}"`), ".env": env });

export const CASES: readonly SpecificationCase[] = [
  // merge.md
  {
    section: "merge/#mapping",
    title: "missing entries are added and conflicting ones taken from the later file",
    files: merged("environment: { key1: value1, key2: value2 }", "environment: { key2: VALUE, key3: value3 }"),
    services: { web: { environment: { key1: "value1", key2: "VALUE", key3: "value3" } } },
  },
  {
    section: "merge/#sequence",
    title: "a sequence is continued",
    files: merged("dns: [1.1.1.1]", "dns: [8.8.8.8]"),
    services: { web: { dns: ["1.1.1.1", "8.8.8.8"] } },
  },
  {
    section: "merge/#sequence",
    title: "a single text counts as a sequence of one",
    files: merged("dns: 1.1.1.1\ntmpfs: /run", "dns: [8.8.8.8]\ntmpfs: [/tmp]"),
    services: { web: { dns: ["1.1.1.1", "8.8.8.8"], tmpfs: ["/run", "/tmp"] } },
  },
  {
    section: "merge/#shell-commands",
    title: "command is replaced",
    files: merged('command: ["echo", "foo"]', 'command: ["echo", "bar"]'),
    services: { web: { command: ["echo", "bar"] } },
  },
  {
    section: "merge/#shell-commands",
    title: "entrypoint is replaced, also by a text",
    files: merged('entrypoint: ["echo", "foo"]', "entrypoint: run"),
    services: { web: { entrypoint: "run" } },
  },
  {
    section: "merge/#shell-commands",
    title: "healthcheck.test is replaced, the rest of the check merged",
    files: merged("healthcheck: { test: [CMD, a], interval: 10s }", "healthcheck: { test: [CMD, b], retries: 3 }"),
    services: { web: { healthcheck: { test: ["CMD", "b"], interval: "10s", retries: 3 } } },
  },
  {
    section: "merge/#unique-resources",
    title: "a volume replaces the one at the same place in the container",
    files: merged("volumes: [foo:/work]", "volumes: [bar:/work]"),
    services: { web: { volumes: ["bar:/work"] } },
  },
  {
    section: "merge/#unique-resources",
    title: "short and long volumes of one target are the same",
    files: merged("volumes: [foo:/work, foo:/other]", "volumes: [{ type: volume, source: bar, target: /work }]"),
    services: { web: { volumes: [{ type: "volume", source: "bar", target: "/work" }, "foo:/other"] } },
  },
  {
    section: "merge/#unique-resources",
    title: "ports are unique by address, published port, target and protocol",
    files: merged('ports: ["8080:80", "127.0.0.1:8080:80"]', 'ports: ["8080:80", "8080:80/udp", "9090:80"]'),
    services: { web: { ports: ["8080:80", "127.0.0.1:8080:80", "8080:80/udp", "9090:80"] } },
  },
  {
    section: "merge/#unique-resources",
    title: "a long port replaces a short one that says the same",
    files: merged('ports: ["8080:80"]', "ports: [{ target: 80, published: 8080, mode: host }]"),
    services: { web: { ports: [{ target: 80, published: 8080, mode: "host" }] } },
  },
  {
    section: "merge/#unique-resources",
    title: "secrets are unique by target",
    files: merged("secrets: [token]", "secrets: [{ source: other, target: token }, key]"),
    services: { web: { secrets: [{ source: "other", target: "token" }, "key"] } },
  },
  {
    section: "merge/#unique-resources",
    title: "configs are unique by target",
    files: merged("configs: [{ source: a, target: /etc/a }]", "configs: [{ source: b, target: /etc/a }]"),
    services: { web: { configs: [{ source: "b", target: "/etc/a" }] } },
  },
  {
    section: "merge/#reset-value",
    title: "!reset takes a key away",
    files: merged('ports: ["8080:80"]\nenvironment: { FOO: BAR }', "ports: !reset []\nenvironment: { FOO: !reset null }"),
    services: { web: { ports: undefined, environment: {} } },
  },
  {
    section: "merge/#replace-value",
    title: "!override replaces a sequence",
    files: merged('ports: ["8080:80"]', 'ports: !override ["8443:443"]'),
    services: { web: { ports: ["8443:443"] } },
  },
  {
    section: "merge/#replace-value",
    title: "!override replaces a mapping",
    files: merged("environment: { A: 1, B: 2 }", "environment: !override { C: 3 }"),
    services: { web: { environment: { C: 3 } } },
  },
  {
    section: "merge/#mapping",
    title: "the list and the mapping of environment are one form",
    files: merged("environment: [A=1, B=2]", "environment: { B: 3 }"),
    services: { web: { environment: { A: "1", B: 3 } } },
  },
  {
    section: "merge/#mapping",
    title: "labels merge by name whatever their form",
    files: merged("labels: [a=1, b=2]", "labels: { b: three }"),
    services: { web: { labels: { a: "1", b: "three" } } },
  },
  {
    section: "merge/#mapping",
    title: "sysctls, annotations and extra_hosts merge by name",
    files: merged(
      "sysctls: [net.core.somaxconn=1]\nannotations: [x=1]\nextra_hosts: [a=1.1.1.1]",
      "sysctls: { net.core.somaxconn: 2 }\nannotations: { y: z }\nextra_hosts: ['b:2.2.2.2']",
    ),
    services: {
      web: {
        sysctls: { "net.core.somaxconn": 2 },
        annotations: { x: "1", y: "z" },
        extra_hosts: { a: "1.1.1.1", b: "2.2.2.2" },
      },
    },
  },
  {
    section: "merge/#mapping",
    title: "arguments of a build merge by name",
    files: merged("build: { context: ., args: [A=1, B=2] }", "build: { args: { B: 3 } }"),
    services: { web: { build: { context: ".", args: { A: "1", B: 3 } } } },
  },
  {
    section: "merge/#mapping",
    title: "a build in short syntax is a context",
    files: merged("build: ./app", "build: { target: dev }"),
    services: { web: { build: { context: "./app", target: "dev" } } },
  },
  {
    section: "merge/#mapping",
    title: "depends_on in short and long syntax",
    files: merged("depends_on: [db, cache]", "depends_on: { db: { condition: service_healthy } }"),
    services: { web: { depends_on: { db: { condition: "service_healthy" }, cache: { condition: "service_started" } } } },
  },
  {
    section: "merge/#mapping",
    title: "networks in short and long syntax",
    files: merged("networks: [front]", "networks: { back: { aliases: [shop] } }"),
    services: { web: { networks: { front: null, back: { aliases: ["shop"] } } } },
  },
  {
    section: "merge/#mapping",
    title: "options of one logging driver merge, those of another are dropped",
    files: {
      "compose.yaml":
        "services:\n  a: { image: x, logging: { driver: local, options: { x: 1 } } }\n  b: { image: x, logging: { driver: local, options: { x: 1 } } }\n",
      "compose.override.yaml": "services:\n  a: { logging: { options: { y: 2 } } }\n  b: { logging: { driver: syslog } }\n",
    },
    services: { a: { logging: { driver: "local", options: { x: 1, y: 2 } } }, b: { logging: { driver: "syslog" } } },
  },
  {
    section: "merge/#mapping",
    title: "swarm settings below deploy merge",
    files: merged(
      "deploy: { replicas: 1, resources: { limits: { cpus: '1' } } }",
      "deploy: { replicas: 2, resources: { limits: { memory: 1G } } }",
    ),
    services: { web: { deploy: { replicas: 2, resources: { limits: { cpus: "1", memory: "1G" } } } } },
  },
  {
    section: "merge/#mapping",
    title: "services, volumes and networks that only the later file has are added",
    files: {
      "compose.yaml": "services:\n  web: { image: x }\nvolumes: { a: }\n",
      "compose.override.yaml": "services:\n  db: { image: y }\nvolumes: { b: }\nnetworks: { back: }\n",
    },
    services: { db: { image: "y" } },
    all: ["web", "db"],
    declared: { volumes: ["a", "b"], networks: ["back"] },
  },
  {
    section: "merge/#mapping",
    title: "a single value is replaced",
    files: merged("restart: always\nuser: a", "image: web:2.0\nuser: b"),
    services: { web: { image: "web:2.0", restart: "always", user: "b" } },
  },
  // services.md#extends
  {
    section: "services/#extends",
    title: "a service of the same file",
    files: { "compose.yaml": "services:\n  base: { image: x, user: a }\n  web: { extends: { service: base }, user: b }\n" },
    services: { web: { image: "x", user: "b" } },
  },
  {
    section: "services/#extends",
    title: "the short form names a service of the same file",
    files: { "compose.yaml": "services:\n  base: { image: x }\n  web: { extends: base }\n" },
    services: { web: { image: "x" } },
  },
  {
    section: "services/#extends",
    title: "a service of another file, which does not join the project",
    files: {
      "compose.yaml": "services:\n  web: { extends: { file: common.yml, service: app }, environment: [B=2] }\n",
      "common.yml": "services:\n  app: { image: app:1.0, environment: { A: 1 } }\n",
    },
    services: { web: { image: "app:1.0", environment: { A: 1, B: "2" } } },
    all: ["web"],
  },
  {
    section: "services/#finding-referenced-service",
    title: "a service that extends another one which extends a third",
    files: {
      "compose.yaml": "services:\n  web: { extends: { file: a.yml, service: a }, user: c }\n",
      "a.yml": "services:\n  a: { extends: { file: b.yml, service: b }, user: b }\n",
      "b.yml": "services:\n  b: { image: x, user: a, restart: always }\n",
    },
    services: { web: { image: "x", user: "c", restart: "always" } },
  },
  {
    section: "services/#finding-referenced-service",
    title: "without a file, the file that is extended is meant",
    files: {
      "compose.yaml": "services:\n  web: { extends: { file: a.yml, service: a } }\n  b: { image: wrong }\n",
      "a.yml": "services:\n  a: { extends: b }\n  b: { image: right }\n",
    },
    services: { web: { image: "right" } },
  },
  {
    section: "services/#mappings",
    title: "mappings are merged, keys of the extending service win",
    files: {
      "compose.yaml":
        "services:\n  common: { image: x, volumes: [common-volume:/var/lib/backup/data:rw], environment: { A: 1, B: 2 } }\n  cli: { extends: { service: common }, environment: { B: 3 } }\nvolumes: { common-volume: }\n",
    },
    services: { cli: { environment: { A: 1, B: 3 }, volumes: ["common-volume:/var/lib/backup/data:rw"] } },
  },
  {
    section: "services/#sequences",
    title: "sequences of the extended service come first",
    files: {
      "compose.yaml":
        "services:\n  common: { image: x, security_opt: [label=role:ROLE] }\n  cli: { extends: common, security_opt: [label=user:USER] }\n",
    },
    services: { cli: { security_opt: ["label=role:ROLE", "label=user:USER"] } },
  },
  {
    section: "services/#scalars",
    title: "any other value of the extending service wins",
    files: { "compose.yaml": "services:\n  common: { image: x, command: [a] }\n  cli: { extends: common, command: [b], image: y }\n" },
    services: { cli: { image: "y", command: ["b"] } },
  },
  {
    section: "services/#extends",
    title: "env_file of an extended service starts at its own file",
    files: {
      "compose.yaml": "services:\n  web: { extends: { file: parts/base.yml, service: app }, env_file: web.env }\n",
      "parts/base.yml": "services:\n  app: { image: x, env_file: app.env }\n",
    },
    services: {
      web: {
        env_file: [
          { path: "/w/parts/app.env", required: true },
          { path: "/w/web.env", required: true },
        ],
      },
    },
  },
  {
    section: "services/#extends",
    title: "!reset takes away what the extended service has",
    files: { "compose.yaml": "services:\n  base: { image: x, ports: ['80:80'] }\n  web: { extends: base, ports: !reset [] }\n" },
    services: { web: { image: "x", ports: undefined } },
  },
  // include.md
  {
    section: "include/#short-syntax",
    title: "services and volumes of an included file join the project",
    files: {
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web: { image: x, depends_on: [db] }\n",
      "db/compose.yaml": "services:\n  db: { image: postgres:17.2 }\nvolumes: { data: }\n",
    },
    services: { db: { image: "postgres:17.2" } },
    all: ["db", "web"],
    declared: { volumes: ["data"] },
  },
  {
    section: "include/#short-syntax",
    title: "included files include others",
    files: {
      "compose.yaml": "include: [a/compose.yaml]\nservices:\n  web: { image: x }\n",
      "a/compose.yaml": "include: [b/compose.yaml]\nservices:\n  a: { image: x }\n",
      "a/b/compose.yaml": "services:\n  b: { image: x }\n",
    },
    services: {},
    all: ["b", "a", "web"],
  },
  {
    section: "include/#short-syntax",
    title: "relative paths of an included file start in its folder",
    files: {
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": "services:\n  db: { image: y, env_file: db.env }\n",
    },
    services: { db: { env_file: [{ path: "/w/db/db.env", required: true }] } },
  },
  {
    section: "include/#path",
    title: "several paths of one entry are merged",
    files: {
      "compose.yaml": "include:\n  - path: [db/compose.yaml, db.override.yaml]\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": "services:\n  db: { image: postgres:17.2, user: a }\n",
      "db.override.yaml": "services:\n  db: { user: b }\n",
    },
    services: { db: { image: "postgres:17.2", user: "b" } },
  },
  {
    section: "include/#project_directory",
    title: "project_directory says where relative paths start",
    files: {
      "compose.yaml": "include:\n  - path: db/compose.yaml\n    project_directory: .\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": "services:\n  db: { image: y, env_file: db.env }\n",
    },
    services: { db: { env_file: [{ path: "/w/db.env", required: true }] } },
  },
  {
    section: "include/#env_file",
    title: "variables of an included file come from .env beside it",
    files: {
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": 'services:\n  db: { image: "y:${TAG}" }\n',
      "db/.env": "TAG=17\n",
    },
    services: { db: { image: "y:17" } },
  },
  {
    section: "include/#env_file",
    title: "env_file names other files for the variables, the last one winning",
    files: {
      "compose.yaml": "include:\n  - path: db/compose.yaml\n    env_file: [a.env, b.env]\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": 'services:\n  db: { image: "y:${TAG}", user: "${WHO}" }\n',
      "db/.env": "TAG=wrong\n",
      "a.env": "TAG=1\nWHO=a\n",
      "b.env": "TAG=2\n",
    },
    services: { db: { image: "y:2", user: "a" } },
  },
  {
    section: "include/#env_file",
    title: "the environment of the project wins over that of the included file",
    files: {
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web: { image: x }\n",
      "db/compose.yaml": 'services:\n  db: { image: "y:${TAG}" }\n',
      "db/.env": "TAG=1\n",
      ".env": "TAG=2\n",
    },
    services: { db: { image: "y:2" } },
  },
  // interpolation.md
  {
    section: "interpolation/",
    title: "$VARIABLE and ${VARIABLE}",
    files: interpolated("$A-${A}", "A=1"),
    services: { web: { command: "1-1" } },
  },
  {
    section: "interpolation/",
    title: ":- takes the default when the variable is empty",
    files: interpolated("${A:-x}${B:-x}", "A=\nB=b"),
    services: { web: { command: "xb" } },
  },
  {
    section: "interpolation/",
    title: "- keeps an empty value",
    files: interpolated("a${A-x}b", "A="),
    services: { web: { command: "ab" } },
  },
  {
    section: "interpolation/",
    title: ":? and ? take a value that is there",
    files: interpolated("${A:?no}${A?no}", "A=1"),
    services: { web: { command: "11" } },
  },
  {
    section: "interpolation/",
    title: ":+ replaces a value that is set and not empty",
    files: interpolated("a${A:+x}${B:+y}b", "A=1\nB="),
    services: { web: { command: "axb" } },
  },
  {
    section: "interpolation/",
    title: "+ replaces an empty value, too",
    files: interpolated("${A+x}", "A="),
    services: { web: { command: "x" } },
  },
  {
    section: "interpolation/",
    title: "nested defaults",
    files: interpolated("${A:-${B:-${C}}}", "A=\nB=\nC=deep"),
    services: { web: { command: "deep" } },
  },
  {
    section: "interpolation/",
    title: "a nested error text is no value",
    files: interpolated("${A?$B}", "A=1\nB=2"),
    services: { web: { command: "1" } },
  },
  {
    section: "interpolation/",
    title: "$$ is a dollar sign and keeps what follows from being filled in",
    files: interpolated("$$A $${A}", "A=1"),
    services: { web: { command: "$$A $${A}" } },
  },
  {
    section: "interpolation/",
    title: "a dollar sign that starts no variable stays",
    files: interpolated("5$ and $1", "A=1"),
    services: { web: { command: "5$$ and $$1" } },
  },
  {
    section: "interpolation/",
    title: "keys are not interpolated",
    files: { "compose.yaml": 'services:\n  web: { image: x, labels: { "${A}": "${A}" } }\n', ".env": "A=1\n" },
    services: { web: { labels: { "${A}": "1" } } },
  },
  {
    section: "interpolation/",
    title: "each file is interpolated before it is merged",
    files: {
      "compose.yaml": 'services:\n  web: { image: x, ports: ["${P}:80"] }\n',
      "compose.override.yaml": 'services:\n  web: { ports: ["8080:80"] }\n',
      ".env": "P=8080\n",
    },
    services: { web: { ports: ["8080:80"] } },
  },
  {
    section: "interpolation/",
    title: "what nobody sets stays a template",
    files: interpolated("${A}:${B:-x}"),
    services: { web: { command: "${A}:${B:-x}" } },
  },
  // fragments.md, extension.md
  {
    section: "fragments/#example-1",
    title: "an alias repeats a volume",
    files: { "compose.yaml": "services:\n  web: { image: x }\nvolumes:\n  db-data: &default { driver: default }\n  metrics: *default\n" },
    services: {},
    declared: { volumes: ["db-data", "metrics"] },
  },
  {
    section: "fragments/#example-2",
    title: "an alias repeats an environment",
    files: { "compose.yaml": "services:\n  first: { image: x, environment: &env [A=1, B] }\n  second: { image: y, environment: *env }\n" },
    services: { first: { environment: { A: "1", B: null } }, second: { environment: { A: "1", B: null } } },
  },
  {
    section: "fragments/#example-3",
    title: "a merge key is overridden by what stands beside it",
    files: {
      "compose.yaml":
        "services:\n  first: { image: x, environment: &env { FOO: BAR, ZOT: QUIX } }\n  second:\n    image: y\n    environment: { <<: *env, YET: ANOTHER, ZOT: other }\n",
    },
    services: { second: { environment: { FOO: "BAR", ZOT: "other", YET: "ANOTHER" } } },
  },
  {
    section: "fragments/#example-4",
    title: "of several merged mappings the first that has a key wins",
    files: {
      "compose.yaml":
        "x-a: &a { A: first }\nx-b: &b { A: second, B: second }\nservices:\n  web: { image: x, environment: { <<: [*a, *b] } }\n",
    },
    services: { web: { environment: { A: "first", B: "second" } } },
  },
  {
    section: "extension/#example-2",
    title: "an extension field gives keys to services and is none itself",
    files: {
      "compose.yaml":
        "x-env: &env\n  environment: [CONFIG_KEY]\nservices:\n  first: { <<: *env, image: x }\n  second: { <<: *env, image: y }\n",
    },
    services: { first: { environment: { CONFIG_KEY: null }, image: "x" }, second: { environment: { CONFIG_KEY: null }, image: "y" } },
    all: ["first", "second"],
  },
  {
    section: "extension/#example-3",
    title: "a sequence in a merged mapping is replaced, not continued",
    files: {
      "compose.yaml":
        "x-function: &function { labels: { function: 'true' }, networks: [functions] }\nservices:\n  nodeinfo: { <<: *function, image: x, networks: [other] }\nnetworks: { functions: , other: }\n",
    },
    services: { nodeinfo: { labels: { function: "true" }, networks: { other: null } } },
  },
  {
    section: "fragments/",
    title: "anchors are resolved before variables",
    files: { "compose.yaml": 'x-a: &a "web:${TAG}"\nservices:\n  web: { image: *a }\n', ".env": "TAG=1.0\n" },
    services: { web: { image: "web:1.0" } },
  },
  // profiles.md
  {
    section: "profiles/",
    title: "profiles of several files are all the service's",
    files: merged("profiles: [frontend]", "profiles: [debug]"),
    services: { web: { profiles: ["frontend", "debug"] } },
  },
  {
    section: "profiles/",
    title: "a service of a profile is part of the project",
    files: { "compose.yaml": "services:\n  web: { image: x }\n  test: { image: y, profiles: [test] }\n" },
    services: { test: { profiles: ["test"] } },
    all: ["web", "test"],
  },
  // version-and-name.md, env files
  {
    section: "version-and-name/",
    title: "version changes nothing",
    files: { "compose.yaml": 'version: "2.4"\nservices:\n  web: { image: x, mem_limit: 1g }\n' },
    services: { web: { image: "x", mem_limit: "1g" } },
  },
  {
    section: "services/#env_file",
    title: "a text, a list and the long syntax are one form",
    files: merged("env_file: a.env", "env_file: [{ path: b.env, required: false }]"),
    services: {
      web: {
        env_file: [
          { path: "/w/a.env", required: true },
          { path: "/w/b.env", required: false },
        ],
      },
    },
  },
  {
    section: "../cli/envvars (COMPOSE_FILE)",
    title: "COMPOSE_FILE of .env names the files of the project",
    files: {
      "compose.yaml": "services:\n  web: { image: x, user: a }\n",
      "compose.prod.yaml": "services:\n  web: { user: b }\n",
      ".env": "COMPOSE_FILE=compose.yaml:compose.prod.yaml\n",
    },
    services: { web: { image: "x", user: "b" } },
  },
];

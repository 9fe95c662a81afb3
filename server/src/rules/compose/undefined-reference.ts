import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Finding } from "../../core/rule";
import { missingProfile } from "../../languages/compose/profiles";
import type { ComposeProject } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import type { Reference } from "../../languages/compose/references";
import { referencesOf } from "../../languages/compose/references";
import type { ComposeService } from "../../languages/compose/service";
import type { Written } from "../../languages/yaml/edit";
import { setAt, TabStop } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/undefined-reference",
  summary: "Reference to a service, volume, network or secret nobody declares",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/", "https://docs.docker.com/reference/compose-file/volumes/"],
  rationale:
    "Compose checks every name before it starts anything: one volume, network, secret, config or service that is not declared stops the whole project. " +
    "Declare it at the top level, or correct the name. Names are looked up in the override file, in what is included and in the Compose files beside this one, too; below a folder with Compose files only typing errors are reported.",
  examples: [
    {
      title: "a volume that is not declared, a misspelt service",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      - databse
        ^^^^^^^ 💡 error: Service "web" depends on "databse", and no service has that name.
  database:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
        ^^^^ 💡 error: Service "database" mounts the volume "data", which is not declared at the top level.
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      - database
  database:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
`,
      otherFixes: {
        'Declare the volume "data"': yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      - databse
  database:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data: {}
`,
      },
    },
    {
      title: "networks, secrets and configs in long syntax, a network namespace",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    network_mode: service:vpn
                          ^^^ error: Service "web" shares the namespace of "vpn", and no service has that name.
  api:
    image: shop/api:2.0.1
    networks:
      backend:
      ^^^^^^^ 💡 error: Service "api" joins the network "backend", which is not declared at the top level.
        aliases: [api]
    secrets:
      - source: token
                ^^^^^ 💡 error: Service "api" uses the secret "token", which is not declared at the top level.
        target: /run/token
`,
    },
    {
      title: "a service that only a profile starts",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: [mail]
                 ^^^^ warning: Service "web" depends on "mail", which only the profile debug starts: without it Compose stops here.
  mail:
    image: axllent/mailpit:v1.21.5
    profiles: [debug]
`,
    },
    {
      title: "declared in the override, in what is included, beside the file, or implied",
      source: files({
        "compose.yaml": yaml`
include:
  - infra/compose.yaml
services:
  web:
    image: shop/web:1.4.2
    depends_on: [db, cache]
    networks: [default, back]
    volumes: ["./src:/src", "/cache", "uploads:/uploads"]
  tools:
    image: shop/tools:1.0.0
    depends_on: [mail]
`,
        "compose.override.yaml": yaml`
services:
  web:
    volumes: ["uploads:/uploads"]
volumes:
  uploads:
networks:
  back:
`,
        "infra/compose.yaml": yaml`
services:
  db:
    image: postgres:17.2
  cache:
    image: redis:7.4.1
`,
        "compose.dev.yml": yaml`
services:
  mail:
    image: axllent/mailpit:v1.21.5
`,
      }),
    },
    {
      title: "a piece of the project above: only a typing error is certain",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
networks:
  front:
`,
        "db/compose.yaml": yaml`
services:
  db:
    image: postgres:17.2
    networks: [front]
    depends_on: [storage, bakcup]
                          ^^^^^^ 💡 error: Service "db" depends on "bakcup", and no service has that name.
  backup:
    image: shop/backup:1.0.0
`,
      }),
    },
    {
      title: "an override whose base is not here says nothing",
      path: "compose.dev.yml",
      source: yaml`
services:
  web:
    depends_on: [db]
    volumes: ["data:/data"]
`,
    },
  ],
  on: services,
  *check(service) {
    const { file } = service;
    for (const reference of referencesOf(service)) {
      const { kind, name } = reference;
      if (reference.kind === "services") yield* checkService(service, reference);
      else if (!file.ofProject(isDeclared, { kind, name })) {
        if (!file.isComplete) return;
        const corrections = correction(reference, file.project?.declared[reference.kind].keys() ?? []);
        if (service.file.mayBeFragment && !corrections.length) continue;
        const what = reference.kind.slice(0, -1);
        yield {
          at: reference.at,
          message: `Service "${service.name}" ${VERBS[reference.kind]} "${reference.name}", which is not declared at the top level.`,
          fixes: [...corrections, declaration(service, reference, what)],
        };
      }
    }
  },
});

const VERBS = {
  volumes: "mounts the volume",
  networks: "joins the network",
  secrets: "uses the secret",
  configs: "uses the config",
} as const;

function isDeclared(project: ComposeProject | undefined, { kind, name }: Pick<Reference, "kind" | "name">): boolean {
  if (!project) return true;
  if (kind === "services") return project.services.has(name) || project.elsewhere.services.includes(name);
  if (kind === "networks" && name === "default") return true;
  return project.declared[kind].has(name) || project.elsewhere[kind].includes(name);
}

function* checkService(service: ComposeService, reference: Reference): Iterable<Finding> {
  const { name, by, at } = reference;
  const verb =
    by === "depends_on"
      ? "depends on"
      : by === "links"
        ? "links to"
        : by === "volumes_from"
          ? "mounts the volumes of"
          : by === "extends"
            ? "extends"
            : "shares the namespace of";
  const target = service.file.merged(name);
  if (!target) {
    if (!service.file.isComplete) return;
    const fixes = correction(
      reference,
      [...(service.file.project?.services.keys() ?? [])].filter((other) => other !== service.name),
    );
    if (
      service.file.ofProject(isDeclared, { kind: reference.kind, name }) ||
      reference.optional ||
      (service.file.mayBeFragment && !fixes.length)
    )
      return;
    yield { at, message: `Service "${service.name}" ${verb} "${name}", and no service has that name.`, fixes };
    return;
  }
  const missing = by === "extends" || reference.optional || !service.merged ? undefined : missingProfile(service.merged, target);
  if (missing === undefined || !service.file.isComplete) return;
  yield {
    at,
    severity: "warning",
    message: `Service "${service.name}" ${verb} "${name}", which only the profile ${missing} starts: without it Compose stops here.`,
  };
}

function correction({ name, nameRange }: Reference, candidates: Iterable<string>): Fix[] {
  const meant = closest(name, candidates);
  return meant === undefined || !nameRange
    ? []
    : [{ title: `Write "${meant}"`, safety: "suggestion", edits: [{ at: nameRange, text: meant }] }];
}

function declaration(service: ComposeService, { kind, name }: Reference, what: string): Fix {
  const entry: Written = kind === "secrets" || kind === "configs" ? { file: new TabStop(`./${kind}/${name}.txt`) } : {};
  return { title: `Declare the ${what} "${name}"`, safety: "suggestion", edits: setAt(service.file.root, [kind, name], entry) };
}

import { onceFor } from "../../core/memo";
import type { EnvironmentEntry } from "./environment";
import { environmentEntries } from "./environment";
import type { Data } from "./data";
import { at, isList, isMap, textOf } from "./data";
import type { ComposeProject } from "./project";
import type { ComposeService } from "./service";
import { splitTemplate } from "./template";

/** What a URL in a service's environment says. Each part is a template, undefined where it does not stand. */
export interface Connection {
  readonly entry: EnvironmentEntry;
  readonly scheme: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
  /** The first segment of the path, which names the database. */
  readonly database: string | undefined;
}

const URL =
  /^(?:jdbc:)?([a-z][a-z0-9+]*):\/\/(?:([^\s@/:]*)(?::([^\s@/]*))?@)?([A-Za-z0-9_.-]+)(?::(\d+|\$\{?\w+[^}]*\}?))?(?:\/([^\s?#/]*))?(?=[?#/]|$)/i;

const CONNECTIONS = {};

/** The URLs in a service's environment that name one host. */
export const connectionsOf = (service: ComposeService): readonly Connection[] =>
  service.once(CONNECTIONS, () => [...readConnections(service)]);

function* readConnections(service: ComposeService): Iterable<Connection> {
  for (const entry of environmentEntries(service)) {
    const match = URL.exec(entry.text);
    const host = match?.[4];
    if (!match || host === undefined) continue;
    const [, scheme = "", user, password, , port, database] = match;
    yield { entry, scheme: scheme.toLowerCase(), user, password, host, port, database: database === "" ? undefined : database };
  }
}

/** Every name under which containers of a project are found, its own services' links and hosts aside: services, aliases, container names. */
const sharedNames = onceFor((project: ComposeProject): ReadonlySet<string> => {
  const names = new Set<string>();
  const add = (value: Data) => {
    const text = textOf(value);
    if (text !== undefined) names.add(text);
  };
  for (const service of project.services.values()) {
    names.add(service.name);
    add(service.data["container_name"]);
    add(service.data["hostname"]);
    const networks = service.data["networks"];
    for (const network of isMap(networks) ? Object.values(networks) : []) {
      const aliases = at(network, "aliases");
      if (isList(aliases)) aliases.forEach(add);
    }
  }
  return names;
});

const isShared = (project: ComposeProject | undefined, name: string): boolean => !!project && sharedNames(project).has(name);

const namesOf = (project: ComposeProject | undefined): ReadonlySet<string> | undefined => project && sharedNames(project);

/** The names a service finds others by: those of the project, and the hosts of its own `extra_hosts` and `links`. */
export function hostNames({ file, data }: ComposeService): { has(name: string): boolean; all(): string[] } {
  const names = new Set<string>();
  if (isMap(data["extra_hosts"])) Object.keys(data["extra_hosts"]).forEach((name) => names.add(name));
  for (const key of ["links", "external_links"]) {
    const links = data[key];
    if (isList(links)) for (const link of links) splitTemplate(textOf(link) ?? "", ":").forEach((name) => names.add(name));
  }
  return {
    has: (name) => names.has(name) || file.ofProject(isShared, name),
    all: () => [...(file.ofProject(namesOf, undefined) ?? []), ...names],
  };
}

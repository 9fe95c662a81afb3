import { files, yaml } from "../../core/example";
import { dirname } from "../../core/path";
import type { Anchor } from "../../core/place";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { DataMap } from "../../languages/compose/data";
import { isList, settleData } from "../../languages/compose/data";
import { projectLookup } from "../../languages/compose/dotenv";
import { composeSpotFact } from "../../languages/compose/facts";
import type { Port, Span } from "../../languages/compose/ports";
import { collide, readPort, writeSpan } from "../../languages/compose/ports";
import { runTogether } from "../../languages/compose/profiles";
import type { ComposeProject, MergedService } from "../../languages/compose/project";
import { composeFile } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/duplicate-host-port",
  summary: "Port of the host that two services publish",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:no-duplicate-exported-ports"],
  references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
  rationale:
    "A port of the host belongs to one container: the second one does not start (`port is already allocated`), and which is the second changes from run to run. Give one of them another port, or publish only what must be reached from outside; services reach each other without. " +
    "Entries of the override and of included files count, other protocols and other host addresses do not. In a file where many services collide, each is meant to be started alone: that is information.",
  examples: [
    {
      title: "the same port, inside a range, and in long syntax",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    ports:
      - "8080:80"
      - "9000-9002:9000-9002"
  api:
    image: shop/api:2.0.1
    ports:
      - 8080:8080
        ^^^^^^^^^ error: Port 8080 of the host is published by "api" and by "web": the second to start fails.
      - target: 9001
        published: "9001"
                   ^^^^^^ error: Port 9001 of the host is published by "api" and by "web": the second to start fails.
`,
    },
    {
      title: "an override publishes another port of the same service",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
    ports: ["127.0.0.1:8080:80"]
`,
        "compose.override.yaml": yaml`
services:
  debug:
    image: shop/debug:1.0.0
    ports: ["8080:3000"]
            ^^^^^^^^^^^ error: Port 8080 of the host is published by "debug" and by "web": the second to start fails.
`,
      }),
    },
    {
      title: "other protocols, addresses, profiles; the same entry again; a variable; a range to choose from",
      source: files({
        "compose.yaml": yaml`
services:
  dns:
    image: shop/dns:1.0.0
    ports: ["53:53/udp", "53:53/tcp", "127.0.0.1:81:80", "127.0.0.2:81:80"]
  cpu:
    image: shop/model:1.0.0-cpu
    profiles: [cpu]
    ports: ["\${PORT:-9000}:9000", "7000:7000"]
  gpu:
    image: shop/model:1.0.0-gpu
    profiles: [gpu]
    ports: ["9000:9000", "7000:7000"]
  many:
    image: shop/many:1.0.0
    ports: ["6000-6010:80", "6000:81"]
`,
        "compose.override.yaml": yaml`
services:
  dns:
    ports: ["53:53/udp"]
`,
      }),
    },
  ],
  on: composeFile,
  *check(file, _context, scope) {
    const { project, path } = file;
    if (!project) return;
    const collisions = collisionsOf(entriesOf(project, scope));
    const isMenu = new Set(collisions.map(({ entry, other }) => `${entry.service.name}\n${other.service.name}`)).size > MOST_PAIRS;
    for (const { entry, other, shared } of collisions) {
      if (entry.path !== path || entry.at.part.id !== file.partId) continue;
      const both =
        entry.service === other.service ? `"${entry.service.name}" twice` : `"${entry.service.name}" and by "${other.service.name}"`;
      yield {
        at: entry.at,
        message: `Port ${writeSpan(shared)} of the host is published by ${both}: the second to start fails.`,
        ...(isMenu ? { severity: "info" as const } : {}),
        related: [{ at: other.at, message: `"${other.service.name}" publishes it here.` }],
      };
    }
  },
});

/** A file in which more pairs of services than this collide is a menu to choose from, not a project to start whole. */
const MOST_PAIRS = 3;

interface Collision {
  readonly entry: Entry;
  readonly other: Entry;
  readonly shared: Span;
}

/** Every entry with the first one before it that wants the same port. */
function collisionsOf(entries: readonly Entry[]): Collision[] {
  const earlierBy = new Map<number, Entry[]>();
  return entries.flatMap((entry): Collision[] => {
    const shares = new Set(portsOf(entry.port).flatMap((number) => earlierBy.get(number) ?? []));
    for (const number of portsOf(entry.port)) earlierBy.set(number, [...(earlierBy.get(number) ?? []), entry]);
    const isOther = (earlier: Entry) =>
      collide(earlier.port, entry.port) && runTogether(earlier.service, entry.service) && !isSame(earlier, entry);
    const other = shares.size ? entries.find((earlier) => shares.has(earlier) && isOther(earlier)) : undefined;
    const [left, right] = [other?.port.published, entry.port.published];
    return other && left && right
      ? [{ entry, other, shared: { first: Math.max(left.first, right.first), last: Math.min(left.last, right.last) } }]
      : [];
  });
}

/** The ports of the host that an entry takes. */
function portsOf({ published }: Port): number[] {
  const count = published ? Math.min(published.last - published.first + 1, MOST_PORTS) : 0;
  return Array.from({ length: count }, (_, i) => (published?.first ?? 0) + i);
}

const MOST_PORTS = 65_536;

interface Entry {
  readonly service: MergedService;
  readonly port: Port;
  readonly path: string;
  readonly at: Anchor;
}

/** The ports of all services that the merged project still has: an override may take some away. */
function entriesOf(project: ComposeProject, scope: Scope): Entry[] {
  const written = new Map<MergedService, ReadonlySet<string>>();
  const remains = (service: MergedService, port: Port): boolean => {
    const ports = written.get(service) ?? writtenPorts(service.data);
    written.set(service, ports);
    return ports.has(JSON.stringify(port));
  };
  return project.files.flatMap((path) => {
    const lookup = projectLookup(scope, dirname(project.main));
    return scope
      .in(`compose:${dirname(path)}`)
      .all(composeSpotFact, path)
      .flatMap(({ value, at }) => {
        const service = project.services.get(value.service);
        const port = value.kind === "port" ? readPort(settleData(value.data, lookup)) : undefined;
        return service && port && remains(service, port) ? [{ service, port, path, at }] : [];
      });
  });
}

/** The ports of a service, each as text. */
const writtenPorts = ({ ports }: DataMap): ReadonlySet<string> =>
  new Set(isList(ports) ? ports.map((item) => JSON.stringify(readPort(item))) : []);

/** The same entry written again for a service, in another file of the project, is merged into one. */
const isSame = (a: Entry, b: Entry): boolean =>
  a.service === b.service &&
  (a.path !== b.path || a.at.range.start === b.at.range.start) &&
  JSON.stringify(a.port) === JSON.stringify(b.port);

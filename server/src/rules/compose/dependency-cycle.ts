import { files, yaml } from "../../core/example";
import { onceFor } from "../../core/memo";
import type { Place } from "../../core/place";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { dirname } from "../../core/path";
import { isMap, textOf, textsOf } from "../../languages/compose/data";
import { composeSpotFact } from "../../languages/compose/facts";
import type { ComposeProject, MergedService } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";
import { referencesOf } from "../../languages/compose/references";

export default defineRule({
  id: "compose/dependency-cycle",
  summary: "Services that wait for each other",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-02"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#depends_on"],
  rationale:
    "Compose refuses a project in which a service waits for itself, by however many steps: `dependency cycle detected`. Links, shared namespaces and `volumes_from` count as dependencies, too. " +
    "Take out the edge that is only about names on the network: services find each other without `depends_on`.",
  examples: [
    {
      title: "two services, three steps",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: [api]
                 ^^^ error: Service "web" waits for itself: web → api → queue → web.
  api:
    image: shop/api:2.0.1
    depends_on:
      queue:
        condition: service_started
  queue:
    image: rabbitmq:4.0.5
    links: [web]
`,
    },
    {
      title: "the override closes the circle",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
  api:
    image: shop/api:2.0.1
    depends_on: [web]
`,
        "compose.override.yaml": yaml`
services:
  web:
    depends_on: [api]
                 ^^^ error: Service "web" waits for itself: web → api → web.
`,
      }),
    },
    {
      title: "a diamond is no circle",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on: [api, db]
  api:
    image: shop/api:2.0.1
    depends_on: [db]
  db:
    image: postgres:17.2
`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const project = service.file.ofProject(mayTurn, undefined) ? service.file.project : undefined;
    if (!project?.services.has(service.name)) return;
    for (const { kind, name, at } of referencesOf(service)) {
      if (kind !== "services") continue;
      const way = wayTo(service.name, name, project);
      // Each circle is said once: at the edge that leaves its first service, as the project lists them.
      if (!way || !isFirst(service.name, way, project)) continue;
      yield {
        at,
        message: `Service "${service.name}" waits for itself: ${[service.name, ...way].join(" → ")}.`,
        related: way.slice(0, -1).flatMap((from, i) => {
          const place = edgePlace(from, way[i + 1] ?? "", project, scope);
          return place ? [{ at: place, message: `${from} waits for ${way[i + 1] ?? ""} here.` }] : [];
        }),
      };
      return;
    }
  },
});

const mayTurn = (project: ComposeProject | undefined): boolean => project !== undefined && hasCircle(project);

/** Whether anything waits for itself: what waits for nothing is taken away until nothing is left, or nothing of the kind. */
const hasCircle = onceFor((project: ComposeProject): boolean => {
  const waiting = new Map<string, number>();
  const waiters = new Map<string, string[]>();
  for (const service of project.services.values()) {
    const needed = new Set(dependencies(service).filter((name) => project.services.has(name)));
    waiting.set(service.name, needed.size);
    for (const name of needed) waiters.set(name, [...(waiters.get(name) ?? []), service.name]);
  }
  const free = [...waiting].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (const name of free)
    for (const waiter of waiters.get(name) ?? []) {
      const left = (waiting.get(waiter) ?? 0) - 1;
      waiting.set(waiter, left);
      if (left === 0) free.push(waiter);
    }
  return free.length < waiting.size;
});

/** The shortest way from `from` back to `goal`, `from` first and `goal` last. */
function wayTo(goal: string, from: string, project: ComposeProject): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  for (const current of before.keys()) {
    if (current === goal) {
      const way: string[] = [];
      for (let step: string | undefined = current; step !== undefined; step = before.get(step)) way.unshift(step);
      return way;
    }
    const service = project.services.get(current);
    for (const next of service ? dependencies(service) : []) if (!before.has(next)) before.set(next, current);
  }
  return undefined;
}

function isFirst(name: string, way: readonly string[], project: ComposeProject): boolean {
  const order = [...project.services.keys()];
  return way.every((other) => order.indexOf(name) <= order.indexOf(other));
}

/** What a merged service starts after, as Compose counts it. */
function dependencies({ data }: MergedService): string[] {
  const depends = data["depends_on"];
  const shared = ["network_mode", "ipc", "pid"].flatMap((key) => /^service:(.+)$/.exec(textOf(data[key]) ?? "")?.[1] ?? []);
  const linked = ["links", "volumes_from"].flatMap((key) =>
    textsOf(data[key] ?? [])
      .filter((text) => !text.startsWith("container:"))
      .map((text) => text.split(":")[0] ?? text),
  );
  return [...(isMap(depends) ? Object.keys(depends) : []), ...shared, ...linked];
}

function edgePlace(from: string, to: string, project: ComposeProject, scope: Scope): Place | undefined {
  const layers = project.services.get(from)?.layers ?? [];
  const spots = layers.flatMap(({ path }) => scope.in(`compose:${dirname(path)}`).all(composeSpotFact, path));
  return spots.find(({ value }) => value.service === from && value.kind === "depends_on" && value.data === to)?.at ?? layers[0]?.at;
}

import { yaml } from "../../core/example";
import { dirname } from "../../core/path";
import { onceFor } from "../../core/memo";
import { defineRule } from "../../core/rule";
import { textOf } from "../../languages/compose/data";
import { composeSpotFact } from "../../languages/compose/facts";
import { runTogether } from "../../languages/compose/profiles";
import type { ComposeProject, MergedService } from "../../languages/compose/project";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/duplicate-container-name",
  summary: "Container name that two services claim",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:no-duplicate-container-names"],
  references: ["https://docs.docker.com/reference/compose-file/services/#container_name"],
  rationale:
    "Docker gives a name to one container only: the second service does not start (`Conflict. The container name is already in use`). The key is seldom needed: services reach each other by their service names, and without it Compose makes a unique name.",
  examples: [
    {
      title: "a copied service",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    container_name: shop
  admin:
    image: shop/admin:1.4.2
    container_name: shop
                    ^^^^ error: Services "admin" and "web" both claim the container name "shop".
`,
    },
    {
      title: "names of their own, and alternatives in different profiles",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    container_name: shop-web
  cpu:
    image: shop/model:1.0.0-cpu
    container_name: model
    profiles: [cpu]
  gpu:
    image: shop/model:1.0.0-gpu
    container_name: model
    profiles: [gpu]
`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const own = service.merged;
    const name = service.written.string("container_name");
    if (!own || name === undefined || name === "") return;
    for (const other of service.file.ofProject(claimants, name)) {
      if (other.name === service.name) return;
      if (!runTogether(own, other) || textOf(own.data["container_name"]) !== name) continue;
      const spots = other.layers.flatMap(({ path }) => scope.in(`compose:${dirname(path)}`).all(composeSpotFact, path));
      const spot = spots.find(({ value }) => value.kind === "container_name" && value.service === other.name);
      yield {
        at: service.written.rangeOf("container_name"),
        message: `Services "${service.name}" and "${other.name}" both claim the container name "${name}".`,
        related: spot ? [{ at: spot.at, message: `"${other.name}" claims it here.` }] : [],
      };
      return;
    }
  },
});

/** The services that claim a container name, in the order of the project. */
const claimants = (project: ComposeProject | undefined, name: string): readonly MergedService[] =>
  (project && byContainerName(project).get(name)) ?? [];

const byContainerName = onceFor((project: ComposeProject): ReadonlyMap<string, readonly MergedService[]> => {
  const claims = new Map<string, MergedService[]>();
  for (const service of project.services.values()) {
    const name = textOf(service.data["container_name"]);
    if (name !== undefined) claims.set(name, [...(claims.get(name) ?? []), service]);
  }
  return claims;
});

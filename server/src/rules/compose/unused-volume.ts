import { files, yaml } from "../../core/example";
import { onceFor } from "../../core/memo";
import { defineRule } from "../../core/rule";
import { hasKey, isList, isMap, OPEN } from "../../languages/compose/data";
import type { ComposeProject } from "../../languages/compose/project";
import { topLevel } from "../../languages/compose/queries";
import { readMount } from "../../languages/compose/volumes";
import { removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "compose/unused-volume",
  summary: "Volume that no service mounts",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/volumes/"],
  rationale:
    "A volume that is declared and not mounted keeps nothing: often the mount was forgotten, and the data that is believed to be in it is in the container. Mount it, or remove the declaration; what an earlier version stored in it stays on the host until `docker volume rm`.",
  examples: [
    {
      title: "declared, not mounted",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
  backup:
  ^^^^^^ 💡 hint: No service mounts the volume "backup".
    driver: local
`,
      fixed: yaml`
services:
  db:
    image: postgres:17.2
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`,
    },
    {
      title: "mounted by the override, in long syntax, or perhaps by a variable",
      source: files({
        "compose.yaml": yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - type: volume
        source: data
        target: /var/lib/postgresql/data
volumes:
  data:
  logs:
`,
        "compose.override.yaml": yaml`
services:
  db:
    volumes: ["logs:/var/log/postgresql"]
`,
        "other/compose.yaml": yaml`
services:
  db:
    image: postgres:17.2
    volumes: ["\${VOLUME}:/var/lib/postgresql/data"]
volumes:
  data:
`,
      }),
    },
  ],
  on: topLevel("volumes"),
  *check({ name, nameRange, file }) {
    const { project } = file;
    if (!project || !file.isComplete || project.files.length === 0 || mayUse(project, name)) return;
    const volumes = file.root.map("volumes");
    yield {
      at: nameRange,
      message: `No service mounts the volume "${name}".`,
      tag: "unnecessary",
      fixes: volumes.pairs.length > 1 ? [{ title: "Remove it", safety: "suggestion", edits: removeKey(volumes, name) }] : [],
    };
  },
});

/** Files beside the project may mount what it declares. */
const mayUse = (project: ComposeProject, name: string): boolean =>
  project.elsewhere.services.length > 0 || (mountedSources(project)?.has(name) ?? true);

/** Everything that some service mounts; undefined where one may mount anything. */
const mountedSources = onceFor((project: ComposeProject): ReadonlySet<string> | undefined => {
  const sources = new Set<string>();
  for (const { data } of project.services.values()) {
    if (hasKey(data, OPEN)) return undefined;
    const volumes = data["volumes"];
    if (!hasKey(data, "volumes") || volumes === null) continue;
    if (!isList(volumes)) return undefined;
    for (const item of volumes) {
      const mount = readMount(item);
      // A source that cannot be read may be any.
      const isHidden = isMap(item) && hasKey(item, "source") && mount?.source === undefined;
      if (!mount || mount.type === "unknown" || isHidden) return undefined;
      if (mount.source !== undefined) sources.add(mount.source);
    }
  }
  return sources;
});

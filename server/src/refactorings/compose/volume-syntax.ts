import { yaml } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import type { Data } from "../../languages/compose/data";
import { at, isMap, textOf } from "../../languages/compose/data";
import { otherForms } from "../../languages/compose/forms";
import { splitTemplate } from "../../languages/compose/template";
import { services } from "../../languages/compose/queries";
import { isHostPath } from "../../languages/compose/volumes";
import type { Written } from "../../languages/yaml/edit";

/** The keys of the long syntax that the short one can say, too. */
const SHORT_KEYS: ReadonlySet<string> = new Set(["type", "source", "target", "read_only"]);

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "from short to long",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - ./init:/docker-entrypoint-initdb.d:ro # scripts
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ refactor: Write the mount in the long syntax
      - /cache
`,
      result: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - type: bind # scripts
        source: ./init
        target: /docker-entrypoint-initdb.d
        read_only: true
      - /cache
`,
    },
    {
      title: "from long to short",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - type: volume
        ^^^^ refactor: Write the mount in the short syntax
        source: data
        target: /var/lib/postgresql/data
      - type: bind
        source: ./x
        target: /x
        bind: { create_host_path: false }
volumes:
  data:
`,
      result: yaml`
services:
  db:
    image: postgres:17.2
    volumes:
      - data:/var/lib/postgresql/data
      - type: bind
        source: ./x
        target: /x
        bind: { create_host_path: false }
volumes:
  data:
`,
    },
    {
      title: "options that the long syntax says otherwise, and what a variable decides, stay",
      source: yaml`
services:
  db:
    image: postgres:17.2
    volumes: ["./a:/a:z", "\${DIR}:/b"]
`,
    },
  ],
  on: services,
  offer: (service) => otherForms(service, { key: "volumes", noun: "mount", long: longForm, short: shortForm }),
});

/** `source:target[:ro]`; undefined for anonymous volumes, Windows paths and options of SELinux and the like. */
function longForm(text: string): Written | undefined {
  const segments = splitTemplate(text, ":");
  const [source = "", target = "", options = "rw"] = segments;
  if (segments.length < 2 || segments.length > 3 || /^[A-Za-z]$/.test(source) || !/^(?:ro|rw)$/.test(options)) return undefined;
  const isPath = isHostPath(source);
  // A name behind a variable may be a path: which type it is nobody knows.
  if (source === "" || target === "" || (!isPath && source.includes("$"))) return undefined;
  return { type: isPath ? "bind" : "volume", source, target, ...(options === "ro" ? { read_only: true } : {}) };
}

/** Undefined where the short syntax cannot say it, or would say another type. */
function shortForm(data: Data): string | undefined {
  if (!isMap(data) || !Object.keys(data).every((key) => SHORT_KEYS.has(key))) return undefined;
  const [type, source, target] = ["type", "source", "target"].map((key) => textOf(at(data, key)));
  if (source === undefined || target === undefined || /[:$]/.test(source + target)) return undefined;
  if (type !== (isHostPath(source) ? "bind" : "volume")) return undefined;
  return `${source}:${target}${textOf(at(data, "read_only")) === "true" ? ":ro" : ""}`;
}

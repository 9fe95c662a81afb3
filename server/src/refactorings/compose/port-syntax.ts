import { yaml } from "../../core/example";
import { defineRefactoring } from "../../core/refactoring";
import type { Data } from "../../languages/compose/data";
import { at, isMap, textOf } from "../../languages/compose/data";
import { otherForms } from "../../languages/compose/forms";
import { splitTemplate } from "../../languages/compose/template";
import { services } from "../../languages/compose/queries";
import type { Written } from "../../languages/yaml/edit";

/** The keys of the long syntax that the short one can say, too. */
const SHORT_KEYS: ReadonlySet<string> = new Set(["target", "published", "host_ip", "protocol"]);

export default defineRefactoring({
  kind: "refactor.rewrite",
  examples: [
    {
      title: "from short to long",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    ports:
      - "127.0.0.1:8080:80/tcp" # the shop
        ^^^^^^^^^^^^^^^^^^^^^^^ refactor: Write the port in the long syntax
      - 9090
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    ports:
      - target: 80 # the shop
        published: "8080"
        host_ip: "127.0.0.1"
        protocol: tcp
      - 9090
`,
    },
    {
      title: "from long to short",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    ports:
      - target: 80
        ^^^^^^ refactor: Write the port in the short syntax
        published: "8080"
      - target: 80
        mode: host
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    ports:
      - "8080:80"
      - target: 80
        mode: host
`,
    },
    {
      title: "variables stay what they are",
      source: yaml`
services:
  web:
    image: nginx:1.29.3
    ports: ["\${PORT:-8080}:80"]
            ^^^^^^^^^^^^^^^^^^ refactor: Write the port in the long syntax
`,
      result: yaml`
services:
  web:
    image: nginx:1.29.3
    ports: [{ target: 80, published: "\${PORT:-8080}" }]
`,
    },
  ],
  on: services,
  offer: (service) => otherForms(service, { key: "ports", noun: "port", long: longForm, short: shortForm }),
});

/** `[[ip:]published:]target[/protocol]` by its parts, variables left as they are; undefined for a lone port, which has nothing to take apart. */
function longForm(text: string): Written | undefined {
  const bracket = /^\[([0-9A-Fa-f:.]+)\]:/.exec(text);
  const [ports = "", protocol] = splitTemplate(bracket ? text.slice(bracket[0].length) : text, "/");
  const segments = splitTemplate(ports, ":");
  const target = segments.at(-1) ?? "";
  const published = segments.at(-2);
  const host = bracket?.[1] ?? (segments.length > 2 ? segments.slice(0, -2).join(":") : undefined);
  if (published === undefined || target === "" || target.includes("-")) return undefined;
  return {
    target: /^\d+$/.test(target) ? Number(target) : target,
    ...(published === "" ? {} : { published }),
    ...(host === undefined ? {} : { host_ip: host }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

/** Undefined where the short syntax cannot say it. */
function shortForm(data: Data): string | undefined {
  if (!isMap(data) || !Object.keys(data).every((key) => SHORT_KEYS.has(key))) return undefined;
  const [target, published, host, protocol] = ["target", "published", "host_ip", "protocol"].map((key) => textOf(at(data, key)));
  if (target === undefined || (published === undefined && host !== undefined)) return undefined;
  const address = host === undefined ? "" : `${host.includes(":") ? `[${host}]` : host}:`;
  return `${address}${published === undefined ? "" : `${published}:`}${target}${protocol === undefined ? "" : `/${protocol}`}`;
}

import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { range, underline } from "../../core/text";
import { at, hasKey, isMap, textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import type { ComposeService, Item } from "../../languages/compose/service";
import { isHostPath, readMount } from "../../languages/compose/volumes";
import type { YamlNode } from "../../languages/yaml/node";

export default defineRule({
  id: "compose/mixed-syntax",
  summary: "Entry that mixes two ways to write it",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/"],
  rationale:
    "Ports, volumes, environment and labels have a short form and a long one, and what belongs to one means nothing in the other. Each of these passes the schema: an option that no short volume knows is ignored, so the mount is writable, a colon where a list wants `=` makes a variable with a strange name, a health check without its first word never runs.",
  examples: [
    {
      title: "a list that is written like a mapping",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      - "LOG_LEVEL: debug"
        ^^^^^^^^^^^^^^^^^^ 💡 warning: A list wants "LOG_LEVEL=debug" here: this is a variable whose name is the whole text.
      - PORT = 80
        ^^^^^^^^^ 💡 warning: The blanks before "=" are part of the name: "PORT ".
    labels:
      - 'traefik.enable: true'
        ^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: A list wants "traefik.enable=true" here: this is a label whose name is the whole text.
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      - "LOG_LEVEL=debug"
      - PORT = 80
    labels:
      - 'traefik.enable: true'
`,
    },
    {
      title: "options of the other form",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    ports:
      - target: 80
        published: "127.0.0.1:8080"
                   ^^^^^^^^^^^^^^^^ warning: In the long form the address stands under "host_ip" and "published" is a port alone.
    volumes:
      - ./conf:/conf:read_only
        ^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: "read_only" is no option of the short form, which ignores it: the mount is writable. It is called "ro" here.
      - type: bind
        source: ./more
        target: /more:ro
                ^^^^^^^^ warning: In the long form ":ro" is part of the path: it wants "read_only: true".
      - type: volume
        source: ./data
                ^^^^^^ warning: "./data" is a path, and a mount of type volume wants the name of a volume.
        target: /data
      - type: bind
        source: ./cache
        target: /cache
        volume: { nocopy: true }
        ^^^^^^ warning: The options under "volume" mean nothing to a mount of type bind.
`,
    },
    {
      title: "a health check without its first word",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    healthcheck:
      test: ["curl", "-f", "http://localhost/"]
             ^^^^^^ 💡 warning: A list under "test" begins with CMD, CMD-SHELL or NONE: as it is Docker knows no such check.
`,
      fixed: yaml`
services:
  web:
    image: shop/web:1.4.2
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost/"]
`,
    },
    {
      title: "each in its own form",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment: ["A=1", "URL=http://x: y", B, "\${C}"]
    labels: ["traefik.http.routers.web.rule=Host(\`web: 1\`)", "com.example.alone"]
    ports: [{ target: 80, published: "8080-8090", host_ip: 127.0.0.1 }, "127.0.0.1:81:81"]
    volumes:
      - ./a:/a:ro,z
      - data:/b:nocopy
      - { type: bind, source: data, target: /c, bind: { propagation: rslave } }
      - { type: volume, source: data, target: /d, volume: { nocopy: true } }
      - { type: volume, source: "\${WHERE}", target: /e }
    healthcheck: { test: [CMD-SHELL, "true"] }
  api:
    image: shop/api:1.4.2
    environment: { "A: B": 1 }
    healthcheck: { test: curl -f http://localhost }
volumes: { data: {} }
`,
    },
  ],
  on: services,
  *check(service) {
    for (const item of service.items("environment")) yield* nameInList(item, "variable", service);
    for (const item of service.items("labels")) yield* nameInList(item, "label", service);
    for (const item of service.items("ports")) yield* port(item, service);
    for (const item of service.items("volumes")) yield* isMap(item.data) ? longMount(item, service) : shortMount(item, service);
    yield* healthcheck(service);
  },
});

/** `NAME: value` and `NAME = value` as the entry of a list. */
function* nameInList({ key, data, at: where, node }: Item, what: string, service: ComposeService): Iterable<Finding> {
  if (key !== undefined || typeof data !== "string") return;
  const [whole, name, rest] = /^([\w./-]+): +([^=]*)$/.exec(data) ?? [];
  if (whole !== undefined && name !== undefined)
    yield {
      at: where,
      message: `A list wants "${name}=${rest ?? ""}" here: this is a ${what} whose name is the whole text.`,
      fixes: replaced(node, service, `Write "${name}=…"`, /: +/, "="),
    };
  const blank = /^(\w+ +)=/.exec(data)?.[1];
  if (blank !== undefined)
    yield {
      at: where,
      message: `The blanks before "=" are part of the name: "${blank}".`,
      fixes: replaced(node, service, "Take the blanks away", / *= */, "="),
    };
}

function* port({ data, node }: Item, service: ComposeService): Iterable<Finding> {
  const published = textOf(at(data, "published"));
  if (published?.includes(":") !== true) return;
  yield {
    at: placeBelow(node, "published", service),
    message: `In the long form the address stands under "host_ip" and "published" is a port alone.`,
  };
}

/** What people write for `ro`: https://docs.docker.com/reference/compose-file/services/#short-syntax-5 */
const READ_ONLY = /^(?:read[_-]?only|readonly|r)$/i;

function* shortMount({ data, at: where, node }: Item, service: ComposeService): Iterable<Finding> {
  if (typeof data !== "string" || data.includes("$")) return;
  const written = data.slice(data.lastIndexOf(":") + 1);
  const option = data.split(":").length > 2 ? written.split(",").find((word) => READ_ONLY.test(word)) : undefined;
  if (option === undefined) return;
  yield {
    at: where,
    message: `"${option}" is no option of the short form, which ignores it: the mount is writable. It is called "ro" here.`,
    fixes: replaced(node, service, `Write "ro"`, new RegExp(`${option}(?=[^:]*$)`), "ro"),
  };
}

function* longMount({ data, node }: Item, service: ComposeService): Iterable<Finding> {
  const mount = readMount(data);
  const option = /:(ro|rw|z|Z)$/.exec(mount?.target ?? "")?.[1];
  if (option !== undefined)
    yield {
      at: placeBelow(node, "target", service),
      message: `In the long form ":${option}" is part of the path${option === "ro" ? `: it wants "read_only: true"` : ""}.`,
    };
  if (mount?.type === "volume" && mount.source !== undefined && isHostPath(mount.source))
    yield {
      at: placeBelow(node, "source", service),
      message: `"${mount.source}" is a path, and a mount of type volume wants the name of a volume.`,
    };
  for (const type of ["bind", "volume", "tmpfs"] as const)
    if (mount && ["bind", "volume", "tmpfs"].includes(mount.type) && mount.type !== type && hasKey(data, type))
      yield {
        at: keyBelow(node, type, service),
        message: `The options under "${type}" mean nothing to a mount of type ${mount.type}.`,
      };
}

function* healthcheck(service: ComposeService): Iterable<Finding> {
  const test = service.written.map("healthcheck").pair("test")?.value;
  const [first, ...rest] = test?.kind === "seq" ? service.itemsOf(test) : [];
  const word = textOf(first?.data);
  if (!first?.node || word === undefined || word === "" || ["CMD", "CMD-SHELL", "NONE"].includes(word)) return;
  const shell = rest.length === 0 && word.includes(" ");
  const isInLine = test?.kind === "seq" && test.flow;
  yield {
    at: first.at,
    message: `A list under "test" begins with CMD, CMD-SHELL or NONE: as it is Docker knows no such check.`,
    fixes: isInLine
      ? [
          {
            title: `Begin with ${shell ? "CMD-SHELL" : "CMD"}`,
            safety: "suggestion",
            edits: [{ at: range(first.node.start, first.node.start), text: shell ? `"CMD-SHELL", ` : `"CMD", ` }],
          },
        ]
      : [],
  };
}

/** A fix that changes one place of a scalar as it is written. */
function replaced(node: YamlNode | undefined, { file }: ComposeService, title: string, from: RegExp, to: string): Fix[] {
  const source = node?.kind === "scalar" && node.style !== "block" ? file.text.slice(node.start, node.end) : undefined;
  const match = source === undefined ? null : from.exec(source);
  if (!node || !match) return [];
  const start = node.start + match.index;
  return [{ title, safety: "suggestion", edits: [{ at: range(start, start + match[0].length), text: to }] }];
}

const pairBelow = (node: YamlNode | undefined, key: string) =>
  node?.kind === "map" ? node.pairs.find((pair) => pair.key.source === key) : undefined;

function placeBelow(node: YamlNode | undefined, key: string, { file }: ComposeService): Range {
  const pair = pairBelow(node, key);
  return underline(file.text, pair?.value ?? pair?.key ?? node ?? range(0, 0));
}

const keyBelow = (node: YamlNode | undefined, key: string, { file }: ComposeService): Range =>
  underline(file.text, pairBelow(node, key)?.key ?? node ?? range(0, 0));

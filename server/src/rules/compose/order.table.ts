import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { readPort } from "../../languages/compose/ports";
import { dataOf } from "../../languages/compose/data";
import type { ComposeFile } from "../../languages/compose/file";
import type { Ordered } from "../../languages/yaml/reorder";
import { orderedItems, orderedPairs } from "../../languages/yaml/reorder";
import type { YamlMap, YamlNode, YamlSeq } from "../../languages/yaml/node";

/** A collection of a file, its elements and the order that is asked for. */
export interface Arrangement {
  readonly collection: YamlMap | YamlSeq;
  readonly elements: readonly Ordered[];
  readonly sorted: readonly Ordered[];
  /** Where the first element stands that another one should precede. */
  readonly at: Range;
  readonly words: string;
}

interface OrderRow {
  readonly smell: string;
  readonly summary: string;
  readonly equivalent: string;
  readonly what: string;
  readonly bad: string;
  readonly fixed: string;
  readonly good: string;
  readonly find: (file: ComposeFile) => Iterable<Arrangement>;
}

/** What a service is, what it needs, what it says to others, how it runs: the order of dclint's documentation. */
const SERVICE_KEYS = [
  ...["image", "build", "container_name", "depends_on", "volumes", "volumes_from", "configs", "secrets", "environment", "env_file"],
  ...["ports", "networks", "network_mode", "extra_hosts", "command", "entrypoint", "working_dir", "restart", "healthcheck", "logging"],
  ...["labels", "user", "isolation"],
];
const TOP_LEVEL_KEYS = ["x-", "version", "name", "include", "services", "networks", "volumes", "secrets", "configs"];

const WEB = "services:\n  web:\n    image: shop/web:1.4.2\n";

export const ORDERS: readonly OrderRow[] = [
  {
    smell: "unordered-service-keys",
    summary: "Keys of a service in an order of their own",
    equivalent: "dclint:service-keys-order",
    what: "what a service is comes first, then what it needs, then how it runs",
    bad: 'services:\n  web:\n    ports: ["80"]\n    ^^^^^ 💡 hint: Key ports is out of order: image comes before it.\n    # the shop\n    image: shop/web:1.4.2\n',
    fixed: 'services:\n  web:\n    # the shop\n    image: shop/web:1.4.2\n    ports: ["80"]\n',
    good: `${WEB}    ports: ["80"]\n    init: true\n`,
    *find(file) {
      for (const { own } of file.services) yield* ofMap(file, own.node, byList(SERVICE_KEYS), "Key");
    },
  },
  {
    smell: "unordered-top-level",
    summary: "Sections of a Compose file in an order of their own",
    equivalent: "dclint:top-level-properties-order",
    what: "services come before the networks, volumes, secrets and configs they use",
    bad: `volumes:\n^^^^^^^ 💡 hint: Section volumes is out of order: services comes before it.\n  data:\n\n${WEB}`,
    fixed: `${WEB}\nvolumes:\n  data:\n`,
    good: `name: shop\n${WEB}volumes:\n  data:\n`,
    *find(file) {
      const rank = byList(TOP_LEVEL_KEYS);
      yield* ofMap(file, file.root.node, (key) => rank(key.startsWith("x-") ? "x-" : key), "Section");
    },
  },
  {
    smell: "unordered-services",
    summary: "Services that are not in the order of the alphabet",
    equivalent: "dclint:services-alphabetical-order",
    what: "a service is found where the alphabet puts it",
    bad: "services:\n  web: { image: shop/web:1.4.2 }\n  ^^^ 💡 hint: Service web is out of order: api comes before it.\n  api: { image: shop/api:2.0.1 }\n",
    fixed: "services:\n  api: { image: shop/api:2.0.1 }\n  web: { image: shop/web:1.4.2 }\n",
    good: "services:\n  api: { image: shop/api:2.0.1 }\n  web: { image: shop/web:1.4.2 }\n",
    *find(file) {
      yield* ofMap(file, file.root.map("services").node, (key) => key, "Service");
    },
  },
  {
    smell: "unordered-dependencies",
    summary: "Dependencies that are not in the order of the alphabet",
    equivalent: "dclint:service-dependencies-alphabetical-order",
    what: "the order of `depends_on` means nothing to Compose, so it may as well be that of the alphabet",
    bad: `${WEB}    depends_on: [db, cache]\n                 ^^ 💡 hint: Dependency db is out of order: cache comes before it.\n`,
    fixed: `${WEB}    depends_on: [cache, db]\n`,
    good: `${WEB}    depends_on:\n      cache: { condition: service_started }\n      db: { condition: service_started }\n`,
    *find(file) {
      for (const { own } of file.services) {
        const node = own.pair("depends_on")?.value;
        if (node?.kind === "map") yield* ofMap(file, node, (key) => key, "Dependency");
        else if (node?.kind === "seq") yield* ofSeq(file, node, textOfNode, "Dependency");
      }
    },
  },
  {
    smell: "unordered-ports",
    summary: "Ports of a service that do not ascend",
    equivalent: "dclint:service-ports-alphabetical-order",
    what: "ascending ports show at a glance which are taken",
    bad: `${WEB}    ports:\n      - "8080:80" # shop\n        ^^^^^^^^^ 💡 hint: Port 8080:80 is out of order: 443:443 comes before it.\n      - "443:443"\n`,
    fixed: `${WEB}    ports:\n      - "443:443"\n      - "8080:80" # shop\n`,
    good: `${WEB}    ports: ["443:443", "8080:80"]\n`,
    *find(file) {
      for (const { own } of file.services) {
        const node = own.pair("ports")?.value;
        const rank = (item: YamlNode | undefined): number | undefined => {
          const port = readPort(dataOf(item, file.anchors));
          return (port?.published ?? port?.target)?.first;
        };
        if (node?.kind === "seq") yield* ofSeq(file, node, rank, "Port");
      }
    },
  },
];

const byList =
  (names: readonly string[]) =>
  (name: string): number =>
    names.includes(name) ? names.indexOf(name) : names.length;

const textOfNode = (node: YamlNode | undefined): string | undefined => (node?.kind === "scalar" ? node.source : undefined);

function* ofMap(file: ComposeFile, node: YamlMap | undefined, rank: (key: string) => number | string, what: string): Iterable<Arrangement> {
  if (!node || node.open) return;
  const elements = orderedPairs(file.text, node);
  yield* arranged(
    node,
    elements,
    elements.map(({ key }) => rank(key)),
    (i) => elements[i]?.key,
    what,
  );
}

function* ofSeq(
  file: ComposeFile,
  node: YamlSeq,
  rank: (item: YamlNode | undefined) => number | string | undefined,
  what: string,
): Iterable<Arrangement> {
  const elements = orderedItems(file.text, node);
  const ranks = elements.flatMap((element) => rank(element.node) ?? []);
  if (ranks.length !== elements.length) return;
  yield* arranged(node, elements, ranks, (i) => nameOf(elements[i]?.node), what);
}

const nameOf = (node: YamlNode | undefined): string | undefined =>
  node?.kind === "map" ? node.pairs.map(({ value }) => textOfNode(value) ?? "").join(" ") : textOfNode(node);

function* arranged(
  collection: YamlMap | YamlSeq,
  elements: readonly Ordered[],
  ranks: readonly (number | string)[],
  name: (i: number) => string | undefined,
  what: string,
): Iterable<Arrangement> {
  const indices = elements.map((_, i) => i);
  const sorted = [...indices].sort((a, b) => compare(ranks[a], ranks[b]) || a - b);
  const wrong = indices.find((i) => sorted[i] !== i);
  const before = wrong === undefined ? undefined : sorted[wrong];
  if (wrong === undefined || before === undefined) return;
  yield {
    collection,
    elements,
    sorted: sorted.flatMap((i) => elements[i] ?? []),
    at: elements[wrong]?.at ?? range(collection.start, collection.start + 1),
    words: `${what} ${name(wrong) ?? ""} is out of order: ${name(before) ?? ""} comes before it.`,
  };
}

const compare = (a: number | string | undefined, b: number | string | undefined): number =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");

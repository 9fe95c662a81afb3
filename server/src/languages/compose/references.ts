import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { YamlNode } from "../yaml/node";
import type { Data } from "./data";
import { at, isMap, textOf } from "./data";
import type { Section } from "./facts";
import type { ComposeService, Item } from "./service";
import { isHostPath, readMount } from "./volumes";

/** A name in a service that something else of the project must have. */
export interface Reference {
  readonly kind: Section | "services";
  readonly name: string;
  /** The key it stands under. */
  readonly by: string;
  readonly at: Range;
  /** Where the name itself stands, when it can be replaced there. */
  readonly nameRange: Range | undefined;
  /** `required: false`: the service starts without it. */
  readonly optional: boolean;
}

const REFERENCES = {};

/** Everything a service of this file refers to. Names that hold variables are left out. */
export const referencesOf = (service: ComposeService): readonly Reference[] => service.once(REFERENCES, () => [...readReferences(service)]);

function* readReferences(service: ComposeService): Iterable<Reference> {
  const make = (kind: Reference["kind"], by: string, name: string, item: Item, optional = false): Reference => {
    const place = item.key === name ? item.at : nameRange(service.file.text, item.node, name);
    return { kind, name, by, at: place ?? item.at, nameRange: place, optional };
  };
  for (const { pair, item } of keyed(service, "networks")) yield make("networks", "networks", pair, item);
  for (const { pair, item } of keyed(service, "depends_on")) {
    const optional = textOf(at(item.data, "required")) === "false";
    yield make("services", "depends_on", pair, item, optional);
  }
  for (const item of service.items("volumes")) {
    const mount = readMount(item.data);
    if (mount?.type === "volume" && mount.source !== undefined && mount.source !== "" && !isHostPath(mount.source))
      yield make("volumes", "volumes", mount.source, item);
  }
  for (const kind of ["secrets", "configs"] as const)
    for (const item of service.items(kind)) {
      const name = sourceOf(item.data);
      if (name !== undefined) yield make(kind, kind, name, item);
    }
  for (const item of service.itemsOf(service.written.map("build").pair("secrets")?.value)) {
    const name = sourceOf(item.data);
    if (name !== undefined) yield make("secrets", "build.secrets", name, item);
  }
  yield* serviceWords(service, make);
}

type Make = (kind: Reference["kind"], by: string, name: string, item: Item) => Reference;

/** Services named in the middle of a text: `db:database`, `service:vpn`, `data:ro`. */
function* serviceWords(service: ComposeService, make: Make): Iterable<Reference> {
  for (const item of service.items("links")) {
    const name = textOf(item.data)?.split(":")[0];
    if (name !== undefined && name !== "") yield make("services", "links", name, item);
  }
  for (const item of service.items("volumes_from")) {
    const text = textOf(item.data);
    if (text !== undefined && !text.startsWith("container:")) yield make("services", "volumes_from", text.split(":")[0] ?? text, item);
  }
  for (const key of ["network_mode", "ipc", "pid"])
    for (const item of service.items(key)) {
      const name = /^service:(.+)$/.exec(textOf(item.data) ?? "")?.[1];
      if (name !== undefined) yield make("services", key, name, item);
    }
  for (const item of service.items("extends").filter((candidate) => candidate.key === undefined || candidate.key === "service")) {
    const name = textOf(item.data);
    if (name !== undefined && !service.written.map("extends").has("file"))
      yield make("services", "extends", name, { ...item, key: undefined });
  }
}

/** The names of a list or the keys of a mapping. A name in a mapping is underlined at its key. */
function* keyed(service: ComposeService, key: string): Iterable<{ pair: string; item: Item }> {
  const node = service.written.pair(key)?.value;
  const pairs = node?.kind === "map" ? node.pairs : undefined;
  for (const item of service.items(key)) {
    if (item.key === undefined) {
      const name = textOf(item.data);
      if (name !== undefined) yield { pair: name, item };
      continue;
    }
    const written = pairs?.find((candidate) => candidate.key.source === item.key)?.key;
    yield { pair: item.key, item: written ? { ...item, at: range(written.start, written.end) } : item };
  }
}

const sourceOf = (data: Data): string | undefined => textOf(isMap(data) ? at(data, "source") : data);

/** Where a name stands in the text of a node. */
function nameRange(text: string, node: YamlNode | undefined, name: string): Range | undefined {
  if (!node) return undefined;
  const source = node.kind === "map" ? node.pairs.find((pair) => pair.key.source === "source")?.value : node;
  if (source?.kind !== "scalar" || source.style === "block") return undefined;
  const start = text.indexOf(name, source.start);
  return start >= 0 && start + name.length <= source.end ? range(start, start + name.length) : undefined;
}

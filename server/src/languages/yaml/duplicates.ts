import type { YamlNode, YamlScalar } from "./node";

export interface Duplicate {
  readonly key: YamlScalar;
  readonly first: YamlScalar;
}

/** Keys that are written again in the same mapping, unless a template branch decides which of them is there. */
export function* duplicatesOf(node: YamlNode | undefined): Iterable<Duplicate> {
  if (node?.kind === "seq") {
    for (const item of node.items) yield* duplicatesOf(item.node);
    return;
  }
  if (node?.kind !== "map") return;
  const seen = new Map<string, YamlScalar>();
  for (const { key, value, conditional } of node.pairs) {
    const first = seen.get(key.source);
    if (conditional || key.masks) {
      yield* duplicatesOf(value);
      continue;
    }
    if (first) yield { key, first };
    else seen.set(key.source, key);
    yield* duplicatesOf(value);
  }
}

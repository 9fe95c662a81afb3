import type { YamlNode, YamlScalar } from "./node";

export interface Duplicate {
  readonly key: YamlScalar;
  readonly first: YamlScalar;
}

/** Keys that are written again in the same mapping, unless a template branch decides which of them is there. */
export function duplicatesOf(node: YamlNode | undefined): readonly Duplicate[] {
  const found: Duplicate[] = [];
  const walk = (current: YamlNode | undefined): void => {
    if (current?.kind === "seq") for (const item of current.items) walk(item.node);
    if (current?.kind !== "map") return;
    const seen = new Map<string, YamlScalar>();
    for (const { key, value, conditional } of current.pairs) {
      if (!conditional && !key.masks) {
        const first = seen.get(key.source);
        if (first) found.push({ key, first });
        else seen.set(key.source, key);
      }
      walk(value);
    }
  };
  walk(node);
  return found;
}

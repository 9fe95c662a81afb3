import type { Offer } from "../../core/refactoring";
import type { Written } from "../yaml/edit";
import { replaceItem } from "../yaml/edit";
import type { Data } from "./data";
import type { ComposeService } from "./service";

/** A list whose items have a short form, a text, and a long one, a mapping; each form is undefined where it cannot say what the other does. */
export interface TwoForms {
  readonly key: string;
  /** What titles call an item: `port`. */
  readonly noun: string;
  readonly long: (text: string) => Written | undefined;
  readonly short: (data: Data) => string | undefined;
}

/** Each item of the list in its other form. */
export function* otherForms(service: ComposeService, { key, noun, long, short }: TwoForms): Iterable<Offer> {
  const list = service.own.list(key);
  for (const { node } of list.node?.items ?? []) {
    if (node?.kind === "scalar") {
      const written = long(node.source);
      if (written) yield { at: node, title: `Write the ${noun} in the long syntax`, edits: replaceItem(list, node, written) };
    } else if (node?.kind === "map" && node.pairs[0]) {
      const data = Object.fromEntries(
        node.pairs.map((pair) => [pair.key.source, pair.value?.kind === "scalar" ? pair.value.source : undefined]),
      );
      const text = short(data);
      const { start, end } = node.pairs[0].key;
      if (text !== undefined)
        yield { at: { start, end }, title: `Write the ${noun} in the short syntax`, edits: replaceItem(list, node, text) };
    }
  }
}

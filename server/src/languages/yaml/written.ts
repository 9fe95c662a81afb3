import type { Written } from "./edit";
import type { Mapping, Sequence } from "./mapping";

/** What a mapping says, to be written again elsewhere. Undefined when any of it is unknown. */
export function writtenAgain(mapping: Mapping): Readonly<Record<string, Written>> | undefined {
  if (mapping.presence !== "written" || mapping.open) return undefined;
  const result: Record<string, Written> = {};
  for (const key of mapping.keys) {
    const field = mapping.field(key);
    if (field.state !== "known") return undefined;
    const { value } = field;
    const written = value === null || typeof value !== "object" ? value : "entries" in value ? writtenAgain(value) : listAgain(value);
    if (written === undefined) return undefined;
    result[key] = written;
  }
  return result;
}

function listAgain(list: Sequence): readonly Written[] | undefined {
  const items = [...list.scalars()];
  if (list.open || items.length !== list.length) return undefined;
  const values = items.flatMap((field) => (field.state === "known" ? [field.value] : []));
  return values.length === items.length ? values : undefined;
}

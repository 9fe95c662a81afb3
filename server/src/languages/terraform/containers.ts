import type { TerraformBlock } from "./block";
import type { Value } from "./value";
import { itemsOf, textOf } from "./value";

/** A container of a task definition, as far as its definition can be read. */
export interface TaskContainer {
  readonly name: string;
  readonly get: (key: string) => Value | undefined;
  /** Whether a key is not there, and nothing unseen can be. */
  readonly lacks: (key: string) => boolean;
}

/** The containers of `container_definitions`: from `jsonencode`, or from JSON in a string or heredoc without interpolations around them. */
export function containersOf(task: TerraformBlock): readonly TaskContainer[] {
  const value = task.value("container_definitions");
  const list = value?.kind === "json" ? value.of : parsed(value);
  return itemsOf(list).flatMap((item): TaskContainer[] => {
    if (item.kind !== "object") return [];
    return [
      {
        name: textOf(item.entries.get("name")) ?? "",
        get: (key) => item.entries.get(key),
        lacks: (key) => !item.open && !item.entries.has(key),
      },
    ];
  });
}

function parsed(value: Value | undefined): Value | undefined {
  const text = value?.kind === "text" ? value.text : textOf(value);
  if (text === undefined || !value) return undefined;
  try {
    return asValue(JSON.parse(text), value);
  } catch {
    return undefined; // Not JSON as it stands: what it will be is not known.
  }
}

function asValue(data: unknown, { place }: Value): Value {
  const inner = (item: unknown) => asValue(item, { kind: "unknown", place });
  if (Array.isArray(data)) return { kind: "list", items: data.map(inner), open: false, place };
  if (typeof data === "object" && data !== null)
    return { kind: "object", entries: new Map(Object.entries(data).map(([key, item]) => [key, inner(item)])), open: false, place };
  return { kind: "scalar", value: typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? data : null, place };
}

import { BUILT_IN } from "./built-in-schemas.generated";
import { CUSTOM } from "./custom-schemas.generated";

/**
 * Schemas as they are packed by `scripts/schemas`, a line each. `kinds`: the apiVersion, then each kind with its code. `objects`: the fields
 * of one object, each `name`, `!` when required, and its code unless it is a string; `*` first where other keys are allowed. `enums`: words.
 * Codes: `s` string, `i` integer, `n` number, `b` boolean, `q` quantity, `p` integer or string, `o` anything, `[…` a list of,
 * `{…` a map of, `=…` a word of an enumeration and `#…` an object, both by place in base 36.
 */
export interface PackedSchemas {
  readonly kinds: string;
  readonly objects: string;
  readonly enums: string;
}

export type ScalarType = "string" | "integer" | "number" | "boolean" | "quantity" | "integer-or-string";

export type Schema =
  | { readonly type: ScalarType }
  | { readonly type: "word"; readonly words: readonly string[] }
  | { readonly type: "list" | "map"; readonly of: Schema }
  | ObjectSchema
  | { readonly type: "any" };

export interface ObjectSchema {
  readonly type: "object";
  /** Whether keys that are no fields are allowed. */
  readonly open: boolean;
  readonly fields: ReadonlyMap<string, FieldSchema>;
}

export interface FieldSchema {
  readonly required: boolean;
  readonly schema: Schema;
}

const SCALARS: Readonly<Record<string, ScalarType>> = {
  s: "string",
  i: "integer",
  n: "number",
  b: "boolean",
  q: "quantity",
  p: "integer-or-string",
};
const ANY: Schema = { type: "any" };

/** One packed table, read where it is asked: the lines when the first kind is, an object's fields when its first field is. */
class SchemaTable {
  #kinds: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  #objects: readonly string[] | undefined;
  #enums: readonly string[] | undefined;
  readonly #schemas = new Map<string, Schema>();

  constructor(private readonly packed: PackedSchemas) {}

  /** The kinds of each apiVersion, with their codes. */
  get kinds(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return (this.#kinds ??= new Map(
      this.packed.kinds.split("\n").map((line) => {
        const [version = "", ...kinds] = line.split(" ");
        return [version, new Map(kinds.map((kind) => split(kind)))];
      }),
    ));
  }

  of(apiVersion: string, kind: string): ObjectSchema | undefined {
    const code = this.kinds.get(apiVersion)?.get(kind);
    const schema = code === undefined ? undefined : this.#read(code);
    return schema?.type === "object" ? schema : undefined;
  }

  #read(code: string): Schema {
    let schema = this.#schemas.get(code);
    if (!schema) this.#schemas.set(code, (schema = this.#make(code)));
    return schema;
  }

  #make(code: string): Schema {
    const rest = code.slice(1);
    const scalar = SCALARS[code];
    if (scalar) return { type: scalar };
    switch (code.charAt(0)) {
      case "[":
        return { type: "list", of: this.#read(rest) };
      case "{":
        return { type: "map", of: this.#read(rest) };
      case "=":
        this.#enums ??= this.packed.enums.split("\n");
        return { type: "word", words: (this.#enums[Number.parseInt(rest, 36)] ?? "").split(" ") };
      case "#":
        return this.#object(Number.parseInt(rest, 36));
      default:
        return ANY;
    }
  }

  #object(place: number): ObjectSchema {
    this.#objects ??= this.packed.objects.split("\n");
    const words = (this.#objects[place] ?? "").split(" ");
    const read = (code: string) => this.#read(code);
    let fields: Map<string, FieldSchema> | undefined;
    return {
      type: "object",
      open: words[0] === "*",
      get fields() {
        return (fields ??= new Map(
          words
            .filter((word) => word !== "*")
            .map((word) => {
              const [name, code] = split(word);
              const required = name.endsWith("!");
              return [required ? name.slice(0, -1) : name, { required, schema: read(code) }];
            }),
        ));
      },
    };
  }
}

function split(word: string): [name: string, code: string] {
  const colon = word.indexOf(":");
  return colon < 0 ? [word, "s"] : [word.slice(0, colon), word.slice(colon + 1)];
}

const builtIn = new SchemaTable(BUILT_IN);
const custom = new SchemaTable(CUSTOM);

export interface KindSchema {
  readonly root: ObjectSchema;
  /** Whether every cluster serves the kind; else an operator does, whose version nobody knows. */
  readonly builtIn: boolean;
}

/** The schema of a kind; undefined for kinds and versions that are not in the tables. */
export function schemaOf(apiVersion: string, kind: string): KindSchema | undefined {
  const own = builtIn.of(apiVersion, kind);
  if (own) return { root: own, builtIn: true };
  const others = custom.of(apiVersion, kind);
  return others && { root: others, builtIn: false };
}

/** The kinds of a version that every cluster has, or had; undefined for other versions. */
export const builtInKinds = (apiVersion: string): ReadonlyMap<string, unknown> | undefined => builtIn.kinds.get(apiVersion);

/** The versions that have a kind, of the groups every cluster has. */
export const builtInVersionsOf = (kind: string): string[] =>
  [...builtIn.kinds].flatMap(([version, kinds]) => (kinds.has(kind) ? [version] : []));

/** Every version every cluster has, or had. */
export const builtInVersions = (): Iterable<string> => builtIn.kinds.keys();

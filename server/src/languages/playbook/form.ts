/**
 * What may stand somewhere in a playbook. A form is data: the reader, the JSON schema and the editor's words all walk it, and the type of
 * what is read follows from it, so that the shape of a playbook is declared once (`shape.ts`).
 */
export type Form<T = unknown> = Any & { readonly type?: T };

export type Any =
  | { readonly is: "text"; readonly pattern?: RegExp; readonly like?: string }
  | { readonly is: "choice"; readonly values: readonly string[] }
  | { readonly is: "flag" }
  | { readonly is: "number" }
  | { readonly is: "duration" }
  | { readonly is: "pattern" }
  | { readonly is: "list"; readonly item: Form; readonly least: number }
  | { readonly is: "map"; readonly value: Form; readonly keys: RegExp; readonly like: string }
  | { readonly is: "object"; readonly fields: Fields }
  | { readonly is: "one"; readonly fields: Fields }
  | { readonly is: "variant"; readonly tag: string; readonly shared: Fields; readonly variants: Readonly<Record<string, Variant>> };

export interface Variant {
  readonly description: string;
  readonly fields: Fields;
}

export interface FieldOf<T = unknown, Required extends boolean = boolean> {
  readonly form: Form<T>;
  readonly required: Required;
  /** For hovers, completion and the schema: one sentence or two. */
  readonly description: string;
}

export type Fields = Readonly<Record<string, FieldOf>>;

/** The type of what a form reads. */
export type Infer<F> = F extends { readonly type?: infer T } ? T : never;

type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends FieldOf<unknown, true> ? K : never }[keyof F];
type ValueOf<F> = F extends FieldOf<infer T> ? T : never;
export type ObjectOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};
type OneOf<F extends Fields> = { [K in keyof F]: { readonly [Key in K]: ValueOf<F[K]> } }[keyof F];
type VariantOf<S extends Fields, V extends Readonly<Record<string, Variant>>> = {
  [K in keyof V]: { readonly kind: K } & ObjectOf<S> & ObjectOf<V[K]["fields"]>;
}[keyof V];

export const needed = <T>(form: Form<T>, description: string): FieldOf<T, true> => ({ form, required: true, description });
export const optional = <T>(form: Form<T>, description: string): FieldOf<T, false> => ({ form, required: false, description });

export const text = (pattern?: RegExp, like?: string): Form<string> => ({
  is: "text",
  ...(pattern ? { pattern } : {}),
  ...(like === undefined ? {} : { like }),
});
export const choice = <const V extends readonly string[]>(values: V): Form<V[number]> => ({ is: "choice", values });
export const flag: Form<boolean> = { is: "flag" };
export const number: Form<number> = { is: "number" };
/** Written `90s`, `5m` or `1h`, read as seconds. */
export const duration: Form<number> = { is: "duration" };
/** A regular expression of JavaScript, with the flag `m`. */
export const pattern: Form<string> = { is: "pattern" };
export const list = <T>(item: Form<T>, least = 0): Form<readonly T[]> => ({ is: "list", item, least });
export const map = <T>(value: Form<T>, keys: RegExp, like: string): Form<Readonly<Record<string, T>>> => ({ is: "map", value, keys, like });
export const object = <const F extends Fields>(fields: F): Form<ObjectOf<F>> => ({ is: "object", fields });
/** A mapping that has exactly one of the fields. */
export const one = <const F extends Fields>(fields: F): Form<OneOf<F>> => ({ is: "one", fields });
/** A mapping whose field `kind` says which further fields it has. */
export const variant = <const S extends Fields, const V extends Readonly<Record<string, Variant>>>(
  shared: S,
  variants: V,
): Form<VariantOf<S, V>> => ({ is: "variant", tag: "kind", shared, variants });

import type { Category, Preset, RuleId, Severity } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { TerraformBlock } from "../../languages/terraform/block";
import type { Scalar } from "../../languages/terraform/node";

/** Values by what is wrong with them, where they cannot be listed; `example` is one of them. */
export interface WrongValues {
  readonly test: (text: string) => boolean;
  readonly example: string | number;
}

/** An argument, or a block, of some resource types: what must not be written there, and whether it may be left out. */
export interface ArgumentCase {
  /** The resource types, the first of them in the examples. */
  readonly kinds: readonly string[];
  /** The nested block the argument stands in, if it does; of blocks in blocks the path, with dots. */
  readonly block?: string;
  /** Left out where it is the block itself that must be there. */
  readonly argument?: string;
  /** The values that are wrong; of a list, any of its items. */
  readonly wrong?: readonly (string | number | boolean)[] | WrongValues;
  /** Whether the value is a list. */
  readonly list?: boolean;
  /** What a list must hold. */
  readonly must?: readonly string[];
  /** What leaving it out means, where the provider's default is the wrong one: a severity and a preset, or information in a preset. */
  readonly whenMissing?: { readonly severity: Severity; readonly preset: Preset } | Preset;
  /** Arguments that decide it in its place: with one of them, leaving it out says nothing; nor does the value, where leaving it out is right. */
  readonly unless?: readonly string[];
  /** Of which resources it is asked; `holder` is the block the argument stands in, as far as there is one. */
  readonly when?: (resource: TerraformBlock, holder: TerraformBlock) => boolean;
  /** What examples need besides, such as what `when` asks for: source text by name. */
  readonly context?: Readonly<Record<string, string>>;
  /** What examples need in the block of the argument. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What the fix writes, in source text; the argument itself first. Nothing where a person must decide. */
  readonly right?: Readonly<Record<string, string>>;
  /** What stands there when it is as it should be, for the examples: where `right` is not given. */
  readonly good?: string;
  readonly fix?: string;
  /** How messages go on after `Database "shop"`. */
  readonly noun: string;
  readonly says: string;
  /** The peers' names; where a type has some of its own, by type. */
  readonly equivalents: readonly string[] | Readonly<Record<string, readonly string[]>>;
  readonly severity?: Severity;
  readonly preset?: Preset;
}

/** A rule's words. */
export interface ArgumentRule {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
}

/** A rule about one argument, or about the same smell in arguments of several services. */
export type ArgumentRow = ArgumentRule & (ArgumentCase | { readonly cases: readonly ArgumentCase[] });

/** Numbers below a bound. */
export const below = (bound: number): WrongValues => ({ test: (text) => text !== "" && Number(text) < bound, example: bound - 1 });

/** Numbers above a bound. */
export const above = (bound: number): WrongValues => ({ test: (text) => text !== "" && Number(text) > bound, example: bound + 1 });

/** All but these. */
export const otherThan = (example: string | number, ...values: readonly Scalar[]): WrongValues => ({
  test: (text) => !values.map(String).includes(text),
  example,
});

/** Texts of a shape. */
export const matching = (pattern: RegExp, example: string): WrongValues => ({ test: (text) => pattern.test(text), example });

type Words = Omit<ArgumentRule, "severity" | "preset" | "category" | "guidance" | "references"> & Partial<ArgumentRule>;
type Shared = Partial<ArgumentRule> & Pick<ArgumentRule, "references"> & { readonly noun: string; readonly kinds?: readonly string[] };
type ShortCase = Omit<ArgumentCase, "noun" | "kinds"> & Partial<Pick<ArgumentCase, "noun" | "kinds">>;

const DEFAULTS = { severity: "info", preset: "all", category: "security", guidance: [], kinds: [] } as const;

/** The rows of a service, which share what they do not say themselves. What says nothing of its preset is an opinion. */
export const service = (
  shared: Shared,
  rows: readonly (Words & (ShortCase | { readonly cases: readonly ArgumentCase[] }))[],
): readonly ArgumentRow[] => rows.map((row) => ({ ...DEFAULTS, ...shared, ...row }));

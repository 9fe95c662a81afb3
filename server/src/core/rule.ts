import type { GuidanceId } from "../guidance/ids.generated";
import type { Fix } from "./edit";
import type { Part } from "./part";
import type { Path } from "./path";
import type { Place } from "./place";
import type { Scope } from "./scope";
import type { Category, FileKind, LanguageId, Preset, RuleId, Settings, Severity } from "./settings";
import type { Range } from "./text";

/** A part while its rules run. */
export interface Reading {
  readonly path: Path;
  readonly kind: FileKind;
  readonly part: Part;
  /** What the language's parser made of the part. Queries know its type. */
  readonly tree: unknown;
  readonly scope: Scope;
  readonly settings: Settings;
  /** Says that what is found depends on more of the part than the stretch the node stands in; see {@link Query.stretches}. */
  readonly lookAround?: () => void;
  /** Computes a model of the part once for all rules of this run. */
  once<T>(key: object, make: () => T): T;
}

/** Which nodes a rule looks at. The model behind it does the walking. */
export interface Query<Node> {
  readonly kinds: readonly FileKind[];
  readonly of: (reading: Reading) => Iterable<Node>;
  /**
   * For nodes of a long part that stand in stretches of its text: where, and the node as a reading of its own sees it. What was found at one
   * is kept, wherever it stands now, while its text and all that was read stay the same, unless the node says that it looked around.
   */
  readonly stretches?: (reading: Reading) => readonly Stretch<Node>[] | undefined;
}

export interface Stretch<Node> {
  readonly range: Range;
  readonly node: (own: Reading) => Node | undefined;
}

export const query = <Node>(kinds: readonly FileKind[], of: (reading: Reading) => Iterable<Node>): Query<Node> => ({ kinds, of });

/** Narrows a query. */
export const where = <Node>(base: Query<Node>, keep: (node: Node) => boolean): Query<Node> =>
  query(base.kinds, (reading) => asArray(base.of(reading)).filter(keep));

/** Gives the same query for the same words: rules that ask alike are then asked for their nodes once. */
export function sharedQuery<Words extends readonly string[], Node>(
  make: (...words: Words) => Query<Node>,
): (...words: Words) => Query<Node> {
  const made = new Map<string, Query<Node>>();
  return (...words) => {
    const key = words.join("\n");
    let found = made.get(key);
    if (!found) made.set(key, (found = make(...words)));
    return found;
  };
}

export const asArray = <T>(items: Iterable<T>): readonly T[] => (Array.isArray(items) ? (items as readonly T[]) : [...items]);

/** One thing a grouped finding lists. Configuration and suppressions take single items out. */
export interface GroupItem {
  readonly check: RuleId;
  readonly words: string;
}

export interface Finding {
  /** In the file that the rule looked at, another part of it at most; what other files have to do with it is `related`. */
  readonly at: Place | Range;
  /** What is wrong, in one sentence. For a grouped finding: what stands before the list, such as `Container "web" lacks`. */
  readonly message: string;
  readonly group?: readonly GroupItem[];
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  /** Where the case is milder or graver than the rule's own severity. */
  readonly severity?: Severity;
  /** Where the case belongs to a stricter preset than its rule. */
  readonly preset?: Preset;
  readonly tag?: "deprecated" | "unnecessary";
  /** The peers' names of this case, where only some of the rule's are about it. */
  readonly equivalents?: readonly string[];
  /** A credential that a service gave out: keeps its colour below test and example folders. */
  readonly certain?: boolean;
}

export interface Context<Options = undefined> {
  readonly options: Options;
  readonly settings: Settings;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * What a rule shows of itself. Annotations in `source` are whole lines of spaces, carets and `[💡 ]severity: message`; they belong to the
 * line above. Examples are the rule's documentation and its tests.
 */
export interface Example {
  readonly title: string;
  readonly source: string | Readonly<Record<Path, string>>;
  readonly path?: Path;
  readonly settings?: Partial<Settings>;
  readonly options?: unknown;
  /** The text after the first fix of the first finding. */
  readonly fixed?: string | Readonly<Record<Path, string>>;
  readonly otherFixes?: Readonly<Record<string, string | Readonly<Record<Path, string>>>>;
}

/** A part of a grouped rule that can be configured, suppressed and matched to peers on its own. */
export interface SubCheck {
  readonly summary: string;
  readonly equivalents: readonly string[];
  readonly guidance?: readonly GuidanceId[];
  readonly preset?: Preset;
}

export interface RuleMeta {
  readonly id: RuleId;
  /** At most 72 characters, without a full stop: names the smell. */
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  /** `<peer>:<id as the peer prints it>`. */
  readonly equivalents: readonly string[];
  readonly references: readonly string[];
  /** Why it matters and what to do, for a tired engineer. */
  readonly rationale: string;
  readonly examples: readonly Example[];
  readonly since: string;
  readonly checks?: Readonly<Record<RuleId, SubCheck>>;
  /** Its first fix may run on save: why nothing that is built, deployed or planned changes by it, for docs/safety.md. */
  readonly safeFix?: string;
  /**
   * Says that something is missing: the editor waits until the document was quiet, because a person may only not have got there yet; below
   * folders of tests and examples it is not said, because there it is left out on purpose.
   */
  readonly patient?: boolean;
  /** What it stands down with where another extension shows the same: see `Settings.standDown`. */
  readonly family?: "schema";
}

export interface Rule<Node = unknown, Options = undefined> extends RuleMeta {
  readonly on: Query<Node>;
  readonly options?: { readonly default: Options; readonly schema: Readonly<Record<string, unknown>> };
  check(node: Node, context: Context<Options>, scope: Scope): Iterable<Finding>;
}

/** Any rule, once its node and option types have done their work. */
export type AnyRule = Rule<never, never> | Rule;

/** One rule. The file that calls it is named after the smell. */
export const defineRule = <Node, Options = undefined>(rule: Rule<Node, Options>): Rule => rule as unknown as Rule;

/**
 * A family: rows of a table that one mechanism checks. Each row has its own id, words, equivalents, a hit and a clean example.
 */
export const defineRules = <Row, Node>(rows: readonly Row[], mechanism: (row: Row) => Rule<Node>): readonly Rule[] =>
  rows.map((row) => mechanism(row) as Rule);

export const languageOf = (id: RuleId): LanguageId => id.slice(0, id.indexOf("/")) as LanguageId;

export const isRange = (at: Place | Range): at is Range => "start" in at;

import type { Field } from "../../core/field";
import { ABSENT, known, MAYBE, unknown } from "../../core/field";
import type { Place } from "../../core/place";
import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { range, underline } from "../../core/text";
import { Evaluator } from "./evaluate";
import type { PlainBlock } from "./facts";
import { isOverride, overrideFact, overrideKey } from "./facts";
import type { Attribute, Block, Expression, Scalar, TerraformTree } from "./node";
import type { Value } from "./value";
import { itemsOf, textOf, unknownValue } from "./value";

/**
 * A block as rules see it, its values worked out through the directory. Asking never fails, and `lacks` is said only of what nothing can
 * supply: not in a part with syntax errors, not where a `dynamic` block may write it.
 */
export class TerraformBlock {
  constructor(
    readonly node: Block,
    readonly reading: Reading,
    readonly parent?: TerraformBlock,
  ) {}

  get type(): string {
    return this.node.type;
  }

  get labels(): readonly string[] {
    return this.node.labels.map((label) => label.text);
  }

  /** The resource type of a resource or data source, the type of a backend, the name of a provider. */
  get kind(): string {
    return this.labels[0] ?? "";
  }

  /** The last label: what people call the block. */
  get name(): string {
    return this.labels.at(-1) ?? this.type;
  }

  /** How Terraform addresses it: `aws_s3_bucket.logs`, `data.aws_ami.base`, `module.vpc`, `var.region`. */
  get address(): string {
    const labels = this.labels.join(".");
    const prefix: Readonly<Record<string, string>> = {
      resource: "",
      data: "data.",
      module: "module.",
      variable: "var.",
      output: "output.",
    };
    return `${prefix[this.type] ?? `${this.type}.`}${labels}`;
  }

  /** What is underlined when the block as a whole is meant, or something in it is missing: its name, else its keyword. */
  get anchor(): Range {
    const label = this.node.labels.at(-1);
    return label ? range(label.start, label.end) : range(this.node.start, this.node.typeEnd);
  }

  get tree(): TerraformTree {
    return this.reading.tree as TerraformTree;
  }

  /** Whether something unseen may be written here: text that could not be read, or a block of an override file, or one that such a file adds to. */
  get open(): boolean {
    return this.tree.errors.length > 0 || this.#isOverlaid();
  }

  #isOverlaid(): boolean {
    return this.parent ? this.parent.open : isOverride(this.reading.path) || this.#overlays.length > 0;
  }

  /** What override files lay over this block. */
  get #overlays(): readonly PlainBlock[] {
    const { path, scope } = this.reading;
    if (this.parent || !this.labels.length || isOverride(path)) return [];
    return scope.all(overrideFact, overrideKey(this)).map(({ value }) => value);
  }

  /** Whether something may be written here that nobody can see, override files that could be read not among it. */
  get #obscure(): boolean {
    if (this.parent) return this.open;
    const { path, scope } = this.reading;
    return (
      this.tree.errors.length > 0 ||
      isOverride(path) ||
      (this.labels.length > 0 && scope.all(overrideFact, overrideKey(this)).some(({ value }) => !value.whole))
    );
  }

  /** Whether override files put an argument in the place of one that is written here or left out. */
  #isOverridden(name: string): boolean {
    return this.#overlays.some(({ attributes }) => Object.hasOwn(attributes, name));
  }

  /** Whether override files put blocks in the place of those of a type. `lifecycle` is the one that is merged. */
  #isReplaced(type: string): boolean {
    return (
      type !== "lifecycle" &&
      this.#overlays.some(({ blocks }) =>
        blocks.some((block) => block.type === type || (block.type === "dynamic" && block.labels[0] === type)),
      )
    );
  }

  attribute(name: string): Attribute | undefined {
    return this.node.attributes.findLast((attribute) => attribute.name === name);
  }

  has(name: string): boolean {
    return this.attribute(name) !== undefined;
  }

  /** What is known of an attribute, structured. What an override file sets is judged there, where it is written. */
  value(name: string): Value | undefined {
    if (this.#isOverridden(name)) return unknownValue({ range: this.rangeOf(name) });
    const attribute = this.attribute(name);
    return attribute && this.evaluate(attribute.expression);
  }

  evaluate(expression: Expression): Value {
    return new Evaluator(this.reading.scope).evaluate(expression);
  }

  /** An attribute as a single value. `null` is how Terraform writes that an attribute is not set. */
  get(name: string): Field<Scalar> {
    const value = this.value(name);
    if (!value) return this.#obscure ? MAYBE : ABSENT;
    if (value.kind !== "scalar") return unknown(this.rangeOf(name));
    if (value.value === null) return ABSENT;
    return known(value.value, this.rangeOf(name), originOf(value.place));
  }

  string(name: string): string | undefined {
    return textOf(this.value(name));
  }

  /** The known texts of a list. */
  strings(name: string): string[] {
    return itemsOf(this.value(name)).flatMap((item) => textOf(item) ?? []);
  }

  /** Whether an attribute is known to be this; `"true"` counts as true, as it does for Terraform. */
  is(name: string, value: string | number | boolean): boolean {
    return this.string(name) === String(value);
  }

  /** Not set, and nothing can set it: the only legal way to say "missing". */
  lacks(name: string): boolean {
    return this.get(name).state === "absent";
  }

  /** The blocks of a type that are written here, those of `dynamic` ones not among them. */
  blocks(type: string): TerraformBlock[] {
    if (this.#isReplaced(type)) return [];
    return this.node.blocks.filter((block) => block.type === type).map((block) => new TerraformBlock(block, this.reading, this));
  }

  block(type: string): TerraformBlock | undefined {
    return this.blocks(type)[0];
  }

  /** Whether a `dynamic` block may write blocks of a type. */
  dynamic(type: string): boolean {
    return this.node.blocks.some((block) => block.type === "dynamic" && block.labels[0]?.text === type);
  }

  lacksBlock(type: string): boolean {
    if (this.#obscure || this.has(type) || this.dynamic(type) || this.#isOverridden(type)) return false;
    const written = this.#overlays.some(({ blocks }) => blocks.some((block) => block.type === type));
    return !written && !this.#isReplaced(type) && !this.node.blocks.some((block) => block.type === type);
  }

  /** What to underline for an attribute: its value's first line, else what holds it. */
  rangeOf(name: string): Range {
    const attribute = this.attribute(name);
    if (!attribute) return this.anchor;
    const { expression } = attribute;
    const startsBlock = expression.kind === "object" || expression.kind === "list" || expression.kind === "template";
    const opens = startsBlock && this.reading.part.text.slice(expression.start, expression.end).includes("\n");
    return opens || expression.end <= expression.start ? this.nameRange(name) : underline(this.reading.part.text, expression);
  }

  nameRange(name: string): Range {
    const attribute = this.attribute(name);
    return attribute ? range(attribute.start, attribute.nameEnd) : this.anchor;
  }

  /** Where a value is shown: at its own place when it is written in this part, else at the attribute that takes it from elsewhere. */
  placeOf(name: string, value: Value): Range {
    return originOf(value.place) ? this.rangeOf(name) : underline(this.reading.part.text, value.place.range);
  }
}

/** The place of a value that is written in another part; undefined for one of this part. */
export const originOf = (place: Place): Place | undefined => (place.file === undefined ? undefined : place);

/** The other places a finding rests on: where a local or variable got its value. */
export function relatedTo(
  values: readonly (Value | undefined)[],
  message = "The value is written here.",
): { at: Place; message: string }[] {
  const places = new Set(values.flatMap((value) => (value && originOf(value.place) ? [value.place] : [])));
  return [...places].map((at) => ({ at, message }));
}

const MODEL = {};

/** The top-level blocks of a part: one, or all of a JSON file. */
export const blocksOf = (reading: Reading): readonly TerraformBlock[] =>
  reading.once(MODEL, () => (reading.tree as TerraformTree).blocks.map((block) => new TerraformBlock(block, reading)));

/** A scalar of the Terraform language. */
export type Scalar = string | number | boolean | null;

/** Offsets count from the part's start. In facts they are all zero, so that equal content is equal wherever it stands. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface LiteralExpression extends Placed {
  readonly kind: "literal";
  readonly value: Scalar;
}

/** A quoted string or heredoc with interpolations. Text without any is a {@link LiteralExpression}. */
export interface TemplateExpression extends Placed {
  readonly kind: "template";
  readonly parts: readonly (string | Expression)[];
}

export interface ListExpression extends Placed {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export interface ObjectExpression extends Placed {
  readonly kind: "object";
  readonly entries: readonly ObjectEntry[];
}

/** One step of a path: an attribute, an index, or `undefined` for a splat. */
export type Step = string | Expression | undefined;

/** `var.name`, `aws_s3_bucket.logs[0].id`, `all` inside `ignore_changes`. */
export interface ReferenceExpression extends Placed {
  readonly kind: "reference";
  readonly root: string;
  readonly steps: readonly Step[];
}

/** Steps into something that is no plain reference, such as the result of a function. */
export interface AccessExpression extends Placed {
  readonly kind: "access";
  readonly target: Expression;
  readonly steps: readonly Step[];
}

export interface CallExpression extends Placed {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  /** The last argument is a list whose items are the arguments: `max(list...)`. */
  readonly spread: boolean;
}

export interface ConditionalExpression extends Placed {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface ForExpression extends Placed {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly collection: Expression;
  /** Set when an object is built. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `=> value...`: values of one key are gathered in a list. */
  readonly grouped: boolean;
}

export interface OperationExpression extends Placed {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly Expression[];
}

export interface UnknownExpression extends Placed {
  readonly kind: "unknown";
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | ListExpression
  | ObjectExpression
  | ReferenceExpression
  | AccessExpression
  | CallExpression
  | ConditionalExpression
  | ForExpression
  | OperationExpression
  | UnknownExpression;

export interface Attribute extends Placed {
  readonly name: string;
  /** Where the name ends; it starts where the attribute starts. */
  readonly nameEnd: number;
  readonly expression: Expression;
}

export interface Label extends Placed {
  readonly text: string;
}

export interface Block extends Placed {
  readonly type: string;
  /** Where the type ends; it starts where the block starts. */
  readonly typeEnd: number;
  readonly labels: readonly Label[];
  /** The offset of `{` and that of `}`; equal to the block's end when the brace is missing. */
  readonly open: number;
  readonly close: number;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface TerraformError extends Placed {
  readonly message: string;
}

export interface Comment extends Placed {
  readonly text: string;
}

/** One part: a top-level block, the settings of a `.tfvars` file, or a whole JSON file. */
export interface TerraformTree {
  readonly blocks: readonly Block[];
  /** Attributes outside of any block: the settings of a `.tfvars` file. */
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly errors: readonly TerraformError[];
  readonly json: boolean;
}

export const EMPTY_TREE: TerraformTree = { blocks: [], attributes: [], comments: [], errors: [], json: false };

/** The same expression without its place: what facts carry. */
export function withoutPlace(expression: Expression): Expression {
  const place = { start: 0, end: 0 };
  const steps = (all: readonly Step[]): Step[] => all.map((step) => (typeof step === "object" ? withoutPlace(step) : step));
  switch (expression.kind) {
    case "literal":
    case "unknown":
      return { ...expression, ...place };
    case "template":
      return { ...expression, ...place, parts: expression.parts.map((part) => (typeof part === "string" ? part : withoutPlace(part))) };
    case "list":
      return { ...expression, ...place, items: expression.items.map(withoutPlace) };
    case "object":
      return {
        ...expression,
        ...place,
        entries: expression.entries.map(({ key, value }) => ({ key: withoutPlace(key), value: withoutPlace(value) })),
      };
    case "reference":
      return { ...expression, ...place, steps: steps(expression.steps) };
    case "access":
      return { ...expression, ...place, target: withoutPlace(expression.target), steps: steps(expression.steps) };
    case "call":
      return { ...expression, ...place, args: expression.args.map(withoutPlace) };
    case "conditional":
      return {
        ...expression,
        ...place,
        condition: withoutPlace(expression.condition),
        yes: withoutPlace(expression.yes),
        no: withoutPlace(expression.no),
      };
    case "for":
      return {
        ...expression,
        ...place,
        collection: withoutPlace(expression.collection),
        key: expression.key && withoutPlace(expression.key),
        value: withoutPlace(expression.value),
        condition: expression.condition && withoutPlace(expression.condition),
      };
    case "operation":
      return { ...expression, ...place, operands: expression.operands.map(withoutPlace) };
  }
}

/** Every expression inside another, itself first. */
export function* expressionsIn(expression: Expression): Iterable<Expression> {
  yield expression;
  for (const inner of childrenOf(expression)) yield* expressionsIn(inner);
}

/** Every expression of a block and of the blocks inside it. */
export function* expressionsOf(block: Block): Iterable<Expression> {
  for (const attribute of block.attributes) yield* expressionsIn(attribute.expression);
  for (const inner of block.blocks) yield* expressionsOf(inner);
}

function childrenOf(expression: Expression): readonly Expression[] {
  const isExpression = (step: Step): step is Expression => typeof step === "object";
  switch (expression.kind) {
    case "literal":
    case "unknown":
      return [];
    case "template":
      return expression.parts.filter(isExpression);
    case "list":
      return expression.items;
    case "object":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "reference":
      return expression.steps.filter(isExpression);
    case "access":
      return [expression.target, ...expression.steps.filter(isExpression)];
    case "call":
      return expression.args;
    case "conditional":
      return [expression.condition, expression.yes, expression.no];
    case "for":
      return [expression.collection, expression.key, expression.value, expression.condition].filter((inner) => inner !== undefined);
    case "operation":
      return expression.operands;
  }
}

/** Stands for source whose value is not worked out, but which uses what it mentions: an unknown value with references in it. */
export function mentions(source: string, at: Placed): Expression {
  const { start, end } = at;
  const operands = [...source.matchAll(/\b(?:var|local|module|data\.\w+|aws_\w+)\.[A-Za-z_][\w-]*/g)].map(([text]): Expression => {
    const [root = "", ...steps] = text.split(".");
    return { kind: "reference", start, end, root, steps };
  });
  return operands.length ? { kind: "operation", start, end, operator: "", operands } : { kind: "unknown", start, end };
}

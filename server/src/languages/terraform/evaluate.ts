import type { Place } from "../../core/place";
import type { Scope } from "../../core/scope";
import { viewKind } from "../../core/scope";
import { range } from "../../core/text";
import { addressOf, argumentFact, callFact, localFact, outputFact, overrideFact, settingFact, targetFact, variableFact } from "./facts";
import type { SettingFact } from "./facts";
import { callFunction, joined } from "./functions";
import type { CallExpression, Expression, ForExpression, ReferenceExpression, Step } from "./node";
import { operate } from "./operation";
import { fileText, pathIn, templateView } from "./template-file";
import type { Value } from "./value";
import { booleanOf, capped, itemsOf, numberOf, scalar, textOf, unknownValue } from "./value";

const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Nested `for` expressions multiply: beyond this many steps a value is not known. */
const MAX_STEPS = 20_000;

/**
 * Works out constants: literals, locals and variables of the directory, arguments of the one call of a module, and what functions,
 * conditions and `for` make of them. Everything else is unknown. Never fails; cycles end in unknown.
 */
export class Evaluator {
  #steps = 0;

  /** `place` is where all of it is written, for expressions out of facts; otherwise each value has its own place in the part. */
  constructor(
    private readonly scope: Scope,
    private readonly place?: Place,
  ) {}

  evaluate(expression: Expression, names = NO_NAMES): Value {
    const place = this.place ?? { range: range(expression.start, expression.end) };
    if (++this.#steps > MAX_STEPS) return unknownValue(place);
    const inner = (child: Expression) => this.evaluate(child, names);
    switch (expression.kind) {
      case "literal":
        return scalar(expression.value, place);
      case "template":
        return joined(
          expression.parts.map((part) => (typeof part === "string" ? part : inner(part))),
          place,
        );
      case "list":
        return { kind: "list", items: expression.items.map(inner), open: false, place };
      case "object":
        return this.#object(
          expression.entries.map(({ key, value }) => [textOf(inner(key)), inner(value)]),
          place,
        );
      case "reference":
        return this.#reference(expression, names, place);
      case "access":
        return this.#follow(inner(expression.target), expression.steps, names, place);
      case "call": {
        if (FILE_FUNCTIONS.has(expression.name)) return this.#file(expression, names, place);
        const args = expression.args.map(inner);
        const last = expression.spread ? args.at(-1) : undefined;
        if (last && (last.kind !== "list" || last.open)) return unknownValue(place);
        return callFunction(expression.name, last ? [...args.slice(0, -1), ...itemsOf(last)] : args, place) ?? unknownValue(place);
      }
      case "conditional": {
        const condition = booleanOf(inner(expression.condition));
        if (condition !== undefined) return inner(condition ? expression.yes : expression.no);
        const [yes, no] = [inner(expression.yes), inner(expression.no)];
        return textOf(yes) !== undefined && textOf(yes) === textOf(no) ? yes : unknownValue(place);
      }
      case "for":
        return this.#for(expression, names, place);
      case "operation":
        return operate(expression.operator, expression.operands.map(inner), place) ?? unknownValue(place);
      case "unknown":
        return unknownValue(place);
    }
  }

  #reference({ root, steps }: ReferenceExpression, names: ReadonlyMap<string, Value>, place: Place): Value {
    const [first, ...rest] = steps;
    const bound = names.get(root);
    if (bound) return this.#follow(bound, steps, names, place);
    if ((root === "local" || root === "var") && typeof first === "string") {
      const value = this.scope.effective(root === "local" ? localView : variableView, first);
      return value ? this.#follow(value, rest, names, place) : unknownValue(place);
    }
    if (root === "module" && typeof first === "string" && typeof rest[0] === "string") {
      const value = this.scope.effective(outputView, `${first}.${rest[0]}`);
      if (value) return this.#follow(value, rest.slice(1), names, place);
    }
    return unknownValue(place, NO_ADDRESS.has(root) ? undefined : addressOf(root, steps));
  }

  /** `file` and `templatefile` of a constant path: what the file holds, shown where the function is called. */
  #file({ name, args: [path, given] }: CallExpression, names: ReadonlyMap<string, Value>, place: Place): Value {
    const here: Value = { kind: "object", entries: new Map([["module", scalar(".", place)]]), open: true, place };
    const written = path && textOf(this.evaluate(path, new Map([...names, ["path", here]])));
    const found = written === undefined ? undefined : pathIn(this.scope, written);
    if (found === undefined) return unknownValue(place);
    if (name === "file") {
      const text = fileText(found, this.scope);
      return text === undefined ? unknownValue(place) : scalar(text, place);
    }
    const template = this.scope.effective(templateView, found);
    const values = given && this.evaluate(given, names);
    if (!template || values?.kind !== "object") return unknownValue(place);
    return new Evaluator(this.scope, place).evaluate(template, values.entries);
  }

  #follow(target: Value, steps: readonly Step[], names: ReadonlyMap<string, Value>, place: Place): Value {
    let value = target;
    for (const [i, step] of steps.entries()) {
      if (step === undefined) {
        if (value.kind !== "list") return unknownValue(place);
        const rest = steps.slice(i + 1);
        return { ...value, items: value.items.map((item) => this.#follow(item, rest, names, place)), place };
      }
      const key = typeof step === "string" ? step : textOf(this.evaluate(step, names));
      const next: Value | undefined =
        key === undefined
          ? undefined
          : value.kind === "object"
            ? value.entries.get(key)
            : value.kind === "list"
              ? value.items[numberOf(scalar(key, place)) ?? -1]
              : undefined;
      // An open list may have other items in front.
      if (!next || (value.kind === "list" && value.open)) return value.kind === "unknown" ? value : unknownValue(place);
      value = next;
    }
    return value;
  }

  #object(entries: readonly (readonly [key: string | undefined, value: Value])[], place: Place): Value {
    const known = entries.flatMap(([key, value]): [string, Value][] => (key === undefined ? [] : [[key, value]]));
    return { kind: "object", entries: new Map(known), open: known.length < entries.length, place };
  }

  #for(expression: ForExpression, names: ReadonlyMap<string, Value>, place: Place): Value {
    const collection = this.evaluate(expression.collection, names);
    if ((collection.kind !== "list" && collection.kind !== "object") || expression.grouped) return unknownValue(place);
    const pairs: [Value, Value][] =
      collection.kind === "list"
        ? collection.items.map((item, i) => [scalar(i, place), item])
        : [...collection.entries].map(([key, value]) => [scalar(key, place), value]);
    const [first, second] = expression.names;
    const results: [string | undefined, Value][] = [];
    let { open } = collection;
    for (const [key, value] of pairs) {
      const bound = new Map(names);
      if (first !== undefined) bound.set(first, second === undefined ? value : key);
      if (second !== undefined) bound.set(second, value);
      const kept = expression.condition ? booleanOf(this.evaluate(expression.condition, bound)) : true;
      if (kept === undefined) open = true;
      if (kept !== true) continue;
      results.push([expression.key ? textOf(this.evaluate(expression.key, bound)) : undefined, this.evaluate(expression.value, bound)]);
    }
    if (!expression.key) return { kind: "list", items: results.map(([, value]) => value), open, place };
    const object = this.#object(results, place);
    return object.kind === "object" && open ? { ...object, open } : object;
  }
}

const FILE_FUNCTIONS: ReadonlySet<string> = new Set(["file", "templatefile"]);

/** Roots whose references lead to nothing that has an address. */
const NO_ADDRESS: ReadonlySet<string> = new Set(["each", "count", "self", "path", "terraform", "local", "var"]);

/** An expression out of a fact, and where it is written. */
interface Written {
  readonly expression: Expression;
  readonly at: Place;
}

/** What the last override file that says it puts in the place of an argument of a block. */
function overriding(scope: Scope, key: string, argument: string): Written | undefined {
  const facts = scope.all(overrideFact, key).flatMap(({ value, at }) => {
    const expression = value.attributes[argument];
    return expression ? [{ expression, at }] : [];
  });
  return facts.at(-1);
}

const read = (scope: Scope, { expression, at }: Written): Value => capped(new Evaluator(scope, at).evaluate(expression));

/** A local value of the directory. */
const localView = viewKind<Value | undefined>("terraform/local", (name, scope) => {
  const [found, second] = scope.all(localFact, name);
  return found && !second
    ? read(scope, overriding(scope, `local.${name}`, "value") ?? { expression: found.value, at: found.at })
    : undefined;
});

/** What a local module that is called once hands back, by `call.output`. */
const outputView = viewKind<Value | undefined>("terraform/output", (key, scope) => {
  const [call = "", name = ""] = key.split(".");
  const [target, second] = scope.all(targetFact, call);
  if (!target || second) return undefined;
  const inner = scope.in(target.value);
  const [output] = inner.all(outputFact, name);
  if (!output || inner.all(callFact).length !== 1) return undefined;
  const value = read(inner, overriding(inner, `output.${name}`, "value") ?? { expression: output.value, at: output.at });
  return value.kind === "unknown" ? undefined : value;
});

/**
 * A variable: what its only caller passes, else what the `.tfvars` files say that Terraform reads unasked, else its default. Where another
 * `.tfvars` file sets it, or callers differ, it is unknown.
 */
const variableView = viewKind<Value | undefined>("terraform/variable", (name, scope) => {
  const [declared, second] = scope.all(variableFact, name);
  if (!declared || second) return undefined;
  const callers = scope.all(callFact);
  const [caller] = callers;
  if (caller) {
    const from = scope.in(caller.value.caller);
    const [argument] = scope.all(argumentFact, name);
    const passed =
      overriding(from, `module.${caller.value.name}`, name) ?? (argument && { expression: argument.value.expression, at: argument.at });
    if (passed) return callers.length === 1 ? read(from, passed) : undefined;
  }
  const settings = callers.length ? [] : scope.all(settingFact, name);
  if (settings.some((setting) => !setting.value.automatic)) return undefined;
  const winner = [...settings].sort((a, b) => rank(a.value) - rank(b.value)).at(-1);
  if (winner) return read(scope, { expression: winner.value.expression, at: winner.at });
  const standard = declared.value.default && { expression: declared.value.default, at: declared.at };
  const chosen = overriding(scope, `variable.${name}`, "default") ?? standard;
  return chosen && read(scope, chosen);
});

/** `terraform.tfvars` comes first, the others in the order of their names: the sort is stable and facts come by path. */
const rank = ({ path }: SettingFact): number => (/\/terraform\.tfvars$/.test(path) ? 0 : /\/terraform\.tfvars\.json$/.test(path) ? 1 : 2);

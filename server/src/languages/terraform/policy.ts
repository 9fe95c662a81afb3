import type { Node } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Place } from "../../core/place";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { TerraformBlock } from "./block";
import type { Expression } from "./node";
import { nestsTooDeep } from "./json";
import type { Value } from "./value";
import { HOLE, itemsOf, textOf, unknownValue } from "./value";

/** `test` is the operator (`StringLike`), `key` what is compared (`aws:SourceArn`). */
export interface Condition {
  readonly test: string;
  readonly key: string;
  readonly values: readonly Value[];
}

/** One statement of a policy. A list that is not wholly known holds what is known of it. */
export interface Statement {
  readonly effect: "Allow" | "Deny" | "unknown";
  readonly actions: readonly Value[];
  readonly resources: readonly Value[];
  /** `NotAction` or `NotResource`: the lists say what is left out. */
  readonly inverted: boolean;
  readonly conditional: boolean;
  /** The conditions, as far as they can be read. */
  readonly conditions: readonly Condition[];
  readonly sid: Value | undefined;
  /** Undefined where there is none, as in policies of roles and users. */
  readonly principals: readonly Value[] | undefined;
}

/**
 * A policy, whichever way it is written: `jsonencode`, JSON in a heredoc or string, an `aws_iam_policy_document`, or a local that holds one
 * of these. No statement where it cannot be read.
 */
export function policyOf(block: TerraformBlock, attribute: string): readonly Statement[] {
  const expression = block.attribute(attribute)?.expression;
  const value = expression && (ownJson(block, expression) ?? block.evaluate(expression));
  return value ? statementsIn(policyValue(value)) : [];
}

/** A statement of an `aws_iam_policy_document`, which knows where its values are shown. */
export interface DocumentStatement extends Statement {
  readonly placeOf: (value: Value) => Range;
}

/** The statements of an `aws_iam_policy_document`. */
export function documentStatements(document: TerraformBlock): readonly DocumentStatement[] {
  return document.blocks("statement").map((statement) => {
    const effect = statement.get("effect");
    const has = (type: string) => statement.dynamic(type) || statement.blocks(type).length > 0;
    return {
      effect: effect.state === "absent" ? "Allow" : effectOf(statement.value("effect")),
      actions: itemsOf(statement.value("actions")),
      resources: itemsOf(statement.value("resources")),
      inverted: statement.has("not_actions") || statement.has("not_resources"),
      conditional: has("condition"),
      principals:
        has("principals") || has("not_principals")
          ? statement.blocks("principals").flatMap((block) => itemsOf(block.value("identifiers")))
          : undefined,
      conditions: statement.blocks("condition").map((block) => ({
        test: block.string("test") ?? "",
        key: block.string("variable") ?? "",
        values: itemsOf(block.value("values")),
      })),
      sid: statement.value("sid"),
      placeOf: placesIn(statement),
    };
  });
}

/** Where a value of a statement is shown, whichever of its lists it is in. */
function placesIn(statement: TerraformBlock): (value: Value) => Range {
  const lists: readonly (readonly [TerraformBlock, string])[] = [
    [statement, "actions"],
    [statement, "resources"],
    ...statement.blocks("principals").map((block) => [block, "identifiers"] as const),
    ...statement.blocks("condition").map((block) => [block, "values"] as const),
  ];
  return (value) => {
    const at = value.place;
    const [holder, name] = (at.file === undefined &&
      lists.find(([block, list]) => {
        const expression = block.attribute(list)?.expression;
        return expression !== undefined && expression.start <= at.range.start && at.range.end <= expression.end;
      })) || [statement, "actions"];
    return holder.placeOf(name, value);
  };
}

/** The text among values that is exactly this. */
export const findText = (values: readonly Value[], ...texts: readonly string[]): Value | undefined =>
  values.find((value) => texts.includes(textOf(value) ?? ""));

/** JSON written in this part: read from its source, so that each value keeps its own place. */
function ownJson(block: TerraformBlock, expression: Expression): Value | undefined {
  const { text } = block.reading.part;
  const isHeredoc = (expression.kind === "template" || expression.kind === "literal") && text.startsWith("<<", expression.start);
  if (!isHeredoc || block.tree.json) return undefined;
  const from = text.indexOf("\n", expression.start) + 1;
  const to = text.lastIndexOf("\n", expression.end - 1) + 1;
  const holes = expression.kind === "template" ? expression.parts.filter((part) => typeof part === "object") : [];
  let source = text.slice(from, Math.max(from, to));
  for (const hole of holes) {
    // The braces around an interpolation may hold blanks.
    const start = text.lastIndexOf("{", hole.start) - 1 - from;
    const end = text.indexOf("}", hole.end) + 1 - from;
    if (start >= 0 && end > start) source = source.slice(0, start) + HOLE.repeat(end - start) + source.slice(end);
  }
  return readJson(source, (node) => ({ range: range(from + node.offset, from + node.offset + node.length) }));
}

function policyValue(value: Value): Value {
  if (value.kind === "json") return value.of;
  const text = value.kind === "text" ? value.text : textOf(value);
  return (text === undefined ? undefined : readJson(text, () => value.place)) ?? value;
}

function readJson(text: string, placeOf: (node: Node) => Place): Value | undefined {
  if (nestsTooDeep(text)) return undefined;
  const root = parseTree(text);
  return root?.type === "object" ? jsonValue(root, placeOf) : undefined;
}

function jsonValue(node: Node, placeOf: (node: Node) => Place): Value {
  const place = placeOf(node);
  switch (node.type) {
    case "object": {
      const entries = (node.children ?? []).flatMap((property): [string, Value][] => {
        const [key, value] = property.children ?? [];
        return key && value ? [[String(key.value), jsonValue(value, placeOf)]] : [];
      });
      return { kind: "object", entries: new Map(entries), open: false, place };
    }
    case "array":
      return { kind: "list", items: (node.children ?? []).map((item) => jsonValue(item, placeOf)), open: false, place };
    case "string": {
      const text = String(node.value);
      return text.includes(HOLE) ? { kind: "text", text, place } : { kind: "scalar", value: text, place };
    }
    case "number":
    case "boolean":
      return { kind: "scalar", value: node.value as number | boolean, place };
    default:
      return unknownValue(place);
  }
}

function statementsIn(policy: Value): readonly Statement[] {
  if (policy.kind !== "object") return [];
  return itemsOf(policy.entries.get("Statement")).flatMap((statement): Statement[] => {
    if (statement.kind !== "object") return [];
    const { entries, open } = statement;
    const principal = entries.get("Principal") ?? entries.get("NotPrincipal");
    return [
      {
        effect: effectOf(entries.get("Effect")),
        actions: itemsOf(entries.get("Action")),
        resources: itemsOf(entries.get("Resource")),
        inverted: entries.has("NotAction") || entries.has("NotResource") || entries.has("NotPrincipal"),
        conditional: open || entries.has("Condition"),
        conditions: conditionsIn(entries.get("Condition")),
        sid: entries.get("Sid"),
        principals: principal && (principal.kind === "object" ? [...principal.entries.values()].flatMap(itemsOf) : itemsOf(principal)),
      },
    ];
  });
}

function conditionsIn(value: Value | undefined): Condition[] {
  if (value?.kind !== "object") return [];
  return [...value.entries].flatMap(([test, inner]) =>
    inner.kind === "object" ? [...inner.entries].map(([key, values]) => ({ test, key, values: itemsOf(values) })) : [],
  );
}

function effectOf(value: Value | undefined): Statement["effect"] {
  const text = textOf(value);
  return text === "Allow" || text === "Deny" ? text : "unknown";
}

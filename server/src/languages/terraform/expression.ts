import type { Node } from "web-tree-sitter";
import type { Comment, Expression, ForExpression, ObjectEntry, Step } from "./node";
import { mentions } from "./node";
import { literalText, readHeredoc } from "./template";

/** Deeper nesting than any person writes is unknown, so that no input can exhaust the stack, here or in evaluation. */
const MAX_DEPTH = 100;

/** Turns tree-sitter's nodes of one part into ours, and gathers the comments it passes. */
export class ExpressionReader {
  readonly comments: Comment[] = [];
  #depth = 0;

  constructor(readonly text: string) {}

  /** The children of a node without its comments. */
  children(node: Node): Node[] {
    const { children } = node;
    if (!children.some((child) => child.type === "comment")) return children;
    return children.filter((child) => {
      if (child.type === "comment") this.#comment(child);
      return child.type !== "comment";
    });
  }

  /** A node of type `expression`. */
  expression(node: Node): Expression {
    if (this.#depth > MAX_DEPTH) return unknownAt(node);
    this.#depth++;
    try {
      return this.#sequence(this.children(node), node);
    } finally {
      this.#depth--;
    }
  }

  #comment(node: Node): void {
    const { startIndex: start, endIndex: end } = node;
    this.comments.push({ start, end, text: this.text.slice(start, end) });
  }

  /** A value with the steps behind it: `( … )[0].id` comes as flat children. */
  #sequence(children: readonly Node[], whole: Node): Expression {
    const [first] = children;
    if (!first) return unknownAt(whole);
    const inParentheses = first.type === "(";
    const target = inParentheses ? children[1] : first;
    if (!target) return unknownAt(whole);
    const base = this.#primary(target);
    const rest = children.slice(inParentheses ? 3 : 1);
    if (!rest.length) return base;
    const steps = rest.flatMap((node) => this.#steps(node));
    const end = rest.at(-1)?.endIndex ?? base.end;
    return base.kind === "reference" && !inParentheses
      ? { ...base, end, steps: [...base.steps, ...steps] }
      : { kind: "access", start: first.startIndex, end, target: base, steps };
  }

  #primary(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    switch (node.type) {
      case "expression":
        return this.expression(node);
      case "literal_value":
        return this.#literal(node);
      case "template_expr":
        return this.#template(node);
      case "collection_value":
        return this.#collection(node);
      case "variable_expr":
        return { kind: "reference", start, end, root: this.text.slice(start, end), steps: [] };
      case "function_call":
        return this.#call(node);
      case "for_expr":
        return this.#for(node);
      case "conditional":
        return this.#conditional(node);
      case "operation":
        return this.#operation(node);
      default:
        return unknownAt(node);
    }
  }

  #steps(node: Node): Step[] {
    switch (node.type) {
      case "get_attr": {
        const name = node.children.at(-1);
        return name ? [this.text.slice(name.startIndex, name.endIndex)] : [];
      }
      case "index": {
        const [kind] = node.children;
        if (kind?.type === "legacy_index") return [numberAt(this.text, kind)];
        const inner = kind?.children[1];
        if (!inner) return [];
        return [inner.type === "expression" ? this.expression(inner) : numberAt(this.text, inner)];
      }
      case "splat":
        return [undefined, ...(node.children[0]?.children ?? []).flatMap((child) => this.#steps(child))];
      default:
        return [];
    }
  }

  #literal(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    const [inner] = node.children;
    switch (inner?.type) {
      case "string_lit":
        return { kind: "literal", start, end, value: literalText(this.text.slice(start + 1, Math.max(start + 1, end - 1))) };
      case "numeric_lit":
        return numberAt(this.text, inner);
      case "bool_lit":
        return { kind: "literal", start, end, value: this.text.slice(start, end) === "true" };
      case "null_lit":
        return { kind: "literal", start, end, value: null };
      default:
        return unknownAt(node);
    }
  }

  #template(node: Node): Expression {
    const [inner] = node.children;
    if (!inner) return unknownAt(node);
    const holes = this.children(inner).filter((child) => child.type === "template_interpolation" || child.type === "template_directive");
    const parts = holes.map((child) => {
      const expression = child.children.find((part) => part.type === "expression");
      return {
        start: child.startIndex,
        end: child.endIndex,
        expression:
          child.type === "template_interpolation" && expression
            ? this.expression(expression)
            : mentions(this.text.slice(child.startIndex, child.endIndex), { start: child.startIndex, end: child.endIndex }),
      };
    });
    const { startIndex: start, endIndex: end } = node;
    if (inner.type === "heredoc_template") return readHeredoc(this.text, start, end, parts);

    const read: (string | Expression)[] = [];
    let at = start + 1;
    for (const part of parts) {
      if (part.start > at) read.push(literalText(this.text.slice(at, part.start)));
      read.push(part.expression);
      at = part.end;
    }
    if (end - 1 > at) read.push(literalText(this.text.slice(at, end - 1)));
    const [only] = read;
    // `"${var.name}"` is the value itself, whatever its type.
    if (read.length === 1 && typeof only === "object") return { ...only, start, end };
    return { kind: "template", start, end, parts: read };
  }

  #collection(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    const [inner] = node.children;
    if (!inner) return unknownAt(node);
    const children = this.children(inner);
    if (inner.type === "tuple") {
      return {
        kind: "list",
        start,
        end,
        items: children.filter((child) => child.type === "expression").map((child) => this.expression(child)),
      };
    }
    return { kind: "object", start, end, entries: children.flatMap((child) => (child.type === "object_elem" ? this.#entry(child) : [])) };
  }

  #entry(node: Node): ObjectEntry[] {
    const [keyNode, valueNode] = this.children(node).filter((child) => child.type === "expression");
    if (!keyNode || !valueNode) return [];
    const key = this.expression(keyNode);
    const isName = key.kind === "reference" && !key.steps.length && keyNode.children[0]?.type === "variable_expr";
    return [
      { key: isName ? { kind: "literal", start: key.start, end: key.end, value: key.root } : key, value: this.expression(valueNode) },
    ];
  }

  #call(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    const children = this.children(node);
    const list = children.find((child) => child.type === "function_arguments");
    const given = list ? this.children(list) : [];
    const open = children.find((child) => child.type === "(");
    return {
      kind: "call",
      start,
      end,
      name: this.text.slice(start, open?.startIndex ?? end).trim(),
      args: given.filter((child) => child.type === "expression").map((child) => this.expression(child)),
      spread: given.some((child) => child.type === "ellipsis"),
    };
  }

  #conditional(node: Node): Expression {
    const [condition, yes, no] = this.children(node).filter((child) => child.type === "expression");
    if (!condition || !yes || !no) return unknownAt(node);
    return {
      kind: "conditional",
      start: node.startIndex,
      end: node.endIndex,
      condition: this.expression(condition),
      yes: this.expression(yes),
      no: this.expression(no),
    };
  }

  #for(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    const [inner] = node.children;
    const children = inner ? this.children(inner) : [];
    const intro = children.find((child) => child.type === "for_intro");
    const introduced = intro ? this.children(intro) : [];
    const collection = introduced.find((child) => child.type === "expression");
    const [first, second] = children.filter((child) => child.type === "expression");
    if (!collection || !first) return unknownAt(node);
    const condition = children.find((child) => child.type === "for_cond")?.children.find((child) => child.type === "expression");
    const read: ForExpression = {
      kind: "for",
      start,
      end,
      names: introduced.filter((child) => child.type === "identifier").map((child) => this.text.slice(child.startIndex, child.endIndex)),
      collection: this.expression(collection),
      key: second ? this.expression(first) : undefined,
      value: this.expression(second ?? first),
      condition: condition && this.expression(condition),
      grouped: children.some((child) => child.type === "ellipsis"),
    };
    return read;
  }

  #operation(node: Node): Expression {
    const { startIndex: start, endIndex: end } = node;
    const [inner] = node.children;
    if (!inner || this.#depth > MAX_DEPTH) return unknownAt(node);
    this.#depth++;
    const children = this.children(inner);
    const sign = children.findIndex((child) => !child.isNamed && child.type !== "(" && child.type !== ")");
    const operator = children[sign]?.type ?? "";
    const sides = [children.slice(0, sign), children.slice(sign + 1)].filter((side) => side.length);
    const operands = sides.map((side) => this.#sequence(side, inner));
    this.#depth--;
    return { kind: "operation", start, end, operator, operands };
  }
}

const unknownAt = (node: Node): Expression => ({ kind: "unknown", start: node.startIndex, end: node.endIndex });

function numberAt(text: string, node: Node): Expression {
  const { startIndex: start, endIndex: end } = node;
  const value = Number(text.slice(start, end).replace(/^\./, ""));
  return Number.isNaN(value) ? { kind: "unknown", start, end } : { kind: "literal", start, end, value };
}

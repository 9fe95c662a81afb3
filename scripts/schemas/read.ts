import * as ts from "typescript";
import { NOT_ENFORCED, OPEN_SCHEMAS } from "./corrections.table";

/** The schema of a value, as text: see the reader in server/src/languages/kubernetes/schema.ts for the grammar. */
type Code = string;

/** Object schemas and enumerations, each once, however many fields share them. */
export class SchemaTable {
  readonly objects: string[] = [];
  readonly enums: string[] = [];
  readonly #byNode = new Map<ts.Node, Code>();

  /** `integers`: every number is whole, as in all built-in kinds. */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly integers: boolean,
  ) {}

  /** The schema of an interface or a type literal. A schema may contain itself, so its place is kept before its fields are read. */
  object(node: ts.InterfaceDeclaration | ts.TypeLiteralNode, name: string): Code {
    const known = this.#byNode.get(node);
    if (known !== undefined) return known;
    if (OPEN_SCHEMAS.has(name)) return "o";
    const members = node.members.filter(ts.isPropertySignature);
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (!members.length) return index ? `{${this.type(index.type)}` : "o";
    const place = this.objects.push("") - 1;
    this.#byNode.set(node, reference(place));
    const content = `${index ? "* " : ""}${members.map((member) => this.#field(member, name)).join(" ")}`;
    this.objects[place] = content;
    return reference(place);
  }

  #field(member: ts.PropertySignature, owner: string): string {
    const name = ts.isStringLiteral(member.name) || ts.isIdentifier(member.name) ? member.name.text : "";
    const required = member.questionToken === undefined && !NOT_ENFORCED[owner]?.includes(name);
    const code = name === "status" ? "o" : name === "apiVersion" || name === "kind" ? "s" : this.type(member.type);
    return `${name}${required ? "!" : ""}${code === "s" ? "" : `:${code}`}`;
  }

  type(node: ts.TypeNode | undefined): Code {
    if (!node) return "o";
    if (ts.isParenthesizedTypeNode(node)) return this.type(node.type);
    if (ts.isArrayTypeNode(node)) return `[${this.type(node.elementType)}`;
    if (ts.isTypeReferenceNode(node)) return this.#reference(node);
    if (ts.isTypeLiteralNode(node)) return this.object(node, "");
    if (ts.isUnionTypeNode(node)) return this.#union(node);
    // `A & (Exclude<A, B> | …)` says which fields go together; the fields are those of A.
    if (ts.isIntersectionTypeNode(node)) return this.type(node.types[0]);
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return this.#enumeration([node.literal.text]);
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return "s";
      case ts.SyntaxKind.NumberKeyword:
        return this.integers ? "i" : "n";
      case ts.SyntaxKind.BooleanKeyword:
        return "b";
      default:
        return "o";
    }
  }

  #reference(node: ts.TypeReferenceNode): Code {
    const [argument] = node.typeArguments ?? [];
    if (argument && node.typeName.getText() === "Array") return `[${this.type(argument)}`;
    const found = this.checker.getSymbolAtLocation(node.typeName);
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(found) : found;
    if (symbol?.name === "IIntOrString") return "p";
    if (symbol?.name === "IQuantity") return "q";
    for (const declaration of symbol?.declarations ?? []) {
      if (ts.isInterfaceDeclaration(declaration)) return this.object(declaration, symbol?.name ?? "");
      if (ts.isTypeAliasDeclaration(declaration)) return this.type(declaration.type);
    }
    return "o";
  }

  #union(node: ts.UnionTypeNode): Code {
    const types = node.types.filter((one) => !(ts.isLiteralTypeNode(one) && one.literal.kind === ts.SyntaxKind.NullKeyword));
    const texts = types.flatMap((one) => (ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? [one.literal.text] : []));
    if (texts.length === types.length) return this.#enumeration(texts);
    const codes = new Set(types.map((one) => this.type(one)));
    const [only] = codes;
    if (codes.size === 1 && only !== undefined) return only;
    return codes.size === 2 && codes.has("s") && (codes.has("n") || codes.has("i")) ? "p" : "o";
  }

  /** A list of words; one that holds what the table's own signs are made of stays an open text. */
  #enumeration(words: readonly string[]): Code {
    const content = [...new Set(words)].sort().join(" ");
    if (words.some((word) => word === "" || /[\s`\\$]/.test(word))) return "s";
    const at = this.enums.indexOf(content);
    return `=${(at >= 0 ? at : this.enums.push(content) - 1).toString(36)}`;
  }
}

const reference = (place: number): Code => `#${place.toString(36)}`;

/** The apiVersion and kind an interface of a whole object states. */
export function objectKind(node: ts.InterfaceDeclaration): { apiVersion: string; kind: string } | undefined {
  const literal = (name: string) => {
    const member = node.members.filter(ts.isPropertySignature).find((one) => one.name.getText().replace(/"/g, "") === name);
    return member?.type && ts.isLiteralTypeNode(member.type) && ts.isStringLiteral(member.type.literal)
      ? member.type.literal.text
      : undefined;
  };
  const [apiVersion, kind] = [literal("apiVersion"), literal("kind")];
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind };
}

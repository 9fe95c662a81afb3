import ts from "typescript";
import type { Generated } from "./files";
import { list, read } from "./files";

/** What is said in windows and in their pages. */
const FOLDERS = ["client/src", "client/src/runtime", "client/src/rollout", "client/src/playbook", "client/pages"];

/** What the editor's API, and our rows, name a text by that a person reads. */
const READ_BY_PERSONS = new Set([
  "label",
  "description",
  "detail",
  "tooltip",
  "placeHolder",
  "prompt",
  "title",
  "message",
  "text",
  "aria-label",
]);

export interface Gathered {
  /** What is asked to be translated, in the order of the files. */
  readonly sentences: readonly string[];
  /** Where a sentence cannot be gathered, or a text goes past `t`. */
  readonly complaints: readonly string[];
}

/** Every sentence of a source file that is asked for with `t("…")`. */
export function sentencesIn(file: string, text: string): Gathered {
  const sentences: string[] = [];
  const complaints: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const complain = (node: ts.Node, what: string): void => {
    complaints.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      const [sentence, ...values] = node.arguments;
      if (sentence && ts.isStringLiteralLike(sentence)) sentences.push(sentence.text);
      else complain(node, "t wants a sentence that stands in the call");
      const places = new Set(sentence?.getText().match(/\{\d+\}/g) ?? []);
      if (places.size !== values.length) complain(node, `there are ${places.size} places for ${values.length} values`);
    }
    if (ts.isCallExpression(node))
      for (const literal of spokenBy(node).flatMap(wordsIn)) complain(literal, `${literal.getText()} goes past t`);
    if (ts.isPropertyAssignment(node) && READ_BY_PERSONS.has(nameOf(node.name)))
      for (const literal of wordsIn(node.initializer)) complain(literal, `${literal.getText()} goes past t`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { sentences, complaints };
}

/** What calls show: messages of the window, the children of an element of a page. */
function spokenBy({ expression, arguments: values }: ts.CallExpression): readonly ts.Expression[] {
  if (/^vscode\.window\.(?:show\w+Message|setStatusBarMessage)$/.test(expression.getText())) return values;
  return expression.getText() === "element" ? values.slice(2) : [];
}

const nameOf = (name: ts.PropertyName): string => (ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "");

/** Literals with words that an expression can come out as; not those that are handed to a call. */
function wordsIn(node: ts.Expression): ts.Node[] {
  if (ts.isStringLiteralLike(node)) return /\p{L}{2}/u.test(node.text) ? [node] : [];
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => /\p{L}{2}/u.test(text)) ? [node] : [];
  if (ts.isConditionalExpression(node)) return [...wordsIn(node.whenTrue), ...wordsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...wordsIn(node.left), ...wordsIn(node.right)];
  return ts.isParenthesizedExpression(node) ? wordsIn(node.expression) : [];
}

/** All sentences of the client. Titles of commands and settings are in package.nls.json. */
export function gatherSentences(): Gathered {
  const files = FOLDERS.flatMap((folder) => list(folder, ".ts").map((name) => `${folder}/${name}`));
  const found = files.filter((file) => !file.endsWith("/contributions.ts")).map((file) => sentencesIn(file, read(file)));
  return { sentences: found.flatMap((each) => each.sentences), complaints: found.flatMap((each) => each.complaints) };
}

/** What a translation starts from; one in German is `l10n/bundle.l10n.de.json` beside it. */
export function l10nBundle(): Generated {
  const sentences = [...new Set(gatherSentences().sentences)].sort();
  const bundle = Object.fromEntries(sentences.map((sentence) => [sentence, sentence]));
  return { path: "l10n/bundle.l10n.json", content: `${JSON.stringify(bundle, undefined, 2)}\n` };
}

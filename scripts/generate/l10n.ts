import ts from "typescript";
import type { Generated } from "./files";
import { list, read } from "./files";

/** What is said in windows, in their pages, and by the server: what rules and their languages say is English everywhere. */
const FOLDERS = [
  ...["client/src", "client/src/runtime", "client/src/rollout", "client/src/playbook", "client/pages"],
  ...["server/src/lsp", "server/src/service", "server/src/playbook"],
];

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

/** Of the server, files whose English is what a file or a bug report says, and the markup of a page. */
const ENGLISH = new Set(
  ["lsp/bug-report.ts", "service/first-configuration.ts", "service/report-page.ts"].map((name) => `server/src/${name}`),
);

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
    // The server hands texts on in many ways; whatever looks like a sentence is one.
    if (file.startsWith("server/") && !ENGLISH.has(file) && hasWords(node, /\p{L}{2} \p{L}{2}/u) && !isSpokenOrLogged(node))
      complain(node, `${node.getText()} goes past t`);
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
  if (hasWords(node, /\p{L}{2}/u)) return [node];
  if (ts.isConditionalExpression(node)) return [...wordsIn(node.whenTrue), ...wordsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...wordsIn(node.left), ...wordsIn(node.right)];
  return ts.isParenthesizedExpression(node) ? wordsIn(node.expression) : [];
}

/** Whether a literal, or a template between its values, has words in it. */
function hasWords(node: ts.Node, words: RegExp): boolean {
  if (ts.isStringLiteralLike(node)) return words.test(node.text);
  return (
    ts.isTemplateExpression(node) && [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => words.test(text))
  );
}

/** What is asked for with `t`, written to the log, or an error of which nobody but the log is told. */
const isSpokenOrLogged = ({ parent }: ts.Node): boolean =>
  (ts.isCallExpression(parent) && /^t$|\bconsole\.\w+$/.test(parent.expression.getText())) ||
  (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText()));

/** All sentences of the client and the server. Titles of commands and settings are in package.nls.json. */
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

import { join } from "../../core/path";
import type { Scope } from "../../core/scope";
import { scopeParts, viewKind } from "../../core/scope";
import type { Expression } from "./node";
import { withoutPlace } from "./node";
import { parseText } from "./parse";
import { HOLE } from "./value";

/** Longer files are images, archives and data: they say nothing that a rule asks for. */
const MAX_LENGTH = 64 * 1024;

/** Ends the heredoc that a template is read as. No template has it on a line of its own. */
const END = "PLIMSOLL_END_OF_TEMPLATE";

/** A file as `templatefile` reads it: an expression over the names it is given. Undefined where there is none that can be read. */
export const templateView = viewKind<Expression | undefined>("terraform/template", (path, scope) => {
  const text = fileText(path, scope);
  // The strip markers take blanks from the text around them, which is not worked out.
  if (text === undefined || text.includes(END) || /[$%]\{~|~\}/.test(text)) return undefined;
  const { attributes, errors } = parseText(`template = <<${END}\n${text}\n${END}\n`);
  const [template] = attributes;
  return template && !errors.length ? withoutLastBreak(withoutPlace(template.expression)) : undefined;
});

/** The text of a file that a configuration reads; undefined where it is not there, was not read or is no text of a sensible length. */
export function fileText(path: string, scope: Scope): string | undefined {
  const text = scope.file(path) === "absent" ? undefined : scope.text(path);
  return text === undefined || text.length > MAX_LENGTH || text.includes("\0") || text.includes(HOLE) ? undefined : text;
}

/** Where a path that is written relative to the directory leads; undefined for one that leads out of what a project may hold. */
export const pathIn = (scope: Scope, written: string): string | undefined =>
  /^(?:[~/\\]|[A-Za-z]:)/.test(written) ? undefined : join(scopeParts(scope.id).folder, written);

/** A heredoc ends with a line break, which the file did not have. */
function withoutLastBreak(expression: Expression): Expression {
  const cut = (text: string) => text.slice(0, -1);
  if (expression.kind === "literal" && typeof expression.value === "string") return { ...expression, value: cut(expression.value) };
  if (expression.kind !== "template") return expression;
  const parts = expression.parts.map((part, i, all) => (i === all.length - 1 && typeof part === "string" ? cut(part) : part));
  return { ...expression, parts };
}

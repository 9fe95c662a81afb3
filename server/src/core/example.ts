/**
 * Tags for the source of examples. Raw text: a Dockerfile's `\` at the end of a line survives; only `\${` and an escaped backtick lose
 * their backslash. Values are refused, the first line break is dropped. The tag's name is for the reader and the editor's colours.
 */
function source(strings: TemplateStringsArray, ...values: never[]): string {
  if (values.length) throw new Error("An example takes no values: write ${ as \\${.");
  return (strings.raw[0] ?? "").replace(/^\r?\n/, "").replace(/\\(\$\{|`)/g, "$1");
}

export const yaml = source;
export const dockerfile = source;
export const hcl = source;
export const text = source;

/** Several files as one isolated workspace: `files({ "values.yaml": yaml`…`, … })`. */
export const files = (content: Readonly<Record<string, string>>): Readonly<Record<string, string>> => content;

/** An annotation: what an example expects on the line above it. `start` and `end` are columns. */
export interface Annotation {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly fix: boolean;
  readonly severity: string;
  readonly message: string;
}

const ANNOTATION = /^(\s*)(\^+) (💡 )?(error|warning|info|hint|refactor): (.*)$/u;

/** Cuts the annotations out of a source. What is left is what the rule reads. */
export function readAnnotations(annotated: string): { text: string; annotations: Annotation[] } {
  const kept: string[] = [];
  const annotations: Annotation[] = [];
  for (const line of annotated.split("\n")) {
    const match = ANNOTATION.exec(line);
    if (!match) {
      kept.push(line);
      continue;
    }
    const [, blank = "", carets = "", bulb, severity = "", message = ""] = match;
    annotations.push({
      line: kept.length - 1,
      start: blank.length,
      end: blank.length + carets.length,
      fix: bulb !== undefined,
      severity,
      message,
    });
  }
  return { text: kept.join("\n"), annotations };
}

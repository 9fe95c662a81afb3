import { classifyCredential, namesSecret } from "../languages/shared/credentials";
import { t } from "../l10n";
import { wordAt } from "./answers";

/** A difference between two pod templates. */
export interface TemplateChange {
  /** Such as `web image` or `web env LOG_LEVEL`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** What differs between two pod templates, a value each. Values that are credentials by their name are not shown. */
export function templateChanges(from: unknown, to: unknown): TemplateChange[] {
  const [before, after] = [leaves(from), leaves(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  return names.map((what) => {
    const name = what.split(" ").at(-1) ?? "";
    const shown = (value: string | undefined) =>
      value === undefined ? t("(none)") : namesSecret(name) || classifyCredential(name, value) ? "***" : value;
    return { what, from: shown(before.get(what)), to: shown(after.get(what)) };
  });
}

/** `web image: shop/web:1.4.3 → shop/web:1.4.2`. */
export const changeText = ({ what, from, to }: TemplateChange): string => `${what}: ${from} → ${to}`;

/** Every value of a template by its path; items of lists that have names go by these. */
function leaves(template: unknown): Map<string, string> {
  const found = new Map<string, string>();
  /** `isNamed`: the path has the name already. */
  const walk = (value: unknown, path: string, isNamed = false): void => {
    if (Array.isArray(value))
      value.forEach((item, i) => {
        walk(item, `${path} ${wordAt(item, "name") ?? String(i)}`, true);
      });
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) {
        if (key === "pod-template-hash" || (key === "name" && isNamed)) continue;
        walk(item, key === "value" ? path : `${path} ${key}`);
      }
    // What is null is not there: controllers write it and leave it out as they like.
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") found.set(plain(path), String(value));
  };
  walk(template, "");
  return found;
}

/** `spec containers web image` is `web image`. */
const plain = (path: string): string => path.trim().replace(/^(?:spec (?:containers )?|metadata )/, "");

import type { Playbook } from "../languages/playbook/shape";
import type { Values } from "./call";
import { valueAt, valueProblem } from "./call";

/** What a playbook is started from. */
export interface Bound {
  /** The object as data, if there is one. */
  readonly manifest?: unknown;
  /** Its file, as programs are to be given it. */
  readonly file?: { readonly path: string; readonly directory: string };
}

/** The inputs that the object and its file supply, as far as they are good values. Secrets are never taken from a file. */
export function boundInputs(playbook: Playbook, { manifest, file }: Bound): Values {
  return Object.fromEntries(
    Object.entries(playbook.inputs ?? {}).flatMap(([name, input]) => {
      const { from, secret } = input;
      if (!from || secret === true) return [];
      const value = "manifest" in from ? valueAt(manifest, from.manifest) : "file" in from ? file?.[from.file] : undefined;
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
      const text = String(value);
      return valueProblem(name, input, text) === undefined ? [[name, text]] : [];
    }),
  );
}

/**
 * Whether a playbook can be started from an object of a kind, or from a file of a language. One that names nothing needs nothing, and fits
 * everywhere.
 */
export function fits(playbook: Playbook, kindOrLanguage: string): boolean {
  return playbook.appliesTo === undefined || playbook.appliesTo.includes(kindOrLanguage);
}

import type { Outcome } from "../output";

/** The public JSON: see the contract in the README. */
export function json({ version, results, summary }: Outcome): string {
  return `${JSON.stringify({ version, files: results, summary }, undefined, 2)}\n`;
}

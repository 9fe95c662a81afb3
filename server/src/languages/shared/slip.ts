import { closest } from "../../core/closest";

const letters = (word: string): string => Array.from(word).sort().join("");

/** The known word that another is a slip of: in other case, with letters that changed places, or one or two letters away. */
export const slipOf = (word: string, known: readonly string[]): string | undefined =>
  known.find((one) => one.toLowerCase() === word.toLowerCase()) ??
  known.find((one) => one.length > 3 && letters(one) === letters(word)) ??
  closest(word, known);

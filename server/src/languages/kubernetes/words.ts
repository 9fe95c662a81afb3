import { closest } from "../../core/closest";

/** A title inside a sentence: `container "web"` of `Container "web"`. Names of API kinds keep their capital. */
export const inSentence = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

const letters = (word: string): string => Array.from(word).sort().join("");

/** The known word that another is a slip of: in other case, with letters that changed places, or one or two letters away. */
export const slipOf = (word: string, known: readonly string[]): string | undefined =>
  known.find((one) => one.toLowerCase() === word.toLowerCase()) ??
  known.find((one) => one.length > 3 && letters(one) === letters(word)) ??
  closest(word, known);

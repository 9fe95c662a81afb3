export { slipOf } from "../shared/slip";

/** A title inside a sentence: `container "web"` of `Container "web"`. Names of API kinds keep their capital. */
export const inSentence = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

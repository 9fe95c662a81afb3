import { COMMON_PASSWORDS, TUTORIAL_PASSWORDS } from "./guessable-passwords.table";

/** What stands around a password and may be said again by it. */
export interface PasswordNeighbours {
  /** Of the user, the database, the service or the container. */
  readonly names: readonly (string | undefined)[];
  /** `library/postgres`, `bitnami/redis`. */
  readonly repository: string | undefined;
}

/** Whether everybody can guess a password: the tutorial's, a common word, or a name that stands beside it. Fine on a laptop, open elsewhere. */
export function isGuessable(value: string, { names, repository }: PasswordNeighbours): boolean {
  if (TUTORIAL_PASSWORDS.has(value) || COMMON_PASSWORDS.test(value) || names.includes(value)) return true;
  return value.length > 3 && repository?.includes(value.toLowerCase()) === true;
}

/** Whether a variable holds the name of a user or of a database. */
export const namesAccount = (variable: string): boolean => /USER(?:NAME)?$|_DB$|DATABASE$|_ID$/.test(variable);

/** The password in a value, and the user it belongs to where a URL says so. */
export function passwordIn(value: string): { readonly password: string; readonly user: string | undefined } {
  const match = /\/\/([^\s:/@]*):([^\s/@]+)@/.exec(value);
  return { password: match?.[2] ?? value, user: match?.[1] };
}

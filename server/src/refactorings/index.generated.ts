// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Refactoring } from "../core/refactoring";
import composePortSyntax from "./compose/port-syntax";

/** Every refactoring, by language and name. */
export const REFACTORINGS: readonly Refactoring[] = [
  composePortSyntax,
].flat();

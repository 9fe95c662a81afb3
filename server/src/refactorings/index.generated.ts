// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Refactoring } from "../core/refactoring";
import composePortSyntax from "./compose/port-syntax";
import terraformDeclareMissing from "./terraform/declare-missing";
import terraformExtractValue from "./terraform/extract-value";
import terraformRenameResource from "./terraform/rename-resource";

/** Every refactoring, by language and name. */
export const REFACTORINGS: readonly Refactoring[] = [
  composePortSyntax,
  terraformDeclareMissing,
  terraformExtractValue,
  terraformRenameResource,
].flat();

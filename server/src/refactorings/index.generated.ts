// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Refactoring } from "../core/refactoring";
import composeDependsOnSyntax from "./compose/depends-on-syntax";
import composeEnvironmentForm from "./compose/environment-form";
import composeExtractToDotenv from "./compose/extract-to-dotenv";
import composePortSyntax from "./compose/port-syntax";
import composeVolumeSyntax from "./compose/volume-syntax";
import terraformDeclareMissing from "./terraform/declare-missing";
import terraformExtractValue from "./terraform/extract-value";
import terraformRenameResource from "./terraform/rename-resource";

/** Every refactoring, by language and name. */
export const REFACTORINGS: readonly Refactoring[] = [
  composeDependsOnSyntax,
  composeEnvironmentForm,
  composeExtractToDotenv,
  composePortSyntax,
  composeVolumeSyntax,
  terraformDeclareMissing,
  terraformExtractValue,
  terraformRenameResource,
].flat();

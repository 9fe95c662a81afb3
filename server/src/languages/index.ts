import type { LanguageSupport } from "../core/language";
import { dotenvFiles } from "./compose/dotenv";
import { composeFiles } from "./compose/support";
import { dockerfileFiles } from "./dockerfile/support";
import { helmFiles } from "./helm/values";
import { kubernetesFiles } from "./kubernetes/support";
import { kustomizationFiles } from "./kustomize/support";
import { playbookFiles } from "./playbook/support";
import { plimsollFiles } from "./plimsoll";
import { terraformFiles } from "./terraform/support";

/** All file kinds the engine can read. One more language is one folder and one line. */
export const LANGUAGES: readonly LanguageSupport[] = [
  kubernetesFiles,
  helmFiles,
  kustomizationFiles,
  dockerfileFiles,
  terraformFiles,
  composeFiles,
  dotenvFiles,
  playbookFiles,
  plimsollFiles,
] as readonly LanguageSupport[];

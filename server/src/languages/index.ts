import type { LanguageSupport } from "../core/language";
import { helmFiles } from "./helm/values";
import { kubernetesFiles } from "./kubernetes/support";
import { plimsollFiles } from "./plimsoll";

/** All file kinds the engine can read. One more language is one folder and one line. */
export const LANGUAGES: readonly LanguageSupport[] = [kubernetesFiles, helmFiles, plimsollFiles] as readonly LanguageSupport[];

// Generated from the files of this folder by `npm run generate`. The folder is the registry.
import type { Rule } from "../core/rule";
import kubernetesPrivilegedContainer from "./kubernetes/privileged-container";

/** Every rule, by language and name; a family stands where its file does. */
export const RULES: readonly Rule[] = [
  kubernetesPrivilegedContainer,
].flat();

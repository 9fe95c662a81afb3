import type { LanguageSupport } from "../../core/language";
import { dockerfileFacts } from "./facts";
import type { DockerfilePart } from "./part";
import { parseDockerfilePart, splitDockerfile } from "./part";

/** Dockerfiles, one part for each instruction. */
export const dockerfileFiles: LanguageSupport<DockerfilePart> = {
  kinds: ["dockerfile"],
  split: splitDockerfile,
  parse: parseDockerfilePart,
  errors: (tree) => tree.problems.length,
  facts: (tree, part, file) => dockerfileFacts(tree, part.text, file.path),
};

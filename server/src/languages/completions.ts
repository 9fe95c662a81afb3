import type { Reading } from "../core/rule";
import type { FileKind } from "../core/settings";
import type { Range } from "../core/text";
import { composeCompletions } from "./compose/completions";
import { dockerfileCompletions } from "./dockerfile/completions";
import { kubernetesCompletions } from "./kubernetes/completions";
import { suggestions } from "./playbook/words";
import type { YamlTree } from "./yaml/node";

/** Something that may be written at a place. */
export interface Suggestion {
  readonly label: string;
  /** What it is, in a few words: shown beside the label. */
  readonly detail: string;
  readonly insert: string;
  /** `insert` has tab stops. */
  readonly snippet?: boolean;
  readonly kind: "key" | "value" | "reference" | "snippet";
  /** What it replaces, in the part; without it the word before the cursor. */
  readonly replaces?: Range;
}

/** What may be written at an offset of a part. Never what a schema server gives: names of other things, and what only we know. */
export type Completer = (reading: Reading, offset: number) => Iterable<Suggestion>;

const ofPlaybooks: Completer = (reading, offset) => suggestions(reading.tree as YamlTree, reading.part.text, offset);

/** Who completes what, by file kind. */
export const COMPLETIONS: Readonly<Partial<Record<FileKind, readonly Completer[]>>> = {
  kubernetes: [kubernetesCompletions],
  "helm-template": [kubernetesCompletions],
  compose: [composeCompletions],
  dockerfile: [dockerfileCompletions],
  playbook: [ofPlaybooks],
};

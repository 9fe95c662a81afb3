import { readPlaybook } from "../../../server/src/languages/playbook/read";
import type { Playbook } from "../../../server/src/languages/playbook/shape";
import { TOPICS } from "../../../server/src/languages/playbook/shape";
import { parseYaml } from "../../../server/src/languages/yaml/parse";

/** Where a workspace keeps playbooks of its own. */
export const WORKSPACE_PLAYBOOKS = ".plimsoll/playbooks/*.{yaml,yml}";

/** The text of a playbook and where it came from. */
export interface PlaybookText {
  readonly text: string;
  readonly builtIn: boolean;
  /** Where it lies, as a URI. */
  readonly uri: string;
}

export interface Entry extends PlaybookText {
  readonly playbook: Playbook;
}

/** The playbooks that can be read, in the order of their titles. Those of the workspace take the place of built-in ones of the same id. */
export function catalogueOf(texts: readonly PlaybookText[]): Entry[] {
  const byId = new Map<string, Entry>();
  for (const source of texts) {
    const playbook = playbookIn(source.text);
    if (playbook && (!source.builtIn || !byId.has(playbook.id))) byId.set(playbook.id, { ...source, playbook });
  }
  return [...byId.values()].sort((a, b) => (a.playbook.title < b.playbook.title ? -1 : 1));
}

/** What is looked for when something burns, in this order. */
const URGENT = ["rollback", "panic-button", "crashloopbackoff", "oomkilled"];
const urgency = ({ playbook, builtIn }: Entry): number => {
  const at = builtIn ? URGENT.indexOf(playbook.id) : -1;
  return at < 0 ? URGENT.length : at;
};

/** The order in which somebody in a hurry looks for one: what burns, then what runs before what is only read, rollouts and incidents first. */
export const inOrderOfUse = (a: Entry, b: Entry): number =>
  urgency(a) - urgency(b) ||
  Number(a.playbook.guide === true) - Number(b.playbook.guide === true) ||
  TOPICS.indexOf(a.playbook.topic) - TOPICS.indexOf(b.playbook.topic) ||
  (a.playbook.title < b.playbook.title ? -1 : 1);

/** Undefined when something is wrong with it: its own file says what. */
export const playbookIn = (text: string): Playbook | undefined =>
  readPlaybook(parseYaml(text, { version: "1.2", templated: false })).playbook;

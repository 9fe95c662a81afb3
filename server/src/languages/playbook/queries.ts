import type { Query, Reading } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { YamlTree } from "../yaml/node";
import type { PlacedCall, PlacedStep } from "./flow";
import { callsOf, stepsOf } from "./flow";
import type { PlaybookFile } from "./read";
import { placeOf, readPlaybook } from "./read";
import type { Playbook } from "./shape";

const MODEL = {};

/** What a part says, right or wrong. */
export const playbookFile: Query<PlaybookFile> = query(["playbook"], (reading) => [fileOf(reading)]);

const fileOf = (reading: Reading): PlaybookFile => reading.once(MODEL, () => readPlaybook(reading.tree as YamlTree));

/** A playbook whose shape is right, and how to find its places. Rules that look at its meaning begin here. */
export interface WholePlaybook {
  readonly playbook: Playbook;
  readonly path: string;
  readonly at: (part: object, key?: string | number) => Range;
}

export const playbooks: Query<WholePlaybook> = query(["playbook"], function* (reading) {
  const file = fileOf(reading);
  if (file.playbook) yield { playbook: file.playbook, path: reading.path, at: (part, key) => placeOf(file, part, key) };
});

/** Every step of a playbook. */
export const steps: Query<WholePlaybook & PlacedStep> = query(["playbook"], function* (reading) {
  for (const whole of playbooks.of(reading)) for (const placed of stepsOf(whole.playbook)) yield { ...whole, ...placed };
});

/** Every program a playbook may start. */
export const calls: Query<WholePlaybook & PlacedCall> = query(["playbook"], function* (reading) {
  for (const whole of playbooks.of(reading)) for (const placed of callsOf(whole.playbook)) yield { ...whole, ...placed };
});

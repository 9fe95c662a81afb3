import type { Reading } from "../core/rule";
import type { FileKind } from "../core/settings";
import type { Range } from "../core/text";
import { shift } from "../core/text";
import { composeHovers } from "./compose/hovers";
import { computedInDockerfile } from "./dockerfile/hovers";
import { computedAt } from "./kubernetes/hovers";
import { objectsOf } from "./kubernetes/object";
import { describeKey } from "./playbook/words";
import { hoverAt } from "./terraform/hovers";
import type { YamlTree } from "./yaml/node";

/** What can be worked out of what stands at a place. Each line is a sentence or two of Markdown, the most important first. */
export interface PartHover {
  readonly at: Range;
  readonly lines: readonly string[];
}

/** What a hover may need besides what is written. */
export interface HoverWorld {
  /** The time in UTC, `YYYY-MM-DDTHH:MM`. */
  readonly time: string;
}

/** What is said at an offset of a part, findings aside. */
export type PartHovers = (reading: Reading, offset: number, world: HoverWorld) => PartHover | undefined;

const ofObjects: PartHovers = (reading, offset, { time }) => {
  for (const object of objectsOf(reading)) {
    const found = computedAt(object, offset, { scope: reading.scope, time });
    if (found) return found;
  }
  return undefined;
};

const ofPlaybooks: PartHovers = (reading, offset) => {
  const found = describeKey(reading.tree as YamlTree, offset);
  return found && { at: found.range, lines: [found.text] };
};

/** Who says what is worked out, by file kind. */
const HOVERS: Readonly<Partial<Record<FileKind, PartHovers>>> = {
  compose: composeHovers,
  kubernetes: ofObjects,
  "helm-template": ofObjects,
  dockerfile: computedInDockerfile,
  playbook: ofPlaybooks,
  terraform: hoverAt,
};

/** What can be worked out at an offset of a file, its range absolute. */
export function partHover(reading: Reading & { readonly start: number }, offset: number, world: HoverWorld): PartHover | undefined {
  const found = HOVERS[reading.kind]?.(reading, offset - reading.start, world);
  return found && { ...found, at: shift(found.at, reading.start) };
}

import type { Reading } from "../../../core/rule";
import { contains } from "../../../core/text";
import type { Range } from "../../../core/text";
import { instructions } from "../queries";
import { commandHovers } from "./command";
import { copyHovers } from "./copy";
import type { ComputedHover, HoverSource } from "./hover";
import { imageHovers } from "./image";
import { layerHovers } from "./layer";
import { stageHovers } from "./stage";
import { variableHovers } from "./variable";

const SOURCES: readonly HoverSource[] = [variableHovers, imageHovers, stageHovers, copyHovers, commandHovers, layerHovers];

/** What can be worked out at an offset of a part; of several the narrowest. */
export function computedInDockerfile(reading: Reading, offset: number): ComputedHover | undefined {
  const nodes = [...instructions().of(reading)];
  const here = nodes
    .flatMap((node) => SOURCES.flatMap((source) => [...source(node, reading)]))
    .filter(({ at, lines }) => lines.length > 0 && contains(at, offset));
  return here.sort((a, b) => width(a.at) - width(b.at))[0];
}

const width = ({ start, end }: Range): number => end - start;

import { contains } from "../../../core/text";
import type { PartHovers } from "../../hovers";
import { fileOf } from "../queries";
import { portHovers } from "./ports";
import { serviceHovers } from "./service";
import { variableHovers } from "./variables";

const SOURCES = [variableHovers, portHovers, serviceHovers];

/** What can be worked out at an offset of a Compose file: a variable, a port mapping, a service. */
export const composeHovers: PartHovers = (reading, offset) => {
  const file = fileOf(reading);
  if (!file) return undefined;
  for (const source of SOURCES)
    for (const found of source(file, reading)) if (contains(found.at, offset) && found.lines.length) return found;
  return undefined;
};

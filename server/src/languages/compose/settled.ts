import { onceFor } from "../../core/memo";
import type { Path } from "../../core/path";
import type { Anchor } from "../../core/place";
import { canonicalService, withoutTags } from "./canonical";
import type { DataMap } from "./data";
import { settleData } from "./data";
import type { ServiceFact } from "./facts";
import type { Lookup } from "./template";

/** A service as a document writes it. */
export interface WrittenService {
  readonly value: ServiceFact;
  readonly at: Anchor | undefined;
}

/** Documents of one file may each write a part of a service. */
export function byName(services: readonly WrittenService[]): ReadonlyMap<string, readonly WrittenService[]> {
  const found = new Map<string, WrittenService[]>();
  for (const service of services) {
    const { name } = service.value;
    const namesakes = found.get(name);
    if (namesakes) namesakes.push(service);
    else found.set(name, [service]);
  }
  return found;
}

/**
 * What a document says of a service, settled and in canonical form, by the folder its paths start from. Worked out once: of the services of a
 * long file a keystroke changes one.
 */
const settledForms = onceFor<ServiceFact, (lookup: Lookup) => Map<Path, DataMap>>(() => onceFor(() => new Map<Path, DataMap>()));

/** That form of a service. */
export function settledForm(written: ServiceFact, lookup: Lookup, folder: Path): DataMap {
  const known = settledForms(written)(lookup);
  const form = known.get(folder) ?? canonicalService(settleData(written.data, lookup), folder);
  known.set(folder, form);
  return form;
}

/** The tags of what a merge has made have done their work; taken out once, too. */
export const withoutTagsOnce = onceFor((data: DataMap) => withoutTags(data));

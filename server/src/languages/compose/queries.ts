import type { Query, Reading } from "../../core/rule";
import { query } from "../../core/rule";
import type { FileKind } from "../../core/settings";
import type { Section } from "./facts";
import type { TopLevelEntry } from "./file";
import { ComposeFile } from "./file";
import type { ComposeService } from "./service";

const KINDS: readonly FileKind[] = ["compose"];

const MODEL = {};

/** The document a part holds; undefined for one that is no mapping, or too large to be read whole. */
export const fileOf = (reading: Reading): ComposeFile | undefined =>
  reading.once(MODEL, () => {
    const file = new ComposeFile(reading);
    return file.isReadable ? file : undefined;
  });

/** The whole document. */
export const composeFile: Query<ComposeFile> = query(KINDS, (reading) => {
  const file = fileOf(reading);
  return file ? [file] : [];
});

/** Every service the document writes. */
export const services: Query<ComposeService> = {
  kinds: KINDS,
  of: (reading) => fileOf(reading)?.services ?? [],
  stretches: (reading) => fileOf(reading)?.stretches?.map(({ name, range }) => ({ range, node: (own) => fileOf(own)?.serviceAlone(name) })),
};

/** The entries of top-level sections. */
export const topLevel = (...sections: readonly Section[]): Query<TopLevelEntry> =>
  query(KINDS, (reading) => fileOf(reading)?.topLevel(sections) ?? []);

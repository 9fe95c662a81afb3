import type { Path } from "../core/path";
import type { Range } from "../core/text";
import { shift } from "../core/text";
import { LINKS } from "../languages/links";
import type { Workspace } from "./workspace";

export interface Link {
  readonly range: Range;
  readonly target: { readonly path: Path } | { readonly url: string };
  readonly tooltip: string;
}

/** Where the texts of a file lead: files that are there, and the places values come from. */
export function links(workspace: Workspace, path: Path): Link[] {
  return [...workspace.engine.readings(path)].flatMap((reading) =>
    LINKS.filter((query) => query.kinds.includes(reading.kind))
      .flatMap((query) => [...query.of(reading)])
      .filter(({ target }) => "url" in target || workspace.has(target.path) === "present")
      .map((link) => ({ ...link, range: shift(link.range, reading.start) })),
  );
}

import type { Path } from "../core/path";
import type { Query } from "../core/rule";
import { query } from "../core/rule";
import type { Range } from "../core/text";
import { composeLinks } from "./compose/links";
import { dockerfileLinks } from "./dockerfile/links";
import { valuesPath } from "./helm/mask";
import { helmValue } from "./helm/values";
import { kustomizeLinks } from "./kustomize/links";
import { terraformLinks } from "./terraform/links";
import type { YamlTree } from "./yaml/node";

/** A stretch of a part that leads somewhere. */
export interface PartLink {
  readonly range: Range;
  readonly target: { readonly path: Path } | { readonly url: string };
  readonly tooltip: string;
}

/** `{{ .Values.x }}` leads to the values file that sets it. */
const helmValues: Query<PartLink> = query(["helm-template"], function* (reading) {
  for (const mask of (reading.tree as YamlTree).masks) {
    const path = valuesPath(mask.action);
    const found = path === undefined ? undefined : reading.scope.all(helmValue, path)[0];
    if (found)
      yield {
        range: { start: mask.start, end: mask.end },
        target: { path: found.at.file },
        tooltip: `set in ${found.at.file.slice(found.at.file.lastIndexOf("/") + 1)}`,
      };
  }
});

/** Everything that makes links, by file kind. */
export const LINKS: readonly Query<PartLink>[] = [helmValues, composeLinks, kustomizeLinks, terraformLinks, ...dockerfileLinks];

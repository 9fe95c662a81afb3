import type { Path } from "../core/path";
import type { Reading } from "../core/rule";
import { shift } from "../core/text";
import type { Suggestion } from "../languages/playbook/words";
import { describeKey, suggestions } from "../languages/playbook/words";
import type { YamlTree } from "../languages/yaml/node";
import type { Hover } from "./hover";
import type { Workspace } from "./workspace";

/** What the key under the cursor means, in a playbook. */
export function playbookHover(workspace: Workspace, path: Path, offset: number): Hover | undefined {
  const reading = readingOf(workspace, path);
  const found = reading && describeKey(reading.tree as YamlTree, offset - reading.start);
  return found && { range: shift(found.range, reading.start), markdown: found.text };
}

/** What may be written at the cursor, in a playbook. */
export function playbookCompletion(workspace: Workspace, path: Path, offset: number): readonly Suggestion[] {
  const reading = readingOf(workspace, path);
  return reading ? suggestions(reading.tree as YamlTree, reading.part.text, offset - reading.start) : [];
}

function readingOf(workspace: Workspace, path: Path): (Reading & { readonly start: number }) | undefined {
  return workspace.engine.kind(path) === "playbook" ? [...workspace.engine.readings(path)][0] : undefined;
}

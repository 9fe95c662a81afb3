import type { Edit } from "../core/edit";
import type { Path } from "../core/path";
import { basename, dirname } from "../core/path";
import type { Reading } from "../core/rule";
import { scopeParts } from "../core/scope";
import type { Range } from "../core/text";
import { shift } from "../core/text";
import { TerraformBlock } from "../languages/terraform/block";
import { insertBehind, removeTopBlock, renameAttribute } from "../languages/terraform/edit";
import { addressOf, callFact, isOverride } from "../languages/terraform/facts";
import type { Named, NamedPlace } from "../languages/terraform/names";
import { addressOfName, isSame, namesIn } from "../languages/terraform/names";
import type { Block, TerraformTree } from "../languages/terraform/node";
import { t } from "../l10n";
import type { Change } from "./code-actions";
import type { Workspace } from "./workspace";

/** Why a name cannot be given, in a sentence for whoever asked. */
export class RenameRefusal extends Error {}

/** The name at an offset that can be changed, with its range; undefined where there is none. */
export function renameable(workspace: Workspace, path: Path, offset: number): { readonly at: Range; readonly name: string } | undefined {
  const found = target(workspace, path, offset);
  return found && { at: shift(found.place.at, found.reading.start), name: found.place.named.name };
}

/**
 * The edits that give what stands at an offset another name: its declaration, all that refers to it, and for what lies in a state a `moved`
 * block. Undefined where nothing can be renamed; throws a {@link RenameRefusal} where the name will not do.
 */
export function rename(workspace: Workspace, path: Path, offset: number, name: string): Change | undefined {
  const found = target(workspace, path, offset);
  if (!found) return undefined;
  const { named } = found.place;
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw new RenameRefusal(t("A name has letters, digits, _ and -, and does not begin with a digit."));
  const next: Named = { ...named, name };
  const readings = directory(workspace, path);
  const broken = readings.find(({ tree }) => (tree as TerraformTree).errors.length > 0);
  if (broken) throw new RenameRefusal(t("{0} has a syntax error: what it refers to is not known.", basename(broken.path)));
  const places = readings.flatMap((reading) => [...namesIn(reading)].map((place) => ({ place, reading })));
  if (name !== named.name && places.some(({ place }) => place.declaredBy && isSame(place.named, next)))
    throw new RenameRefusal(t("{0} is there already.", addressOfName(next)));

  const edits = places.filter(({ place }) => isSame(place.named, named)).flatMap(({ place, reading }) => replaced(place, reading, name));
  if (named.type === "resource" || named.type === "module") edits.push(...movedEdits(readings, named, next));
  if (named.type === "variable") edits.push(...argumentEdits(workspace, path, named.name, name));
  return workspace.resolve(edits, { path, part: found.reading.part });
}

type PlacedReading = Reading & { readonly start: number };

/** What stands at an offset, if it is declared in its directory, in the native syntax. */
function target(workspace: Workspace, path: Path, offset: number): { place: NamedPlace; reading: PlacedReading } | undefined {
  for (const reading of workspace.engine.readings(path)) {
    if (!isTerraform(reading) || offset < reading.start || offset > reading.start + reading.part.text.length) continue;
    const at = offset - reading.start;
    const place = [...namesIn(reading)].find((each) => each.at.start <= at && at <= each.at.end);
    if (!place) continue;
    const declared = directory(workspace, path).flatMap((each) => [...namesIn(each)].map((name) => ({ name, each })));
    const homes = declared.filter(({ name }) => name.declaredBy && isSame(name.named, place.named));
    return homes.length && homes.every(({ each }) => !(each.tree as TerraformTree).json) ? { place, reading } : undefined;
  }
  return undefined;
}

const isTerraform = ({ kind }: Reading): boolean => kind === "terraform" || kind === "tfvars";

/** All parts of the directory a file lies in. */
function directory(workspace: Workspace, path: Path): PlacedReading[] {
  return [...workspace.engine.paths]
    .filter((other) => dirname(other) === dirname(path))
    .sort()
    .flatMap((other) => [...workspace.engine.readings(other)])
    .filter(isTerraform);
}

function replaced({ at, named, declaredBy }: NamedPlace, reading: Reading, text: string): Edit[] {
  const local = named.type === "local" ? declaredBy?.attributes.find(({ name }) => name === named.name) : undefined;
  if (local && declaredBy) return inFile(renameAttribute(new TerraformBlock(declaredBy, reading), local, text), reading);
  return [{ at: { file: reading.path, part: reading.part, range: at }, text }];
}

const inFile = (edits: readonly Edit[], reading: Reading): Edit[] =>
  edits.flatMap((edit) =>
    "create" in edit || !("start" in edit.at) ? [] : [{ ...edit, at: { file: reading.path, part: reading.part, range: edit.at } }],
  );

/** A `moved` block behind the declaration; one that says the opposite goes, because the two would be a circle. */
function movedEdits(readings: readonly PlacedReading[], from: Named, to: Named): Edit[] {
  const blocks = readings.flatMap((reading) => (reading.tree as TerraformTree).blocks.map((node) => new TerraformBlock(node, reading)));
  const home = blocks.find(
    ({ node, reading }) =>
      !isOverride(reading.path) && [...namesIn(reading)].some((each) => each.declaredBy === node && isSame(each.named, from)),
  );
  if (!home) return [];
  const says = (node: Block, name: string) => {
    const expression = node.attributes.find((attribute) => attribute.name === name)?.expression;
    return expression?.kind === "reference" && expression.steps.length === 1 ? addressOf(expression.root, expression.steps) : undefined;
  };
  const opposite = blocks.filter(
    ({ node }) => node.type === "moved" && says(node, "from") === addressOfName(to) && says(node, "to") === addressOfName(from),
  );
  const added = insertBehind(home, { header: "moved", attributes: { from: addressOfName(from), to: addressOfName(to) } });
  return [...inFile(added, home.reading), ...opposite.flatMap((block) => inFile(removeTopBlock(block), block.reading))];
}

/** What callers of the directory pass to a variable. */
function argumentEdits(workspace: Workspace, path: Path, name: string, text: string): Edit[] {
  const [own] = workspace.engine.readings(path);
  return (own?.scope.all(callFact) ?? []).flatMap(({ value: call }) => {
    const { folder } = scopeParts(call.caller);
    return directory(workspace, `${folder}/main.tf`).flatMap((reading) =>
      (reading.tree as TerraformTree).blocks
        .filter((block) => block.type === "module" && block.labels[0]?.text === call.name)
        .flatMap((block) => {
          const attribute = block.attributes.find((each) => each.name === name);
          return attribute ? inFile(renameAttribute(new TerraformBlock(block, reading), attribute, text), reading) : [];
        }),
    );
  });
}

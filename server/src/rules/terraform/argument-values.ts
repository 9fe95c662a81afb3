import type { Fix } from "../../core/edit";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import type { NewBlock } from "../../languages/terraform/edit";
import { fixWith, insertBlock, setAttributes } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";
import type { Value } from "../../languages/terraform/value";
import { itemsOf, textOf } from "../../languages/terraform/value";
import { examplesOf } from "./argument-examples.table";
import type { ArgumentCase, ArgumentRow } from "./argument-row.table";
import { ALL_ARGUMENT_ROWS } from "./arguments.table";

/** One rule for each row: an argument that is written wrong, or left out where the provider's default is wrong. */
export default defineRules<ArgumentRow, TerraformBlock>(ALL_ARGUMENT_ROWS, (row): Rule<TerraformBlock> => {
  const { id, summary, severity, preset, category, guidance, references, rationale } = row;
  const cases = "cases" in row ? row.cases : [row];
  return {
    ...{ id, summary, severity, preset, category, guidance, references, rationale },
    equivalents: [...new Set(cases.flatMap((one) => namesOf(one)))],
    since: "0.1.0",
    // Made when somebody asks: only the documentation and the tests do.
    get examples() {
      return examplesOf(row, cases);
    },
    patient: cases.some((one) => one.whenMissing !== undefined),
    on: resources(...new Set(cases.flatMap((one) => one.kinds))),
    *check(resource) {
      for (const one of cases)
        if (one.kinds.includes(resource.kind))
          for (const finding of judge(one, resource)) yield { ...finding, equivalents: namesOf(one, resource.kind) };
    },
  };
});

/** The peers' names of a case, all or those of one resource type. */
function namesOf({ equivalents }: ArgumentCase, kind?: string): readonly string[] {
  if (!("length" in equivalents)) return kind === undefined ? Object.values(equivalents).flat() : (equivalents[kind] ?? []);
  return equivalents as readonly string[];
}

function* judge(row: ArgumentCase, resource: TerraformBlock, holder = resource, path = row.block?.split(".") ?? []): Iterable<Finding> {
  const [next, ...rest] = path;
  if (next === undefined) {
    if (row.argument !== undefined) yield* judgeArgument(row, row.argument, resource, holder);
    return;
  }
  const inner = holder.blocks(next);
  for (const block of inner) yield* judge(row, resource, block, rest);
  if (!inner.length && holder.lacksBlock(next)) yield* missing(row, resource, holder, path);
}

function* judgeArgument(row: ArgumentCase, argument: string, resource: TerraformBlock, holder: TerraformBlock): Iterable<Finding> {
  if (row.when?.(resource, holder) === false) return;
  const found = wrongIn(row, holder.value(argument));
  if (found) {
    if (isDecided(row, holder) && !row.whenMissing) return;
    yield {
      ...own(row),
      at: row.list && found.value ? holder.placeOf(argument, found.value) : holder.rangeOf(argument),
      message: `${row.noun} "${resource.name}" ${row.says}: ${argument} ${found.words}.`,
      fixes: fixOf(row, argument, holder),
      related: relatedTo([found.value ?? holder.value(argument)]),
    };
  } else if (holder.lacks(argument) && holder.lacksBlock(argument)) yield* missing(row, resource, holder, []);
}

const own = ({ severity, preset }: ArgumentCase) => ({ ...(severity ? { severity } : {}), ...(preset ? { preset } : {}) });

/** What is left out: the argument, or the rest of the path of blocks that leads to it. */
function* missing(row: ArgumentCase, resource: TerraformBlock, holder: TerraformBlock, path: readonly string[]): Iterable<Finding> {
  if (row.whenMissing === undefined || isDecided(row, holder) || row.when?.(resource, holder) === false) return;
  const { severity, preset } =
    typeof row.whenMissing === "string" ? { severity: row.severity ?? ("info" as const), preset: row.whenMissing } : row.whenMissing;
  yield {
    ...{ at: holder.anchor, severity, preset },
    message: `${row.noun} "${resource.name}" ${row.says}: ${path.length && row.argument === undefined ? `there is no ${path.join(".")} block` : `${row.argument ?? ""} is not set`}.`,
    fixes: !row.right
      ? []
      : path.length
        ? fixWith(row.fix ?? "", "suggestion", insertBlock(holder, nested(path, row.right)))
        : fixOf(row, row.argument ?? "", holder),
  };
}

const isDecided = (row: ArgumentCase, holder: TerraformBlock): boolean =>
  row.unless?.some((name) => !(holder.lacks(name) && holder.lacksBlock(name))) === true;

/** What is wrong with a value, in words that go on after the argument's name. */
function wrongIn({ wrong, must, list }: ArgumentCase, value: Value | undefined): { words: string; value?: Value } | undefined {
  if (must) {
    if (value?.kind !== "list" || value.open || value.items.some((item) => textOf(item) === undefined)) return undefined;
    const held = value.items.map(textOf);
    const lacking = must.filter((text) => !held.includes(text));
    return lacking.length ? { words: `lacks ${lacking.join(", ")}` } : undefined;
  }
  const isWrong = (text: string | undefined) =>
    text !== undefined && wrong !== undefined && ("test" in wrong ? wrong.test(text) : wrong.some((one) => String(one) === text));
  if (!list) return isWrong(textOf(value)) ? { words: `is ${textOf(value) ?? ""}` } : undefined;
  const item = itemsOf(value).find((each) => isWrong(textOf(each)));
  return item && { words: `has ${textOf(item) ?? ""}`, value: item };
}

/** A value that comes from elsewhere is not replaced here: its owner may have other users. */
function fixOf(row: ArgumentCase, argument: string, holder: TerraformBlock): Fix[] {
  const expression = holder.attribute(argument)?.expression;
  if (!row.right || (expression && expression.kind !== "literal" && expression.kind !== "list")) return [];
  const added = Object.entries(row.right).filter(([name]) => name === argument || holder.lacks(name));
  return fixWith(row.fix ?? "", "suggestion", setAttributes(holder, Object.fromEntries(added)));
}

function nested([header = "", ...rest]: readonly string[], attributes: Readonly<Record<string, string>>): NewBlock {
  return rest.length ? { header, blocks: [nested(rest, attributes)] } : { header, attributes };
}

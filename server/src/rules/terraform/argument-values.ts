import type { Fix } from "../../core/edit";
import type { Example, Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { TerraformBlock } from "../../languages/terraform/block";
import { relatedTo } from "../../languages/terraform/block";
import { fixWith, setAttribute } from "../../languages/terraform/edit";
import { resources } from "../../languages/terraform/queries";
import type { ArgumentRow } from "./argument-values.table";
import { ARGUMENT_ROWS } from "./argument-values.table";
import { SERVICE_ARGUMENT_ROWS } from "./service-arguments.table";

/** One rule for each row: an argument that is written wrong, or left out where the provider's default is wrong. */
export default defineRules<ArgumentRow, TerraformBlock>([...ARGUMENT_ROWS, ...SERVICE_ARGUMENT_ROWS], (row): Rule<TerraformBlock> => {
  const { id, summary, severity, preset, category, guidance, equivalents, references, rationale } = row;
  return {
    ...{ id, summary, severity, preset, category, guidance, equivalents, references, rationale },
    since: "0.1.0",
    examples: examplesOf(row),
    patient: row.whenMissing !== undefined,
    on: resources(...row.kinds),
    *check(resource) {
      const holders = row.block === undefined ? [resource] : resource.blocks(row.block);
      for (const holder of holders) yield* judge(row, resource, holder);
    },
  };
});

function* judge(row: ArgumentRow, resource: TerraformBlock, holder: TerraformBlock): Iterable<Finding> {
  const written = row.wrong.find((value) => holder.is(row.argument, value));
  const isDecided = row.unless?.some((name) => !holder.lacks(name)) === true;
  if (written !== undefined) {
    if (isDecided && !row.whenMissing) return;
    yield {
      at: holder.rangeOf(row.argument),
      message: `${row.noun} "${resource.name}" ${row.says}: ${row.argument} is ${String(written)}.`,
      fixes: fixOf(row, holder),
      related: relatedTo([holder.value(row.argument)]),
    };
  } else if (row.whenMissing && holder.lacks(row.argument) && !isDecided) {
    yield {
      at: holder.anchor,
      ...row.whenMissing,
      message: `${row.noun} "${resource.name}" ${row.says}: ${row.argument} is not set.`,
      fixes: fixOf(row, holder),
    };
  }
}

/** A value that comes from elsewhere is not replaced here: its owner may have other users. */
function fixOf(row: ArgumentRow, holder: TerraformBlock): Fix[] {
  const expression = holder.attribute(row.argument)?.expression;
  if (expression && expression.kind !== "literal") return [];
  const added = Object.entries(row.right).filter(([name]) => name === row.argument || holder.lacks(name));
  return fixWith(
    row.fix,
    "suggestion",
    added.flatMap(([name, value]) => setAttribute(holder, name, value)),
  );
}

/** A hit with its fix, a clean one, one that a variable of another file decides, and for some the argument left out. */
function examplesOf(row: ArgumentRow): Example[] {
  const [kind = ""] = row.kinds;
  const inside = (lines: readonly string[]): string[] =>
    row.block === undefined ? lines.map((line) => `  ${line}`) : [`  ${row.block} {`, ...lines.map((line) => `    ${line}`), "  }"];
  const source = (lines: readonly string[], note: readonly string[] = []) =>
    [`resource "${kind}" "main" {`, ...note, ...inside(lines), "}", ""].join("\n");
  const indent = row.block === undefined ? "  " : "    ";
  const wrong = row.wrong.map((value) => (typeof value === "string" ? `"${value}"` : String(value)))[0] ?? "";
  const message = `${row.noun} "main" ${row.says}: ${row.argument} is`;
  const right = Object.entries(row.right).map(([name, value]) => `${name} = ${value}`);
  const aligned = Object.entries(row.right).map(([name, value]) => `${name.padEnd(row.argument.length)} = ${value}`);
  const carets = (before: string, width: number) => `${" ".repeat(before.length)}${"^".repeat(width)}`;
  const hit = (written: string, bulb: string) =>
    `${row.argument} = ${written}\n${carets(`${indent}${row.argument} = `, written.length)} ${bulb}${row.severity}: ${message} ${String(row.wrong[0])}.`;
  const examples: Example[] = [
    { title: `${row.argument} is ${wrong}`, source: source([hit(wrong, "💡 ")]), fixed: source(aligned) },
    {
      title: "a variable of another file decides",
      source: { "main.tf": source([hit("var.value", "")]), "variables.tf": `variable "value" {\n  default = ${wrong}\n}\n` },
    },
    { title: "as it should be", source: source(right) },
    { title: "unknown", source: source([`${row.argument} = var.value`]) },
  ];
  if (row.whenMissing) {
    const header = `resource "${kind}" `;
    examples.push({
      title: "left out",
      settings: { preset: row.whenMissing.preset },
      source: source([], [`${carets(header, 6)} 💡 ${row.whenMissing.severity}: ${message} not set.`]),
      fixed: source(right),
    });
  }
  return examples;
}

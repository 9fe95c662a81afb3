import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { TerraformBlock } from "../../languages/terraform/block";
import { callFact, resourceFact } from "../../languages/terraform/facts";
import { resources } from "../../languages/terraform/queries";
import type { DirectoryRow } from "./missing-in-directory.table";
import { DIRECTORY_ROWS } from "./missing-in-directory.table";

/** One rule for each row: a resource that its directory lacks a companion for. */
export default defineRules<DirectoryRow, TerraformBlock>(DIRECTORY_ROWS, (row): Rule<TerraformBlock> => {
  const { id, summary, severity, preset, category, guidance, references, rationale } = row;
  const [kind = ""] = row.kinds;
  const header = `resource "${kind}" "main" {`;
  const body = row.block === undefined ? "" : `  ${row.block} {\n  }\n`;
  const beside = (row.beside ?? []).map((type) => `\nresource "${type}" "other" {\n}\n`).join("");
  const note = `${" ".repeat(header.indexOf('"main"'))}^^^^^^ ${severity}: ${row.noun} "main" ${row.says}.`;
  return {
    ...{ id, summary, severity, preset, category, guidance, references, rationale },
    equivalents: [],
    since: "0.1.0",
    patient: true,
    examples: [
      {
        title: "nothing of the kind, said once",
        source: `${header}\n${note}\n${body}}\n${beside}\nresource "${kind}" "more" {\n${body}}\n`,
      },
      {
        title: "another file has it",
        source: { "main.tf": `${header}\n${body}}\n${beside}`, "other.tf": `resource "${row.wants}" "other" {\n}\n` },
      },
      {
        title: "a module of the directory may have it, and so may a caller",
        source: {
          "main.tf": `${header}\n${body}}\n${beside}\nmodule "more" {\n  source = "git::https://git.example.com/acme/more.git?ref=v1"\n}\n`,
          "root/main.tf": 'module "part" {\n  source = "./part"\n}\n',
          "root/part/main.tf": `${header}\n${body}}\n${beside}`,
        },
      },
    ],
    on: resources(...row.kinds),
    *check(resource, _context, scope): Iterable<Finding> {
      if (resource.open || !isFirst(row, resource, scope) || isDecided(row, resource)) return;
      if (row.block !== undefined && !resource.blocks(row.block).length) return;
      yield { at: resource.anchor, message: `${row.noun} "${resource.name}" ${row.says}.` };
    },
  };
});

const isDecided = ({ unless }: DirectoryRow, resource: TerraformBlock): boolean =>
  unless?.some((name) => !(resource.lacks(name) && resource.lacksBlock(name))) === true;

/** Whether it is the first of its kind in a directory that lacks what the row wants, and that shows all there is. */
function isFirst(row: DirectoryRow, resource: TerraformBlock, scope: Scope): boolean {
  const types = new Set(scope.all(resourceFact).map(({ value }) => value.type));
  if (types.has(row.wants) || types.has("module") || scope.all(callFact).length) return false;
  if (row.beside?.some((type) => !types.has(type))) return false;
  return scope.all(resourceFact).find(({ value }) => row.kinds.includes(value.type))?.value.address === resource.address;
}

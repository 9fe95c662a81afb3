import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { TerraformBlock } from "../../languages/terraform/block";
import { fixWith, insertBehind } from "../../languages/terraform/edit";
import { useFact } from "../../languages/terraform/facts";
import { resources } from "../../languages/terraform/queries";
import type { CompanionRow } from "./missing-companion.table";
import { COMPANIONS } from "./missing-companion.table";

/** One rule for each row: a resource that nothing in its directory completes. */
export default defineRules<CompanionRow, TerraformBlock>(COMPANIONS, (row): Rule<TerraformBlock> => {
  const { id, summary, preset, category, guidance, equivalents, references, rationale } = row;
  const [kind = ""] = row.kinds;
  const header = `resource "${kind}" "main" {`;
  const body = row.context === undefined ? "" : `  ${row.context}\n`;
  const note = `${" ".repeat(header.indexOf('"main"'))}^^^^^^ ${row.fix ? "💡 " : ""}info: ${row.noun} "main" ${row.says}.`;
  const user = row.by?.[0] ?? "aws_some_user";
  return {
    ...{ id, summary, preset, category, guidance, equivalents, references, rationale },
    severity: "info",
    since: "0.1.0",
    patient: true,
    examples: [
      {
        title: "on its own",
        source: `${header}\n${note}\n${body}}\n`,
        ...(row.fix
          ? { fixed: `${header}\n${body}}\n\nresource "aws_default_security_group" "main" {\n  vpc_id = ${kind}.main.id\n}\n` }
          : {}),
      },
      {
        title: "another file completes it",
        source: { "main.tf": `${header}\n${body}}\n`, "other.tf": `resource "${user}" "other" {\n  target = ${kind}.main.id\n}\n` },
      },
      {
        title: "handed to a module, or out of the directory",
        source: {
          "module.tf": `${header}\n${body}}\n\nmodule "rest" {\n  source = "git::https://git.example.com/acme/rest.git?ref=v1"\n  target = ${kind}.main\n}\n`,
          "out/main.tf": `${header}\n${body}}\n\noutput "it" {\n  value = ${kind}.main.id\n}\n`,
        },
      },
    ],
    on: resources(...row.kinds),
    *check(resource, _context, scope): Iterable<Finding> {
      if (resource.open || row.when?.(resource) === false || isComplete(row, resource, scope)) return;
      const repeated = resource.has("count") || resource.has("for_each");
      yield {
        at: resource.anchor,
        message: `${row.noun} "${resource.name}" ${row.says}.`,
        fixes: row.fix && !repeated ? fixWith(row.fix.title, "suggestion", insertBehind(resource, row.fix.block(resource))) : [],
      };
    },
  };
});

/** Whoever gets hold of it from outside may complete it as well. */
const OUTWARD: ReadonlySet<string> = new Set(["module", "output", "locals"]);

function isComplete(row: CompanionRow, resource: TerraformBlock, scope: Scope): boolean {
  if (row.unless?.some((name) => !(resource.lacks(name) && resource.lacksBlock(name)))) return true;
  return scope
    .all(useFact, resource.address)
    .some(({ value: { by } }) => OUTWARD.has(by) || (row.by ? row.by.includes(by) : row.notBy?.includes(by) !== true));
}

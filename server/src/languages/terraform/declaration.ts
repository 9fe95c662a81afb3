import type { TerraformBlock } from "./block";
import type { NewBlock } from "./edit";
import type { Expression, ReferenceExpression } from "./node";
import { expressionsIn } from "./node";

/** A type of the Terraform language, as far as a name and a use tell it. */
export type GuessedType = "string" | "number" | "bool" | "list(string)" | "map(string)";

/** What a variable or local of a name most likely is, by its name and the attribute it is written to. */
export function guessType(name: string, attribute?: string): GuessedType {
  const words = attribute === undefined ? name : `${name} ${attribute}`;
  if (/(?:^|_)(?:enabled?|disabled?|is|has|use|create|allow)(?:_|$)|_enabled$/.test(name) || attribute?.startsWith("enable") === true)
    return "bool";
  if (/(?:^|[ _])(?:tags|labels|environment_variables)$/.test(words)) return "map(string)";
  if (/(?:^|[ _])(?:subnets|zones|cidrs?_blocks|\w+_ids|\w+_arns|\w+_names|cidrs|ranges|azs)$/.test(words)) return "list(string)";
  if (
    /(?:^|[ _])(?:count|port|timeout|size|capacity|\w*_seconds|\w*_days|\w*_minutes|retention\w*|period|limit|memory|cpu|iops|desired\w*|min\w*|max\w*|replicas)$/.test(
      words,
    )
  )
    return "number";
  return "string";
}

export const looksSecret = (name: string): boolean =>
  /(?:^|_)(?:password|passwd|secret|token|api_?key|private_?key|credentials?)(?:_|$)/i.test(name);

const EMPTY: Readonly<Record<GuessedType, string>> = {
  string: '""',
  number: "0",
  bool: "false",
  "list(string)": "[]",
  "map(string)": "{}",
};

/** The declaration that a reference to `var.name` or `local.name` lacks, typed by how it is used. */
export function declarationOf(block: TerraformBlock, reference: ReferenceExpression, name: string): NewBlock {
  const attribute = block.node.attributes.find(({ expression }) => includes(expression, reference))?.name;
  const type = guessType(name, attribute);
  return reference.root === "local" ? { header: "locals", attributes: { [name]: EMPTY[type] } } : variableBlock(name, type);
}

export const variableBlock = (name: string, type: GuessedType, value?: string): NewBlock => ({
  header: `variable "${name}"`,
  attributes: {
    description: '""',
    type,
    ...(value === undefined ? {} : { default: value }),
    ...(looksSecret(name) ? { sensitive: "true" } : {}),
  },
});

function includes(outer: Expression, inner: Expression): boolean {
  for (const expression of expressionsIn(outer)) if (expression === inner) return true;
  return false;
}

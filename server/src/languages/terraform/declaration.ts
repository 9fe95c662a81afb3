import type { TerraformBlock } from "./block";
import type { NewBlock } from "./edit";
import type { Expression, ReferenceExpression } from "./node";
import { expressionsIn } from "./node";

/** A type of the Terraform language, as far as a name and a use tell it. */
export type GuessedType = "string" | "number" | "bool" | "list(string)" | "map(string)";

/** What a variable or local of a name most likely is, by its name and the attribute it is written to. */
export function guessType(name: string, attribute?: string): GuessedType {
  const names = attribute === undefined ? [name] : [name, attribute];
  const some = (pattern: RegExp) => names.some((each) => pattern.test(each));
  if (some(/^(?:enable|is|has|use|allow)_|_enabled?$|^enabled?$/)) return "bool";
  if (some(/(?:^|_)(?:tags|labels)$/)) return "map(string)";
  if (some(/(?:^|_)(?:subnets|zones|cidrs|cidr_blocks|ranges|azs|ids|arns|names)$/)) return "list(string)";
  if (
    some(
      /(?:^|_)(?:count|port|timeout|size|storage|capacity|seconds|minutes|days|period|limit|memory|cpu|iops|replicas)$|^(?:min|max|desired)_/,
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

import type { TerraformBlock } from "../block";
import type { Statement } from "../policy";
import { documentStatements, policyOf } from "../policy";
import type { Value } from "../value";
import { textOf } from "../value";

/** A policy in a sentence: the one an attribute holds, or that of a document. */
export function policyLine(block: TerraformBlock, attribute?: string): string | undefined {
  const statements = attribute === undefined ? documentStatements(block) : policyOf(block, attribute);
  if (!statements.length) return undefined;
  return statements.slice(0, 4).map(sentence).join(" ") + (statements.length > 4 ? ` And ${statements.length - 4} more.` : "");
}

function sentence(statement: Statement): string {
  const verb = statement.effect === "Deny" ? "Denies" : statement.effect === "Allow" ? "Allows" : "Allows or denies";
  const who = statement.principals ? ` to ${listed(statement.principals, "everyone")}` : "";
  const on = statement.resources.length ? ` on ${listed(statement.resources, "every resource")}` : "";
  const but = statement.inverted ? " (all but what is listed)" : "";
  return `${verb} ${listed(statement.actions, "every action")}${on}${who}${but}${statement.conditional ? ", on a condition" : ""}.`;
}

function listed(values: readonly Value[], all: string): string {
  const texts = values.map((value) => (value.kind === "unknown" && value.reference !== undefined ? value.reference : textOf(value)));
  if (texts.includes("*")) return all;
  const known = texts.slice(0, 3).map((text) => (text === undefined ? "something unknown" : `\`${text}\``));
  return known.join(", ") + (texts.length > 3 ? ` and ${texts.length - 3} more` : "");
}

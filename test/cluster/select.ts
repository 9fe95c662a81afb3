import { valueAt } from "../../server/src/playbook/call";
import type { Kind } from "./kinds.table";
import type { Labels, Resource, Selector } from "./resource";

/** Whether labels match the selector of a workload, a budget or the like. */
export const matches = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels = {}): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, operator, values = [] }) => expressionHolds(operator, labels[key], values));

function expressionHolds(operator: string, value: string | undefined, values: readonly string[]): boolean {
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  const isIn = value !== undefined && values.includes(value);
  return operator === "NotIn" ? !isIn : isIn;
}

/** Whether labels match a selector such as `app=web,tier in (a, b),!canary`. */
export const labelsMatch = (selector: string, labels: Labels = {}): boolean =>
  selector
    .split(/,(?![^(]*\))/)
    .filter(Boolean)
    .every((term) => {
      const [, key = "", word, list = ""] = /^\s*([^\s=!]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(term) ?? [];
      if (word !== undefined)
        return expressionHolds(
          word === "in" ? "In" : "NotIn",
          labels[key],
          list.split(",").map((each) => each.trim()),
        );
      if (term.startsWith("!")) return labels[term.slice(1)] === undefined;
      return comparison(term, (name) => labels[name]) ?? labels[term] !== undefined;
    });

/** The field of a selector such as `spec.nodeName=a,status.phase!=Failed` that a kind does not serve; undefined: it serves all. */
export const unknownField = (selector: string, kind: Kind): string | undefined =>
  selector
    .split(",")
    .filter(Boolean)
    .map((term) => term.replace(/[!=].*/, ""))
    .find((field) => !["metadata.name", "metadata.namespace", ...(kind.fields ?? [])].includes(field));

/** A field that is absent counts as its zero: an empty text, or false for the one truth that can be selected by. */
export const fieldsMatch = (selector: string, resource: Resource): boolean =>
  selector
    .split(",")
    .filter(Boolean)
    .every(
      (term) => comparison(term, (field) => textOf(valueAt(resource, field) ?? (field === "spec.unschedulable" ? false : ""))) === true,
    );

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function comparison(term: string, read: (name: string) => string | undefined): boolean | undefined {
  const [, name = "", operator = "", value = ""] = /^([^!=]+)(!=|==?)(.*)$/.exec(term) ?? [];
  if (operator === "") return undefined;
  return (read(name) === value) === (operator !== "!=");
}

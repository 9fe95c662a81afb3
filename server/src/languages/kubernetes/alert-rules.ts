import type { Query } from "../../core/rule";
import { query } from "../../core/rule";
import type { Range } from "../../core/text";
import type { Mapping } from "../yaml/mapping";
import { objects } from "./queries";

/** One rule of a PrometheusRule: an alert or a recording rule. */
export class AlertRule {
  constructor(readonly root: Mapping) {}

  /** The alert's name; undefined for a recording rule. */
  get alert(): string | undefined {
    return this.root.string("alert");
  }

  /** The PromQL expression as it is written; undefined when a template has a part in it. */
  get expression(): string | undefined {
    return this.root.string("expr");
  }

  /** How messages name it: `Alert "Down"`, `Recording rule "job:up:sum"`. */
  get title(): string {
    const alert = this.alert;
    return alert === undefined ? `Recording rule "${this.root.string("record") ?? ""}"` : `Alert "${alert}"`;
  }

  /** What is underlined when something is missing: the name. */
  get anchor(): Range {
    return this.root.rangeOf(this.root.has("alert") ? "alert" : "record");
  }
}

/** The rules of every PrometheusRule, in order. */
export const alertRules: Query<AlertRule> = query(objects.kinds, function* (reading) {
  for (const object of objects.of(reading))
    if (object.is("monitoring.coreos.com", "PrometheusRule"))
      for (const group of object.spec.list("groups").maps())
        for (const rule of group.list("rules").maps()) if (rule.has("alert") || rule.has("record")) yield new AlertRule(rule);
});

/** An expression without the text inside its quotes, so that words are looked for where they mean something. Offsets stay. */
export const withoutStrings = (expression: string): string =>
  expression.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, (text) => `"${" ".repeat(Math.max(0, text.length - 2))}"`);

/** The labels that each `by (…)` of an expression keeps, in order. */
export const keptLabels = (expression: string): readonly (readonly string[])[] =>
  [...withoutStrings(expression).matchAll(/\bby\s*\(([^)]*)\)/g)].map(([, labels = ""]) =>
    labels
      .split(",")
      .map((label) => label.trim())
      .filter((label) => label !== ""),
  );

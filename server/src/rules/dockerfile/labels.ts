import { defineRule, defineRules } from "../../core/rule";
import { pairs } from "../../languages/dockerfile/queries";
import { LABEL_FORMS } from "./labels.table";

/** Labels of the image specification and the form their values have. One mechanism, a row a form. */
export default defineRules(LABEL_FORMS, ({ smell, summary, what, equivalents, keys, isGood, bad, good }) =>
  defineRule({
    id: `dockerfile/${smell}` as const,
    summary,
    severity: "hint" as const,
    preset: "strict" as const,
    category: "maintainability" as const,
    since: "0.1.0",
    guidance: [],
    equivalents,
    references: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
    rationale: `Registries, scanners and inventories read this label and expect ${what}; anything else they show as it is, or drop.`,
    examples: [
      {
        title: "another form",
        source: `FROM alpine:3.22\nLABEL ${bad.label}="${bad.value}"\n${" ".repeat(6)}${"^".repeat(bad.label.length + bad.value.length + 3)} hint: ${said(bad.label, what, bad.value)}\n`,
      },
      {
        title: "its form, and by variable",
        source: `FROM alpine:3.22\nARG X\nLABEL ${good.label}="${good.value}"\nLABEL ${good.label}=$X\n`,
      },
    ],
    on: pairs("LABEL"),
    *check({ pair, name }) {
      // What a variable says is the default of an ARG, and the build says otherwise.
      const value = pair.value?.value;
      if (value === undefined || !keys.test(name) || isGood(value)) return;
      if (value.trim() === "" && smell !== "label-empty") return;
      yield { at: pair.range, message: said(name, what, value) };
    },
  }),
);

function said(name: string, what: string, value: string): string {
  return value.trim() === "" ? `The label ${name} is empty.` : `The label ${name} says ${what}; "${value}" is none.`;
}

import { yaml } from "../../core/example";
import { defineRule, query } from "../../core/rule";
import { readConfiguration } from "../../config/configuration";
import { RULE_IDS } from "../ids.generated";

export default defineRule({
  id: "plimsoll/invalid-configuration",
  summary: "Configuration that Plimsoll cannot follow",
  severity: "error",
  preset: "essential",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale:
    "A misspelt rule id or level is silently worth nothing: the rule you meant to turn down keeps its level, or the one you meant to turn on stays off. " +
    "While the file has an error the last version without one stays in force; the command line stops instead.",
  examples: [
    {
      title: "a misspelt rule and an unknown level",
      path: ".plimsoll.yaml",
      source: yaml`
extends: strict
rules:
  kubernetes/privileged-contaner: off
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: There is no rule "kubernetes/privileged-contaner". Did you mean "kubernetes/privileged-container"?
  kubernetes/privileged-container: fatal
                                   ^^^^^ error: A level is one of off, on, error, warning, info, hint, or a list of a level and options.
overides: []
^^^^^^^^ error: There is no option "overides" here: did you mean "overrides"?
`,
    },
    {
      title: "not YAML",
      path: ".plimsoll.yaml",
      source: `rules: [
       ^ error: This is not valid YAML: a list or map in brackets is not closed.
`,
    },
    {
      title: "a good configuration",
      path: ".plimsoll.yaml",
      source: yaml`
extends: recommended
rules:
  "kubernetes/*": warning # all of one language
  kubernetes/privileged-container: [error, {}]
overrides:
  - files: ["legacy/**"]
    rules:
      "*/*": hint
environments:
  production:
    files: ["deploy/prod/**"]
    production: true
`,
    },
  ],
  on: query(["plimsoll"], (reading) => [reading.part.text]),
  *check(text) {
    for (const { at, message } of readConfiguration(text, RULE_IDS).errors) yield { at, message };
  },
});

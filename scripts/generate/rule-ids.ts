import type { Rule } from "../../server/src/core/rule";
import type { Generated } from "./files";

/** The ids of all rules and their sub-checks, as data: what configuration is checked against without loading the rules. */
export function ruleIds(rules: readonly Rule[]): Generated {
  const ids = rules.flatMap((rule) => [rule.id, ...Object.keys(rule.checks ?? {})]).sort();
  return {
    path: "server/src/rules/ids.generated.ts",
    content: `// Generated from the rules by \`npm run generate\`.\n\nexport const RULE_IDS: readonly string[] = [\n${ids.map((id) => `  ${JSON.stringify(id)},`).join("\n")}\n];\n`,
  };
}

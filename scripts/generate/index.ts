import type { Rule } from "../../server/src/core/rule";
import { guidanceDoc, readmeTable, ruleDocs, safetyDoc } from "./docs";
import type { Generated } from "./files";
import { guidanceIds, guidanceTexts, readAdvice, withStates } from "./guidance";
import { l10nBundle } from "./l10n";
import { configurationSchema, packageJson } from "./package-json";
import { peersDoc } from "./peers";
import { builtInPlaybooks, playbooksDoc } from "./playbooks";
import { playbookSchema } from "./playbook-schema";
import { SNIPPETS } from "../../server/src/snippets/snippets.generated";
import { ruleIds } from "./rule-ids";
import { snippets } from "./snippets";
import { refactoringIndex, ruleIndex } from "./rule-index";

/** What is derived from the folders alone: it must be there before the rules compile. */
export function beforeRules(): Generated[] {
  const advice = readAdvice();
  return [guidanceIds(advice), guidanceTexts(advice), ruleIndex(), refactoringIndex(), ...snippets()];
}

/** What is derived from the rules. */
export function fromRules(rules: readonly Rule[]): Generated[] {
  const advice = readAdvice();
  const playbooks = builtInPlaybooks();
  const cited = new Set<string>([
    ...rules.flatMap((rule) => [...rule.guidance, ...Object.values(rule.checks ?? {}).flatMap((check) => check.guidance ?? [])]),
    ...playbooks.flatMap((playbook) => playbook.guidance ?? []),
    ...SNIPPETS.flatMap((snippet) => snippet.guidance),
  ]);
  return [
    ruleIds(rules),
    ...packageJson(),
    l10nBundle(),
    configurationSchema(),
    playbookSchema(),
    readmeTable(rules),
    ...withStates(cited),
    ...ruleDocs(rules, advice),
    guidanceDoc(advice, rules, playbooks),
    playbooksDoc(playbooks),
    peersDoc(rules),
    safetyDoc(rules),
  ];
}

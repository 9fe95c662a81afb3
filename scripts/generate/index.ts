import type { Generated } from "./files";
import { guidanceIds, guidanceTexts, readAdvice } from "./guidance";
import { ruleIndex } from "./rule-index";

/** What can be derived without running the rules: it must be there before they compile. */
export function firstStage(): Generated[] {
  const advice = readAdvice();
  return [guidanceIds(advice), guidanceTexts(advice), ruleIndex()];
}

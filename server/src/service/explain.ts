import type { Fix } from "../core/edit";
import type { Rule } from "../core/rule";
import { GUIDANCE } from "../guidance/texts.generated";
import type { Problem } from "./problem";

/** Where the documentation of the rules is read. */
export const DOCS = "https://github.com/plimsoll-dev/plimsoll/blob/main/docs/rules";

export const docsUrl = (rule: Rule): string => `${DOCS}/${rule.id}.md`;

/** Whether a rule repairs, and how safely: its examples promise it, its declaration says which. */
export function ruleFix(rule: Rule): "safe" | "suggestion" | "none" {
  if (!rule.examples.some((example) => example.fixed !== undefined)) return "none";
  return rule.safeFix === undefined ? "suggestion" : "safe";
}

/** The hover of a finding: what is wrong, why it matters, what the fix does, who says so, what others call it. Markdown. */
export function explainProblem(problem: Problem, brief: boolean): string {
  const { rule } = problem;
  const heading = `**${rule.summary}**`;
  if (brief) return `${problem.message} ([${problem.id}](${docsUrl(rule)}))\n\n${firstSentence(rule.rationale)}`;
  return [
    heading,
    rule.rationale,
    ...fixLine(problem.fixes),
    ...adviceLines(rule),
    `[${problem.id}](${docsUrl(rule)})${peersLine(problem.equivalents)}`,
  ].join("\n\n");
}

/** The page of a rule for the terminal and the documentation. Markdown. */
export function explainRule(rule: Rule): string {
  const { severity, preset, category, since } = rule;
  const checks = Object.entries(rule.checks ?? {}).map(([id, check]) => `- \`${id}\`: ${check.summary}${peersLine(check.equivalents)}`);
  return [
    `# ${rule.id}`,
    `${rule.summary}.`,
    `Level: ${severity} · preset: ${preset} · category: ${category} · since ${since}`,
    rule.rationale,
    ...(checks.length ? [`It lists what applies of:`, checks.join("\n")] : []),
    ...adviceLines(rule),
    ...(rule.equivalents.length ? [`Other tools call it: ${rule.equivalents.map((name) => `\`${name}\``).join(", ")}`] : []),
    ...(rule.references.length ? [`Read more:\n${rule.references.map((url) => `- <${url}>`).join("\n")}`] : []),
  ].join("\n\n");
}

function adviceLines(rule: Rule): string[] {
  return rule.guidance.map((id) => {
    const { title, text } = GUIDANCE[id];
    return `> ${text}\n>\n> from *${title}* (${id})`;
  });
}

function fixLine(fixes: readonly Fix[]): string[] {
  const [fix] = fixes;
  if (!fix) return [];
  const promise =
    fix.safety === "safe" ? "changes nothing in what is built, deployed or planned" : "is a suggestion: read the change before you keep it";
  return [`**Fix:** ${fix.title}. It ${promise}.`];
}

const peersLine = (equivalents: readonly string[]): string =>
  equivalents.length ? ` · also known as ${equivalents.map((name) => name.replace(":", " ")).join(", ")}` : "";

const firstSentence = (text: string): string => /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, ".") ?? text;

import type { Fix } from "../core/edit";
import type { Rule } from "../core/rule";
import { GUIDANCE } from "../guidance/texts.generated";
import { t } from "../l10n";
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
    t("Level: {0} · preset: {1} · category: {2} · since {3}", severity, preset, category, since),
    rule.rationale,
    ...(checks.length ? [t("It lists what applies of:"), checks.join("\n")] : []),
    ...adviceLines(rule),
    ...(rule.equivalents.length ? [t("Other tools call it: {0}", rule.equivalents.map((name) => `\`${name}\``).join(", "))] : []),
    ...(rule.references.length ? [[t("Read more:"), ...rule.references.map((url) => `- <${url}>`)].join("\n")] : []),
  ].join("\n\n");
}

function adviceLines(rule: Rule): string[] {
  return rule.guidance.map((id) => {
    const { title, text } = GUIDANCE[id];
    return `> ${text}\n>\n> ${t("from *{0}* ({1})", title, id)}`;
  });
}

function fixLine(fixes: readonly Fix[]): string[] {
  const [fix] = fixes;
  if (!fix) return [];
  return [
    fix.safety === "safe"
      ? t("**Fix:** {0}. It changes nothing in what is built, deployed or planned.", fix.title)
      : t("**Fix:** {0}. It is a suggestion: read the change before you keep it.", fix.title),
  ];
}

const peersLine = (equivalents: readonly string[]): string =>
  equivalents.length ? ` · ${t("also known as {0}", equivalents.map((name) => name.replace(":", " ")).join(", "))}` : "";

const firstSentence = (text: string): string => /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, ".") ?? text;

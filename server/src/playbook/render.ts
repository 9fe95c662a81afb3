import type { Call, Check, Playbook, Step, Undo } from "../languages/playbook/shape";
import { GUIDANCE } from "../guidance/texts.generated";
import { t } from "../l10n";
import type { Values } from "./call";
import { commandLine, fillText } from "./call";

const kinds = (): Readonly<Record<Step["kind"], string>> => ({
  manual: t("by hand"),
  command: t("command"),
  gate: t("gate"),
  wait: t("wait"),
  edit: t("edit"),
  decision: t("decision"),
});

/** A playbook as Markdown, its inputs filled in as far as they are known. */
export function playbookMarkdown(playbook: Playbook, values: Values = {}): string {
  const inputs = Object.entries(playbook.inputs ?? {}).map(
    ([name, { title, secret }]) => `- \`${name}\`: ${secret === true ? t("{0} (secret)", title) : title}`,
  );
  const section = (title: string, steps: readonly Step[]) => [`## ${title}`, ...steps.map((step) => stepMarkdown(step, values, "###"))];
  return [
    `# ${playbook.title}`,
    playbook.summary,
    ...(playbook.appliesTo?.length ? [t("For: {0}", playbook.appliesTo.join(", "))] : []),
    ...(playbook.guide === true ? [t("A guide: its commands are copied and its steps ticked by hand.")] : []),
    ...(inputs.length ? [inputs.join("\n")] : []),
    ...playbook.phases.flatMap((phase) => section(phase.title, phase.steps)),
    ...(playbook.rollback ? section(t("The way back"), playbook.rollback) : []),
    ...adviceOf(playbook),
  ].join("\n\n");
}

/** One step as Markdown: what it does, why, what to watch, and what to do when it fails. */
export function stepMarkdown(step: Step, values: Values = {}, heading = "#"): string {
  const fence = (call: Call) => fenced(commandLine(call, values));
  return [
    `${heading} ${step.title} (${kinds()[step.kind]})`,
    ...(step.why === undefined ? [] : [step.why]),
    ...(step.kind === "command" && step.dryRun ? [t("First without effect:"), fence(step.dryRun), t("Then:")] : []),
    ...(step.kind === "command" ? [fence(step.command)] : []),
    ...kindText(step, values),
    ...(step.copy === undefined ? [] : [fenced(fillText(step.copy, values))]),
    ...(step.watch === undefined ? [] : [t("Watch: {0}", step.watch)]),
    ...(step.verify ? [t("Verify: {0}", checkText(step.verify, values))] : []),
    ...(step.onFailure ? [t("If it fails: {0}", step.onFailure.say)] : []),
    ...(step.rollback ? [t("To take it back: {0}", undoText(step.rollback, values))] : []),
    ...(step.irreversible === undefined ? [] : [t("Nothing takes it back: {0}", step.irreversible)]),
  ].join("\n\n");
}

function kindText(step: Step, values: Values): string[] {
  switch (step.kind) {
    case "gate":
      return [t("Goes on when: {0}", checkText(step.check, values))];
    case "wait":
      return [t("Waits {0}, then asks: {1}", timeText(step.duration), step.question)];
    case "decision":
      return [step.question, step.branches.map(({ title, goto }) => `- ${title} (→ ${goto})`).join("\n")];
    case "edit":
      return "fix" in step.edit
        ? [t("Applies the fix of {0} to the file.", step.edit.fix)]
        : [
            Object.entries(step.edit.change)
              .map(([path, value]) => `- ${t("set `{0}` to `{1}`", path, fillText(value, values))}`)
              .join("\n"),
          ];
    default:
      return [];
  }
}

/** What a check asks, in a sentence. */
export function checkText(check: Check, values: Values): string {
  if ("question" in check) return check.question;
  if ("findings" in check) return t("no finding of {0}", check.findings.join(", "));
  return t("`{0}` goes as expected", commandLine(check.command, values));
}

const undoText = (undo: Undo, values: Values): string => ("manual" in undo ? undo.manual : `\`${commandLine(undo.command, values)}\``);

/** Seconds as `90 s`, `5 min` or `2 h`. */
export const timeText = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\``;

function adviceOf(playbook: Playbook): string[] {
  const known = Object.entries(GUIDANCE).filter(([id]) => playbook.guidance?.includes(id));
  return known.length
    ? [`## ${t("Why")}`, ...known.map(([id, { title, text }]) => `> ${text}\n>\n> ${t("{0}, from *{1}*", id, title)}`)]
    : [];
}

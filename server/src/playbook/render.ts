import type { Call, Check, Playbook, Step, Undo } from "../languages/playbook/shape";
import { GUIDANCE } from "../guidance/texts.generated";
import type { Values } from "./call";
import { commandLine, fillText } from "./call";

const KINDS: Readonly<Record<Step["kind"], string>> = {
  manual: "by hand",
  command: "command",
  gate: "gate",
  wait: "wait",
  edit: "edit",
  decision: "decision",
};

/** A playbook as Markdown, its inputs filled in as far as they are known. */
export function playbookMarkdown(playbook: Playbook, values: Values = {}): string {
  const inputs = Object.entries(playbook.inputs ?? {}).map(
    ([name, input]) => `- \`${name}\`: ${input.title}${input.secret === true ? " (secret)" : ""}`,
  );
  const section = (title: string, steps: readonly Step[]) => [`## ${title}`, ...steps.map((step) => stepMarkdown(step, values, "###"))];
  return [
    `# ${playbook.title}`,
    playbook.summary,
    ...(playbook.appliesTo?.length ? [`For: ${playbook.appliesTo.join(", ")}`] : []),
    ...(playbook.guide === true ? ["A guide: its commands are copied and its steps ticked by hand."] : []),
    ...(inputs.length ? [inputs.join("\n")] : []),
    ...playbook.phases.flatMap((phase) => section(phase.title, phase.steps)),
    ...(playbook.rollback ? section("The way back", playbook.rollback) : []),
    ...adviceOf(playbook),
  ].join("\n\n");
}

/** One step as Markdown: what it does, why, what to watch, and what to do when it fails. */
export function stepMarkdown(step: Step, values: Values = {}, heading = "#"): string {
  const fence = (call: Call) => fenced(commandLine(call, values));
  return [
    `${heading} ${step.title} (${KINDS[step.kind]})`,
    ...(step.why === undefined ? [] : [step.why]),
    ...(step.kind === "command" && step.dryRun ? [`First without effect:\n\n${fence(step.dryRun)}\n\nThen:`] : []),
    ...(step.kind === "command" ? [fence(step.command)] : []),
    ...kindText(step, values),
    ...(step.copy === undefined ? [] : [fenced(fillText(step.copy, values))]),
    ...(step.watch === undefined ? [] : [`Watch: ${step.watch}`]),
    ...(step.verify ? [`Verify: ${checkText(step.verify, values)}`] : []),
    ...(step.onFailure ? [`If it fails: ${step.onFailure.say}`] : []),
    ...(step.rollback ? [`To take it back: ${undoText(step.rollback, values)}`] : []),
    ...(step.irreversible === undefined ? [] : [`Nothing takes it back: ${step.irreversible}`]),
  ].join("\n\n");
}

function kindText(step: Step, values: Values): string[] {
  switch (step.kind) {
    case "gate":
      return [`Goes on when: ${checkText(step.check, values)}`];
    case "wait":
      return [`Waits ${timeText(step.duration)}, then asks: ${step.question}`];
    case "decision":
      return [step.question, step.branches.map(({ title, goto }) => `- ${title} (→ ${goto})`).join("\n")];
    case "edit":
      return "fix" in step.edit
        ? [`Applies the fix of ${step.edit.fix} to the file.`]
        : [
            Object.entries(step.edit.change)
              .map(([path, value]) => `- set \`${path}\` to \`${fillText(value, values)}\``)
              .join("\n"),
          ];
    default:
      return [];
  }
}

/** What a check asks, in a sentence. */
export function checkText(check: Check, values: Values): string {
  if ("question" in check) return check.question;
  if ("findings" in check) return `no finding of ${check.findings.join(", ")}`;
  return `\`${commandLine(check.command, values)}\` goes as expected`;
}

const undoText = (undo: Undo, values: Values): string => ("manual" in undo ? undo.manual : `\`${commandLine(undo.command, values)}\``);

/** Seconds as `90 s`, `5 min` or `2 h`. */
export const timeText = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\``;

function adviceOf(playbook: Playbook): string[] {
  const known = Object.entries(GUIDANCE).filter(([id]) => playbook.guidance?.includes(id));
  return known.length ? ["## Why", ...known.map(([id, { title, text }]) => `> ${text}\n>\n> ${id}, from *${title}*`)] : [];
}

import { stepOf } from "../languages/playbook/flow";
import type { Playbook } from "../languages/playbook/shape";
import { t } from "../l10n";
import { valuesOf } from "./state";
import type { RecordEntry, RunState, Stage } from "./state";

/** The most characters of a program's output that a record keeps: its end, where the result stands. */
const MOST_OUTPUT = 4000;

/** Words in place of a secret. */
const MASK = "***";

/** Escape sequences of terminals: CSI, OSC (links, titles) and the two-character ones. */
const ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?|\u009b[0-?]*[ -/]*[@-~]/g;
/** Characters that are not seen and change how others are: controls, and the marks that reverse the direction of writing. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Values that are credentials by their looks, wherever they stand. */
const CREDENTIALS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abprs]-[\w-]{10,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /(?<=:\/\/[^\s:/@]{1,80}:)[^\s@/]{1,200}(?=@)/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** A text without secrets: those that are known, and what looks like a credential. */
export function masked(text: string, secrets: readonly string[]): string {
  const known = [...secrets].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
  const without = known.reduce((left, secret) => left.replaceAll(secret, MASK), text);
  return CREDENTIALS.reduce((left, shape) => left.replace(shape, MASK), without);
}

/** What a record keeps of a program's output: plain text, secrets masked, its last part. */
export function excerptOf(output: string, secrets: readonly string[]): string {
  const plain = output
    .replace(ESCAPES, "")
    .split(/\r?\n/)
    // A progress bar writes its line again and again: what it wrote last counts.
    .map((line) => line.slice(line.trimEnd().lastIndexOf("\r") + 1))
    .join("\n")
    .replace(UNSEEN, "")
    .trim();
  const kept = masked(plain, secrets);
  return kept.length <= MOST_OUTPUT ? kept : `…${kept.slice(kept.length - MOST_OUTPUT)}`;
}

const words = (): Readonly<Record<Stage | RunState["status"], string>> => ({
  pending: t("open"),
  running: t("running"),
  waiting: t("waiting"),
  done: t("done"),
  failed: t("failed"),
  skipped: t("skipped"),
  interrupted: t("interrupted"),
  rollingBack: t("being rolled back"),
  rolledBack: t("rolled back"),
});

/**
 * The record of a run as Markdown that renders on GitHub: who, when, where, with what, what was done and how it ended. `revisions` are those
 * before and after, if the one who asks knows them.
 */
export function recordMarkdown(
  playbook: Playbook,
  state: RunState,
  options: { readonly secrets?: readonly string[]; readonly revisions?: { readonly before?: string; readonly after?: string } } = {},
): string {
  const secrets = options.secrets ?? [];
  const cell = (text: string) => tableText(excerptOf(text, secrets));
  const { target, object, environment, commit } = state;
  const facts: [string, string | undefined][] = [
    [t("Started"), t("{0} by {1}", state.startedAt, state.startedBy)],
    [t("Ended"), state.status === "running" || state.status === "rollingBack" ? undefined : state.record.at(-1)?.time],
    [t("Outcome"), words()[state.status]],
    [t("Object"), object && `${object.kind}/${object.name}${object.file === undefined ? "" : ` (${object.file})`}`],
    [t("Environment"), environment && (environment.production ? t("{0} (production)", environment.name) : environment.name)],
    [t("Context"), target?.context],
    [t("Server"), target?.server],
    [t("Cluster"), target?.clusterId],
    [t("Namespace"), target?.namespace],
    [t("Revision before"), options.revisions?.before],
    [t("Revision after"), options.revisions?.after],
    [t("Commit"), commit],
  ];
  const inputs = Object.entries(playbook.inputs ?? {}).map(([name, { title, secret }]): readonly [string, string] => [
    title,
    secret === true ? MASK : (valuesOf(playbook, state)[name] ?? ""),
  ]);
  const head = [t("step"), t("state"), t("reason")];
  return [
    `# ${inlineText(excerptOf(state.playbook.title, secrets))}`,
    table(
      ["", ""],
      facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, cell(value)]])),
    ),
    ...(inputs.length
      ? [
          `## ${t("Inputs")}`,
          table(
            [t("input"), t("value")],
            inputs.map(([name, value]) => [cell(name), cell(value)]),
          ),
        ]
      : []),
    `## ${t("Steps")}`,
    table(
      head,
      Object.entries(state.steps)
        .filter(([, { stage, attempts }]) => stage !== "pending" || attempts > 0)
        .map(([id, { stage, reason }]) => [cell(stepOf(playbook, id)?.step.title ?? id), words()[stage], cell(reason ?? "")]),
    ),
    ...(state.undo.length
      ? [
          `## ${t("To be taken back")}`,
          table(
            head,
            state.undo.map(({ step, stage, reason }) => [
              cell(stepOf(playbook, step)?.step.title ?? step),
              words()[stage],
              cell(reason ?? ""),
            ]),
          ),
        ]
      : []),
    `## ${t("What happened")}`,
    ...state.record.map((entry) => entryText(entry, secrets)),
  ].join("\n\n");
}

function entryText(entry: RecordEntry, secrets: readonly string[]): string {
  const plain = (text: string) => inlineText(excerptOf(text, secrets));
  const ended = [
    ...(entry.exitCode === undefined ? [] : [t("exit code {0}", entry.exitCode)]),
    ...(entry.seconds === undefined ? [] : [`${entry.seconds} s`]),
  ].join(", ");
  return [
    `**${plain(entry.time)}** ${entry.step === "" ? "" : `${plain(entry.step)}: `}${plain(entry.what)}${ended === "" ? "" : ` (${ended})`}`,
    ...[entry.command, entry.excerpt].flatMap((text) => (text === undefined || text === "" ? [] : [fenced(excerptOf(text, secrets))])),
  ].join("\n\n");
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Text that Markdown and HTML leave alone. */
const inlineText = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]#~|]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

const tableText = inlineText;

/** A block that its content cannot end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

import * as vscode from "vscode";
import { stepOf } from "../../../server/src/languages/playbook/flow";
import { linksOf } from "../../../server/src/playbook/links";
import { playbookMarkdown, stepMarkdown } from "../../../server/src/playbook/render";
import { stepState, valuesOf } from "../../../server/src/playbook/state";
import type { Entry } from "./catalogue";
import type { Controller } from "./controller";
import type { LiveRun } from "./live";
import { changesHere, environmentWord, placeOf } from "./live";
import { STAGES } from "./row";
import { effectsHere, obstacles } from "./steps";
import { t } from "../../../server/src/l10n";

export const PAGE_SCHEME = "plimsoll-playbook";

/**
 * Steps, playbooks and records as Markdown documents, which the editor's own preview renders: with its zoom, selection, search and policy, and
 * without a script.
 */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;
  readonly #shown = new Map<string, vscode.Uri>();
  readonly #following: { dispose(): void };

  constructor(
    private readonly controller: Controller,
    private readonly entries: () => readonly Entry[],
  ) {
    this.#following = controller.onDidChange.on(() => {
      for (const uri of this.#shown.values()) this.#changes.fire(uri);
    });
  }

  dispose(): void {
    this.#following.dispose();
    this.#changes.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const parameters = new URLSearchParams(uri.query);
    const run = this.controller.find(parameters.get("run") ?? undefined);
    const step = parameters.get("step");
    if (run && step === "record") return this.controller.record(run);
    if (run) return stepPage(this.controller, run, step ?? undefined);
    const entry = this.entries().find(({ playbook }) => playbook.id === parameters.get("playbook"));
    return entry ? playbookMarkdown(entry.playbook) : t("It is not there any more.");
  }

  /** Opens the page of a step, without one of whatever is at hand. */
  async showStep(run: LiveRun, step: string | undefined): Promise<void> {
    await this.#show(run.stored.state.playbook.title, { run: run.stored.state.id, ...(step === undefined ? {} : { step }) });
  }

  async showPlaybook({ playbook }: Entry): Promise<void> {
    await this.#show(playbook.title, { playbook: playbook.id });
  }

  async #show(title: string, parameters: Readonly<Record<string, string>>): Promise<void> {
    const name = title.replace(/[^\p{L}\p{N} ,.-]/gu, " ");
    const uri = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `/${name}.md`, query: new URLSearchParams(parameters).toString() });
    this.#shown.set(uri.toString(), uri);
    this.#changes.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }
}

/** A step with the target above it and what speaks against it. */
export function stepPage(controller: Controller, run: LiveRun, id: string | undefined): string {
  const { state } = run.stored;
  const { target, object } = state;
  const place = placeOf(run);
  const placed = id === undefined ? undefined : stepOf(run.playbook, id)?.step;
  const step = placed ?? (place.kind === "step" ? place.step : undefined);
  const isHere = place.kind === "step" && place.step === step;
  const card = [
    target?.context ?? state.inputs.context,
    target?.server,
    target && t("ns {0}", target.namespace),
    object && `${object.kind}/${object.name}`,
    environmentWord(state),
  ].flatMap((text) => (text === undefined ? [] : [`\`${text.replaceAll("`", "'")}\``]));
  const values = valuesOf(run.playbook, state);
  if (!step) {
    const undo = place.kind === "undo" ? place.entry : undefined;
    const undone = undo && stepOf(run.playbook, undo.step)?.step;
    return [
      card.join(" · "),
      undone
        ? `# ${t("Take back: {0}", undone.title)}\n\n${stepMarkdown(undone, { ...values, ...undo.values }, "##")}`
        : `# ${t("This run has ended")}`,
    ].join("\n\n");
  }
  const own = stepState(state, step.id);
  const reasons = isHere ? obstacles(controller.reasons(run)) : [];
  const links = step.kind === "wait" || step.kind === "gate" ? linksOf(controller.ports.links(), state) : [];
  const effects = isHere && changesHere(run) ? effectsHere(run) : [];
  // How it stands comes before what it is: whoever is in a hurry reads no further.
  const [heading = "", ...body] = stepMarkdown(step, values).split("\n\n");
  return [
    ...(card.length ? [card.join(" · ")] : []),
    heading,
    own.reason === undefined || own.reason === ""
      ? t("**Now:** {0}", STAGES[own.stage].word())
      : t("**Now:** {0}. {1}", STAGES[own.stage].word(), cell(own.reason)),
    ...(own.stage === "failed" && step.onFailure ? [t("**What to do:** {0}", step.onFailure.say)] : []),
    ...(isHere && run.watch.length
      ? [[`| ${t("rollout")} | |`, "| --- | --- |", ...run.watch.map(({ title, text }) => `| ${title} | ${cell(text)} |`)].join("\n")]
      : []),
    ...(reasons.length ? [reasons.map(({ message }) => `- ${t("It cannot be run: {0}", message)}`).join("\n")] : []),
    ...(effects.length
      ? [`${t("**What it changes:**")}\n\n${effects.map((effect) => `- \`${effect.replaceAll("`", "'")}\``).join("\n")}`]
      : []),
    ...(links.length
      ? [t("**Look at:** {0}", links.map(({ title, url }) => `[${title.replace(/[[\]\\]/g, "")}](<${url}>)`).join(" · "))]
      : []),
    ...(controller.ports.machine
      ? []
      : [t("No program can be started in this window: commands are copied, run elsewhere and ticked by hand.")]),
    ...body,
    ...readTable(run),
  ].join("\n\n");
}

/** What was read of the cluster, whole. */
function readTable({ card }: LiveRun): string[] {
  const rows = card.flatMap(({ title, answer }) =>
    answer ? [`| ${answer.alarming ? "⚠ " : ""}${title} | ${answer.ok ? cell(answer.text) : t("not read: {0}", cell(answer.text))} |`] : [],
  );
  return rows.length ? [[`| ${t("What the cluster says")} | |`, "| --- | --- |", ...rows].join("\n")] : [];
}

/** Text of a cluster in a cell of a table: shown, never read as markup. */
const cell = (text: string): string => `\`${text.replaceAll("`", "'").replaceAll("|", "¦").replace(/\s+/g, " ")}\``;

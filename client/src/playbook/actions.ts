import * as vscode from "vscode";
import { stepOf } from "../../../server/src/languages/playbook/flow";
import { commandLine, fillText } from "../../../server/src/playbook/call";
import { isOver } from "../../../server/src/playbook/run";
import { valuesOf } from "../../../server/src/playbook/state";
import type { PLAYBOOK_COMMANDS } from "../contributions";
import type { Wanted } from "./begin";
import { chosenContext, prepare } from "./begin";
import { subjectsIn } from "./editor";
import type { Playbooks } from "./playbooks";
import type { LiveRun } from "./live";
import { callHere, placeOf } from "./live";
import { NEW_PLAYBOOK } from "./new-playbook";
import type { Row } from "./row";
import { breakOff, goOn, skip, tick } from "./steps";
import { t } from "../../../server/src/l10n";

type At = { readonly line: number; readonly character: number };

/** What each command of the playbooks does. One that is about a run takes a row of the list, a run's id, or means the one at hand. */
export type Actions = Readonly<Record<keyof typeof PLAYBOOK_COMMANDS, (...args: never[]) => unknown>>;

export function actionsOf(feature: Playbooks): Actions {
  const { controller } = feature;
  const on = (action: (run: LiveRun, step?: string) => unknown) => async (what?: Row | string, step?: string) => {
    const run = await runOf(feature, what);
    return run && action(run, step ?? (typeof what === "object" ? what.step : undefined));
  };
  return {
    start: (uri?: string | Row, at?: At, more?: Partial<Wanted>) => start(feature, uri, at, more),
    startRollback: (uri?: string, at?: At) => start(feature, uri, at, { playbook: "rollback" }),
    newPlaybook: () => newPlaybook(),
    showPlaybook: async (id: string | Row) => {
      await feature.loaded;
      const entry = feature.entries.find(({ playbook }) => playbook.id === (typeof id === "string" ? id : id.playbook));
      if (entry) await feature.pages.showPlaybook(entry);
    },
    resume: on(async (run) => {
      await vscode.commands.executeCommand("plimsoll.rollouts.focus");
      await feature.pages.showStep(run, undefined);
    }),
    run: on((run) => proceed(feature, run)),
    retry: on((run) => proceed(feature, run)),
    stop: on((run) => {
      run.stop?.();
    }),
    done: on((run) => markDone(feature, run)),
    skip: on(async (run) => {
      const reason = await feature.person.reason(t("Why is it skipped? The record keeps the reason."));
      if (reason !== undefined) await skip(controller, run, reason);
    }),
    follow: on(async (run) => {
      const place = placeOf(run);
      if (place.kind === "step") await controller.tell(run, { type: "followed", step: place.step.id });
    }),
    rollBack: on(async (run) => {
      const reason = await feature.person.reason(t("Why is it broken off? What was done is taken back step by step."));
      if (reason !== undefined) await breakOff(controller, run, reason);
    }),
    exportRecord: on(async (run) => {
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content: `${controller.record(run)}\n` });
      await vscode.window.showTextDocument(document);
      return document;
    }),
    copy: on(async (run, step) => {
      const text = textToCopy(run, step);
      if (text !== undefined) await vscode.env.clipboard.writeText(text);
      return text;
    }),
    showStep: on((run, step) => feature.pages.showStep(run, step)),
    readAgain: on((run) => readAgain(feature, run)),
    signIn: on((run) => {
      signIn(run);
    }),
    forget: on((run) => controller.forget(run)),
  };
}

/** The run that a row or an id names; else the one that goes on, asked for where there are several. */
async function runOf({ controller }: Playbooks, what: Row | string | undefined): Promise<LiveRun | undefined> {
  const id = typeof what === "object" ? what.run : what;
  if (id !== undefined) return controller.find(id);
  const going = controller.runs.filter(({ stored }) => !isOver(stored.state));
  const choice = going.length ? going : controller.runs;
  if (choice.length < 2) return choice[0];
  const items = choice.map((run) => ({
    label: run.stored.state.playbook.title,
    description: [run.stored.state.object?.name, run.stored.state.target?.context].filter((text) => text !== undefined).join(" · "),
    run,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: t("Which run?") }))?.run;
}

async function start(
  feature: Playbooks,
  uri: string | Row | undefined,
  at: At | undefined,
  more: Partial<Wanted> = {},
): Promise<string | undefined> {
  await feature.loaded;
  const playbook = typeof uri === "object" ? uri.playbook : undefined;
  const prepared = await prepare(
    {
      ...(typeof uri === "string" ? { uri: vscode.Uri.parse(uri) } : {}),
      ...(at ? { position: new vscode.Position(at.line, at.character) } : {}),
      ...(playbook === undefined ? {} : { playbook }),
      ...more,
    },
    {
      local: feature.local,
      entries: feature.entries,
      subjects: (file) => subjectsIn(feature.session, file).catch(() => []),
      agree: (entry) => feature.agree(entry),
    },
  );
  if (!prepared) return undefined;
  const run = feature.controller.begin(prepared.entry, prepared.start);
  await vscode.commands.executeCommand("plimsoll.rollouts.focus");
  return run.stored.state.id;
}

/** Does what is at hand. A playbook of the workspace that nobody agreed to is asked about here once more. */
async function proceed(feature: Playbooks, run: LiveRun): Promise<void> {
  const { stored, playbook } = run;
  if (!stored.builtIn && vscode.workspace.isTrusted) {
    const source = feature.entries.find(({ text }) => text === stored.text);
    if (source) await feature.agree({ ...source, playbook });
  }
  await goOn(feature.controller, run);
}

/** A tick. Of a command that ran elsewhere the exit code is asked for. */
async function markDone({ controller, person }: Playbooks, run: LiveRun): Promise<void> {
  const here = callHere(run);
  if (!here) {
    await tick(controller, run, true);
    return;
  }
  const code = await person.exitCode();
  if (code === undefined) return;
  await tick(controller, run, (here.call.exit ?? [0]).includes(code), t("Run elsewhere, exit code {0}", code));
}

/** The command at hand, or that of a step, with what is known filled in. */
function textToCopy(run: LiveRun, id: string | undefined): string | undefined {
  const here = callHere(run);
  const place = placeOf(run);
  const step = id === undefined ? (place.kind === "step" ? place.step : undefined) : stepOf(run.playbook, id)?.step;
  const values = valuesOf(run.playbook, run.stored.state);
  if (here && (id === undefined || (place.kind === "step" && place.step.id === id))) return commandLine(here.call, here.values);
  if (step?.kind === "command") return commandLine(step.command, values);
  return step?.copy === undefined ? undefined : fillText(step.copy, values);
}

/** Reads the target card anew. A run that was begun without a cluster is pinned to one now. */
async function readAgain({ controller, local }: Playbooks, run: LiveRun): Promise<void> {
  const { state, folder, contexts } = run.stored;
  if (!local || !controller.mayStart(run)) return;
  const context = state.target?.context ?? state.inputs.context ?? (await chosenContext(local, folder, contexts));
  if (context !== undefined) await controller.pin(run, context, state.target?.namespace ?? state.inputs.namespace);
}

/** A login may ask its questions in a terminal of its own: the program itself, without a shell. */
function signIn(run: LiveRun): void {
  const { kubeconfig, state } = run.stored;
  const context = state.target?.context ?? state.inputs.context;
  const terminal = vscode.window.createTerminal({
    name: t("Sign in"),
    shellPath: "kubectl",
    shellArgs: ["version", ...(context === undefined ? [] : ["--context", context])],
    ...(kubeconfig === undefined ? {} : { env: { KUBECONFIG: kubeconfig } }),
  });
  terminal.show();
}

async function newPlaybook(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showWarningMessage(t("Plimsoll: open a folder first; its playbooks lie in .plimsoll/playbooks."));
    return;
  }
  const id = await vscode.window.showInputBox({
    prompt: t("Name of the playbook and its file"),
    value: "release-orders",
    validateInput: (value) =>
      /^[a-z][a-z0-9-]*$/.test(value) ? undefined : t("Lower case words joined by dashes, such as release-orders."),
  });
  if (id === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, ".plimsoll", "playbooks", `${id}.yaml`);
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(NEW_PLAYBOOK.replace("{id}", id)));
  await vscode.window.showTextDocument(uri);
}

import type { Call, Check } from "../../../server/src/languages/playbook/shape";
import type { Judgement, Outcome, Values } from "../../../server/src/playbook/call";
import { commandLine, judge, readyCall, withPaths } from "../../../server/src/playbook/call";
import { effectsOf } from "../../../server/src/playbook/effects";
import type { Reason, ReasonCode } from "../../../server/src/playbook/guard";
import { missingInputs } from "../../../server/src/playbook/guard";
import { excerptOf, masked } from "../../../server/src/playbook/record";
import { suggestedBranch, valuesOf } from "../../../server/src/playbook/state";
import { patienceFor, waitsForRollout } from "../../../server/src/playbook/watch";
import { lookAgain, offers, watchRollout } from "./cluster";
import type { Controller } from "./controller";
import type { LiveRun, Place } from "./live";
import { callHere, changesHere, placeOf } from "./live";
import { t } from "../../../server/src/l10n";

/** What a person is asked for, or what is read, on the way to running: it does not keep anybody from trying. */
const ON_THE_WAY: ReadonlySet<ReasonCode> = new Set(["inputs", "unconfirmedEnvironment", "pinNotRead", "nameNotTyped"]);

/** What keeps what is at hand from being run at all, as it stands. */
export const obstacles = (reasons: readonly Reason[]): Reason[] => reasons.filter(({ code }) => !ON_THE_WAY.has(code));

/** Does what is at hand: starts its program, asks its question, looks up its findings, makes its change. */
export async function goOn(controller: Controller, run: LiveRun): Promise<void> {
  await once(controller, run, async () => {
    const place = placeOf(run);
    const [obstacle] = obstacles(controller.reasons(run));
    if (obstacle) return obstacle.message;
    if (callHere(run)) return runCall(controller, run);
    return place.kind === "step" ? runOther(controller, run, place) : undefined;
  });
}

/** A person says that it is done: a step by hand, or one whose program ran elsewhere. */
export async function tick(controller: Controller, run: LiveRun, yes: boolean, note?: string): Promise<void> {
  const place = placeOf(run);
  const more = note === undefined || note === "" ? {} : { note };
  if (place.kind === "step")
    await controller.tell(run, { type: "answered", step: place.step.id, yes, now: controller.ports.now().getTime(), ...more });
  if (place.kind === "undo")
    await controller.tell(run, { type: "undone", index: place.index, ok: yes, ...(note === undefined ? {} : { reason: note }) });
}

export async function skip(controller: Controller, run: LiveRun, reason: string): Promise<void> {
  const place = placeOf(run);
  if (place.kind === "step") await controller.tell(run, { type: "skipped", step: place.step.id, reason });
  if (place.kind === "undo") await controller.tell(run, { type: "undoSkipped", index: place.index, reason });
}

/** Breaks the run off. A program that runs is stopped first, so that it is known how it ended before anything is taken back. */
export async function breakOff(controller: Controller, run: LiveRun, reason: string): Promise<void> {
  if (run.stop) {
    const ended = new Promise<void>((resolve) => {
      const listening = controller.onDidChange.on(() => {
        if (run.busy) return;
        listening.dispose();
        resolve();
      });
    });
    run.stop();
    await ended;
  }
  await controller.tell(run, { type: "rollback", reason });
}

/** Nobody is asked about the same thing twice at once. What comes back is why nothing happened, for the view. */
async function once(controller: Controller, run: LiveRun, work: () => Promise<string | undefined>): Promise<void> {
  if (run.busy) return;
  run.busy = true;
  run.refusal = undefined;
  try {
    const refusal = await work();
    if (refusal !== undefined) run.refusal = refusal;
  } finally {
    run.busy = false;
    controller.refresh(run);
  }
}

/** Anything but a program: the check of a gate or verification, a wait, a decision, an edit, a tick. */
async function runOther(
  controller: Controller,
  run: LiveRun,
  { step, own }: Extract<Place, { kind: "step" }>,
): Promise<string | undefined> {
  const { person, editor, now } = controller.ports;
  const check = own.half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
  if (check) return runCheck(controller, run, step.id, check);
  switch (step.kind) {
    case "wait": {
      if (own.until === undefined) await controller.tell(run, { type: "started", step: step.id, now: now().getTime() });
      else await answer(controller, run, step.id, step.question);
      return undefined;
    }
    case "decision": {
      const suggested = suggestedBranch(run.playbook, run.stored.state, step.id);
      const branch = await person.choose(
        run,
        step.question,
        step.branches.map(({ title }) => title),
        suggested,
      );
      if (branch !== undefined) await controller.tell(run, { type: "chosen", step: step.id, branch });
      return undefined;
    }
    case "edit": {
      const problem = await askInputs(controller, run);
      if (problem !== undefined) return problem;
      const file = await editor.edit(run, step.edit);
      if (file === undefined) return t("Nothing was changed.");
      await controller.tell(run, { type: "edited", step: step.id, file });
      return undefined;
    }
    default:
      await tick(controller, run, true);
      return undefined;
  }
}

async function runCheck(controller: Controller, run: LiveRun, step: string, check: Check): Promise<string | undefined> {
  if ("question" in check) {
    await answer(controller, run, step, check.question);
    return undefined;
  }
  if (!("findings" in check)) return undefined;
  const findings = await controller.ports.editor.findings(run, check.findings);
  if (!findings) return t("The file or the object of this run is not there: its findings are not known.");
  await controller.tell(run, { type: "checked", step, findings });
  return undefined;
}

async function answer(controller: Controller, run: LiveRun, step: string, question: string): Promise<void> {
  const yes = await controller.ports.person.question(run, question);
  if (yes !== undefined) await controller.tell(run, { type: "answered", step, yes, now: controller.ports.now().getTime() });
}

/** Inputs, then the context, then the target once more, then the same without effect, then the person: only then the program. */
async function runCall(controller: Controller, run: LiveRun): Promise<string | undefined> {
  const { person } = controller.ports;
  const missing = await askInputs(controller, run);
  if (missing !== undefined) return missing;
  const here = callHere(run);
  if (!here) return undefined;
  const { call, values } = here;
  const { target, environment, object } = run.stored.state;
  const reasons = () => controller.reasons(run);
  if (target && reasons().some(({ code }) => code === "unconfirmedEnvironment"))
    run.confirmedContext = await person.confirmContext(run, target.context);

  if (changesHere(run)) {
    if (target && reasons().some(({ code }) => code === "pinNotRead")) await controller.readAgain(run);
    const [obstacle] = reasons().filter(({ code }) => code !== "nameNotTyped");
    if (obstacle) return obstacle.message;
    const problem = await tryOut(controller, run, values);
    if (problem !== undefined) return problem;
    const production = environment?.production === true && object !== undefined && object.name !== "";
    const line = masked(commandLine(call, { ...values, ...run.secrets }), Object.values(run.secrets));
    if (call.program === "kubectl") await lookAgain(controller, run);
    const effects = effectsHere(run).map((effect) => masked(effect, Object.values(run.secrets)));
    if (effects.length)
      controller.ports.terminal.write(run, `${t("It will change:")}\n${effects.map((effect) => `  ${effect}\n`).join("")}`);
    const typed = await person.confirmChange(run, line, production ? object.name : undefined, effects);
    if (typed === undefined) return t("Not confirmed, so nothing was done.");
    run.typedName = typed;
  }
  const [obstacle] = reasons();
  if (obstacle) return obstacle.message;
  await start(controller, run, call, values);
  return undefined;
}

/** What the call at hand will change, as far as what was seen of the cluster says so. */
export function effectsHere(run: LiveRun): string[] {
  const here = callHere(run);
  const ready = here && readyCall(here.call, { ...here.values, ...run.secrets });
  return ready && "call" in ready ? effectsOf(ready.call, run.seen) : [];
}

/** Asks for what the step needs and nobody knows yet. */
async function askInputs(controller: Controller, run: LiveRun): Promise<string | undefined> {
  const place = placeOf(run);
  if (place.kind === "end") return undefined;
  const { playbook } = run;
  const values = (): Values => ({
    ...valuesOf(playbook, run.stored.state),
    ...(place.kind === "undo" ? place.entry.values : {}),
    ...run.secrets,
  });
  const wanted = () =>
    place.kind === "step" ? missingInputs(playbook, run.stored.state, place.step, run.secrets) : missingSecrets(run, values());
  for (const [name, problem] of Object.entries(wanted())) {
    const input = playbook.inputs?.[name];
    if (!input) continue;
    const found = input.offer === undefined ? [] : await offers(controller, run, input.offer);
    const value = await controller.ports.person.input(run, name, input, problem, found);
    if (value === undefined) return problem;
    if (input.secret === true) run.secrets = { ...run.secrets, [name]: value };
    else await controller.tell(run, { type: "inputs", values: { [name]: value } });
  }
  return undefined;
}

/** The inputs of what is taken back are those of the step's own moment; only secrets were not kept. */
function missingSecrets(run: LiveRun, values: Values): Readonly<Record<string, string>> {
  const here = callHere(run);
  const text = JSON.stringify(here?.call ?? {});
  return Object.fromEntries(
    Object.entries(run.playbook.inputs ?? {}).flatMap(([name, { title, secret }]) =>
      secret === true && values[name] === undefined && text.includes(`\${${name}}`) ? [[name, t("{0} is not known yet.", title)]] : [],
    ),
  );
}

/** The twin of a step that has no effect, if it has one: why it says that the step would fail. */
async function tryOut(controller: Controller, run: LiveRun, values: Values): Promise<string | undefined> {
  const place = placeOf(run);
  if (place.kind !== "step" || place.step.kind !== "command" || !place.step.dryRun) return undefined;
  const { dryRun } = place.step;
  const { judgement } = await shown(controller, run, dryRun, values);
  if (judgement.ok) return undefined;
  const problem = t("Tried without effect, it failed: {0}", judgement.problems.join(" "));
  await controller.tell(run, { type: "noted", text: problem });
  return problem;
}

async function start(controller: Controller, run: LiveRun, call: Call, values: Values): Promise<void> {
  const place = placeOf(run);
  const secrets = Object.values(run.secrets);
  const command = masked(commandLine(call, { ...values, ...run.secrets }), secrets);
  if (place.kind === "step") await controller.tell(run, { type: "started", step: place.step.id, command });
  else if (place.kind === "undo") await controller.tell(run, { type: "undoStarted", index: place.index, command });
  // Another window was faster, or something else has come in between: what does not run by the state is not started.
  const begun = placeOf(run);
  if (run.elsewhere || begun.kind === "end" || (begun.kind === "step" ? begun.own.stage : begun.entry.stage) !== "running") return;
  const isChange = changesHere(run);
  const { judgement, outcome } = await shown(controller, run, call, values);
  // What was seen before a change says nothing of the next one.
  if (isChange) run.seen = { ...run.seen, revisions: [], splits: [] };
  const { exitCode, seconds } = outcome;
  const more = {
    ...(exitCode === undefined ? {} : { exitCode }),
    excerpt: call.conceal === true ? "" : excerptOf(outputOf(outcome), secrets),
  };
  if (place.kind === "step") {
    // What was read with a secret at hand is masked before it is kept.
    const kept = Object.fromEntries(Object.entries(judgement.kept).map(([name, value]) => [name, masked(value, secrets)]));
    await controller.tell(run, { type: "finished", step: place.step.id, judgement: { ...judgement, kept }, seconds, ...more });
  } else if (place.kind === "undo") {
    const reason = judgement.ok ? {} : { reason: judgement.problems.join(" ") };
    await controller.tell(run, { type: "undone", index: place.index, ok: judgement.ok, ...reason, ...more });
  }
  const next = placeOf(run);
  if (next.kind !== "end") controller.ports.person.waits(run, next.kind === "step" ? next.step.title : t("Taking back what was done"));
}

interface Ended {
  readonly outcome: Outcome & { readonly seconds: number };
  readonly judgement: Judgement;
}

/** Makes a call that the person sees: its line, what it says, how it ended. */
async function shown(controller: Controller, run: LiveRun, call: Call, values: Values): Promise<Ended> {
  const filled = { ...values, ...run.secrets };
  const secrets = Object.values(run.secrets);
  const write = (text: string): void => {
    controller.ports.terminal.write(run, masked(text, secrets));
  };
  write(`\n$ ${commandLine(call, filled)}\n`);
  const outcome = await watched(controller, run, call, filled, call.conceal === true ? () => undefined : write);
  const judged = judge(withPaths(call, filled), outcome);
  const judgement = { ...judged, problems: judged.problems.map((problem) => masked(problem, secrets)) };
  if (call.conceal === true) write(`${t("Its output holds secrets and is not shown.")}\n`);
  const gap = call.conceal === true || /\n$|^$/.test(outputOf(outcome)) ? "" : "\n";
  const how = judgement.ok
    ? t("Ended as expected ({0} s)", outcome.seconds)
    : t("{0} ({1} s)", judgement.problems.join(" "), outcome.seconds);
  write(`${gap}${how}\n`);
  return { outcome, judgement };
}

/** Beside a call that waits for a rollout its table is read, and the deadline of the rollout decides how long it may wait. */
async function watched(
  controller: Controller,
  run: LiveRun,
  call: Call,
  values: Values,
  write: (text: string) => void,
): Promise<Outcome & { readonly seconds: number }> {
  const { object } = run.stored.state;
  if (!waitsForRollout(call)) return controller.call(run, call, values, write);
  const known = run.seen.live ?? run.stored.manifest;
  const limit = object?.kind === "Deployment" || object?.kind === "Rollout" ? { timeout: patienceFor(known) } : {};
  const ended = controller.call(run, { ...call, ...limit }, values, write);
  const [outcome] = await Promise.all([ended, watchRollout(controller, run, ended)]);
  return outcome;
}

const outputOf = ({ stdout, stderr }: Outcome): string => [stdout, stderr].filter((text) => text.trim() !== "").join("\n");

import type { Call, Offers } from "../../../server/src/languages/playbook/shape";
import { items, listAt, wordAt } from "../../../server/src/playbook/answers";
import type { Outcome, Values } from "../../../server/src/playbook/call";
import { judge } from "../../../server/src/playbook/call";
import type { Seen } from "../../../server/src/playbook/effects";
import { NOTHING_SEEN } from "../../../server/src/playbook/effects";
import { helmRevisions, helmText, suggestedHelmRevision } from "../../../server/src/playbook/helm";
import {
  HELM_HISTORY,
  PODS,
  REVISIONS,
  ROUTES,
  checkRow,
  liveCall,
  parsed,
  preflight,
  preflightValues,
} from "../../../server/src/playbook/preflight";
import { revisionText, revisionsIn, suggestedRevision } from "../../../server/src/playbook/revisions";
import type { Served } from "../../../server/src/playbook/served";
import { servedBefore } from "../../../server/src/playbook/served";
import { valuesOf } from "../../../server/src/playbook/state";
import { splitRoutes } from "../../../server/src/playbook/sentences";
import { watchCalls, watchRows } from "../../../server/src/playbook/watch";
import type { Controller } from "./controller";
import type { LiveRun } from "./live";
import { t } from "../../../server/src/l10n";

/** What is read of a cluster beside the steps: the rows of the card, lists to choose from, the table of a rollout. Nothing of it is stored. */

/** How often the table of a rollout is read, in milliseconds. */
const EVERY = 2000;

/** A value to choose, and what is to be said of it. */
export interface Offer {
  readonly value: string;
  readonly description: string;
  readonly suggested: boolean;
}

const readings = (controller: Controller, run: LiveRun, values: Values) => {
  const made = new Map<string, Promise<Outcome>>();
  // What two rows are about is asked once.
  return (call: Call, more: Values = {}): Promise<Outcome> => {
    const key = JSON.stringify(call.args);
    const asked = made.get(key) ?? controller.call(run, call, { ...values, ...more });
    made.set(key, asked);
    return asked;
  };
};

const answerOf = ({ exitCode, stdout, truncated }: Outcome): unknown => (exitCode === 0 && !truncated ? parsed(stdout) : undefined);

/** Reads every row of the card at once; those that need the object itself come after it. What fails says so in its row. */
export async function readCard(controller: Controller, run: LiveRun, target: { context: string; namespace: string }): Promise<void> {
  const { object } = run.stored.state;
  const checks = preflight({ kind: object?.kind ?? "" });
  const read = readings(controller, run, preflightValues(target, object));
  const call = object && liveCall(object);
  const live = call ? read(call).then(answerOf) : Promise.resolve(undefined);
  const look = async (check: (typeof checks)[number]): Promise<void> => {
    const found = check.needsLive === true ? await live : undefined;
    if (check.needsLive === true && found === undefined) {
      controller.answerRow(run, check.id, { ok: false, text: t("not read: the object did not answer"), alarming: true });
      return;
    }
    const own = preflightValues(target, object, found);
    if (check.needs && own[check.needs.value] === undefined) {
      controller.answerRow(run, check.id, { ok: true, text: check.needs.otherwise, alarming: false });
      return;
    }
    const outcome = await read(check.call, own);
    remember(controller, run, check.call, outcome);
    const now = controller.ports.now().getTime();
    const known = { ...(object ? { object } : {}), manifest: run.stored.manifest, live: found, served: servedOf(controller, run), now };
    controller.answerRow(run, check.id, checkRow(check, outcome, known));
  };
  await Promise.all([
    readNeighbour(controller, run, target),
    live.then((found) => (run.seen = { ...run.seen, ...(found === undefined ? {} : { live: found }) })),
    ...checks.map(look),
  ]);
}

/** What ended runs of this window's workspace know of the revisions of a run's object. */
function servedOf(controller: Controller, { stored: { state } }: LiveRun): Served[] {
  const { target, object } = state;
  if (!target || !object) return [];
  return servedBefore(
    controller.runs.map(({ playbook, stored }) => ({ playbook, state: stored.state })),
    target,
    object,
    "revisions",
  );
}

/** Context and namespace that the Kubernetes extension works on: those of the kubeconfig itself, which only this row is about. */
const NEIGHBOUR: Call = {
  program: "kubectl",
  args: ["config", "view", "--minify", "--output", "json"],
  timeout: 10,
  keep: { context: "contexts[0].name", namespace: "contexts[0].context.namespace" },
};

async function readNeighbour(controller: Controller, run: LiveRun, target: { context: string; namespace: string }): Promise<void> {
  if (!controller.ports.hasNeighbour()) return;
  const { ok, kept } = judge(NEIGHBOUR, await controller.call(run, NEIGHBOUR, {}));
  const { context, namespace = "default" } = kept;
  if (!ok || context === undefined || (context === target.context && namespace === target.namespace)) return;
  const text = t("works on {0}, namespace {1}: not where this run does", context, namespace);
  run.card = [...run.card, { id: "neighbour", title: t("Kubernetes extension"), answer: { ok, text, alarming: true } }];
  controller.refresh(run);
}

/** What was read is there for lists and for what is said before a change. */
function remember(controller: Controller, run: LiveRun, call: Call, outcome: Outcome): void {
  const answer = answerOf(outcome);
  if (answer === undefined) return;
  const { object } = run.stored.state;
  if (object && call === REVISIONS[object.kind])
    run.seen = { ...run.seen, revisions: revisionsIn(answer, object, run.seen.live, servedOf(controller, run)) };
  if (call === ROUTES) run.seen = { ...run.seen, splits: splitRoutes(answer) };
}

/** Looks again at what a change will be compared with: what was read before the one before it is not so any more. */
export async function lookAgain(controller: Controller, run: LiveRun): Promise<void> {
  const { target, object } = run.stored.state;
  const call = object && liveCall(object);
  run.seen = NOTHING_SEEN;
  if (!target) return;
  const read = readings(controller, run, preflightValues(target, object));
  const look = async (what: Call, values: Values = {}): Promise<void> => {
    remember(controller, run, what, await read(what, values));
  };
  const workload = async (): Promise<void> => {
    const live = call && answerOf(await read(call));
    if (live === undefined) return;
    run.seen = { ...run.seen, live };
    const revisions = object && REVISIONS[object.kind];
    if (revisions) await look(revisions, preflightValues(target, object, live));
  };
  await Promise.all([workload(), look(ROUTES)]);
}

/** A list of the cluster, read at this moment; empty where it cannot be had, and then the value is typed. */
export async function offers(controller: Controller, run: LiveRun, what: Offers): Promise<Offer[]> {
  const { target, object } = run.stored.state;
  const { release } = valuesOf(run.playbook, run.stored.state);
  const program = what === "helmRevisions" ? "helm" : "kubectl";
  if (!target || !controller.ports.machine?.has(program) || !controller.mayStart(run)) return [];
  const now = controller.ports.now().getTime();
  const values: Values = { ...preflightValues(target, object, run.seen.live), ...(release === undefined ? {} : { release }) };
  const read = async (call: Call): Promise<unknown> => {
    if (["selector", "release"].some((name) => values[name] === undefined && call.args.includes(`\${${name}}`))) return undefined;
    const outcome = await controller.call(run, call, values);
    remember(controller, run, call, outcome);
    return answerOf(outcome);
  };
  switch (what) {
    case "containers":
      return containersOf(run).map((value, i) => ({ value, description: "", suggested: i === 0 }));
    case "pods":
      return items(await read(PODS)).map(podOffer);
    case "virtualServices":
      await read(ROUTES);
      return routeOffers(run.seen.splits);
    case "revisions": {
      const call = object && REVISIONS[object.kind];
      if (call) await read(call);
      return revisionOffers(run.seen.revisions, now);
    }
    case "helmRevisions":
      return helmOffers(await read(HELM_HISTORY), now);
  }
}

/** The containers of the workload, or of the pod, as the cluster has them. */
function containersOf({ seen: { live }, stored: { manifest } }: LiveRun): string[] {
  const names = (object: unknown): string[] =>
    ["spec.template.spec.containers", "spec.containers"].flatMap((path) =>
      listAt(object, path).flatMap((each) => wordAt(each, "name") ?? []),
    );
  const found = names(live);
  return found.length ? found : names(manifest);
}

/** A pod with what is wrong with it. Those with trouble are what somebody looks for. */
function podOffer(pod: unknown): Offer {
  const statuses = listAt(pod, "status.containerStatuses");
  const restarts = statuses.reduce<number>((sum, status) => sum + Number(wordAt(status, "restartCount") ?? 0), 0);
  const waiting = statuses.flatMap((status) => wordAt(status, "state.waiting.reason") ?? []);
  return {
    value: wordAt(pod, "metadata.name") ?? "",
    description: [
      waiting.join(", ") || (wordAt(pod, "status.phase") ?? ""),
      restarts === 1 ? t("1 restart") : t("{0} restarts", restarts),
    ].join(" · "),
    suggested: waiting.length > 0 || restarts > 0,
  };
}

const routeOffers = (splits: Seen["splits"]): Offer[] =>
  splits.map(({ name, shares }, i) => ({
    value: name,
    description: shares.map(({ to, weight }) => t("{0} % to {1}", weight, to)).join(", "),
    suggested: i === 0,
  }));

function revisionOffers(revisions: Seen["revisions"], now: number): Offer[] {
  const suggested = suggestedRevision(revisions);
  return revisions
    .filter(({ isNow }) => !isNow)
    .map((revision) => ({
      value: revision.number,
      description: revisionText(revision, now),
      suggested: revision.number === suggested,
    }));
}

function helmOffers(answer: unknown, now: number): Offer[] {
  const found = helmRevisions(answer);
  const suggested = suggestedHelmRevision(found);
  return found.slice(1).map((revision) => ({
    value: revision.number,
    description: helmText(revision, now),
    suggested: revision.number === suggested,
  }));
}

/** Reads the rollout every two seconds until something has ended, and once more after it. */
export async function watchRollout(controller: Controller, run: LiveRun, ended: Promise<unknown>): Promise<void> {
  const { target, object } = run.stored.state;
  const calls = object && watchCalls(object);
  if (!target || !calls) return;
  const since = controller.ports.now().getTime();
  const program = { isOver: false };
  const end = ended.then(() => {
    program.isOver = true;
  });
  for (let last = false; !last;) {
    last = program.isOver;
    const read = readings(controller, run, preflightValues(target, object));
    const objectNow = answerOf(await read(calls.object));
    if (objectNow !== undefined) {
      const [pods, events] = await Promise.all([read(calls.pods, preflightValues(target, object, objectNow)), read(calls.events)]);
      const now = controller.ports.now().getTime();
      run.watch = watchRows(objectNow, answerOf(pods), answerOf(events), { seconds: (now - since) / 1000, since, now });
      controller.refresh(run);
    }
    if (!last) await Promise.race([end, pause(EVERY)]);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

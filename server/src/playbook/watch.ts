import type { Call } from "../languages/playbook/shape";
import { t } from "../l10n";
import { items, listAt, shortImage, textsAt, timeAt, wordAt } from "./answers";
import type { BoundObject } from "./state";
import { HERE, LIMIT, RESOURCES } from "./preflight";
import { latestWarning } from "./sentences";

/** A row of the table that is shown while a rollout is waited for. */
export interface WatchRow {
  readonly title: string;
  readonly text: string;
  /** Whether somebody should look at it. */
  readonly alarming: boolean;
}

/** Kubernetes API reference, DeploymentSpec v1: how long a rollout may stand still, in seconds. */
const DEFAULT_DEADLINE = 600;
/** No rollout is waited for longer, in seconds. */
const LONGEST = 30 * 60;
/** So much longer than its deadline a rollout is waited for, in seconds: the controller is to say so, and not we. */
const GRACE = 30;

/** Whether a call waits for a rollout: then a table is shown beside it. kubectl knows no status of an Argo Rollout, but waits for its phase. */
export const waitsForRollout = ({ program, args: [verb, what = "", ...rest] }: Pick<Call, "program" | "args">): boolean =>
  program === "kubectl" &&
  ((verb === "rollout" && what === "status" && !rest.includes("--watch=false")) ||
    (verb === "wait" && what.startsWith("rollout.argoproj.io/")));

/** Seconds until a rollout that stands still is given up, as the manifest or the cluster has it. */
export const deadlineOf = (object: unknown): number => Number(wordAt(object, "spec.progressDeadlineSeconds") ?? DEFAULT_DEADLINE);

/** Seconds that a rollout is waited for: its deadline and half a minute, but never more than half an hour. */
export const patienceFor = (object: unknown): number => Math.min(LONGEST, deadlineOf(object) + GRACE);

/** What is read again and again while a rollout is waited for, without what belongs to it alone: its pods by `${selector}`. */
export function watchCalls({
  kind,
}: Pick<BoundObject, "kind">): { readonly object: Call; readonly pods: Call; readonly events: Call } | undefined {
  const resource = RESOURCES[kind];
  if (resource === undefined) return undefined;
  const reading = (...args: string[]): Call => ({
    program: "kubectl",
    args: ["get", ...args, "--output", "json", ...HERE],
    timeout: LIMIT,
  });
  const beside = kind === "Deployment" || kind === "Rollout" ? "replicasets.apps,pods" : "pods";
  return {
    object: reading(resource, "${name}"),
    pods: reading(beside, "--selector", "${selector}"),
    events: reading("events", "--field-selector", "type=Warning"),
  };
}

/** The labels that tell the versions of a workload's pods apart. */
const HASHES = ["rollouts-pod-template-hash", "pod-template-hash", "controller-revision-hash"] as const;

interface Version {
  readonly hash: string;
  readonly pods: readonly unknown[];
  readonly isNew: boolean;
}

/**
 * The state of a rollout in a few rows: new and old pods, what keeps them from getting ready, the newest warning about any of them.
 * `object`, `pods`, `events`: the answers to {@link watchCalls}; `seconds`: since it is waited for.
 */
export function watchRows(
  object: unknown,
  pods: unknown,
  events: unknown,
  { seconds, since, now }: { readonly seconds: number; readonly since: number; readonly now: number },
): WatchRow[] {
  const all = items(pods);
  const wanted = Number(wordAt(object, "spec.replicas") ?? wordAt(object, "status.desiredNumberScheduled") ?? 1);
  const versions = versionsOf(object, all);
  const fresh = versions.find(({ isNew }) => isNew);
  const old = versions.filter(({ isNew }) => !isNew).flatMap(({ pods: own }) => own);
  const restarts = sum(all.filter(isPod).map(restartsOf));
  const own = new Set([wordAt(object, "metadata.name"), ...all.map((item) => wordAt(item, "metadata.name"))]);
  const about = items(events).filter((event) => {
    const time = timeAt(event, "lastTimestamp") ?? timeAt(event, "eventTime") ?? 0;
    return own.has(wordAt(event, "involvedObject.name")) && time >= since - 60_000;
  });
  const trouble = [...new Set([...(fresh?.pods ?? []), ...old].flatMap(troublesOf))];
  const deadline = deadlineOf(object);
  return [
    row(t("New"), fresh ? t("{0}, {1} wanted", versionText(fresh.pods), wanted) : t("none yet, {0} wanted", wanted)),
    row(t("Old"), old.length ? versionText(old) : t("none left")),
    row(t("Restarts"), String(restarts), restarts > 0),
    ...(trouble.length ? [row(t("Trouble"), trouble.join(" · "), true)] : []),
    row(t("Newest warning"), about.length ? latestWarning({ items: about }, { now }).text : t("none since it began"), about.length > 0),
    row(t("Time"), t("{0} of {1}", clockText(seconds), clockText(deadline)), seconds > deadline),
  ];
}

const row = (title: string, text: string, alarming = false): WatchRow => ({ title, text, alarming });
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const isPod = (item: unknown): boolean => wordAt(item, "kind") === "Pod";
const isReady = (pod: unknown): boolean =>
  listAt(pod, "status.conditions").some((each) => wordAt(each, "type") === "Ready" && wordAt(each, "status") === "True");
const restartsOf = (pod: unknown): number =>
  sum(listAt(pod, "status.containerStatuses").map((status) => Number(wordAt(status, "restartCount") ?? 0)));

function versionsOf(object: unknown, all: readonly unknown[]): Version[] {
  const hashOf = (item: unknown): string => {
    const labels = textsAt(item, "metadata.labels");
    return HASHES.map((name) => labels[name]).find((hash) => hash !== undefined) ?? "";
  };
  const groups = new Map<string, unknown[]>();
  for (const pod of all.filter(isPod)) groups.set(hashOf(pod), [...(groups.get(hashOf(pod)) ?? []), pod]);
  const newest = newHash(object, all, hashOf);
  return [...groups].map(([hash, pods]) => ({ hash, pods, isNew: hash === newest }));
}

/** The hash of the version that is rolled out, as the controller says it, or that of the youngest pod. */
function newHash(object: unknown, all: readonly unknown[], hashOf: (item: unknown) => string): string | undefined {
  const told = wordAt(object, "status.updateRevision") ?? wordAt(object, "status.currentPodHash");
  if (told !== undefined) return told;
  const numbered = all
    .filter((item) => wordAt(item, "kind") === "ReplicaSet")
    .map((item) => ({ item, number: Number(wordAt(item, 'metadata.annotations["deployment.kubernetes.io/revision"]') ?? 0) }))
    .sort((a, b) => b.number - a.number);
  const [first] = numbered.length
    ? numbered.map(({ item }) => item)
    : all.filter(isPod).sort((a, b) => (timeAt(b, "metadata.creationTimestamp") ?? 0) - (timeAt(a, "metadata.creationTimestamp") ?? 0));
  return first === undefined ? undefined : hashOf(first);
}

function versionText(pods: readonly unknown[]): string {
  const ending = pods.filter((pod) => wordAt(pod, "metadata.deletionTimestamp") !== undefined).length;
  const images = [...new Set(pods.flatMap((pod) => wordAt(pod, "spec.containers[0].image") ?? []))].map(shortImage);
  const ready = pods.filter(isReady).length;
  const count = ending ? t("{0} of {1} ready, {2} ending", ready, pods.length, ending) : t("{0} of {1} ready", ready, pods.length);
  return [...images, count].join(" · ");
}

/** Why containers do not run, in the kubelet's word: ImagePullBackOff, CrashLoopBackOff, OOMKilled. */
const troublesOf = (pod: unknown): string[] =>
  [...listAt(pod, "status.initContainerStatuses"), ...listAt(pod, "status.containerStatuses")].flatMap((status) => {
    const name = wordAt(status, "name") ?? "?";
    const waiting = wordAt(status, "state.waiting.reason");
    const ended = wordAt(status, "lastState.terminated.reason");
    return waiting === undefined || waiting === "ContainerCreating" || waiting === "PodInitializing"
      ? []
      : [ended === undefined ? `${name}: ${waiting}` : t("{0}: {1}, last {2}", name, waiting, ended)];
  });

const clockText = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

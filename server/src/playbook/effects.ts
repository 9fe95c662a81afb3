import { wordsOf } from "../languages/playbook/tools";
import { t } from "../l10n";
import { wordAt } from "./answers";
import { valueAt } from "./call";
import type { ReadyCall } from "./call";
import type { Revision } from "./revisions";
import { changeText, templateChanges } from "./template-changes";
import { parsed } from "./preflight";
import type { Split } from "./sentences";

/** What the cluster said of the object of a run. Kept only while a window lives. */
export interface Seen {
  /** The object itself. */
  readonly live?: unknown;
  readonly revisions: readonly Revision[];
  readonly splits: readonly Split[];
}

export const NOTHING_SEEN: Seen = { revisions: [], splits: [] };

/** More lines than these nobody reads before pressing Enter. */
const MOST_LINES = 12;

/** What a call will change, a sentence each, as far as what was seen of the cluster says so; nothing where it does not. */
export function effectsOf({ program, args }: Pick<ReadyCall, "program" | "args">, seen: Seen): string[] {
  const words = wordsOf(args);
  if (program === "helm") return helmEffects(words);
  if (program !== "kubectl") return [];
  const flag = (name: string): string | undefined => {
    const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    const found = at < 0 ? undefined : args[at];
    return found?.includes("=") ? found.slice(found.indexOf("=") + 1) : args[at + 1];
  };
  const effects = ((): string[] => {
    const isArgo = words[0] === "argo" && words[1] === "rollouts";
    if ((words[0] === "rollout" && words[1] === "undo") || (isArgo && words[2] === "undo")) return undoEffects(flag("--to-revision"), seen);
    if (isArgo && words[2] === "abort") return abortEffects(seen);
    if (words[0] === "rollout" && words[1] === "restart") return replaced(seen);
    if (words[0] === "scale") return scaleEffects(flag("--replicas"), seen);
    return words[0] === "patch" ? patchEffects(words[1] ?? "", flag("--patch"), seen) : [];
  })();
  const rest = effects.length - MOST_LINES;
  return rest > 0 ? [...effects.slice(0, MOST_LINES), t("and {0} more", rest)] : effects;
}

/** Helm is told no more than a number; what lies behind it is in its own history. */
const helmEffects = ([verb, release, revision]: readonly string[]): string[] =>
  verb === "rollback" && release !== undefined && revision !== undefined
    ? [t("every object of release {0} returns to revision {1}, not only this one", release, revision)]
    : [];

/** What a patch of a VirtualService or a Rollout changes. */
function patchEffects(target: string, patch: string | undefined, seen: Seen): string[] {
  const change = parsed(patch ?? "");
  if (target.startsWith("virtualservice")) return routeEffects(target, change, seen);
  if (!target.startsWith("rollout")) return [];
  return valueAt(change, "status.abort") === true ? abortEffects(seen) : imageEffects(change, seen);
}

/** A Rollout that is aborted gives all traffic back to the ReplicaSet that was promoted last. */
function abortEffects({ live }: Seen): string[] {
  const [stable, fresh] = [wordAt(live, "status.stableRS"), wordAt(live, "status.currentPodHash")];
  if (stable === undefined) return [];
  return [
    stable === fresh
      ? t("{0} is the stable version already: nothing changes", stable)
      : t("all traffic goes back from {0} to {1}", fresh ?? "?", stable),
  ];
}

function imageEffects(operations: unknown, { live }: Seen): string[] {
  return (Array.isArray(operations) ? (operations as readonly unknown[]) : []).flatMap((operation) => {
    const index = /^\/spec\/template\/spec\/containers\/(\d+)\/image$/.exec(wordAt(operation, "path") ?? "")?.[1];
    const from = index === undefined ? undefined : wordAt(live, `spec.template.spec.containers[${index}].image`);
    const to = wordAt(operation, "value");
    return from === undefined || to === undefined
      ? []
      : [from === to ? t("image: it is {0} already", to) : t("image: {0} → {1}", from, to)];
  });
}

const podsOf = ({ live }: Seen): string | undefined => wordAt(live, "spec.replicas");

function replaced(seen: Seen): string[] {
  const pods = podsOf(seen);
  return pods === undefined ? [] : [pods === "1" ? t("the only pod is replaced") : t("{0} pods are replaced", pods)];
}

function undoEffects(number: string | undefined, seen: Seen): string[] {
  const [now, then] = [seen.revisions.find(({ isNow }) => isNow), seen.revisions.find((each) => each.number === number)];
  if (!now || !then) return [];
  if (now === then) return [t("revision {0} is the one that runs now: nothing changes", then.number)];
  const changes = templateChanges(now.template, then.template).map(changeText);
  return [...replaced(seen), ...(changes.length ? changes : [t("the pod templates are the same")])];
}

function scaleEffects(replicas: string | undefined, seen: Seen): string[] {
  const pods = podsOf(seen);
  return pods === undefined || replicas === undefined || pods === replicas ? [] : [t("pods: {0} → {1}", pods, replicas)];
}

/** The weights that a JSON patch of a VirtualService sets, against those that were read. */
function routeEffects(target: string, operations: unknown, { splits }: Seen): string[] {
  const name = target.split("/")[1];
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((operation: unknown) => {
    const [, http, route] = /^\/spec\/http\/(\d+)\/route\/(\d+)\/weight$/.exec(wordAt(operation, "path") ?? "") ?? [];
    const share = splits.find((split) => split.name === name && String(split.http) === http)?.shares[Number(route)];
    const to = wordAt(operation, "value");
    return share === undefined || to === undefined ? [] : [t("traffic to {0}: {1} % → {2} %", share.to, share.weight, to)];
  });
}

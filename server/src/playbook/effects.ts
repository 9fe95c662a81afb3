import { wordsOf } from "../languages/playbook/tools";
import { wordAt } from "./answers";
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
  if (program !== "kubectl") return [];
  const words = wordsOf(args);
  const flag = (name: string): string | undefined => {
    const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    const found = at < 0 ? undefined : args[at];
    return found?.includes("=") ? found.slice(found.indexOf("=") + 1) : args[at + 1];
  };
  const effects = ((): string[] => {
    if (words[0] === "rollout" && words[1] === "undo") return undoEffects(flag("--to-revision"), seen);
    if (words[0] === "rollout" && words[1] === "restart") return replaced(seen);
    if (words[0] === "scale") return scaleEffects(flag("--replicas"), seen);
    return words[0] === "patch" ? routeEffects(words[1] ?? "", flag("--patch"), seen) : [];
  })();
  const rest = effects.length - MOST_LINES;
  return rest > 0 ? [...effects.slice(0, MOST_LINES), `and ${rest} more`] : effects;
}

const podsOf = ({ live }: Seen): string | undefined => wordAt(live, "spec.replicas");

function replaced(seen: Seen): string[] {
  const pods = podsOf(seen);
  return pods === undefined ? [] : [pods === "1" ? "the only pod is replaced" : `${pods} pods are replaced`];
}

function undoEffects(number: string | undefined, seen: Seen): string[] {
  const [now, then] = [seen.revisions.find(({ isNow }) => isNow), seen.revisions.find((each) => each.number === number)];
  if (!now || !then) return [];
  if (now === then) return [`revision ${then.number} is the one that runs now: nothing changes`];
  const changes = templateChanges(now.template, then.template).map(changeText);
  return [...replaced(seen), ...(changes.length ? changes : ["the pod templates are the same"])];
}

function scaleEffects(replicas: string | undefined, seen: Seen): string[] {
  const pods = podsOf(seen);
  return pods === undefined || replicas === undefined || pods === replicas ? [] : [`pods: ${pods} → ${replicas}`];
}

/** The weights that a JSON patch of a VirtualService sets, against those that were read. */
function routeEffects(target: string, patch: string | undefined, { splits }: Seen): string[] {
  const [kind = "", name] = target.split("/");
  const operations = kind.startsWith("virtualservice") ? parsed(patch ?? "") : undefined;
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((operation: unknown) => {
    const [, http, route] = /^\/spec\/http\/(\d+)\/route\/(\d+)\/weight$/.exec(wordAt(operation, "path") ?? "") ?? [];
    const share = splits.find((split) => split.name === name && String(split.http) === http)?.shares[Number(route)];
    const to = wordAt(operation, "value");
    return share === undefined || to === undefined ? [] : [`traffic to ${share.to}: ${share.weight} % → ${to} %`];
  });
}

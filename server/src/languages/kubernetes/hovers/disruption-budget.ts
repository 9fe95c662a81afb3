import { joinWords } from "../../../core/words";
import { stringMap } from "../../yaml/document";
import { isChangedElsewhere, selectedBy } from "../related";
import type { HoverSource } from "./hover";
import { count, share } from "./hover";

/** How many pods a PodDisruptionBudget lets go at a time. Percentages round up, as the disruption controller rounds them. */
export const budgetHovers: HoverSource = function* (object, { scope }) {
  if (!object.is("policy", "PodDisruptionBudget")) return;
  const { spec } = object;
  const key = spec.has("minAvailable") ? "minAvailable" : "maxUnavailable";
  const selector = stringMap(spec.map("selector").map("matchLabels"));
  if (!spec.has(key) || !selector || !Object.keys(selector).length || !spec.map("selector").lacks("matchExpressions")) return;
  const { workloads, open } = selectedBy(selector, object.namespace, scope);
  const pods = workloads.map(({ value }) => value.replicas);
  if (open || !pods.length || pods.includes(undefined) || isChangedElsewhere(scope)) return;
  const total = pods.reduce<number>((sum, replicas) => sum + (replicas ?? 0), 0);
  const number = share(spec.get(key), total, "up");
  if (number === undefined) return;
  const allowed = Math.max(0, Math.min(total, key === "minAvailable" ? total - number : number));
  const whose = joinWords(workloads.map(({ value }) => `${value.kind} "${value.name ?? "?"}"`));
  const lines = [
    `While all ${count(total, "pod")} of ${whose} are healthy, **${allowed === 0 ? "none" : allowed} may be evicted** at a time.`,
    ...(allowed === 0 ? ["Draining a node that runs one of them waits for ever."] : []),
  ];
  yield { at: spec.keyRange(key), lines };
};

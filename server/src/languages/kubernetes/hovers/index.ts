import type { Range } from "../../../core/text";
import { contains } from "../../../core/text";
import type { KubernetesObject } from "../object";
import { autoscalerHovers } from "./autoscaler";
import { cronJobHovers } from "./cron-job";
import { budgetHovers } from "./disruption-budget";
import type { ComputedHover, HoverContext, HoverSource } from "./hover";
import { imageHovers } from "./images";
import { networkPolicyHovers } from "./network-policy";
import { probeHovers } from "./probes";
import { rbacHovers } from "./rbac";
import { resourceHovers } from "./resources";
import { rolloutHovers } from "./rollout";
import { weightHovers } from "./route-weights";

const SOURCES: readonly HoverSource[] = [
  probeHovers,
  resourceHovers,
  rolloutHovers,
  weightHovers,
  budgetHovers,
  autoscalerHovers,
  cronJobHovers,
  imageHovers,
  networkPolicyHovers,
  rbacHovers,
];

/** What can be worked out at an offset of an object's part; of several the narrowest. */
export function computedAt(object: KubernetesObject, offset: number, context: HoverContext): ComputedHover | undefined {
  const here = SOURCES.flatMap((source) => [...source(object, context)]).filter(({ at }) => contains(at, offset));
  return here.sort((a, b) => width(a.at) - width(b.at))[0];
}

const width = ({ start, end }: Range): number => end - start;

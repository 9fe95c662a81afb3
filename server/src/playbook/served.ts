import type { Offers, Playbook } from "../languages/playbook/shape";
import { stepsOf } from "../languages/playbook/flow";
import type { BoundObject, RunState, Target } from "./state";
import { stepState } from "./state";

/** A revision that a run of a playbook ended well with. */
export interface Served {
  readonly revision: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * What ended runs know of the revisions of an object: those they kept at their end, if a person let the release run and said that it serves.
 * `what`: whose numbers are meant, as the playbooks offer them.
 */
export function servedBefore(
  runs: readonly { readonly playbook: Playbook; readonly state: RunState }[],
  target: Pick<Target, "clusterId" | "namespace">,
  object: Pick<BoundObject, "kind" | "name">,
  what: Offers,
): Served[] {
  return runs.flatMap(({ playbook, state }) => {
    const isSame =
      state.target?.clusterId === target.clusterId &&
      state.target.namespace === target.namespace &&
      state.object?.kind === object.kind &&
      state.object.name === object.name;
    const soaks = stepsOf(playbook).flatMap(({ step }) => (step.kind === "wait" ? [stepState(state, step.id).stage] : []));
    const isSeen = soaks.includes("done") && !soaks.includes("skipped") && !soaks.includes("failed");
    const { revisionAfter } = state.kept;
    const at = Date.parse(state.record.at(-1)?.time ?? "");
    const isMeant = Object.values(playbook.inputs ?? {}).some(({ offer }) => offer === what);
    return state.status === "done" && isSame && isSeen && isMeant && revisionAfter !== undefined && !Number.isNaN(at)
      ? [{ revision: revisionAfter, at }]
      : [];
  });
}

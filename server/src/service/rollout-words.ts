import type { Assumptions, Course, Note } from "../languages/kubernetes/rollout/course";
import { format } from "../languages/kubernetes/rollout/course";
import type { Concern } from "../languages/kubernetes/rollout/concerns";
import { noticedAt } from "../languages/kubernetes/rollout/concerns";
import type { RolloutPlan, Strategy } from "../languages/kubernetes/rollout/plan";
import { startWindow } from "../languages/kubernetes/rollout/start";
import { t } from "../l10n";

/** What is planned, a sentence each. */
export function planSentences(plan: RolloutPlan): string[] {
  const { minReady, progressDeadline, grace } = plan;
  const window = startWindow(plan);
  return [
    podsSentence(plan),
    strategySentence(plan.strategy, plan.pods),
    window === undefined
      ? t("Nothing ends a start that takes too long.")
      : t("A container may take {0} to start; after that it is killed.", format(window)),
    ...(minReady ? [t("A pod counts {0} after it is ready.", format(minReady))] : []),
    ...(progressDeadline === undefined
      ? []
      : [t("Without progress for {0} the rollout counts as failed; nothing is rolled back.", format(progressDeadline))]),
    t("A pod that is told to stop has {0}.", format(grace)),
    ...plan.assumed.map(({ what, taken }) => t("{0} is not known from this file: {1} is taken.", what, taken)),
  ];
}

function podsSentence({ kind, pods }: RolloutPlan): string {
  if (kind === "DaemonSet") return pods === 1 ? t("It runs on 1 node.") : t("It runs on {0} nodes.", pods);
  return pods === 1 ? t("It has 1 pod.") : t("It has {0} pods.", pods);
}

function strategySentence(strategy: Strategy, pods: number): string {
  switch (strategy.kind) {
    case "rolling": {
      const [most, least] = [pods + strategy.surge, Math.max(0, pods - strategy.unavailable)];
      return most === 1
        ? t("At most 1 pod at a time, at least {0} available.", least)
        : t("At most {0} pods at a time, at least {1} available.", most, least);
    }
    case "recreate":
      return t("All old pods go before the first new one comes.");
    case "ordered":
      return strategy.partition
        ? t("One after the other from the highest ordinal down to {0}.", strategy.partition)
        : t("One after the other from the highest ordinal down.");
    case "onDelete":
      return t("A pod is replaced when somebody deletes it.");
    case "canary":
      return canarySentence(strategy.steps.length, strategy.routed);
    case "blueGreen":
      return t("The new pods come up beside the old ones and get the traffic all at once.");
  }
}

function canarySentence(steps: number, routed: boolean): string {
  if (routed)
    return steps === 1
      ? t("A canary in 1 step, the traffic split by weight.")
      : t("A canary in {0} steps, the traffic split by weight.", steps);
  return steps === 1 ? t("A canary in 1 step, the traffic split by pods.") : t("A canary in {0} steps, the traffic split by pods.", steps);
}

/** What comes of it, a sentence each, the most important first. */
export function courseSentences(plan: RolloutPlan, course: Course, { broken }: Assumptions): string[] {
  const { done, lowest, fewestAnswering, peak, noticed, moments } = course;
  const served = Math.max(...moments.map(({ share }) => share));
  return [
    done === undefined
      ? t("The rollout does not end by itself.")
      : done === 0
        ? t("Kubernetes calls the rollout done at once.")
        : t("The rollout takes {0}.", format(done)),
    lowestSentence(lowest, plan.pods),
    peak === 1 ? t("There is never more than 1 pod.") : t("There are up to {0} pods at a time.", peak),
    ...(fewestAnswering < lowest ? [answeringSentence(fewestAnswering, lowest)] : []),
    ...(noticed === undefined
      ? broken
        ? [t("Kubernetes never says that it failed.")]
        : []
      : [t("Kubernetes says after {0} that it failed: ProgressDeadlineExceeded.", format(noticed))]),
    ...(broken && served > 0 ? [t("Up to {0}% of the traffic goes to the broken version.", served)] : []),
  ];
}

function lowestSentence(lowest: number, pods: number): string {
  if (lowest === 0) return t("No pod is available in between.");
  return lowest === 1 ? t("At least 1 pod of {0} is available.", pods) : t("At least {0} pods of {1} are available.", lowest, pods);
}

function answeringSentence(answering: number, lowest: number): string {
  if (answering === 0)
    return t("For a while no pod answers, though Kubernetes sends traffic to {0}: nothing asks a new pod whether it answers.", lowest);
  return answering === 1
    ? t("For a while only 1 pod answers, though Kubernetes sends traffic to {0}: nothing asks a new pod whether it answers.", lowest)
    : t(
        "For a while only {0} pods answer, though Kubernetes sends traffic to {1}: nothing asks a new pod whether it answers.",
        answering,
        lowest,
      );
}

/** The longest time until a version that never answers is noticed, said even where the new version is taken to be well. */
export function noticeSentence(plan: RolloutPlan, { broken }: Assumptions): string[] {
  const at = broken ? undefined : noticedAt(plan);
  return at === undefined ? [] : [t("A version that never answers is noticed after {0} at the latest.", format(at))];
}

/** A note as a sentence. */
export function noteText(note: Note): string {
  switch (note.kind) {
    case "killed":
      return t('Container "{0}" is killed {1} s after its start, before it answers, and started again.', note.container, note.after);
    case "unasked":
      return t("No probe notices that the new version never answers: its pods count as ready and get traffic.");
    case "onDelete":
      return t("Nothing happens until somebody deletes pods: updateStrategy is OnDelete.");
    case "partition":
      return t("Pods with an ordinal below {0} keep the old version: partition.", note.ordinal);
    case "leftOut":
      return t('The step "{0}" is not part of this preview.', note.step);
    case "pause":
      return t("A person ends the pause at {0}; {1} are taken for it.", format(note.at), format(note.taken));
    case "standstill":
      return t("It stands still, and nothing in the cluster says so.");
  }
}

/** A concern as a sentence. */
export function concernText(concern: Concern): string {
  switch (concern.kind) {
    case "deadline": {
      const [needs, deadline] = [format(concern.needs), format(concern.deadline)];
      return t("A start may take {0} and the deadline is {1}: a slow start that is healthy is reported as failed.", needs, deadline);
    }
    case "outage":
      return t("For a while no pod is available: every request in that time fails.");
    case "unnoticed":
      return concern.replaces
        ? t("A version that never answers replaces every pod: no probe asks before the next one goes.")
        : t("A version that never answers stands still for ever, and nothing in the cluster says so.");
    case "soak": {
      const { soak, percent, needs } = concern;
      return needs === undefined
        ? t("It waits {0} at {1}%, which shows nothing by itself: no probe asks the pods while they serve.", format(soak), percent)
        : t(
            "It waits {0} at {1}%, and a pod that fails is noticed by its probes after {2}: the canary goes on before.",
            format(soak),
            percent,
            format(needs),
          );
    }
  }
}

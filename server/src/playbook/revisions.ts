import { t } from "../l10n";
import { age, items, listAt, shortImage, timeAt, wordAt } from "./answers";
import { valueAt } from "./call";
import type { Served } from "./served";
import type { BoundObject } from "./state";

/** What shows that a revision was ready. */
export type Proof =
  /** Pods of it are ready now. */
  | { readonly by: "pods" }
  /** Its controller says that all pods had it: a Deployment's condition, `currentRevision` of a StatefulSet. */
  | { readonly by: "controller" }
  /** It is what a Rollout returns to by itself: `stableRS`. */
  | { readonly by: "promotion" }
  /** A run of a playbook came to its end with it, after a person had said that users are served. In milliseconds since 1970. */
  | { readonly by: "run"; readonly at: number };

/** A revision that a workload can return to: what its ReplicaSet, or its ControllerRevision, says. */
export interface Revision {
  readonly number: string;
  readonly images: readonly string[];
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
  /** The annotation `kubernetes.io/change-cause`. */
  readonly cause: string | undefined;
  readonly pods: number;
  readonly ready: number;
  /** Whether it is the one that runs now. */
  readonly isNow: boolean;
  /** Undefined: nothing shows whether it ever was. */
  readonly proof: Proof | undefined;
  readonly template: unknown;
}

/** Where the numbers of ReplicaSets stand, by the kind of their owner; a ControllerRevision has its own as a field. */
const NUMBERS: Readonly<Record<string, string>> = {
  Deployment: 'metadata.annotations["deployment.kubernetes.io/revision"]',
  Rollout: 'metadata.annotations["rollout.argoproj.io/revision"]',
};

/**
 * The revisions in a list of ReplicaSets or ControllerRevisions, the newest first; those of others are left out. `live`: the workload as the
 * cluster has it; `served`: what runs of playbooks know.
 */
export function revisionsIn(
  answer: unknown,
  { kind, name }: Pick<BoundObject, "kind" | "name">,
  live?: unknown,
  served: readonly Served[] = [],
): Revision[] {
  const own = items(answer).filter((item) =>
    listAt(item, "metadata.ownerReferences").some((owner) => wordAt(owner, "kind") === kind && wordAt(owner, "name") === name),
  );
  const found = own.flatMap((item): Omit<Revision, "isNow">[] => {
    const number = wordAt(item, NUMBERS[kind] ?? "revision");
    if (number === undefined || !/^\d+$/.test(number)) return [];
    const template = valueAt(item, "spec.template") ?? valueAt(item, "data.spec.template");
    return [
      {
        number,
        images: listAt(template, "spec.containers").flatMap((container) => wordAt(container, "image") ?? []),
        created: timeAt(item, "metadata.creationTimestamp"),
        cause: wordAt(item, 'metadata.annotations["kubernetes.io/change-cause"]'),
        pods: Number(wordAt(item, "status.replicas") ?? 0),
        ready: Number(wordAt(item, "status.readyReplicas") ?? 0),
        proof: proofOf(item, number, live, served),
        template,
      },
    ];
  });
  return found.sort((a, b) => Number(b.number) - Number(a.number)).map((revision, i) => ({ ...revision, isNow: i === 0 }));
}

function proofOf(item: unknown, number: string, live: unknown, served: readonly Served[]): Proof | undefined {
  if (Number(wordAt(item, "status.readyReplicas") ?? 0) > 0) return { by: "pods" };
  const name = wordAt(item, "metadata.name");
  const hash = wordAt(item, 'metadata.labels["rollouts-pod-template-hash"]');
  if (hash !== undefined && hash === wordAt(live, "status.stableRS")) return { by: "promotion" };
  const isComplete = listAt(live, "status.conditions").some(
    (condition) =>
      wordAt(condition, "reason") === "NewReplicaSetAvailable" && wordAt(condition, "message")?.includes(`"${name ?? ""}"`) === true,
  );
  // A StatefulSet makes its new revision the current one when every member has it and is ready.
  if (isComplete || (name !== undefined && name === wordAt(live, "status.currentRevision"))) return { by: "controller" };
  // A Deployment that returns to a revision gives it a new number, and writes the old ones down.
  const numbers = [number, ...(wordAt(item, 'metadata.annotations["deployment.kubernetes.io/revision-history"]')?.split(",") ?? [])];
  const created = timeAt(item, "metadata.creationTimestamp") ?? Infinity;
  const times = served.filter(({ revision, at }) => numbers.includes(revision) && at >= created).map(({ at }) => at);
  return times.length ? { by: "run", at: Math.max(...times) } : undefined;
}

/** The revision that is most likely meant: the newest older one that is known to have been ready, else the one before. */
export function suggestedRevision(revisions: readonly Revision[]): string | undefined {
  const older = revisions.filter(({ isNow }) => !isNow);
  return (older.find(({ proof }) => proof) ?? older[0])?.number;
}

/** What a list says of a revision: images, age, cause, and what is known of its having served. */
export function revisionText({ images, created, cause, pods, ready, isNow, proof }: Revision, now: number): string {
  return [
    images.map(shortImage).join(", "),
    ...(created === undefined ? [] : [t("{0} old", age(created, now))]),
    ...(cause === undefined ? [] : [cause]),
    ...(isNow ? [t("runs now")] : []),
    ...(pods ? [t("{0} of {1} pods ready", ready, pods)] : []),
    ...(proof || isNow ? proofText(proof, now) : [t("whether it was ever ready is unknown")]),
  ].join(" · ");
}

function proofText(proof: Proof | undefined, now: number): string[] {
  switch (proof?.by) {
    case "controller":
      return [t("was rolled out completely")];
    case "promotion":
      return [t("is the stable version")];
    case "run":
      return [t("served when a run ended with it {0} ago", age(proof.at, now))];
    case "pods":
    case undefined:
      return [];
  }
}

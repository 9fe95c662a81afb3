import assert from "node:assert/strict";
import type { Cluster } from "../../cluster/cluster";
import { IMAGE, NODES, all, bring } from "./objects";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

/** Rollbacks of members and node agents, whose revisions are ControllerRevisions. */

const workload = (kind: string, image: string): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
  ${kind === "StatefulSet" ? "replicas: 3\n  serviceName: web" : "{}".slice(2)}
  selector: { matchLabels: { app: web, tier: db } }
  template:
    metadata: { labels: { app: web, tier: db } }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;
const idOf = (kind: string): string => `apps/v1 ${kind} web`;
const numbers = (stage: Stage): number[] =>
  stage.cluster
    .names("apps/v1 ControllerRevision", () => true)
    .map((name) => Number(stage.read(`apps/v1 ControllerRevision ${name}`, "revision")))
    .sort();
const podsReady = (cluster: Cluster, kind: string, image: string, count: number): Promise<void> =>
  cluster.until(
    `${count} pods run ${image}`,
    () =>
      cluster.names("v1 Pod", ({ metadata, spec }) => {
        const { containers } = spec as { readonly containers: readonly { readonly image: string }[] };
        return metadata.ownerReferences?.[0]?.kind === kind && containers[0]?.image === image;
      }).length === count,
  );

/** Revision 2 is the bad one. With `stuck` its first pod never gets ready, as it happens. */
const released = (kind: "StatefulSet" | "DaemonSet", isStuck = false) => {
  const count = kind === "StatefulSet" ? 3 : 2;
  const undo = (to: number): string => `kubectl rollout undo ${kind}/web --to-revision=${to}`;
  return {
    playbook: "rollback-stateful-daemon-set",
    text: workload(kind, "web:1.4.3"),
    objects: all(NODES, workload(kind, "web:1.4.2")),
    ...(isStuck
      ? {
          script: {
            ready: ({ spec }: { readonly spec: { readonly containers: readonly { readonly image: string }[] } }) =>
              spec.containers[0]?.image !== "web:1.4.3",
          },
        }
      : {}),
    begin: async (stage: Stage) => {
      await podsReady(stage.cluster, kind, "web:1.4.2", count);
      await stage.cluster.until(
        "they are ready",
        () => stage.read(idOf(kind), kind === "StatefulSet" ? "status.readyReplicas" : "status.numberReady") === count,
      );
      bring(stage, idOf(kind), "web:1.4.3");
      await podsReady(stage.cluster, kind, "web:1.4.3", isStuck ? 1 : count);
    },
    kept: { selector: "app=web,tier=db", revisionNow: "2", imageAfter: "web:1.4.2" },
    inputs: { revision: "1", pod: "web-2" },
    choose: { data: "It did not", decide: "Undo it", "held-up": "No", "git-agrees": "Yes" },
    undo,
    proves: async (stage: Stage, image: string, revisions: readonly number[]) => {
      assert.equal(stage.read(idOf(kind), IMAGE), image);
      await podsReady(stage.cluster, kind, image, count);
      assert.deepEqual(numbers(stage), revisions, "a revision that is returned to gets a new number");
    },
  } as const;
};
const members = released("StatefulSet");
const stuck = released("StatefulSet", true);
const agents = released("DaemonSet");

export const ROLLBACK_MEMBERS: readonly Rehearsal[] = [
  {
    ...members,
    title: "undoes a StatefulSet, member by member",
    status: "done",
    changes: [members.undo(1)],
    then: (stage) => members.proves(stage, "web:1.4.2", [2, 3]),
  },
  {
    ...members,
    title: "writes the version that the members run into the file",
    choose: { ...members.choose, "git-agrees": "No: change the file" },
    status: "done",
    changes: [members.undo(1)],
    then: (_stage, player) => {
      assert.match(player.files["object.yaml"] ?? "", /image: web:1\.4\.2/);
    },
  },
  {
    ...members,
    title: "turns round after the undo of a StatefulSet, to the revision that ran before it",
    back: "undo",
    status: "rolledBack",
    changes: [members.undo(1), members.undo(2)],
    then: (stage) => members.proves(stage, "web:1.4.3", [3, 4]),
  },
  {
    ...stuck,
    title: "frees the member that the bad revision left behind and that holds up the others",
    choose: { ...stuck.choose, "held-up": "Yes" },
    status: "done",
    changes: [stuck.undo(1), "kubectl delete pod web-2 --wait=false"],
    then: (stage) => stuck.proves(stage, "web:1.4.2", [2, 3]),
  },
  {
    ...members,
    title: "goes forward where the volumes leave no way back",
    choose: { data: "It did,", "data-way": "No", "git-agrees": "No: the version" },
    status: "done",
    changes: [],
  },
  {
    ...members,
    title: "touches no member where Git decides",
    kept: { ...members.kept, argoId: "shop:apps/StatefulSet:shop/web" },
    objects: members.objects.replace(
      "{ name: web }",
      '{ name: web, annotations: { "argocd.argoproj.io/tracking-id": "shop:apps/StatefulSet:shop/web" } }',
    ),
    choose: { data: "It did,", "data-way": "Yes", "git-agrees": "Yes" },
    status: "done",
    changes: [],
  },
  {
    ...members,
    title: "looks what now, where the members do not come through",
    choose: { ...members.choose, stuck: "It only took long" },
    fails: ["wait-for-it"],
    begin: async (stage) => {
      await members.begin(stage);
      // What waits for it is told that it failed: the rollout cannot be seen to end.
      stage.merge(idOf("StatefulSet"), { spec: { updateStrategy: { type: "OnDelete", rollingUpdate: null } } });
    },
    status: "done",
    changes: [members.undo(1)],
  },
  {
    ...agents,
    title: "undoes a DaemonSet, node by node",
    status: "done",
    changes: [agents.undo(1)],
    then: (stage) => agents.proves(stage, "web:1.4.2", [2, 3]),
  },
  {
    ...agents,
    title: "turns round after the undo of a DaemonSet",
    back: "undo",
    status: "rolledBack",
    changes: [agents.undo(1), agents.undo(2)],
    then: (stage) => agents.proves(stage, "web:1.4.3", [3, 4]),
  },
];

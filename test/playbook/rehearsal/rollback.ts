import assert from "node:assert/strict";
import { GUARDS, IMAGE, NODES, ROUTES, WEB, all, assertWeights, deployment, weights } from "./objects";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

const UNDO = "kubectl rollout undo deployment/web";

/** A release that went wrong: the second revision runs the bad version. */
async function release(stage: Stage): Promise<void> {
  await stage.cluster.until("the first version serves", () => stage.read(WEB, "status.readyReplicas") === 3);
  stage.merge(WEB, { spec: { template: { spec: { containers: [{ name: "web", image: "web:1.4.3" }] } } } });
  await stage.cluster.until("the second revision is there", () => revision(stage) === "2");
}
const revision = (stage: Stage): unknown => stage.read(WEB, 'metadata.annotations["deployment.kubernetes.io/revision"]');

const BAD_RELEASE = all(NODES, deployment("web", "web:1.4.2"), ROUTES, GUARDS);
const annotated = (annotation: string): string =>
  all(NODES, deployment("web", "web:1.4.2").replace("{ name: web }", `{ name: web, annotations: { ${annotation} } }`), GUARDS);

const bad = {
  playbook: "rollback",
  text: deployment("web", "web:1.4.3"),
  objects: BAD_RELEASE,
  begin: release,
  kept: { revisionNow: "2", stableWeight: "80", canaryWeight: "20", imageAfter: "web:1.4.2" },
  inputs: { revision: "1", virtualService: "web" },
} as const;
const QUICK = { data: "It did not", switch: "No", decide: "Undo", ramp: "No", "git-agrees": "Yes" } as const;
const ISOLATED = { ...QUICK, switch: "Yes", ramp: "Yes" } as const;

const assertImage = (stage: Stage, image: string): void => {
  assert.equal(stage.read(WEB, IMAGE), image);
};
const assertGuards = (stage: Stage): void => {
  assert.equal(stage.read("autoscaling/v2 HorizontalPodAutoscaler web", "spec.minReplicas"), 3);
  assert.equal(stage.read("policy/v1 PodDisruptionBudget web", "spec.minAvailable"), 2);
};
const helm = {
  ...bad,
  objects: annotated('"meta.helm.sh/release-name": shop'),
  kept: { revisionNow: "2", helmRelease: "shop", helmRevisionNow: "7" },
  inputs: { helmRevision: "6" },
  choose: { data: "It did not", switch: "No", ramp: "No", "git-agrees": "No: the version" },
  programs: (stage: Stage) => ({
    helm: ([command, , to, ...flags]: readonly string[]) => {
      if (command === "history") return { stdout: JSON.stringify([{ revision: 6 }, { revision: 7 }]) };
      const image = { 6: "web:1.4.2", 7: "web:1.4.3" }[to ?? ""];
      if (command !== "rollback" || image === undefined) return { code: 1 };
      if (!flags.includes("--dry-run")) stage.merge(WEB, { spec: { template: { spec: { containers: [{ name: "web", image }] } } } });
      return {};
    },
  }),
} as const;
const helmTo = (to: number): string => `helm rollback shop ${to} --wait --timeout 5m`;

function withoutWayBack(): Rehearsal {
  let isGone = false;
  return {
    ...bad,
    title: "takes it back when the old version does not get ready any more",
    script: { ready: ({ spec }) => !(isGone && spec.containers[0]?.image === "web:1.4.2") },
    begin: async (stage) => {
      await release(stage);
      await stage.cluster.until(
        "the release is through",
        () => stage.read(WEB, "status.conditions[0].reason") === "NewReplicaSetAvailable",
      );
      isGone = true;
    },
    choose: { ...QUICK, stuck: "Take it back" },
    fails: ["undo"],
    status: "rolledBack",
    changes: [`${UNDO} --to-revision=1`, `${UNDO} --to-revision=2`],
    then: async (stage) => {
      assertImage(stage, "web:1.4.3");
      await stage.cluster.until("it serves again", () => stage.read(WEB, "status.readyReplicas") === 3);
    },
  };
}

export const ROLLBACK: readonly Rehearsal[] = [
  {
    ...bad,
    title: "undoes the Deployment and lets everything else be",
    choose: QUICK,
    status: "done",
    changes: [`${UNDO} --to-revision=1`],
    then: (stage) => {
      assertImage(stage, "web:1.4.2");
      assertWeights(stage, 80, 20);
      assertGuards(stage);
      assert.deepEqual([revision(stage), stage.read(WEB, "status.readyReplicas")], ["3", 3]);
    },
  },
  {
    ...bad,
    title: "isolates first, undoes, and brings traffic back in steps",
    choose: ISOLATED,
    status: "done",
    changes: [weights(100, 0), `${UNDO} --to-revision=1`, weights(99, 1), weights(90, 10), weights(50, 50), weights(0, 100)],
    then: (stage) => {
      assertImage(stage, "web:1.4.2");
      assertWeights(stage, 0, 100);
      assertGuards(stage);
    },
  },
  {
    ...bad,
    title: "writes the version that runs into the file",
    choose: { ...QUICK, "git-agrees": "No: change the file" },
    status: "done",
    changes: [`${UNDO} --to-revision=1`],
    then: (_stage, player) => {
      assert.match(player.files["object.yaml"] ?? "", /image: web:1\.4\.2,/);
    },
  },
  {
    ...bad,
    title: "turns round after the undo, to the revision that ran before it",
    choose: QUICK,
    back: "undo",
    status: "rolledBack",
    changes: [`${UNDO} --to-revision=1`, `${UNDO} --to-revision=2`],
    then: (stage) => {
      assertImage(stage, "web:1.4.3");
    },
  },
  {
    ...bad,
    title: "turns round while traffic comes back, and everything is as it was",
    choose: ISOLATED,
    back: "share-50",
    status: "rolledBack",
    changes: [
      ...[weights(100, 0), `${UNDO} --to-revision=1`, weights(99, 1), weights(90, 10), weights(50, 50)],
      ...[weights(100, 0), weights(100, 0), weights(100, 0), `${UNDO} --to-revision=2`, weights(80, 20)],
    ],
    then: (stage) => {
      assertImage(stage, "web:1.4.3");
      assertWeights(stage, 80, 20);
    },
  },
  withoutWayBack(),
  {
    ...helm,
    title: "takes the release back where Helm owns it",
    status: "done",
    changes: [helmTo(6)],
    then: (stage) => {
      assertImage(stage, "web:1.4.2");
      assertGuards(stage);
    },
  },
  {
    ...helm,
    title: "turns round after Helm, to the revision of the release that ran before",
    back: "helm-rollback",
    status: "rolledBack",
    changes: [helmTo(6), helmTo(7)],
    then: (stage) => {
      assertImage(stage, "web:1.4.3");
      assert.ok(stage.programs.received.every(([name, ...args]) => name === "helm" && args.includes("--kube-context")));
    },
  },
  {
    ...bad,
    title: "touches nothing in the cluster where Git decides",
    objects: annotated('"argocd.argoproj.io/tracking-id": "shop:apps/Deployment:shop/web"'),
    kept: { revisionNow: "2", argoId: "shop:apps/Deployment:shop/web" },
    choose: { data: "It did,", "data-way": "Yes", switch: "No", ramp: "No", "git-agrees": "Yes" },
    status: "done",
    changes: [],
    then: (stage) => {
      assertImage(stage, "web:1.4.3");
    },
  },
  {
    ...bad,
    title: "goes forward where the data leave no way back",
    choose: { data: "It did,", "data-way": "No", ramp: "No", "git-agrees": "Yes" },
    status: "done",
    changes: [],
    then: (stage) => {
      assertImage(stage, "web:1.4.3");
      assert.deepEqual(stage.cluster.changes, []);
    },
  },
];

import assert from "node:assert/strict";
import { IMAGE, NODES, all, bring, deployment } from "./objects";
import type { Rehearsal } from "./rehearse";
import type { Stage } from "./stage";

/** Rollbacks of Argo Rollouts and of releases of Helm. */

const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, annotations: { rollout.argoproj.io/revision: "2" } }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1.4.3" }] } }
  strategy: { canary: { steps: [{ setWeight: 5 }, { pause: {} }] } }
`;
const status = (phase: string): string =>
  `status: { phase: ${phase}, stableRS: aaa, currentPodHash: ${phase === "Healthy" ? "aaa" : "bbb"} }\n`;
const WEB_ROLLOUT = "argoproj.io/v1alpha1 Rollout web";
const imagePatch = (image: string): string =>
  `kubectl patch rollout.argoproj.io/web --type json --patch '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"${image}"}]'`;
const abortPatch = (abort: boolean): string =>
  `kubectl patch rollout.argoproj.io/web --subresource status --type merge --patch '{"status":{"abort":${abort}}}'`;
const argo = {
  playbook: "rollback-argo-rollout",
  text: ROLLOUT,
  objects: `${ROLLOUT}${status("Healthy")}`,
  inputs: { revision: "1", goodImage: "web:1.4.2" },
  kept: { revisionNow: "2", image: "web:1.4.3", phase: "Healthy", imageAfter: "web:1.4.2" },
  choose: { data: "It did not", how: "No", "git-agrees": "Yes" },
} as const;
const onItsWay = { ...argo, objects: `${ROLLOUT}${status("Paused")}`, kept: { ...argo.kept, phase: "Paused" } } as const;
/** What the plug-in does to a Rollout. */
const plugin = (stage: Stage) => ({
  "kubectl-argo-rollouts": ([verb = "", , to = ""]: readonly string[]) => {
    if (verb === "version") return { stdout: "kubectl-argo-rollouts: v1.8.3\n" };
    if (verb !== "undo") return { code: 1 };
    bring(stage, WEB_ROLLOUT, to === "--to-revision=1" ? "web:1.4.2" : "web:1.4.3");
    return {};
  },
});
const withPlugin = {
  ...argo,
  programs: plugin,
  kept: { ...argo.kept, plugin: "kubectl-argo-rollouts: v1.8.3" },
  choose: { ...argo.choose, how: "Yes" },
} as const;

const history = (stage: Stage): { readonly revision: number; readonly status: string }[] => {
  const now = stage.read("apps/v1 Deployment web", IMAGE) === "web:1.4.2" ? 8 : 7;
  return [6, 7, ...(now === 8 ? [8] : [])].map((revision) => ({ revision, status: revision === now ? "deployed" : "superseded" }));
};
const release = {
  playbook: "rollback-helm",
  text: deployment("web", "web:1.4.3"),
  objects: all(
    NODES,
    deployment("web", "web:1.4.3").replace("{ name: web }", '{ name: web, annotations: { "meta.helm.sh/release-name": shop } }'),
  ),
  begin: (stage: Stage) => stage.cluster.until("it serves", () => stage.read("apps/v1 Deployment web", "status.readyReplicas") === 3),
  kept: { helmRelease: "shop", revisionNow: "7", revisionAfter: "8" },
  inputs: { helmRevision: "6" },
  choose: { data: "It did not", decide: "Roll the release back", "git-agrees": "No" },
  programs: (stage: Stage) => ({
    helm: ([command, , to, ...flags]: readonly string[]) => {
      if (command === "history") return { stdout: JSON.stringify(history(stage)) };
      if (command === "status") return { stdout: JSON.stringify({ info: { status: "deployed" } }) };
      const image = { 6: "web:1.4.2", 7: "web:1.4.3" }[to ?? ""];
      if (command !== "rollback" || image === undefined) return { code: 1 };
      if (!flags.includes("--dry-run")) bring(stage, "apps/v1 Deployment web", image);
      return {};
    },
  }),
} as const;
const helmTo = (to: number): string => `helm rollback shop ${to} --wait --timeout 5m`;

export const ROLLBACK_RELEASES: readonly Rehearsal[] = [
  {
    ...onItsWay,
    title: "aborts a Rollout that is on its way, and leaves the template to a correction",
    choose: { ...argo.choose, decide: "It is aborted" },
    status: "done",
    changes: [abortPatch(true)],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, "status.abort"), true);
      assert.equal(stage.read(WEB_ROLLOUT, IMAGE), "web:1.4.3");
    },
  },
  {
    ...onItsWay,
    title: "turns round after the abort: the canary goes on",
    back: "calm",
    status: "rolledBack",
    changes: [abortPatch(true), abortPatch(false)],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, "status.abort"), false);
    },
  },
  {
    ...argo,
    title: "returns a promoted Rollout with kubectl alone",
    choose: { ...argo.choose, decide: "Return to an earlier", "git-agrees": "No: change the file" },
    status: "done",
    changes: [imagePatch("web:1.4.2")],
    then: (stage, player) => {
      assert.equal(stage.read(WEB_ROLLOUT, IMAGE), "web:1.4.2");
      assert.match(player.files["object.yaml"] ?? "", /image: web:1\.4\.2/);
    },
  },
  {
    ...argo,
    title: "sets the image back that ran before",
    back: "set-image",
    status: "rolledBack",
    changes: [imagePatch("web:1.4.2"), imagePatch("web:1.4.3")],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, IMAGE), "web:1.4.3");
    },
  },
  {
    ...withPlugin,
    title: "undoes a promoted Rollout with the plug-in",
    choose: { data: "It did not", "git-agrees": "No: the version" },
    status: "done",
    changes: ["kubectl argo rollouts undo web --to-revision=1"],
    then: (stage) => {
      assert.equal(stage.read(WEB_ROLLOUT, IMAGE), "web:1.4.2");
      for (const received of stage.programs.received)
        assert.ok(received.includes("--context") && received.includes("prod-eu"), received.join(" "));
    },
  },
  {
    ...withPlugin,
    title: "promotes a Rollout by hand that waits at a step",
    objects: `${ROLLOUT}${status("Healthy")}`,
    choose: { ...withPlugin.choose, stuck: "It waits at a step" },
    programs: (stage) => ({
      "kubectl-argo-rollouts": (args) => (args[0] === "undo" ? { code: 1 } : plugin(stage)["kubectl-argo-rollouts"](args)),
    }),
    fails: ["undo"],
    status: "done",
    changes: ["kubectl argo rollouts undo web --to-revision=1"],
  },
  {
    ...argo,
    title: "goes forward with a Rollout where the data leave no way back",
    choose: { data: "It did,", "data-way": "No", "git-agrees": "Yes" },
    status: "done",
    changes: [],
  },
  {
    ...onItsWay,
    title: "aborts, and lets Git take the template back",
    objects: `${ROLLOUT.replace("annotations: {", 'annotations: { "argocd.argoproj.io/tracking-id": "shop:argoproj.io/Rollout:shop/web",')}${status("Paused")}`,
    kept: { ...onItsWay.kept, argoId: "shop:argoproj.io/Rollout:shop/web" },
    choose: { data: "It did,", "data-way": "Yes", "git-agrees": "Yes" },
    status: "done",
    changes: [abortPatch(true)],
  },
  {
    ...release,
    title: "returns the release to a revision of its history",
    status: "done",
    changes: [helmTo(6)],
    then: (stage, player) => {
      assert.equal(stage.read("apps/v1 Deployment web", IMAGE), "web:1.4.2");
      assert.deepEqual([player.state.kept.revisionNow, player.state.kept.revisionAfter], ["7", "8"]);
      assert.ok(stage.programs.received.every(([name, ...args]) => name === "helm" && args.includes("--kube-context")));
    },
  },
  {
    ...release,
    title: "turns round, to the revision of the release that ran before",
    back: "helm-rollback",
    status: "rolledBack",
    changes: [helmTo(6), helmTo(7)],
    then: (stage) => {
      assert.equal(stage.read("apps/v1 Deployment web", IMAGE), "web:1.4.3");
    },
  },
  {
    ...release,
    title: "looks what now, where Helm does not get through",
    programs: (stage) => ({
      helm: (args) => (args[0] === "rollback" && !args.includes("--dry-run") ? { code: 1 } : release.programs(stage).helm(args)),
    }),
    choose: { ...release.choose, stuck: "Roll forward", "git-agrees": "Yes" },
    fails: ["helm-rollback"],
    status: "done",
    changes: [helmTo(6)],
  },
  {
    ...release,
    title: "leaves the release to Git, which decides",
    objects: all(
      NODES,
      deployment("web", "web:1.4.3").replace(
        "{ name: web }",
        '{ name: web, labels: { "helm.toolkit.fluxcd.io/name": shop }, annotations: { "meta.helm.sh/release-name": shop } }',
      ),
    ),
    kept: { ...release.kept, fluxHelm: "shop" },
    choose: { data: "It did,", "data-way": "Yes", "git-agrees": "Yes" },
    status: "done",
    changes: [],
  },
];

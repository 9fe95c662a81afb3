import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { catalogueOf } from "../../client/src/playbook/catalogue";
import { offers } from "../../client/src/playbook/cluster";
import { Controller } from "../../client/src/playbook/controller";
import { local } from "../../client/src/playbook/machine";
import { goOn } from "../../client/src/playbook/steps";
import { Cluster } from "../cluster/cluster";
import { NO_KUBECTL } from "../cluster/kubectl";
import { Desk, START, at, settledSoon } from "./desk";

const TEXT = `id: watch
title: Undo and watch
summary: Undoes a release and watches.
topic: rollout
appliesTo: [Deployment]
inputs:
  name: { title: Deployment, from: { manifest: metadata.name } }
  revision: { title: Revision, offer: revisions }
phases:
  - id: act
    title: Act
    steps:
      - id: undo
        title: Undo it
        kind: command
        mutating: true
        irreversible: It is a test.
        command:
          program: kubectl
          args: [rollout, undo, "deployment/\${name}", "--to-revision=\${revision}", --context, "\${context}", --namespace, "\${namespace}", --request-timeout, 5s]
          timeout: 10s
        verify:
          command:
            program: kubectl
            args: [rollout, status, "deployment/\${name}", --timeout, 4s, --context, "\${context}", --namespace, "\${namespace}", --request-timeout, 5s]
            timeout: 10s
      - { id: end, title: The end, kind: manual }
`;
const [ENTRY] = catalogueOf([{ text: TEXT, builtIn: true, uri: "file:///watch.yaml" }]);

const NODE = `apiVersion: v1
kind: Node
metadata: { name: worker-1 }
spec: {}
status: { conditions: [{ type: Ready, status: "True" }] }
`;
/** In a namespace of its own, as Argo CD has them. */
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec: { syncPolicy: { automated: { selfHeal: true } } }
status: { sync: { status: Synced } }
`;
const web = (image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: { argocd.argoproj.io/tracking-id: "shop:apps/Deployment:shop/web" } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "${image}" }] }
`;

describe("a rollout that is waited for, with the real kubectl", { skip: NO_KUBECTL }, () => {
  /** The old version does not get ready any more once this is set. */
  let isGone = false;
  const cluster = new Cluster({ ready: ({ spec }) => !(isGone && spec.containers[0]?.image === "shop/web:1") });

  before(async () => {
    await cluster.start("prod-eu", "shop");
    cluster.put(`${NODE}---\n${web("shop/web:1")}`, "shop");
    cluster.put(APPLICATION, "argocd");
    const object = "apps/v1 Deployment web";
    await cluster.until("the first version serves", () => cluster.read(object, "status.readyReplicas", "shop") === 2);
    cluster.merge(object, { spec: { template: { spec: { containers: [{ name: "web", image: "shop/web:2" }] } } } }, "shop");
    await cluster.until(
      "the second is through",
      () => cluster.read(object, "status.conditions[0].reason", "shop") === "NewReplicaSetAvailable",
    );
  });
  after(() => cluster.stop());

  it("offers the revisions, says what undoing changes, and shows in a table why it does not come through", async () => {
    assert.ok(ENTRY);
    const desk = new Desk();
    const effects: string[] = [];
    const offered: string[] = [];
    const { person } = desk.ports;
    const controller = new Controller({
      ...desk.ports,
      now: () => new Date(),
      machine: local.machine,
      person: {
        ...person,
        input: (_run, _name, _input, _problem, found) => {
          offered.push(...found.map(({ value, description }) => `${value} ${description}`));
          return Promise.resolve(found[0]?.value);
        },
        confirmChange: (_run, _line, _name, what) => {
          effects.push(...what);
          return Promise.resolve("");
        },
      },
    });
    const run = controller.begin(ENTRY, { ...START, folder: cluster.folder, kubeconfig: cluster.kubeconfig });
    await settledSoon(() => run.card.length > 0 && run.card.every(({ answer }) => answer !== undefined));
    const rows = Object.fromEntries(run.card.map(({ id, answer }) => [id, answer]));
    assert.match(
      rows.revisions?.text ?? "",
      /^2 are kept · before this one 1: web:1 · \d+ s old · whether it was ever ready is unknown$/,
      JSON.stringify(rows),
    );
    assert.equal(rows.pods?.text, "none");
    assert.equal(rows["self-heal"]?.text, "on: what is undone here is done again at once · Synced");
    assert.equal(rows.helm?.text, "none");
    assert.match(rows.progress?.text ?? "", /successfully rolled out/);
    assert.deepEqual(
      run.card.filter(({ answer }) => answer?.ok !== true),
      [],
      "every row has its answer",
    );

    isGone = true;
    await goOn(controller, run);
    assert.match(offered[0] ?? "", /^1 web:1 · \d+ s old · whether it was ever ready is unknown$/);
    assert.deepEqual(effects, ["2 pods are replaced", "web image: shop/web:2 → shop/web:1"]);
    assert.equal(at(run), "undo waiting");
    const seen: string[] = [];
    const listening = controller.onDidChange.on(() => {
      seen.push(run.watch.map(({ title, text }) => `${title}: ${text}`).join(" | "));
    });
    await goOn(controller, run);
    listening.dispose();
    assert.equal(at(run), "undo failed");
    assert.ok(
      seen.some((line) => /New: web:1 · 0 of \d ready, 2 wanted \| Old: web:2 · \d of \d ready \|.*Time: 0:0\d of 10:00/.test(line)),
      seen.join("\n"),
    );
    // Revision 1 is revision 3 now: what was seen before must not be taken for what is.
    effects.length = 0;
    const again = controller.begin(ENTRY, {
      ...START,
      folder: cluster.folder,
      kubeconfig: cluster.kubeconfig,
      inputs: { name: "web", revision: "2" },
    });
    await settledSoon(() => again.card.length > 0 && again.card.every(({ answer }) => answer !== undefined));
    again.seen = run.seen;
    await goOn(controller, again);
    assert.deepEqual(effects, ["2 pods are replaced", "web image: shop/web:1 → shop/web:2"]);
    assert.deepEqual(await offers(controller, run, "containers"), [{ value: "web", description: "", suggested: true }]);
    controller.dispose();
  });
});

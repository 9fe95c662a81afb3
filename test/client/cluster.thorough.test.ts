import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Controller } from "../../client/src/playbook/controller";
import { local } from "../../client/src/playbook/machine";
import { goOn } from "../../client/src/playbook/steps";
import { Desk, ENTRY, START, at, settledSoon } from "./desk";

/** The few answers of an API server that reading a target and a Deployment takes: discovery, the namespace, the object. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/version": { major: "1", minor: "32", gitVersion: "v1.32.0" },
  "/api": { kind: "APIVersions", versions: ["v1"] },
  "/apis": { kind: "APIGroupList", apiVersion: "v1", groups: [group("apps")] },
  "/api/v1": resources("v1", { name: "namespaces", singularName: "namespace", namespaced: false, kind: "Namespace" }),
  "/apis/apps/v1": resources("apps/v1", { name: "deployments", singularName: "deployment", namespaced: true, kind: "Deployment" }),
  "/api/v1/namespaces/kube-system": { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system", uid: "uid-of-the-cluster" } },
  "/apis/apps/v1/namespaces/shop/deployments/web": {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop", annotations: { "deployment.kubernetes.io/revision": "7" } },
    spec: { replicas: 2, template: { spec: { containers: [{ name: "web", image: "web:1.4.2" }] } } },
    status: { readyReplicas: 2 },
  },
};

function group(name: string): unknown {
  const version = { groupVersion: `${name}/v1`, version: "v1" };
  return { name, versions: [version], preferredVersion: version };
}

function resources(groupVersion: string, resource: object): unknown {
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources: [{ ...resource, verbs: ["get", "list"] }] };
}

describe("a run with the real kubectl", { skip: !local.machine.has("kubectl") && "kubectl is not on the PATH" }, () => {
  let server: Server;
  let folder = "";
  const cacheBefore = process.env["KUBECACHEDIR"];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "plimsoll-cluster-"));
    process.env["KUBECACHEDIR"] = path.join(folder, "cache");
    server = createServer((request, response) => {
      const answer = ANSWERS[new URL(request.url ?? "/", "http://127.0.0.1").pathname];
      const missing = { kind: "Status", apiVersion: "v1", status: "Failure", reason: "NotFound", message: "there is none", code: 404 };
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer ?? missing));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const named = (name: string, more: object) => ({ name, ...more });
    const kubeconfig = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [named("one", { cluster: { server: address } })],
      users: [named("ada", { user: { token: "not-a-real-token" } })],
      contexts: [named("prod-eu", { context: { cluster: "one", user: "ada", namespace: "shop" } })],
    };
    writeFileSync(path.join(folder, "config"), JSON.stringify(kubeconfig));
  });

  after(() => {
    server.close();
    server.closeAllConnections();
    if (cacheBefore === undefined) delete process.env["KUBECACHEDIR"];
    else process.env["KUBECACHEDIR"] = cacheBefore;
    rmSync(folder, { recursive: true, force: true });
  });

  it("is pinned to the cluster of its context, reads the object, and shows what fails in its row", async () => {
    const desk = new Desk();
    const controller = new Controller({ ...desk.ports, machine: local.machine });
    const { namespace, ...start } = START;
    assert.ok(namespace);
    const run = controller.begin(ENTRY, { ...start, folder, kubeconfig: path.join(folder, "config") });
    await settledSoon(() => run.card.length > 0 && run.card.every(({ answer }) => answer !== undefined));
    const { target } = run.stored.state;
    assert.deepEqual([target?.clusterId, target?.namespace], ["uid-of-the-cluster", "shop"]);
    assert.match(target?.server ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    const rows = new Map(run.card.map(({ id, answer }) => [id, answer]));
    assert.deepEqual(rows.get("live"), { ok: true, text: "2 of 2 ready · revision 7 · web:1.4.2", alarming: false });
    assert.equal(rows.get("fights")?.ok, false, "this server knows no autoscalers");
    assert.match(rows.get("fights")?.text ?? "", /resource type/);
    await goOn(controller, run);
    assert.equal(at(run), "undo pending");
    assert.match(desk.shown, /\$ kubectl get deployment web --context prod-eu\n/);
    assert.doesNotMatch(JSON.stringify(run.stored), /not-a-real-token/);
  });
});

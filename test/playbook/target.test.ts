import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Configurations } from "../../server/src/config/resolve";
import { boundInputs, fits } from "../../server/src/playbook/bind";
import { commandLine, judge } from "../../server/src/playbook/call";
import { CLUSTER, CONTEXTS, SERVER, targetOf } from "../../server/src/playbook/target";
import { PLAYBOOK } from "./fixture";
import { playbookOf } from "./support";

const ended = (stdout: string, exitCode = 0) => ({ exitCode, timedOut: false, stdout, stderr: "", truncated: false });

describe("reading the target", () => {
  const view = (namespace: string) =>
    judge(
      SERVER,
      ended(`{"clusters":[{"name":"c","cluster":{"server":"https://api"}}],"contexts":[{"name":"prod","context":{${namespace}}}]}`),
    );
  const cluster = judge(CLUSTER, ended('{"metadata":{"name":"kube-system","uid":"uid-1"}}'));
  it("puts together what kubectl says, the manifest's namespace first", () => {
    const expected = { kubeconfig: "/k", context: "prod", server: "https://api", clusterId: "uid-1" };
    assert.deepEqual(targetOf("prod", "/k", view('"namespace":"shop"'), cluster, "web"), { ...expected, namespace: "web" });
    assert.deepEqual(targetOf("prod", "/k", view('"namespace":"shop"'), cluster, undefined), { ...expected, namespace: "shop" });
    assert.deepEqual(targetOf("prod", "/k", view(""), cluster, undefined), { ...expected, namespace: "default" });
  });
  it("is nothing when the cluster does not answer", () => {
    assert.equal(targetOf("prod", "/k", view(""), judge(CLUSTER, ended("", 1)), undefined), undefined);
    assert.equal(targetOf("prod", "/k", judge(SERVER, ended("{}")), cluster, undefined), undefined);
  });
  it("asks for no secret", () => {
    for (const call of [CONTEXTS, SERVER, CLUSTER]) assert.doesNotMatch(commandLine(call, {}), /--raw|--flatten/);
  });
});

describe("binding inputs", () => {
  const playbook = playbookOf(`id: x
title: X
summary: X.
topic: rollout
appliesTo: [Deployment, terraform]
inputs:
  name: { title: Name, from: { manifest: metadata.name }, pattern: "[a-z]+" }
  replicas: { title: Replicas, from: { manifest: spec.replicas } }
  folder: { title: Folder, from: { file: directory } }
  token: { title: Token, from: { manifest: metadata.name }, secret: true }
  asked: { title: Asked }
phases:
  - { id: a, title: A, steps: [{ id: s, title: S, kind: manual }] }
`);
  it("takes what the object and its file say, when it is a good value, and no secret", () => {
    const file = { path: "k8s/web.yaml", directory: "k8s" };
    assert.deepEqual(boundInputs(playbook, { manifest: { metadata: { name: "web" }, spec: { replicas: 3 } }, file }), {
      name: "web",
      replicas: "3",
      folder: "k8s",
    });
    assert.deepEqual(boundInputs(playbook, { manifest: { metadata: { name: "x; rm -rf ~" }, spec: { replicas: { a: 1 } } } }), {});
  });
  it("knows what a playbook can be started from", () => {
    assert.deepEqual(
      [fits(playbook, "Deployment"), fits(playbook, "terraform"), fits(playbook, "Pod"), fits(PLAYBOOK, "Pod")],
      [true, true, false, true],
    );
  });
});

describe("the contexts of a file's environment", () => {
  const configurations = new Configurations([]);
  configurations.setRoots(["/w"]);
  configurations.set(
    "/w/.plimsoll.yaml",
    `environments:
  production: { files: ["prod/**"], production: true, contexts: ["prod-*"] }
  staging: { files: ["staging/**"] }
`,
  );
  it("are those configured, and nothing where none are", () => {
    assert.deepEqual(configurations.contextsFor("/w/prod/web.yaml", "kubernetes"), ["prod-*"]);
    assert.equal(configurations.contextsFor("/w/staging/web.yaml", "kubernetes"), undefined);
    assert.equal(configurations.contextsFor("/w/other/web.yaml", "kubernetes"), undefined);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { yaml } from "../../server/src/core/example";
import { RULES } from "../../server/src/rules/index.generated";
import { problemsIn, workspaceOf } from "../support/workspace";

const messagesOf = (text: string, ...ids: string[]): string[] => {
  const rules = RULES.filter(({ id }) => ids.includes(id));
  return problemsIn(workspaceOf({ "all.yaml": text }, rules, { preset: "all" })).map(({ message }) => message);
};

describe("the items of a List", () => {
  it("are objects of their own", () => {
    const list = yaml`
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec: { hostPID: true, containers: [] }
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: { name: b }
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
`;
    const said = messagesOf(list, "kubernetes/host-pid", "kubernetes/rbac-wildcard");
    assert.equal(said.length, 2);
    assert.match(said[0] ?? "", /Pod "a"/);
    assert.match(said[1] ?? "", /"b"/);
  });

  it("offer facts to others", () => {
    const list = yaml`
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: { name: checkout }
    spec: { selector: { app: chekout } }
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: checkout }
    spec: { template: { metadata: { labels: { app: checkout } } } }
`;
    assert.equal(messagesOf(list, "kubernetes/service-selects-nothing").length, 1);
  });

  it("are compared with their own schema", () => {
    const list = yaml`
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec: { replica: 2, selector: {}, template: {} }
`;
    assert.equal(messagesOf(list, "kubernetes/unknown-field").length, 1);
  });

  it("leave out what is no object", () => {
    assert.deepEqual(messagesOf("apiVersion: v1\nkind: List\nitems: [text, { kind: Pod }]\n", "kubernetes/host-pid"), []);
  });
});

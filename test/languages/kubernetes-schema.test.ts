import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ObjectSchema, Schema } from "../../server/src/languages/kubernetes/schema";
import { builtInKinds, builtInVersions, builtInVersionsOf, schemaOf } from "../../server/src/languages/kubernetes/schema";

/** The schema at a path of fields; `[]` steps into a list. */
function at(apiVersion: string, kind: string, path: string): Schema | undefined {
  let schema: Schema | undefined = schemaOf(apiVersion, kind)?.root;
  for (const step of path.split(".")) {
    const [name = "", list] = step.split("[]");
    schema = schema?.type === "object" ? schema.fields.get(name)?.schema : undefined;
    if (list !== undefined) schema = schema?.type === "list" ? schema.of : undefined;
  }
  return schema;
}

describe("the schemas of Kubernetes objects", () => {
  it("know the types of a Deployment's fields", () => {
    const type = (path: string) => at("apps/v1", "Deployment", path)?.type;
    assert.equal(type("spec.replicas"), "integer");
    assert.equal(type("spec.paused"), "boolean");
    assert.equal(type("metadata.labels"), "map");
    assert.equal(type("spec.template.spec.containers"), "list");
    assert.equal(type("spec.template.spec.containers[].livenessProbe.httpGet.port"), "integer-or-string");
    assert.equal(type("spec.template.spec.containers[].resources.limits"), "map");
    assert.equal(type("status"), "any");
    assert.deepEqual(at("apps/v1", "Deployment", "spec.template.spec.containers[].imagePullPolicy"), {
      type: "word",
      words: ["Always", "IfNotPresent", "Never"],
    });
  });

  it("know what is required, and what is only said to be", () => {
    const required = (schema: Schema | undefined) =>
      schema?.type === "object" ? [...schema.fields].filter(([, field]) => field.required).map(([name]) => name) : [];
    assert.deepEqual(required(at("apps/v1", "Deployment", "spec")), ["selector", "template"]);
    assert.deepEqual(required(at("rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef")), ["kind", "name"]);
  });

  it("know a schema that contains itself", () => {
    const first = at("gateway.networking.k8s.io/v1", "HTTPRoute", "spec.rules[].matches[].path.type");
    assert.equal(first?.type, "word");
    assert.equal(at("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec.versions[].schema.openAPIV3Schema")?.type, "any");
  });

  it("tell built-in kinds from an operator's, and are silent about other versions", () => {
    assert.equal(schemaOf("v1", "Pod")?.builtIn, true);
    assert.equal(schemaOf("cert-manager.io/v1", "Certificate")?.builtIn, false);
    assert.equal(schemaOf("cert-manager.io/v1alpha2", "Certificate"), undefined);
    assert.equal(schemaOf("argoproj.io/v1alpha1", "ApplicationSet"), undefined);
    assert.ok(builtInKinds("argoproj.io/v1alpha1") === undefined && builtInKinds("apps/v1")?.has("DaemonSet"));
    assert.deepEqual(builtInVersionsOf("StorageClass"), ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"]);
  });

  it("can be read to the last line: every reference leads to an object", () => {
    const seen = new Set<ObjectSchema>();
    const visit = (schema: Schema): void => {
      if (schema.type === "list" || schema.type === "map") visit(schema.of);
      if (schema.type === "word") assert.ok(schema.words.every((word) => word !== ""));
      if (schema.type !== "object" || seen.has(schema)) return;
      seen.add(schema);
      assert.ok(schema.fields.size > 0);
      for (const [name, field] of schema.fields) {
        assert.match(name, /^[\w$.-]+$/);
        visit(field.schema);
      }
    };
    for (const version of builtInVersions())
      for (const kind of builtInKinds(version)?.keys() ?? []) {
        const found = schemaOf(version, kind);
        if (found) visit(found.root);
      }
    assert.ok(seen.size > 400, `${seen.size} objects`);
  });
});

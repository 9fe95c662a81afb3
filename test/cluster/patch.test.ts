import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PatchError, jsonPatch, mergePatch, strategicPatch } from "./patch";

describe("the patches of the stand-in cluster", () => {
  it("JSON: adds, replaces, removes, moves, copies and tests, and refuses what is not there", () => {
    const routes = { spec: { http: [{ route: [{ weight: 100 }, { host: "b" }] }], "a/b": 1 } };
    const changed = jsonPatch(routes, [
      { op: "test", path: "/spec/http/0/route/0/weight", value: 100 },
      { op: "replace", path: "/spec/http/0/route/0/weight", value: 90 },
      { op: "add", path: "/spec/http/0/route/1/weight", value: 10 },
      { op: "add", path: "/spec/http/0/route/-", value: { weight: 0 } },
      { op: "copy", from: "/spec/a~1b", path: "/copied" },
      { op: "move", from: "/spec/a~1b", path: "/moved" },
      { op: "remove", path: "/spec/http/0/route/2" },
    ]);
    assert.deepEqual(changed, { spec: { http: [{ route: [{ weight: 90 }, { host: "b", weight: 10 }] }] }, copied: 1, moved: 1 });
    assert.deepEqual(routes.spec.http[0]?.route[0], { weight: 100 }, "what is patched stays as it was");
    for (const operation of [
      { op: "add", path: "/spec/http/1/route/0", value: 1 },
      { op: "replace", path: "/spec/none", value: 1 },
      { op: "remove", path: "/spec/http/7" },
      { op: "test", path: "/spec/http/0/route/0/weight", value: 1 },
      { op: "guess", path: "/spec" },
    ])
      assert.throws(() => jsonPatch(routes, [operation]), PatchError, JSON.stringify(operation));
  });

  it("merge: goes into objects, replaces lists, removes with null", () => {
    assert.deepEqual(mergePatch({ a: { b: 1, c: 2 }, d: [1, 2] }, { a: { b: null, e: 3 }, d: [3] }), { a: { c: 2, e: 3 }, d: [3] });
  });

  it("strategic: merges lists by their key, and follows its directives", () => {
    const pod = {
      containers: [{ name: "web", image: "web:1", ports: [{ containerPort: 80 }] }, { name: "log" }],
      args: ["a", "b"],
      type: { old: 1 },
    };
    assert.deepEqual(
      strategicPatch(pod, {
        containers: [{ name: "web", image: "web:2", ports: [{ containerPort: 81 }] }, { name: "log", $patch: "delete" }, { name: "new" }],
        "$setElementOrder/containers": [{ name: "web" }, { name: "new" }],
        "$deleteFromPrimitiveList/args": ["a"],
        type: { $patch: "replace", fresh: 2 },
      }),
      {
        containers: [{ name: "web", image: "web:2", ports: [{ containerPort: 80 }, { containerPort: 81 }] }, { name: "new" }],
        args: ["b"],
        type: { fresh: 2 },
      },
    );
    assert.deepEqual(
      strategicPatch({ strategy: { type: "RollingUpdate", rollingUpdate: {} } }, { strategy: { $retainKeys: ["type"], type: "Recreate" } }),
      {
        strategy: { type: "Recreate" },
      },
    );
  });
});

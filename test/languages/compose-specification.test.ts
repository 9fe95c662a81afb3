import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dirname } from "../../server/src/core/path";
import type { ComposeProject } from "../../server/src/languages/compose/project";
import { projectOf } from "../../server/src/languages/compose/project";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";
import { CASES } from "./compose-specification.table";

function projectFor(files: Files, path: string, sets: readonly (readonly string[])[] = []): ComposeProject {
  const { engine } = workspaceOf(files, []);
  const view = projectOf(engine.scope(`compose:${dirname(absolute(path))}`), absolute(path), sets);
  assert.ok(view);
  return view;
}

describe("the Compose Specification", () => {
  it("is held by sixty cases or more, each of another title", () => {
    assert.ok(CASES.length >= 60, String(CASES.length));
    assert.equal(new Set(CASES.map(({ section, title }) => section + title)).size, CASES.length);
  });

  for (const { section, title, files, services, declared, all, path } of CASES)
    it(`${section}: ${title}`, () => {
      const project = projectFor(files, path ?? "compose.yaml");
      for (const [name, expected] of Object.entries(services)) {
        const data = project.services.get(name)?.data;
        assert.ok(data, `no service ${name}`);
        for (const [key, value] of Object.entries(expected)) assert.deepEqual(data[key], value, `${name}.${key}`);
      }
      if (all) assert.deepEqual([...project.services.keys()].sort(), [...all].sort());
      for (const [name, names] of Object.entries(declared ?? {}))
        assert.deepEqual([...project.declared[name as keyof ComposeProject["declared"]].keys()], names);
    });

  it("runs the files together that the configuration names", () => {
    const files = {
      "compose.yaml": "services:\n  web: { image: x, user: a }\n",
      "compose.override.yaml": "services:\n  web: { user: b }\n",
      "deploy/prod.yaml": "services:\n  web: { restart: always }\n",
    };
    const sets = [["compose.yaml", "deploy/prod.yaml"].map(absolute)];
    for (const path of ["compose.yaml", "deploy/prod.yaml"])
      assert.deepEqual(projectFor(files, path, sets).services.get("web")?.data, { image: "x", user: "a", restart: "always" });
    assert.deepEqual(projectFor(files, "compose.override.yaml", sets).services.get("web")?.data, { image: "x", user: "b" });
  });
});

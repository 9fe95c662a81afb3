import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeParts } from "../../server/src/core/part";
import type { Version } from "../../server/src/core/part";
import { Derived, Input, Reads, Revision } from "../../server/src/core/memo";
import { RULES } from "../../server/src/rules/index.generated";
import { randomNumbers } from "../support/random";
import { deployment, service } from "../support/manifests";
import { absolute, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

describe("parts", () => {
  const slices = (text: string) =>
    [...text.matchAll(/[^|]*\|?/g)]
      .filter(([slice]) => slice !== "")
      .map((match) => ({ start: match.index, end: match.index + match[0].length, kind: "x" }));
  let id = 0;
  const nothing: Version = { text: "", parts: [], gone: [] };
  const next = (text: string, before: Version = nothing) => placeParts(text, slices(text), before, () => ++id);
  const partsOf = ({ parts }: Version) => parts.map(({ part }) => part);

  it("keep their identity when they only move", () => {
    const before = next("a|b|c|");
    const after = next("new|a|b|c|", before);
    assert.deepEqual(partsOf(after).slice(1), partsOf(before));
    assert.deepEqual(
      after.parts.map(({ start }) => start),
      [0, 4, 6, 8],
    );
  });

  it("are fresh only in the middle of what changed", () => {
    const before = next("a|b|c|");
    const after = next("a|B|c|", before);
    assert.deepEqual(after.fresh, [after.parts[1]?.part]);
    assert.deepEqual(after.gone, [before.parts[1]?.part]);
    assert.equal(after.parts[0]?.part, before.parts[0]?.part);
    assert.equal(after.parts[2]?.part, before.parts[2]?.part);
    assert.deepEqual(
      partsOf(after).map(({ order }) => order),
      [0, 1, 2],
    );
  });

  it("come back with their text", () => {
    const before = next("a|b|c|");
    const broken = next("a|bc|", before);
    assert.deepEqual(partsOf(next("a|b|c|", broken)), partsOf(before));
    assert.equal(new Set(partsOf(next("a|b|b|", broken))).size, 3, "one text comes back once");
  });

  it("with equal texts are told apart by their place", () => {
    assert.equal(new Set(partsOf(next("a|a|", next("a|a|a|")))).size, 2);
  });

  it("are those of the text, whatever was edited", () => {
    const random = randomNumbers(7);
    let version = next("a|bb|a|c|bb|");
    for (let i = 0; i < 500; i++) {
      const { text } = version;
      const [at, length] = [Math.floor(random() * (text.length + 1)), Math.floor(random() * 4)];
      const typed = ["", "|", "a", "bb|", "a|"][Math.floor(random() * 5)] ?? "";
      version = next(text.slice(0, at) + typed + text.slice(at + length), version);
      assert.equal(
        partsOf(version)
          .map((part) => part.text)
          .join(""),
        version.text,
      );
      assert.deepEqual(
        partsOf(version).map(({ order }) => order),
        version.parts.map((_, order) => order),
      );
      assert.equal(new Set(partsOf(version)).size, version.parts.length);
    }
  });
});

describe("the memo", () => {
  it("computes again only what read something that changed", () => {
    const revision = new Revision();
    const [a, b] = [new Input(revision, 1), new Input(revision, 10)];
    let runs = 0;
    const parity = new Derived(
      revision,
      (reads) => {
        runs++;
        return reads.read(a) % 2;
      },
      -1,
    );
    const reads = new Reads();
    assert.equal(reads.read(parity), 1);
    b.set(11);
    assert.ok(reads.hold());
    assert.equal(runs, 1, "it never read b");
    a.set(3);
    assert.ok(reads.hold(), "a changed, what was derived from it did not");
    assert.equal(runs, 2);
    a.set(4);
    assert.ok(!reads.hold());
  });

  it("answers a cycle instead of running for ever", () => {
    const revision = new Revision();
    const cell: Derived<number> = new Derived<number>(revision, (reads) => reads.read(cell) + 1, 0);
    assert.equal(cell.current(), 1);
  });

  it("re-runs one part for a comment, and for a label those who look at labels", () => {
    const files: Files = {};
    for (let i = 0; i < 200; i++) files[`s${i}.yaml`] = service(`s${i}`, "web");
    files["web.yaml"] = deployment("web");
    const workspace = workspaceOf(files, RULES);
    const checkAll = (): number => {
      const before = workspace.engine.checkedParts;
      for (const path of Object.keys(files)) workspace.reportNow(absolute(path));
      return workspace.engine.checkedParts - before;
    };
    assert.equal(checkAll(), 201);
    assert.equal(checkAll(), 0);
    workspace.set(absolute("s0.yaml"), `# a comment\n${files["s0.yaml"] ?? ""}`);
    assert.equal(checkAll(), 1);
    workspace.set(absolute("s1.yaml"), service("s1", "cart"));
    const touched = checkAll();
    assert.ok(touched <= 2, `a selector concerns its own part and the workloads that ask for selectors, not ${touched} parts`);
  });

  it("finds all that it knew when a keystroke is taken back", () => {
    const files: Files = { "a.yaml": `${deployment("a")}---\n${deployment("b")}---\n${service("a", "a")}` };
    const workspace = workspaceOf(files, RULES);
    const [path, text] = [absolute("a.yaml"), files["a.yaml"] ?? ""];
    const first = workspace.reportNow(path)?.problems;
    workspace.set(path, text.replace("---\n", "x---\n"));
    workspace.reportNow(path);
    const before = workspace.engine.checkedParts;
    workspace.set(path, text);
    assert.deepEqual(workspace.reportNow(path)?.problems, first);
    const again = workspace.engine.checkedParts - before;
    assert.ok(again <= 1, `the parts are the ones they were: ${again} checked again`);
  });
});

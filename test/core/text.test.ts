import assert from "node:assert/strict";
import { test } from "node:test";
import { dirname, foldersAbove, join, pathFrom, relative } from "../../server/src/core/path";
import { LineIndex, underline } from "../../server/src/core/text";
import { applyEdits, plainText } from "../../server/src/core/edit";
import { equal } from "../../server/src/core/equal";

void test("lines break at LF, CRLF and CR, and offsets go there and back", () => {
  const index = new LineIndex("a\nbc\r\nd\re");
  assert.equal(index.lineCount, 4);
  assert.deepEqual(index.position(3), { line: 1, character: 1 });
  assert.deepEqual(index.position(6), { line: 2, character: 0 });
  assert.equal(index.offset({ line: 1, character: 99 }), 4);
  assert.equal(index.offset({ line: 9, character: 0 }), 9);
  for (let offset = 0; offset <= 9; offset++) {
    const { line, character } = index.position(offset);
    assert.ok(index.offset({ line, character }) <= offset);
  }
});

void test("an underline stays on one line and is never empty", () => {
  const text = "key: |\n  two\n";
  assert.deepEqual(underline(text, { start: 5, end: 12 }), { start: 5, end: 6 });
  assert.deepEqual(underline(text, { start: 0, end: 0 }), { start: 0, end: 1 });
  assert.deepEqual(underline("ab\n", { start: 2, end: 2 }), { start: 1, end: 2 });
});

void test("paths are joined and told apart without a disk", () => {
  assert.equal(join("/shop/chart", "../base/x.yaml"), "/shop/base/x.yaml");
  assert.equal(join("/shop", "./a"), "/shop/a");
  assert.equal(join("memfs://host/shop", "../a"), "memfs://host/a");
  assert.equal(join("/", "a"), "/a");
  assert.equal(dirname("/shop/a"), "/shop");
  assert.equal(relative("/shop", "/shop/a/b"), "a/b");
  assert.equal(relative("/shop", "/shopping/a"), undefined);
  assert.equal(pathFrom("/shop/overlays/prod", "/shop/base/a.yaml"), "../../base/a.yaml");
  assert.deepEqual([...foldersAbove("/shop/chart/templates/a.yaml")], ["/shop/chart/templates", "/shop/chart", "/shop", ""]);
});

void test("edits apply from their places, insertions at one place in order", () => {
  assert.equal(
    applyEdits("abc", [
      { start: 1, end: 2, text: "X" },
      { start: 1, end: 1, text: "1" },
      { start: 1, end: 1, text: "2" },
    ]),
    "a12Xc",
  );
  assert.equal(plainText("memory: ${1:512Mi}, path: ${2} \\${literal\\}"), "memory: 512Mi, path:  ${literal}");
});

void test("values are equal by content, maps and sets too", () => {
  assert.ok(equal({ a: [1, new Map([["x", { y: 1 }]])] }, { a: [1, new Map([["x", { y: 1 }]])] }));
  assert.ok(!equal({ a: undefined }, {}));
  assert.ok(!equal([1], { 0: 1, length: 1 }));
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cursorAt } from "../../server/src/languages/yaml/cursor";

/** Where the `|` stands: the path, then `key:` for a value or `-` for an item, then the word. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const cursor = cursorAt(text, offset);
  if (!cursor) return undefined;
  const { path, key, item, word } = cursor;
  return `${path.join(".")} ${key === undefined ? (item ? "-" : "") : `${key}:`}${text.slice(word.start, word.end)}`;
}

describe("a cursor in YAML", () => {
  const cases: readonly (readonly [what: string, text: string, expected: string | undefined])[] = [
    ["a key at the root", "api|", " api"],
    ["a value at the root", "kind: Dep|", " kind:Dep"],
    ["a key of a mapping", "spec:\n  rep|", "spec rep"],
    ["a value of a mapping", "spec:\n  serviceAccountName: we|b", "spec serviceAccountName:web"],
    ["a blank line, at its column", "spec:\n  replicas: 1\n  |", "spec "],
    ["a blank line further out", "spec:\n  template:\n    spec:\n      a: 1\n  |", "spec "],
    ["an item of a list", "depends_on:\n  - d|", "depends_on.* -d"],
    ["an item at the column of its key", "depends_on:\n- d|", "depends_on.* -d"],
    ["an empty item", "depends_on:\n  - |", "depends_on.* -"],
    ["the first key of an item", "containers:\n  - na|", "containers.* -na"],
    ["a value in the first line of an item", "containers:\n  - name: w|", "containers.* name:w"],
    ["a later key of an item", "containers:\n  - name: web\n    im|", "containers.* im"],
    [
      "a mapping inside of an item",
      "containers:\n- name: web\n  env:\n  - name: A\n    valueFrom:\n      configMapKeyRef:\n        name: c|",
      "containers.*.env.*.valueFrom.configMapKeyRef name:c",
    ],
    ["behind another item", "a:\n  - b:\n      c: 1\n  - d: 2\n    e|", "a.* e"],
    ["behind comments and blank lines", "a:\n\n  # comment\n  b:\n\n    c|", "a.b c"],
    ["a list in a list", "a:\n  - - b|", "a.*.* -b"],
    ["a quoted key", '"a":\n  b|', "a b"],
    ["beside a broken line", "a:\n  b: [\n  c:\n    d|", "a.c d"],
    ["in a comment", "a: # b|", undefined],
    ["in flow style", "a:\n  - {b|", undefined],
  ];
  for (const [what, text, expected] of cases)
    it(what, () => {
      assert.equal(at(text), expected);
      if (expected !== undefined) assert.equal(at(`x:\n  y: 1\n${text}`), expected);
    });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits, plainText } from "../../server/src/core/edit";
import type { Edit } from "../../server/src/core/edit";
import { documentRoot } from "../../server/src/languages/yaml/document";
import { TabStop, appendItem, removeKey, renameKey, setAt } from "../../server/src/languages/yaml/edit";
import type { Mapping } from "../../server/src/languages/yaml/mapping";
import { parseYaml } from "../../server/src/languages/yaml/parse";

/** Applies the edits that `change` makes of a document's root. */
function edited(text: string, change: (root: Mapping) => Edit[]): string {
  const root = documentRoot(parseYaml(text, { version: "1.1", templated: false }), { id: 0, text, kind: "document", state: "", order: 0 });
  return applyEdits(
    text,
    change(root).flatMap((edit) =>
      "at" in edit && "start" in edit.at ? [{ ...edit.at, text: edit.snippet === true ? plainText(edit.text) : edit.text }] : [],
    ),
  );
}

describe("edits of YAML", () => {
  for (const [title, text, path, value, expected] of [
    ["replaces a scalar and keeps its comment", "a: 1 # one\nb: 2\n", ["a"], 3, "a: 3 # one\nb: 2\n"],
    ["adds a key behind the last", "a: 1\n", ["b"], "x", "a: 1\nb: x\n"],
    [
      "adds below a mapping with its own indentation",
      "a:\n    b: 1\n    c: 2\nd: 3\n",
      ["a", "e"],
      4,
      "a:\n    b: 1\n    c: 2\n    e: 4\nd: 3\n",
    ],
    [
      "makes the mappings on the way, with the file's step",
      "a:\n    b: 1\n",
      ["c", "d", "e"],
      true,
      "a:\n    b: 1\nc:\n    d:\n        e: true\n",
    ],
    ["adds to a flow mapping in flow style", "a: { b: 1 }\n", ["a", "c", "d"], ["x"], "a: { b: 1, c: { d: [x] } }\n"],
    ["adds to JSON with quotes", '{ "a": { "b": 1 } }\n', ["a", "c"], "x", '{ "a": { "b": 1, "c": "x" } }\n'],
    ["fills an empty value", "a:\nb: 1\n", ["a", "c"], 2, "a:\n  c: 2\nb: 1\n"],
    ["fills an empty flow mapping", "a: {}\nb: 1\n", ["a", "c"], 2, "a: { c: 2 }\nb: 1\n"],
    [
      "adds below a mapping of merges alone",
      "x: &x\n  k: 1\na:\n  <<: *x\nb: 2\n",
      ["a", "c"],
      2,
      "x: &x\n  k: 1\na:\n  <<: *x\n  c: 2\nb: 2\n",
    ],
    [
      "adds behind a block scalar",
      "a:\n  b: |\n    text\n    more\nc: 1\n",
      ["a", "d"],
      1,
      "a:\n  b: |\n    text\n    more\n  d: 1\nc: 1\n",
    ],
    [
      "keeps a comment behind the last key",
      "a:\n  b: 1 # here\n# below\nc: 1\n",
      ["a", "d"],
      1,
      "a:\n  b: 1 # here\n  d: 1\n# below\nc: 1\n",
    ],
    ["writes at the end of a file without a line break", "a:\n  b: 1", ["a", "c"], 2, "a:\n  b: 1\n  c: 2"],
    ["keeps CRLF", "a:\r\n  b: 1\r\n", ["a", "c", "d"], 2, "a:\r\n  b: 1\r\n  c:\r\n    d: 2\r\n"],
    ["quotes what YAML would read as something else", "a: 1\n", ["b"], "yes", 'a: 1\nb: "yes"\n'],
    ["writes lists of mappings", "a: 1\n", ["b"], [{ name: "x", value: 1 }, "z"], "a: 1\nb:\n  - name: x\n    value: 1\n  - z\n"],
  ] as const)
    it(title, () => {
      assert.equal(
        edited(text, (root) => setAt(root, path, value)),
        expected,
      );
    });

  it("numbers tab stops in reading order and protects what is literal", () => {
    const text = "a: 1\n";
    const root = documentRoot(parseYaml(text, { version: "1.1", templated: false }), {
      id: 0,
      text,
      kind: "document",
      state: "",
      order: 0,
    });
    const [edit] = setAt(root, ["b"], { c: new TabStop("x"), d: "${e}", f: new TabStop() });
    assert.deepEqual(edit && "at" in edit && [edit.text, edit.snippet], ["\nb:\n  c: ${1:x}\n  d: \\${e\\}\n  f: ${2}", true]);
  });

  it("removes a key with its line, its comma or its place behind a dash", () => {
    assert.equal(
      edited("a: 1 # one\nb: 2\n", (root) => removeKey(root, "a")),
      "b: 2\n",
    );
    assert.equal(
      edited("a: { b: 1, c: 2 }\n", (root) => removeKey(root.map("a"), "c")),
      "a: { b: 1 }\n",
    );
    assert.equal(
      edited("a: { b: 1, c: 2 }\n", (root) => removeKey(root.map("a"), "b")),
      "a: { c: 2 }\n",
    );
    assert.equal(
      edited("a:\n  b:\n    c: 1\nd: 1\n", (root) => removeKey(root, "a")),
      "d: 1\n",
    );
    assert.equal(
      edited("a:\n  - b: 1\n    c: 2\n", (root) => [...root.list("a").maps()].flatMap((item) => removeKey(item, "b"))),
      "a:\n  - c: 2\n",
    );
  });

  it("renames a key with its quotes", () => {
    assert.equal(
      edited('"a": 1\n', (root) => renameKey(root, "a", "b")),
      '"b": 1\n',
    );
  });

  it("appends to lists in their style", () => {
    assert.equal(
      edited("a:\n- x\nb: 1\n", (root) => appendItem(root.list("a"), "z")),
      "a:\n- x\n- z\nb: 1\n",
    );
    assert.equal(
      edited("a: [x]\n", (root) => appendItem(root.list("a"), "z")),
      "a: [x, z]\n",
    );
    assert.equal(
      edited("a:\n  - k: 1\n", (root) => appendItem(root.list("a"), { k: 2, l: 3 })),
      "a:\n  - k: 1\n  - k: 2\n    l: 3\n",
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseYaml } from "../../server/src/languages/yaml/parse";
import { piecesOf } from "../../server/src/languages/yaml/pieces";
import { randomNumbers, rounds } from "../support/random";

const LONG = `# the shop
name: shop
services:
  # what people see
${Array.from({ length: 24 }, (_, i) => service(i)).join("")}
volumes:
  data:
x-last: |
  a block
  # that is no comment
`;

function service(i: number): string {
  return `  "web${i}":
    image: registry.example.com/web:1.${i} # pinned
    command: ["serve", "--port=80${i}",
      "--verbose"]
    environment:
      TEXT: >-
        folded
          deeper

        ${i}
      PASSWORD: \${PASSWORD:?}

`;
}

/** The same, but never in pieces: a templated document may be cut nowhere, and this one has no templates. */
const whole = (text: string) => parseYaml(text, { version: "1.2", templated: true });
const read = (text: string, before?: ReturnType<typeof parseYaml>) => parseYaml(text, { version: "1.2", templated: false, before });

describe("a long document", () => {
  it("is read in pieces as it is read whole", () => {
    assert.ok((piecesOf(LONG)?.length ?? 0) > 24);
    assert.deepEqual(read(LONG).root, whole(LONG).root);
    assert.deepEqual(read(LONG.replaceAll("\n", "\r\n")).root, whole(LONG.replaceAll("\n", "\r\n")).root);
  });

  it("takes over the pieces that a keystroke left alone", () => {
    const before = read(LONG);
    const after = read(LONG.replace("folded", "fold"), before);
    const kept = [...(after.pieces ?? [])].filter(([text]) => before.pieces?.has(text)).length;
    assert.equal(after.pieces?.size, kept + 1);
    assert.deepEqual(after.root, whole(LONG.replace("folded", "fold")).root);
  });

  it("says the same whatever was typed before", () => {
    const random = randomNumbers(7);
    const below = (most: number) => Math.floor(random() * most);
    const typed = ["x", " ", "\n", ":", '"', "#", "[", "- "];
    let text = LONG;
    let tree = read(text);
    for (let i = 0; i < rounds(25, 80); i++) {
      const at = below(text.length);
      const [added, end] = below(2) === 0 ? [typed[below(typed.length)] ?? "", at] : ["", at + 1];
      text = text.slice(0, at) + added + text.slice(end);
      tree = read(text, tree);
      const scratch = read(text);
      assert.deepEqual([tree.root, tree.errors], [scratch.root, scratch.errors]);
    }
  });

  it("loses no more than the piece in which a quote is missing", () => {
    const { root, errors } = read(LONG.replace('"--verbose"]', '"--verbose]'));
    assert.ok(errors.length > 0);
    const services = root?.kind === "map" ? root.pairs.find(({ key }) => key.source === "services")?.value : undefined;
    assert.equal(services?.kind === "map" && services.pairs.length, 24);
  });

  it("loses no more than the piece in front of whose line something was typed", () => {
    const before = read(LONG);
    for (const typed of ["x", '"', "{", ":", "1"])
      for (const column of [0, 1, 2]) {
        const line = LONG.indexOf("    image: registry.example.com/web:1.7 ");
        const text = `${LONG.slice(0, line + column)}${typed}${LONG.slice(line + column)}`;
        const after = read(text, before);
        const kept = [...(after.pieces ?? [])].filter(([piece]) => before.pieces?.has(piece)).length;
        assert.ok(kept >= (before.pieces?.size ?? 0) - 1, `${typed} at column ${column}`);
        assert.ok(after.errors.length > 0);
      }
  });

  it("is read in pieces with lists and closing brackets at the column of their keys", () => {
    const text = LONG.replace('["serve", "--port=8090",\n      "--verbose"]', "\n    - serve").replace(
      "volumes:\n  data:\n",
      "volumes:\n  data:\nlast:\n- a\n- b\n",
    );
    assert.ok((piecesOf(text)?.length ?? 0) > 24);
    assert.deepEqual(read(text).root, whole(text).root);
  });

  const uncut = {
    "has an anchor": LONG.replace("image: ", "image: &image "),
    "has a merge key": LONG.replace("  data:\n", "  data:\n    <<: *base\n"),
    "has a list at its root": `- a\n${LONG}`,
    "has a key that is no word at its root": `? a\n: b\n${LONG}`,
  };
  for (const [what, text] of Object.entries(uncut))
    it(`is read whole when it ${what}`, () => {
      assert.equal(piecesOf(text), undefined);
    });
});

import { before, describe, it } from "node:test";
import { loadGrammarsForTests } from "../support/grammars";
import { editAndCompare } from "../support/random-edits";

before(loadGrammarsForTests);

describe("reading from scratch and reading incrementally say the same, for longer", () => {
  for (let seed = 6; seed < 40; seed++)
    it(`random edits in several files, seed ${seed}`, () => {
      editAndCompare(seed);
    });
});

import { before, describe, it } from "node:test";
import { loadGrammarsForTests } from "../support/grammars";
import { rounds } from "../support/random";
import { editAndCompare } from "../support/random-edits";

before(loadGrammarsForTests);

describe("reading from scratch and reading incrementally say the same", () => {
  for (let seed = 0; seed < rounds(3, 40); seed++)
    it(`random edits in several files, seed ${seed}`, () => {
      editAndCompare(seed);
    });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { REFACTORINGS } from "../../server/src/refactorings/index.generated";
import { RULES } from "../../server/src/rules/index.generated";
import { readAnnotations } from "../../server/src/core/example";
import { loadGrammarsForTests } from "../support/grammars";

before(loadGrammarsForTests);

type Texts = string | Readonly<Record<string, string>>;

const isThere = spawnSync("terraform", ["version"]).status === 0;
const skip = isThere ? false : "terraform is not installed here";

/** What fixes and refactorings make of files that were formatted before, by a name each. */
function* results(): Iterable<readonly [name: string, before: Texts, after: Texts]> {
  for (const { id, examples } of RULES)
    if (id.startsWith("terraform/"))
      for (const [i, { source, fixed, otherFixes = {} }] of examples.entries()) {
        if (fixed !== undefined) yield [`${id.slice(10)}-${i}`, source, fixed];
        for (const [j, other] of Object.values(otherFixes).entries()) yield [`${id.slice(10)}-${i}-${j}`, source, other];
      }
  for (const [k, { on, examples }] of REFACTORINGS.entries())
    if (on.kinds.includes("terraform"))
      for (const [i, { source, result, otherResults = {} }] of examples.entries()) {
        if (result !== undefined) yield [`refactoring-${k}-${i}`, source, result];
        for (const [j, other] of Object.values(otherResults).entries()) yield [`refactoring-${k}-${i}-${j}`, source, other];
      }
}

const filesOf = (texts: Texts): [string, string][] =>
  Object.entries(typeof texts === "string" ? { "main.tf": texts } : texts).filter(([file]) => file.endsWith(".tf"));

/** The files below a folder that `terraform fmt` would write otherwise. */
function unformatted(folder: string): Set<string> {
  const { stdout } = spawnSync("terraform", ["fmt", "-check", "-recursive", "-list=true", folder], { encoding: "utf8" });
  return new Set(
    stdout
      .split("\n")
      .filter(Boolean)
      .map((file) => path.relative(folder, path.resolve(file))),
  );
}

void test("what was formatted is so after each fix", { skip }, () => {
  const root = mkdtempSync(path.join(tmpdir(), "plimsoll-fmt-"));
  const [before, after] = [path.join(root, "before"), path.join(root, "after")];
  try {
    for (const [name, source, fixed] of results())
      for (const [folder, texts] of [
        [before, source],
        [after, fixed],
      ] as const)
        for (const [file, text] of filesOf(texts)) {
          const target = path.join(folder, name, file);
          mkdirSync(path.dirname(target), { recursive: true });
          writeFileSync(target, readAnnotations(text).text);
        }
    const loose = unformatted(before);
    assert.deepEqual(
      [...unformatted(after)].filter((file) => !loose.has(file)),
      [],
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

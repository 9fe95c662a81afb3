import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../server/src/rules/index.generated";
import type { Example, Rule } from "../server/src/core/rule";
import { loadGrammarsForTests } from "./support/grammars";
import { applyFix, describeProblem, exampleFiles, exampleSettings, fixedFiles, problemsIn, workspaceOf } from "./support/workspace";
import type { Files } from "./support/workspace";

before(loadGrammarsForTests);

for (const rule of RULES) {
  describe(rule.id, () => {
    for (const example of rule.examples)
      it(example.title, () => {
        checkExample(rule, example);
      });
  });
}

function checkExample(rule: Rule, example: Example): void {
  const { files, expected } = exampleFiles(rule, example);
  const found = problemsFor(rule, example, files);
  assert.deepEqual(found.map((problem) => describeProblem(problem, files[problem.path.replace(/^\/w\//, "")] ?? "")).sort(), expected);

  for (const { fixes, rule: owner } of found)
    for (const [i, fix] of fixes.entries())
      assert.equal(fix.safety === "safe", owner.safeFix !== undefined && i === 0, `"${fix.title}": safeFix and the fix itself disagree`);

  const [first] = found;
  const fixes = first?.fixes ?? [];
  if (example.fixed !== undefined) {
    assert.ok(first && fixes[0], "an example with `fixed` needs a finding with a fix");
    checkFix(rule, example, files, fixes[0].title, example.fixed);
  }
  for (const [title, fixed] of Object.entries(example.otherFixes ?? {})) checkFix(rule, example, files, title, fixed);
}

/** The laws of a fix: it writes what the example says, the finding is gone, a second run of it changes nothing, CRLF survives. */
function checkFix(rule: Rule, example: Example, files: Files, title: string, fixed: NonNullable<Example["fixed"]>): void {
  const expected = fixedFiles(files, fixed);
  const after = applyNamedFix(rule, example, files, title);
  assert.deepEqual(after.files, expected);
  const left = problemsFor(rule, example, expected).map((problem) => problem.message);
  assert.ok(left.length < after.count, `"${title}" leaves as many findings as before: ${left.join(" | ")}`);
  assert.ok(!left.includes(after.message) || after.same > 1, `"${title}" does not repair: ${after.message}`);

  const windows = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]));
  const onWindows = applyNamedFix(rule, example, windows, title).files;
  for (const [path, text] of Object.entries(onWindows)) {
    if (!(path in files)) continue;
    assert.ok(!/[^\r]\n/.test(text), `"${title}" writes a bare line feed into a file of CRLF lines: ${path}`);
    assert.equal(text.replaceAll("\r\n", "\n"), expected[path]);
  }
}

function applyNamedFix(
  rule: Rule,
  example: Example,
  files: Files,
  title: string,
): { files: Files; count: number; message: string; same: number } {
  const workspace = workspaceOf(files, [rule], exampleSettings(rule, example));
  const problems = problemsIn(workspace);
  const problem = problems.find((candidate) => candidate.fixes.some((fix) => fix.title === title));
  const fix = problem?.fixes.find((candidate) => candidate.title === title);
  assert.ok(problem && fix, `no finding offers "${title}"`);
  return {
    files: applyFix(workspace, files, problem, fix),
    count: problems.length,
    message: problem.message,
    same: problems.filter((other) => other.message === problem.message).length,
  };
}

const problemsFor = (rule: Rule, example: Example, files: Files) =>
  problemsIn(workspaceOf(files, [rule], exampleSettings(rule, example))).filter((problem) => problem.rule === rule);

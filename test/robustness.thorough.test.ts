import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { RULES } from "../server/src/rules/index.generated";
import { loadGrammarsForTests } from "./support/grammars";
import type { Workspace } from "../server/src/service/workspace";
import { absolute, exampleFiles, problemsIn, workspaceOf } from "./support/workspace";

before(loadGrammarsForTests);

/** Broken forms of one file of an example: at each line cut off or without it, in turn; other line breaks, a byte order mark. */
function* brokenForms(text: string): Iterable<string> {
  const lines = text.split("\n");
  for (const i of lines.keys()) yield (i % 2 ? lines.slice(0, i) : lines.filter((_, at) => at !== i)).join("\n");
  yield text.replaceAll("\n", "\r\n");
  yield text.replaceAll("\n", "\r");
  yield `\uFEFF${text}`;
  yield `${text}\t`;
}

describe("no text breaks a rule", () => {
  for (const rule of RULES)
    it(rule.id, () => {
      for (const example of rule.examples) {
        const { files } = exampleFiles(rule, example);
        // One workspace, edited as a person edits: what an earlier form left behind must not break a later one either.
        const workspace = workspaceOf(files, RULES, { preset: "all" });
        for (const [path, text] of Object.entries(files)) {
          if (text.length > 20_000) continue;
          for (const broken of brokenForms(text)) {
            workspace.set(absolute(path), broken);
            check(workspace);
          }
          workspace.set(absolute(path), text);
        }
      }
    });
});

/** Analysis ends, throws nothing, and every place it names lies in its file, on one line. */
function check(workspace: Workspace): void {
  for (const problem of problemsIn(workspace)) {
    const text = workspace.engine.text(problem.path) ?? "";
    const { start, end } = problem.range;
    assert.ok(start >= 0 && start < end && end <= text.length, `${problem.id}: ${start}-${end} of ${text.length}`);
    assert.doesNotMatch(text.slice(start, end), /[\r\n]/, `${problem.id} spans lines`);
  }
}

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { readAnnotations } from "../server/src/core/example";
import type { Offer, Refactoring, RefactoringExample } from "../server/src/core/refactoring";
import { LineIndex, shift } from "../server/src/core/text";
import { REFACTORINGS } from "../server/src/refactorings/index.generated";
import type { Problem } from "../server/src/service/problem";
import type { Workspace } from "../server/src/service/workspace";
import { loadGrammarsForTests } from "./support/grammars";
import { DEFAULT_PATH, absolute, applyIn, describeAnnotation, fixedFiles, workspaceOf } from "./support/workspace";
import type { Files } from "./support/workspace";

before(loadGrammarsForTests);

for (const refactoring of REFACTORINGS) {
  const [kind = ""] = refactoring.on.kinds;
  for (const example of refactoring.examples)
    it(`${kind}: ${example.title}`, () => {
      checkExample(refactoring, kind, example);
    });
}

describe("the registry of refactorings", () => {
  it("has some, each with an example that is offered and one result", () => {
    assert.ok(REFACTORINGS.length > 0);
    for (const { examples } of REFACTORINGS) assert.ok(examples.some(({ result }) => result !== undefined));
  });
});

/** Every offer is drawn, every drawn one is there; what comes out is as written, reads without new errors, and keeps CRLF. */
function checkExample(refactoring: Refactoring, kind: string, example: RefactoringExample): void {
  const files: Files = {};
  const expected: string[] = [];
  const sources = typeof example.source === "string" ? { [example.path ?? DEFAULT_PATH[kind] ?? "file"]: example.source } : example.source;
  for (const [path, source] of Object.entries(sources)) {
    const { text, annotations } = readAnnotations(source);
    files[path] = text;
    expected.push(...annotations.map((annotation) => describeAnnotation(path, annotation)));
  }
  const workspace = workspaceOf(files, []);
  const offers = offersIn(refactoring, workspace, files);
  assert.deepEqual(offers.map(({ words }) => words).sort(), expected.sort());

  const results = new Map(Object.entries(example.otherResults ?? {}));
  if (example.result !== undefined) results.set(offers[0]?.offer.title ?? "", example.result);
  for (const [title, result] of results) {
    const after = applied(refactoring, files, title);
    assert.deepEqual(after, fixedFiles(files, result));
    for (const [path, text] of Object.entries(after))
      assert.ok(errorsIn(path, text) <= errorsIn(path, files[path] ?? ""), `${title}: ${path} no longer reads`);
    const windows = applied(refactoring, Object.fromEntries(Object.entries(files).map(([path, text]) => [path, crlf(text)])), title);
    for (const [path, text] of Object.entries(windows))
      if (path in files) assert.equal(text, crlf(after[path] ?? ""), `${title} in ${path} with CRLF`);
  }
}

interface Found {
  readonly offer: Offer;
  readonly owner: Problem["owner"];
  readonly words: string;
}

function offersIn(refactoring: Refactoring, workspace: Workspace, files: Files): Found[] {
  return Object.entries(files).flatMap(([path, text]) => {
    if (!refactoring.on.kinds.some((kind) => workspace.engine.kind(absolute(path)) === kind)) return [];
    const lines = new LineIndex(text);
    return [...workspace.engine.readings(absolute(path))].flatMap((reading) =>
      [...refactoring.on.of(reading)].flatMap((node) =>
        [...refactoring.offer(node, reading)].map((offer) => {
          const at = shift(offer.at, reading.start);
          const [start, end] = [lines.position(at.start), lines.position(at.end)];
          const last = end.line === start.line ? end.character : -1;
          const drawn = { line: start.line, start: start.character, end: last, fix: false, severity: "refactor", message: offer.title };
          return { offer, owner: { path: absolute(path), part: reading.part }, words: describeAnnotation(path, drawn) };
        }),
      ),
    );
  });
}

function applied(refactoring: Refactoring, files: Files, title: string): Files {
  const workspace = workspaceOf(files, []);
  const found = offersIn(refactoring, workspace, files).find(({ offer }) => offer.title === title);
  assert.ok(found, `nothing offers "${title}"`);
  return applyIn(workspace, files, found.offer, found.owner);
}

const errorsIn = (path: string, text: string): number => workspaceOf({ [path]: text }, []).engine.errorCount(absolute(path));

const crlf = (text: string): string => text.replaceAll(/\r?\n/g, "\r\n");

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { run } from "../../server/src/cli/run";
import { loadGrammarsForTests } from "../support/grammars";
import { TODAY } from "../support/workspace";

const folder = mkdtempSync(path.join(tmpdir(), "plimsoll-shop-"));

before(loadGrammarsForTests);
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As `npm start` does it: in the repository the shop lies below `test/`, where little is said of anything. */
it("the command line finds the planted mistakes of a copy of the sample shop, in all four languages", () => {
  cpSync(path.resolve("test", "examples"), folder, { recursive: true });
  let json = "";
  const code = run(["lint", ".", "--format", "json"], {
    cwd: folder,
    today: TODAY,
    version: "0.0.0",
    color: false,
    readStdin: () => "",
    log: (message) => assert.fail(message),
    out: (text) => {
      json += text;
    },
    err: () => undefined,
    playbooks: () => [],
    checks: () => [],
    reportScript: () => "",
  });
  assert.equal(code, 1);
  const { files } = JSON.parse(json) as { files: { language: string; findings: unknown[] }[] };
  const languages = files.flatMap(({ language, findings }) => (findings.length > 1 ? [language] : []));
  for (const language of ["kubernetes", "helm-template", "compose", "dockerfile", "terraform"])
    assert.ok(languages.includes(language), `${language} is not among ${languages.join()}`);
});

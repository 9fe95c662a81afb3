import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { speak, t, translated } from "../../server/src/l10n";
import { read } from "../../scripts/generate/files";
import { gatherSentences, sentencesIn } from "../../scripts/generate/l10n";

describe("sentences for translation", () => {
  const { sentences, complaints } = gatherSentences();

  it("are all in the bundle, and no other", () => {
    assert.deepEqual(Object.keys(JSON.parse(read("l10n/bundle.l10n.json")) as object), [...new Set(sentences)].sort());
    assert.ok(sentences.length > 200);
  });

  it("are asked for as they stand, with a value for each place, and nothing a person reads goes past them", () => {
    assert.deepEqual(complaints, []);
  });

  it("are missed where they are put together or left out", () => {
    const complaintsAbout = (code: string, file = "a.ts"): string[] =>
      sentencesIn(file, code).complaints.map((text) => text.replace(`${file}:1: `, ""));
    assert.deepEqual(complaintsAbout("t(`${n} files`);"), ["t wants a sentence that stands in the call"]);
    assert.deepEqual(complaintsAbout('t("{0} of {1}", n);'), ["there are 2 places for 1 values"]);
    assert.deepEqual(complaintsAbout('const row = { label: n ? `${n} files` : "nothing" };'), [
      "`${n} files` goes past t",
      '"nothing" goes past t',
    ]);
    assert.deepEqual(complaintsAbout('void vscode.window.showInformationMessage("It is done.");'), ['"It is done." goes past t']);
    assert.deepEqual(complaintsAbout('element("p", { class: "soft" }, "It is done.");'), ['"It is done." goes past t']);
    assert.deepEqual(complaintsAbout('const row = { label: t("{0} files", n), icon: "pass", id: `a/${n}` };'), []);
    const byServer = (code: string): string[] => complaintsAbout(code, "server/src/service/a.ts");
    assert.deepEqual(byServer("const said = [n ? `${n} pods are replaced` : t(`it is ${n}`)];"), [
      "`${n} pods are replaced` goes past t",
      "t wants a sentence that stands in the call",
    ]);
    assert.deepEqual(
      byServer('connection.console.info("it is read"); throw new Error("no such file"); say(t("{0} pods", n), "image");'),
      [],
    );
  });

  it("come as they were written, and translated once the language is known", () => {
    assert.equal(t("{0} of {1}", 3, "x{0}"), "3 of x{0}");
    speak(translated({ "{0} of {1}": "{1}, davon {0}" }));
    assert.equal(t("{0} of {1}", 3, 4), "4, davon 3");
    assert.equal(t("not {0}", 3), "not 3");
    speak(translated({}));
  });
});

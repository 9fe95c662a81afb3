import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { CodeLens } from "vscode-languageserver";
import { speak, translated } from "../../server/src/l10n";
import { Wire } from "../support/wire";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: shop/web
          securityContext:
            privileged: true
`;

const SENTENCES = {
  "Ignore {0} here, with a reason": "{0} hier übergehen, mit Begründung",
  "{0} findings": "{0} Befunde",
};

/** Everything that an editor shows of the file: titles of quick fixes and lenses, messages, a hover. */
async function said(initialization = {}) {
  const wire = await Wire.start({ "web.yaml": DEPLOYMENT }, { initialization });
  await wire.open("web.yaml", "yaml");
  const actions = await wire.actions("web.yaml", 11, 26);
  const at = { textDocument: { uri: wire.uri("web.yaml") } };
  const lenses = await wire.connection.sendRequest<CodeLens[]>("textDocument/codeLens", at);
  const diagnostics = await wire.diagnostics("web.yaml");
  const hover = await wire.hover("web.yaml", 11, 26);
  await wire.close();
  return [
    ...actions.map(({ title }) => title),
    ...lenses.map(({ command }) => command?.title ?? ""),
    ...diagnostics.map(({ message }) => (typeof message === "string" ? message : message.value)),
    JSON.stringify(hover?.contents),
  ];
}

describe("a server in the language of its editor", () => {
  after(() => {
    speak(translated({})); // for the tests that share the process
  });

  it("says what its editor has a sentence for in that language, and all else in English", async () => {
    const english = await said();
    const rule = "kubernetes/privileged-container";
    const translations: Record<string, string> = {
      [`Ignore ${rule} here, with a reason`]: `${rule} hier übergehen, mit Begründung`,
      "4 findings": "4 Befunde",
    };
    for (const sentence of [...Object.keys(translations), `Turn ${rule} down to a hint in this workspace`, "Roll out…"])
      assert.ok(english.includes(sentence), sentence);
    assert.match(english.at(-1) ?? "", /also known as/);
    assert.deepEqual(
      await said({ sentences: SENTENCES }),
      english.map((text) => translations[text] ?? text),
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CodeAction } from "vscode-languageserver";
import type { FileFinding } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";
import type { Report } from "../../server/src/service/report";
import { Wire } from "../support/wire";

const POD = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  serviceAccount: web
  containers:
    - name: web
      image: shop/web
      securityContext:
        privileged: true
`;

type Found = { uri: string; findings: FileFinding[] }[];
const ask = <T>(wire: Wire, method: string, params: unknown): Promise<T> => wire.connection.sendRequest(method, params);

describe("the workspace as a whole", () => {
  it("tells the findings of files that nobody has open", async () => {
    const wire = await Wire.start({ "a/pod.yaml": POD("a"), "b/pod.yaml": POD("b"), "notes.txt": "nothing" });
    const uris = await ask<string[]>(wire, METHODS.files, null);
    assert.deepEqual(uris, [wire.uri("a/pod.yaml"), wire.uri("b/pod.yaml")]);
    const [first] = await ask<Found>(wire, METHODS.findings, { uris });
    const privileged = first?.findings.find(({ rule }) => rule === "kubernetes/privileged-container");
    assert.equal(privileged?.severity, "error");
    assert.equal(privileged.range.start.line, 10);
    await wire.close();
  });

  it("is waited for: who asks as soon as the editor is there is not told that there is nothing", async () => {
    const early = () => Wire.start({ "a/pod.yaml": POD("a"), "b/pod.yaml": POD("b") }, { early: true });
    const asked = async <T>(method: string, params: unknown): Promise<T> => {
      const wire = await early();
      const answer = await ask<T>(wire, method, params);
      await wire.close();
      return answer;
    };
    assert.equal((await asked<string[]>(METHODS.files, null)).length, 2);
    assert.equal((await asked<unknown[]>(METHODS.fixWorkspace, null)).length, 2);
    assert.ok((await asked<{ count: number }>(METHODS.baseline, { uri: "file:///w" })).count > 2);
    assert.equal((await asked<Report>(METHODS.workspaceReport, { checks: [] })).files, 2);
  });

  it("repairs below a folder only what lies below it", async () => {
    const wire = await Wire.start({ "a/pod.yaml": POD("a"), "b/pod.yaml": POD("b") });
    const below = await ask<{ uri: string }[]>(wire, METHODS.fixWorkspace, { uri: wire.uri("a") });
    assert.deepEqual(
      below.map(({ uri }) => uri),
      [wire.uri("a/pod.yaml")],
    );
    assert.equal((await ask<unknown[]>(wire, METHODS.fixWorkspace, null)).length, 2);
    await wire.close();
  });

  it("leaves out what the baseline at its root knows, and says what is new", async () => {
    const files: Record<string, string> = { "a/pod.yaml": POD("a") };
    const wire = await Wire.start(files);
    const { text, count } = await ask<{ text: string; count: number }>(wire, METHODS.baseline, { uri: "file:///w" });
    await wire.open("a/pod.yaml", "yaml");
    assert.equal((await wire.diagnostics("a/pod.yaml")).length, count);
    assert.ok(count > 1);

    files[".plimsoll-baseline.json"] = text;
    const changed = (type: number) =>
      wire.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: wire.uri(".plimsoll-baseline.json"), type }],
      });
    await changed(1);
    assert.deepEqual(await wire.diagnostics("a/pod.yaml"), []);
    await wire.change("a/pod.yaml", `${POD("a")}  hostNetwork: true\n`);
    await wire.save("a/pod.yaml");
    assert.deepEqual(
      (await wire.diagnostics("a/pod.yaml")).map(({ code }) => code),
      ["kubernetes/host-network"],
    );
    // Its list is of what is there: a second baseline knows the new one too.
    assert.equal((await ask<{ count: number }>(wire, METHODS.baseline, { uri: "file:///w" })).count, count + 1);

    await changed(3);
    assert.equal((await wire.diagnostics("a/pod.yaml")).length, count + 1);
    await wire.close();
  });

  it("reports what the baseline still knows, what of it is gone, and what is new", async () => {
    const first = await Wire.start({ "a/pod.yaml": POD("a"), "b/pod.yaml": POD("b") });
    const report = (wire: Wire) => ask<Report>(wire, METHODS.workspaceReport, { checks: [] });
    const { text, count } = await ask<{ text: string; count: number }>(first, METHODS.baseline, { uri: "file:///w" });
    assert.equal((await report(first)).baseline, undefined);
    await first.close();

    const repaired = POD("b").replace("serviceAccount:", "serviceAccountName:");
    const wire = await Wire.start({
      "a/pod.yaml": `${POD("a")}  hostNetwork: true\n`,
      "b/pod.yaml": repaired,
      ".plimsoll-baseline.json": text,
    });
    const { findings, baseline } = await report(wire);
    assert.deepEqual(
      findings.map(({ rule, path }) => `${path} ${rule}`),
      ["a/pod.yaml kubernetes/host-network"],
    );
    assert.deepEqual(baseline, { known: count - 1, gone: 1 });
    await wire.close();
  });

  it("reads a baseline that is there from the start, and survives one that is none", async () => {
    const first = await Wire.start({ "pod.yaml": POD("a") });
    const { text } = await ask<{ text: string }>(first, METHODS.baseline, { uri: "file:///w" });
    await first.close();
    const known = await Wire.start({ "pod.yaml": POD("a"), ".plimsoll-baseline.json": text });
    await known.open("pod.yaml", "yaml");
    assert.deepEqual(await known.diagnostics("pod.yaml"), []);
    await known.close();
    const broken = await Wire.start({ "pod.yaml": POD("a"), ".plimsoll-baseline.json": "{" });
    await broken.open("pod.yaml", "yaml");
    assert.ok((await broken.diagnostics("pod.yaml")).length > 1);
    await broken.close();
  });

  it("offers the ways to turn one finding down, and no repair", async () => {
    const wire = await Wire.start({ "a/pod.yaml": POD("a") });
    const uri = wire.uri("a/pod.yaml");
    const [found] = await ask<Found>(wire, METHODS.findings, { uris: [uri] });
    const finding = found?.findings.find(({ rule }) => rule === "kubernetes/privileged-container");
    assert.ok(finding);
    const actions = await ask<CodeAction[]>(wire, METHODS.turnDown, { uri, rule: finding.rule, range: finding.range });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        "Ignore kubernetes/privileged-container here, with a reason",
        "Turn kubernetes/privileged-container off in the folder a",
        "Turn kubernetes/privileged-container down to a hint in this workspace",
      ],
    );
    await wire.close();
  });

  it("keeps a configuration that an editor has while its file is gone, and lets it go with the editor", async () => {
    const files: Record<string, string> = { "pod.yaml": POD("a"), ".plimsoll.yaml": "rules:\n  kubernetes/privileged-container: off\n" };
    const wire = await Wire.start(files);
    await wire.open(".plimsoll.yaml", "yaml");
    await wire.open("pod.yaml", "yaml");
    const isOff = async () => (await wire.diagnostics("pod.yaml")).every(({ code }) => code !== "kubernetes/privileged-container");
    assert.ok(await isOff());
    delete files[".plimsoll.yaml"];
    await wire.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: wire.uri(".plimsoll.yaml"), type: 3 }] });
    assert.ok(await isOff());
    await wire.connection.sendNotification("textDocument/didClose", { textDocument: { uri: wire.uri(".plimsoll.yaml") } });
    for (let i = 0; i < 100 && (await isOff()); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(!(await isOff()));
    await wire.close();
  });

  it("makes a first configuration from its folders", async () => {
    const wire = await Wire.start({ "deploy/production/pod.yaml": POD("a") });
    const text = await ask<string>(wire, METHODS.firstConfiguration, { uri: "file:///w" });
    assert.match(text, /^ {2}production:\n {4}files: \["deploy\/production\/\*\*"\]\n {4}production: true$/m);
    await wire.close();
  });
});

describe("the quick-fix menu", () => {
  const titles = async (wire: Wire) => {
    await wire.open("pod.yaml", "yaml");
    return (await wire.actions("pod.yaml", 10, 21)).map(({ title }) => title);
  };
  const WHY = "Why is this here? Explain kubernetes/privileged-container";

  it("asks why where the editor has a page to show", async () => {
    const wire = await Wire.start({ "pod.yaml": POD("a") }, { initialization: { explainCommand: "plimsoll.explainRule" } });
    assert.ok((await titles(wire)).includes(WHY));
    await wire.close();
    const other = await Wire.start({ "pod.yaml": POD("a") });
    assert.ok(!(await titles(other)).includes(WHY));
    await other.close();
  });
});

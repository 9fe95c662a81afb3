import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CodeLens, DocumentLink } from "vscode-languageserver";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { editsOf, Wire } from "../support/wire";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
  containers:
    - name: web
      image: shop/web
      securityContext:
        privileged: true
`;

const codes = (diagnostics: readonly { code?: unknown }[]) => diagnostics.map(({ code }) => code);

describe("the language server over the wire", () => {
  it("says what it can do", async () => {
    const wire = await Wire.start({});
    const { capabilities } = wire.result;
    assert.deepEqual(capabilities.diagnosticProvider, { identifier: "plimsoll", interFileDependencies: true, workspaceDiagnostics: false });
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ["quickfix", "refactor", "source.fixAll.plimsoll"] });
    await wire.close();
  });

  it("answers a pull with diagnostics that link to their page, and says when nothing changed", async () => {
    const wire = await Wire.start({ "pod.yaml": POD });
    await wire.open("pod.yaml", "yaml");
    const report = await wire.report("pod.yaml");
    assert.ok(report.kind === "full");
    const privileged = report.items.find(({ code }) => code === "kubernetes/privileged-container");
    assert.equal(privileged?.source, "plimsoll");
    assert.match(String(privileged.codeDescription?.href), /^https:.*kubernetes\/privileged-container\.md$/);
    assert.deepEqual(privileged.range, { start: { line: 10, character: 20 }, end: { line: 10, character: 24 } });
    assert.equal((await wire.report("pod.yaml", report.resultId)).kind, "unchanged");
    await wire.close();
  });

  it("leaves BuildKit's checks to an extension that shows them, in that file and as long as it does", async () => {
    const text = "FROM alpine:3.22\nMAINTAINER somebody\nCMD a\nCMD b\nADD file.txt /srv/\n";
    const wire = await Wire.start({ Dockerfile: text, "web/Dockerfile": text });
    const codesIn = async (path: string) => {
      await wire.open(path, "dockerfile");
      const report = await wire.report(path);
      assert.ok(report.kind === "full");
      return codes(report.items).filter((code) => !String(code).endsWith("-user") && !String(code).endsWith("shell-form-command"));
    };
    const all = ["dockerfile/maintainer", "dockerfile/several-commands", "dockerfile/add-for-plain-copy"];
    assert.deepEqual(await codesIn("Dockerfile"), all);
    await wire.connection.sendNotification("plimsoll/buildKitShown", { uris: [wire.uri("Dockerfile")] });
    assert.deepEqual(await codesIn("Dockerfile"), ["dockerfile/add-for-plain-copy"]);
    assert.deepEqual(await codesIn("web/Dockerfile"), all);
    await wire.connection.sendNotification("plimsoll/buildKitShown", { uris: [] });
    assert.deepEqual(await codesIn("Dockerfile"), all);
    await wire.close();
  });

  it("pushes to a client that cannot pull, and never clears before it sets", async () => {
    const wire = await Wire.start({ "pod.yaml": POD }, { pull: false });
    await wire.open("pod.yaml", "yaml");
    await wire.change("pod.yaml", POD.replace("privileged: true", "privileged: false"));
    const pushes = () =>
      wire.notifications
        .filter(({ method }) => method === "textDocument/publishDiagnostics")
        .map(({ params }) => (params as { diagnostics: { code: string }[] }).diagnostics);
    for (let i = 0; i < 100 && !pushes().some((list) => list.length > 0 && !codes(list).includes("kubernetes/privileged-container")); i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(pushes().length > 0);
    assert.ok(pushes().every((list) => list.length > 0));
    await wire.close();
  });

  it("hovers a finding with what, why, the article and the peers", async () => {
    const wire = await Wire.start({ "pod.yaml": POD });
    await wire.open("pod.yaml", "yaml");
    const hover = await wire.hover("pod.yaml", 10, 22);
    const value = (hover?.contents as { value: string }).value;
    for (const part of [/privileged/, /owns the node/, /Set privileged to false/, /IDP-09/, /kube-linter privileged-container/])
      assert.match(value, part);
    assert.equal(await wire.hover("pod.yaml", 0, 2), null);
    await wire.close();
  });

  it("offers the fix, ways to silence, and a snippet where a person decides", async () => {
    const wire = await Wire.start({ "pod.yaml": POD }, { snippets: true });
    await wire.open("pod.yaml", "yaml");
    const actions = await wire.actions("pod.yaml", 10, 22);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        "Set privileged to false",
        "Ignore kubernetes/privileged-container here, with a reason",
        "Turn kubernetes/privileged-container down to a hint in this workspace",
      ],
    );
    assert.deepEqual(editsOf(actions[0]?.edit), [{ uri: "file:///w/pod.yaml", texts: ["false"] }]);
    assert.deepEqual(editsOf(actions[1]?.edit)[0]?.texts, [
      "snippet         # plimsoll-ignore kubernetes/privileged-container -- ${1:reason}\n",
    ]);
    assert.deepEqual(editsOf(actions[2]?.edit), [
      { uri: "file:///w/.plimsoll.yaml", texts: ["create"] },
      { uri: "file:///w/.plimsoll.yaml", texts: ["rules:\n  kubernetes/privileged-container: hint\n"] },
    ]);
    const image = await wire.actions("pod.yaml", 8, 16);
    assert.deepEqual(editsOf(image[0]?.edit)[0]?.texts, ["snippet :${1:tag}"]);
    await wire.close();
  });

  it("fixes on save only what is safe", async () => {
    const wire = await Wire.start({ "pod.yaml": POD }, { now: () => 0 });
    await wire.open("pod.yaml", "yaml");
    const [action] = await wire.actions("pod.yaml", 0, 0, ["source.fixAll.plimsoll"]);
    assert.equal(action?.kind, "source.fixAll.plimsoll");
    assert.deepEqual(
      action.edit?.changes?.["file:///w/pod.yaml"]?.map(({ newText }) => newText),
      ["Name"],
    );
    await wire.close();
  });

  it("offers other ways to write a thing, in the menu that asks for them", async () => {
    const wire = await Wire.start({ "compose.yaml": 'services:\n  web:\n    image: nginx:1.29.3\n    ports: ["80:80"]\n' });
    await wire.open("compose.yaml", "dockercompose");
    const [action] = await wire.actions("compose.yaml", 3, 14, ["refactor.rewrite"]);
    assert.deepEqual([action?.title, action?.kind], ["Write the port in the long syntax", "refactor.rewrite"]);
    assert.deepEqual(editsOf(action?.edit)[0]?.texts, ['{ target: 80, published: "80" }']);
    assert.deepEqual(await wire.actions("compose.yaml", 3, 14, ["refactor.extract"]), []);
    await wire.close();
  });

  it("lets a save go on without fixes when they take too long", async () => {
    let time = 0;
    const wire = await Wire.start({ "pod.yaml": POD }, { now: () => (time += 60) });
    await wire.open("pod.yaml", "yaml");
    assert.deepEqual(await wire.actions("pod.yaml", 0, 0, ["source.fixAll.plimsoll"]), []);
    await wire.close();
  });

  it("waits with what is missing until the document was quiet or saved", async () => {
    const wire = await Wire.start({ "pod.yaml": "" });
    await wire.open("pod.yaml", "yaml", "# soon\n");
    assert.deepEqual(await wire.diagnostics("pod.yaml"), []);
    await wire.change("pod.yaml", POD);
    assert.ok(!codes(await wire.diagnostics("pod.yaml")).includes("kubernetes/missing-resources"));
    await wire.save("pod.yaml");
    assert.ok(codes(await wire.diagnostics("pod.yaml")).includes("kubernetes/missing-resources"));
    await wire.change("pod.yaml", `${POD}# more\n`);
    assert.ok(codes(await wire.diagnostics("pod.yaml")).includes("kubernetes/missing-resources"), "what was shown stays shown");
    await wire.close();
  });

  it("follows files that change on the disk", async () => {
    const files: Record<string, string> = {
      "chart/Chart.yaml": "name: shop\n",
      "chart/values.yaml": "debug: true\n",
      "chart/templates/pod.yaml": POD.replace("privileged: true", "privileged: {{ .Values.debug }}"),
    };
    const wire = await Wire.start(files);
    await wire.open("chart/templates/pod.yaml", "helm");
    assert.ok(codes(await wire.diagnostics("chart/templates/pod.yaml")).includes("kubernetes/privileged-container"));
    files["chart/values.yaml"] = "debug: false\n";
    await wire.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: wire.uri("chart/values.yaml"), type: 2 }],
    });
    for (let i = 0; i < 50 && !wire.notifications.some(({ method }) => method === "refresh"); i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(!codes(await wire.diagnostics("chart/templates/pod.yaml")).includes("kubernetes/privileged-container"));
    await wire.close();
  });

  it("reads .plimsoll.yaml, underlines what is wrong in it and keeps the last good one", async () => {
    const wire = await Wire.start({ "pod.yaml": POD, ".plimsoll.yaml": "rules:\n  kubernetes/*: off\n" });
    await wire.open("pod.yaml", "yaml");
    assert.deepEqual(await wire.diagnostics("pod.yaml"), []);
    await wire.open(".plimsoll.yaml", "yaml");
    await wire.change(".plimsoll.yaml", "rules:\n  kubernetes/*: of\n");
    assert.deepEqual(codes(await wire.diagnostics(".plimsoll.yaml")), ["plimsoll/invalid-configuration"]);
    assert.deepEqual(await wire.diagnostics("pod.yaml"), []);
    await wire.close();
  });

  it("takes the editor's settings, a folder each", async () => {
    const wire = await Wire.start({ "pod.yaml": POD }, { settings: { rules: { "kubernetes/*": "off" } } });
    await wire.open("pod.yaml", "yaml");
    assert.deepEqual(await wire.diagnostics("pod.yaml"), []);
    await wire.close();
  });

  it("says why a file is linted and why not", async () => {
    const wire = await Wire.start({ "pod.yaml": POD, "mkdocs.yml": "site_name: x\n" });
    await wire.open("mkdocs.yml", "yaml");
    assert.match(
      await wire.connection.sendRequest("plimsoll/why", { uri: wire.uri("pod.yaml") }),
      /as kubernetes: it has apiVersion and kind/,
    );
    assert.match(await wire.connection.sendRequest("plimsoll/why", { uri: wire.uri("mkdocs.yml") }), /does not lint.*documentation tool/);
    await wire.close();
  });

  it("knows each root's own configuration, and roots that come and go", async () => {
    const files = { "a/pod.yaml": POD, "a/.plimsoll.yaml": "rules:\n  kubernetes/*: off\n", "b/pod.yaml": POD };
    const wire = await Wire.start(files, { folders: ["/w/a", "/w/b"] });
    await wire.open("a/pod.yaml", "yaml");
    await wire.open("b/pod.yaml", "yaml");
    assert.deepEqual(await wire.diagnostics("a/pod.yaml"), []);
    assert.ok((await wire.diagnostics("b/pod.yaml")).length > 0);
    await wire.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: "file:///w/a", name: "a" }] },
    });
    assert.ok((await wire.diagnostics("b/pod.yaml")).length > 0);
    await wire.close();
  });

  it("gives up a request that is cancelled", async () => {
    const many = Array.from({ length: 400 }, (_, i) => POD.replaceAll("web", `web-${i}`)).join("---\n");
    const wire = await Wire.start({ "many.yaml": many });
    await wire.open("many.yaml", "yaml");
    const cancel = new CancellationTokenSource();
    const answer = wire.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: wire.uri("many.yaml") } }, cancel.token);
    setImmediate(() => {
      cancel.cancel();
    });
    await assert.rejects(answer, (error: { code?: number }) => error.code === -32800);
    assert.ok((await wire.diagnostics("many.yaml")).length > 400, "the next request gets the whole answer");
    await wire.close();
  });

  it("shows a lens over an object with findings, and links values to where they are set", async () => {
    const files = {
      "chart/Chart.yaml": "name: shop\n",
      "chart/values.yaml": "debug: true\n",
      "chart/templates/pod.yaml": POD.replace("privileged: true", "privileged: {{ .Values.debug }}"),
    };
    const wire = await Wire.start(files);
    await wire.open("chart/templates/pod.yaml", "helm");
    const at = { textDocument: { uri: wire.uri("chart/templates/pod.yaml") } };
    const [lens] = await wire.connection.sendRequest<CodeLens[]>("textDocument/codeLens", at);
    assert.match(lens?.command?.title ?? "", /^\d+ findings$/);
    assert.equal(lens?.range.start.line, 0);
    const links = await wire.connection.sendRequest<DocumentLink[]>("textDocument/documentLink", at);
    assert.deepEqual(
      links.map(({ target, range }) => [target, range.start]),
      [[wire.uri("chart/values.yaml"), { line: 10, character: 20 }]],
    );
    await wire.close();
  });

  it("writes a level into a configuration that is there, its comments kept", async () => {
    const wire = await Wire.start({
      "k8s/pod.yaml": POD,
      ".plimsoll.yaml": "# ours\nextends: recommended # for now\nrules:\n  # the mesh does it\n  kubernetes/route-weights: off\n",
    });
    await wire.open("k8s/pod.yaml", "yaml");
    const actions = await wire.actions("k8s/pod.yaml", 10, 22);
    const named = (title: RegExp) => editsOf(actions.find((action) => title.test(action.title))?.edit);
    assert.deepEqual(named(/hint in this workspace/), [
      { uri: wire.uri(".plimsoll.yaml"), texts: ["\n  kubernetes/privileged-container: hint"] },
    ]);
    assert.deepEqual(named(/off in the folder k8s/), [
      {
        uri: wire.uri(".plimsoll.yaml"),
        texts: ['overrides:\n  - files: ["k8s/**"]\n    rules:\n      kubernetes/privileged-container: off\n'],
      },
    ]);
    await wire.close();
  });

  it("explains and completes playbooks, and offers beside them only what is a snippet", async () => {
    const text =
      "id: release\ntitle: Release\nphases:\n  - id: a\n    title: A\n    steps:\n      - id: s\n        kind: manual\n        \n";
    const path = ".plimsoll/playbooks/release.yaml";
    const wire = await Wire.start({ [path]: text, "pod.yaml": POD });
    await wire.open(path, "yaml");
    await wire.open("pod.yaml", "yaml");
    assert.ok((await wire.diagnostics(path)).some(({ code }) => code === "playbook/invalid-shape"));
    const complete = (file: string, line: number, character: number) =>
      wire.connection.sendRequest<{ label: string }[]>("textDocument/completion", {
        textDocument: { uri: wire.uri(file) },
        position: { line, character },
      });
    const labels = (await complete(path, 8, 8)).map(({ label }) => label);
    assert.ok(labels.includes("rollback") && !labels.includes("kind"), labels.join());
    assert.deepEqual(
      (await complete("pod.yaml", 3, 2)).map(({ label }) => label),
      ["labels"],
    );
    assert.deepEqual(await complete("pod.yaml", 1, 6), []);
    const hovered = await wire.hover(path, 2, 2);
    assert.match(JSON.stringify(hovered?.contents), /The phases in order/);
    await wire.close();
  });
});

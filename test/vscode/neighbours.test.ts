import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, hoverText, openDocument, ourDiagnostics, ruleOf, waitForDiagnostics, waitUntil, workspaceFile } from "./support.js";

const NEIGHBOURS = ["docker.docker", "redhat.vscode-yaml", "hashicorp.terraform"];
const KUBERNETES = "ms-kubernetes-tools.vscode-kubernetes-tools";
const MAINTAINER = "dockerfile/maintainer";
const UNKNOWN_FIELD = /\/unknown-(?:field|key)$/;

const rules = (name: string): string[] => ourDiagnostics(workspaceFile(name)).map(ruleOf);

/** Which stand-ins this window has (scripts/test.mjs): those of most people, or the one for Kubernetes alone. */
const besideKubernetes = vscode.extensions.getExtension(KUBERNETES) !== undefined;

/** Where somebody else hovers too: what is wrong in two lines, and nothing where nothing is. */
async function hoversBriefly(name: string, finding: RegExp): Promise<void> {
  const { uri } = await openDocument(name);
  const found = await waitForDiagnostics(uri, (all) => all.some((each) => finding.test(ruleOf(each))));
  const at = found.find((each) => finding.test(ruleOf(each)))?.range.start;
  assert.ok(at);
  const lines = (await hoverText(uri, at)).split("\n").filter((line) => line.trim() !== "");
  assert.ok(lines.length > 0 && lines.length <= 2, lines.join("\n"));
  assert.equal(await hoverText(uri, new vscode.Position(0, 0)), "");
}

/** Beside stand-ins for the extensions that show some of the same: nothing twice, and nothing lost when one of them falls silent. */
function besideOthers(): void {
  const show = (line: number, code: string) =>
    vscode.commands.executeCommand("stub.docker.docker.show", workspaceFile("Dockerfile"), line, code, "as BuildKit says it");
  const yaml = () => vscode.workspace.getConfiguration("yaml");

  before(async () => {
    for (const id of NEIGHBOURS) await vscode.extensions.getExtension(id)?.activate();
    await vscode.extensions.getExtension("plimsoll.plimsoll")?.activate();
  });

  after(closeAll);

  it("finds them there", () => {
    for (const id of NEIGHBOURS) assert.equal(vscode.extensions.getExtension(id)?.isActive, true, id);
  });

  it("leaves a check of BuildKit's to Docker's extension while that shows one in the file, and takes it up again", async () => {
    const { uri } = await openDocument("Dockerfile");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === MAINTAINER));
    await show(1, "MaintainerDeprecated");
    await waitForDiagnostics(uri, (found) => found.every((each) => ruleOf(each) !== MAINTAINER));
    const all = vscode.languages.getDiagnostics(uri).filter(({ range }) => range.start.line === 1);
    assert.deepEqual(
      all.map(({ source }) => source),
      ["docker.docker"],
    );
    await vscode.commands.executeCommand("stub.docker.docker.fallSilent");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === MAINTAINER));
  });

  it("keeps its own checks where Docker's extension says something that is none of BuildKit's", async () => {
    const { uri } = await openDocument("Dockerfile");
    await show(0, "critical_high_vulnerabilities");
    await waitUntil(() => vscode.languages.getDiagnostics(uri).some(({ source }) => source === "docker.docker"), "it is shown");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === MAINTAINER));
    await vscode.commands.executeCommand("stub.docker.docker.fallSilent");
  });

  it("leaves the fields of Compose to the YAML extension, and nothing else", async () => {
    const { uri } = await openDocument("compose.yaml");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === "compose/privileged-service"));
    assert.deepEqual(
      rules("compose.yaml").filter((rule) => UNKNOWN_FIELD.test(rule)),
      [],
    );
  });

  it("leaves the fields of Kubernetes to it only where it has their schema", async () => {
    const { uri } = await openDocument("pod.yaml");
    const has = (found: readonly vscode.Diagnostic[]) => found.some((each) => UNKNOWN_FIELD.test(ruleOf(each)));
    await waitForDiagnostics(uri, has);
    await yaml().update("schemas", { kubernetes: ["*.yaml"] }, vscode.ConfigurationTarget.Global);
    await waitForDiagnostics(uri, (found) => found.length > 0 && !has(found));
    assert.ok(rules("pod.yaml").includes("kubernetes/privileged-container"));
    await yaml().update("schemas", undefined, vscode.ConfigurationTarget.Global);
    await waitForDiagnostics(uri, has);
  });

  it("hovers in two lines at most, and only on what it found", () => hoversBriefly("pod.yaml", /privileged-container/));
}

/** The Kubernetes extension checks fields of manifests and hovers over them, whatever else is there. */
function besideKubernetesExtension(): void {
  const validation = () => vscode.workspace.getConfiguration("plimsoll");

  before(async () => {
    await vscode.extensions.getExtension(KUBERNETES)?.activate();
    await vscode.extensions.getExtension("plimsoll.plimsoll")?.activate();
  });

  after(closeAll);

  it("leaves the fields of manifests to it, and nothing else", async () => {
    assert.equal(vscode.extensions.getExtension(KUBERNETES)?.isActive, true);
    const { uri } = await openDocument("pod.yaml");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === "kubernetes/privileged-container"));
    assert.deepEqual(
      rules("pod.yaml").filter((rule) => UNKNOWN_FIELD.test(rule)),
      [],
    );
  });

  it("checks them all the same where somebody says so, and stops again", async () => {
    const { uri } = await openDocument("pod.yaml");
    const has = (found: readonly vscode.Diagnostic[]) => found.some((each) => UNKNOWN_FIELD.test(ruleOf(each)));
    await validation().update("schema.validation", "on", vscode.ConfigurationTarget.Global);
    await waitForDiagnostics(uri, has);
    await validation().update("schema.validation", undefined, vscode.ConfigurationTarget.Global);
    await waitForDiagnostics(uri, (found) => found.length > 0 && !has(found));
  });

  it("keeps checking the fields of Compose, which it does not know", async () => {
    const { uri } = await openDocument("compose.yaml");
    await waitForDiagnostics(uri, (found) => found.some((each) => UNKNOWN_FIELD.test(ruleOf(each))));
  });

  it("keeps BuildKit's checks, which it does not make", async () => {
    const { uri } = await openDocument("Dockerfile");
    await waitForDiagnostics(uri, (found) => found.some((each) => ruleOf(each) === MAINTAINER));
  });

  it("shows what it shows once", async () => {
    const { uri } = await openDocument("pod.yaml");
    await vscode.commands.executeCommand(`stub.${KUBERNETES}.show`, uri, 5, "schema", "unknown field");
    const all = () => vscode.languages.getDiagnostics(uri).filter(({ range }) => range.start.line === 5);
    await waitUntil(() => all().length > 0, "the stand-in shows it");
    assert.deepEqual(
      all().map(({ source }) => source),
      [KUBERNETES],
    );
    await vscode.commands.executeCommand(`stub.${KUBERNETES}.fallSilent`);
  });

  it("hovers in two lines at most, and only on what it found", () => hoversBriefly("pod.yaml", /privileged-container/));
}

if (besideKubernetes) describe("beside the Kubernetes extension", besideKubernetesExtension);
else describe("beside other extensions", besideOthers);

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, openDocument, ourDiagnostics, ruleOf, waitForDiagnostics, waitUntil, workspaceFile } from "./support.js";

const NEIGHBOURS = ["docker.docker", "redhat.vscode-yaml", "hashicorp.terraform"];
const MAINTAINER = "dockerfile/maintainer";
const UNKNOWN_FIELD = /\/unknown-field$/;

/** Beside stand-ins for the extensions that show some of the same: nothing twice, and nothing lost when one of them falls silent. */
describe("beside other extensions", () => {
  const rules = (name: string): string[] => ourDiagnostics(workspaceFile(name)).map(ruleOf);
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
});

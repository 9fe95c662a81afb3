import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiveRun } from "../../client/src/playbook/live.js";
import { placeOf } from "../../client/src/playbook/live.js";
import type { Playbooks } from "../../client/src/playbook/playbooks.js";
import type { Row } from "../../client/src/playbook/row.js";
import type { Api } from "../../client/src/start.js";
import type { Subject } from "../../server/src/lsp/protocol.js";
import { METHODS } from "../../server/src/lsp/protocol.js";
import type { Answers } from "./answers.js";
import { openDocument, waitForDiagnostics, waitUntil, workspaceFile } from "./support.js";

export const FILE = "k8s/base/orders.yaml";
const CONFIGURATION = `environments:
  production:
    files: ["k8s/base/**"]
    production: true
    contexts: ["prod-*"]
`;

/** The questions of the built-in rollback, with the answers that lead to undoing the Deployment. */
export const TO_UNDO = {
  "Did this release change a schema, a message format, cached keys or files that the previous one must read?": 1,
  "Does a VirtualService split traffic between this version and a good one that is still running?": 1,
  "What brings users a good service soonest, with the data as it is?": 4,
};

export const command = <T = unknown>(name: string, ...args: unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`plimsoll.${name}`, ...args);
export const at = (run: LiveRun): string => {
  const place = placeOf(run);
  return place.kind === "step"
    ? `${place.step.id} ${place.own.stage}`
    : place.kind === "undo"
      ? `take back ${place.entry.step} ${place.entry.stage}`
      : "end";
};

/** Every row of the list of rollouts, those below others too. */
export async function allRows(feature: Pick<Playbooks, "rollouts">, row?: Row): Promise<Row[]> {
  const own = await feature.rollouts.getChildren(row);
  return [...own, ...(await Promise.all(own.map((each) => allRows(feature, each)))).flat()];
}

/** The extension, started, with a person who answers and a server that has read which clusters the file belongs to. */
export async function readyToRollOut(person: Answers): Promise<Playbooks> {
  await vscode.workspace.fs.writeFile(workspaceFile(".plimsoll.yaml"), new TextEncoder().encode(CONFIGURATION));
  await openDocument(FILE);
  await waitForDiagnostics(workspaceFile(FILE), (found) => found.length > 0);
  const extension = vscode.extensions.getExtension<Api>("plimsoll.plimsoll");
  assert.ok(extension);
  await waitUntil(() => extension.isActive, "the extension is active");
  const feature = await extension.exports.playbooks();
  feature.person = person;
  await feature.loaded;
  // The server hears of a new configuration file from the editor's watcher, which takes its time on a busy machine.
  const uri = workspaceFile(FILE).toString();
  await waitUntil(async () => {
    const subjects = await feature.session.client?.sendRequest<Subject[]>(METHODS.subjects, { uri });
    return subjects?.some(({ contexts }) => contexts !== undefined) === true;
  }, "the server has read which clusters the file belongs to");
  return feature;
}

/** What the line above the Deployment does, with the rollback and a cluster already chosen. */
export async function startRollback(feature: Playbooks, context: string): Promise<LiveRun> {
  let lens: vscode.CodeLens | undefined;
  await waitUntil(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", workspaceFile(FILE), 10);
    lens = lenses.find((each) => each.command?.title === "Roll out…");
    return lens !== undefined;
  }, "the Deployment has a lens to roll it out");
  const line = lens?.command;
  assert.ok(line);
  const chosen = { playbook: "rollback", context };
  const id = await vscode.commands.executeCommand<string>(line.command, ...((line.arguments ?? []) as unknown[]), chosen);
  const run = feature.controller.find(id);
  assert.ok(run);
  await waitUntil(() => run.card.length > 0 && run.card.every(({ answer }) => answer !== undefined), "the target card is read");
  return run;
}

/** Runs steps, and ticks what is done by hand, until a run stands at a place. */
export async function runUntil(run: LiveRun, place: string): Promise<void> {
  for (let i = 0; i < 20 && at(run) !== place; i++) {
    const before = at(run);
    await command(before.startsWith("incident") ? "markDone" : "runStep", run.stored.state.id);
    assert.notEqual(at(run), before, `${before}: ${run.refusal ?? ""}`);
  }
  assert.equal(at(run), place);
}

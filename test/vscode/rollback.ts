import * as vscode from "vscode";
import type { LiveRun } from "../../client/src/playbook/live.js";
import { placeOf } from "../../client/src/playbook/live.js";
import type { Playbooks } from "../../client/src/playbook/playbooks.js";
import type { Row } from "../../client/src/playbook/row.js";

export const FILE = "k8s/base/orders.yaml";
export const CONFIGURATION = `environments:
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

import type { CancellationToken } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Path } from "../core/path";
import { relative } from "../core/path";
import { baselineText } from "../service/baseline";
import { docsUrl } from "../service/explain";
import { firstConfiguration } from "../service/first-configuration";
import { toRange } from "./convert";
import type { FileFinding } from "./protocol";
import type { Session } from "./session";
import { toPath, toUri } from "./uri";

/** What is asked about the workspace as a whole, open or not. */

/** The addresses of all files that are linted, once the workspace was read. */
export async function filesOf(session: Session): Promise<string[]> {
  await session.wholeRead;
  return [...session.workspace.engine.paths].sort().map(toUri);
}

/** The findings of files. Cancelled between two of them. */
export async function findingsOf(
  session: Session,
  uris: readonly string[],
  token: CancellationToken,
): Promise<{ uri: string; findings: FileFinding[] }[]> {
  const all = [];
  for (const uri of uris) {
    stopIf(token);
    const path = toPath(uri);
    const report = await session.report(path, token);
    const lines = session.linesOf(path);
    const findings = (report?.problems ?? []).map((problem): FileFinding => ({
      rule: problem.id,
      severity: problem.severity,
      message: problem.message,
      range: toRange(lines, problem.range),
      docs: docsUrl(problem.rule),
    }));
    all.push({ uri, findings });
  }
  return all;
}

/** A baseline of everything found below a root: the same file as the command line writes there. */
export async function baselineOf(session: Session, root: Path, token: CancellationToken): Promise<{ text: string; count: number }> {
  await session.wholeRead;
  const known: string[] = [];
  for (const path of [...session.workspace.engine.paths]) {
    stopIf(token);
    if (session.rootOf(path) === root) known.push(...(await session.fingerprints(path, token)));
  }
  return { text: baselineText(known), count: known.length };
}

/** A first `.plimsoll.yaml` for a root, from the files that are linted below it. */
export async function firstConfigurationOf(session: Session, root: Path): Promise<string> {
  await session.wholeRead;
  const { engine } = session.workspace;
  const files = [...engine.paths].filter((path) => relative(root, path) !== undefined);
  const { preset } = session.configurations.settingsFor(`${root}/x.yaml`, "kubernetes");
  return firstConfiguration({ root, preset, files: files.map((path) => ({ path, text: engine.text(path) ?? "" })) });
}

function stopIf(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}

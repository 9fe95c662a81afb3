import type { CodeLens } from "vscode-languageserver";
import type { Rule } from "../core/rule";
import type { Path } from "../core/path";
import { GUIDANCE } from "../guidance/texts.generated";
import type { Lens } from "../service/lenses";
import { lenses } from "../service/lenses";
import { stepEdits, subjects } from "../service/subjects";
import type { FileReport } from "../service/workspace";
import { toRange } from "./convert";
import type { PlainEdit, RuleSummary, StepEditParams, Subject } from "./protocol";
import type { Session } from "./session";
import { toPath } from "./uri";

/** Commands of the client. */
const COMMAND: Readonly<Record<Lens["does"], string>> = {
  findings: "plimsoll.showFindings",
  rollOut: "plimsoll.startPlaybook",
};

export function lensesOf(session: Session, report: FileReport, uri: string): CodeLens[] {
  const lines = session.linesOf(report.path);
  return lenses(report, session.workspace).map(({ range, title, does, places }) => ({
    range: toRange(lines, range),
    command: {
      title,
      command: COMMAND[does],
      arguments: [uri, lines.position(range.start), ...(does === "findings" ? [places.map((place) => toRange(lines, place))] : [])],
    },
  }));
}

/** What playbooks can be started from in a file. */
export async function subjectsOf(session: Session, path: Path): Promise<Subject[]> {
  const report = await session.report(path);
  if (!report) return [];
  const lines = session.linesOf(path);
  const { environment } = session.configurations.settingsFor(path, report.kind);
  const contexts = session.configurations.contextsFor(path, report.kind);
  return subjects(report, session.workspace).map(({ problems, range, ...subject }) => ({
    ...subject,
    range: toRange(lines, range),
    ...(environment ? { environment: { name: environment.name, production: environment.production } } : {}),
    ...(contexts ? { contexts } : {}),
    findings: problems.map(({ id, message, range: at }) => ({ rule: id, message, range: toRange(lines, at) })),
  }));
}

/** What an edit step changes. */
export async function stepEditOf(session: Session, { uri, kind, name, edit }: StepEditParams): Promise<PlainEdit[]> {
  const path = toPath(uri);
  const report = await session.report(path);
  if (!report) return [];
  const lines = session.linesOf(path);
  return stepEdits(report, session.workspace, kind, name, edit).map((change) => ({ range: toRange(lines, change), newText: change.text }));
}

export const ruleSummary = ({ id, summary, guidance }: Rule): RuleSummary => ({
  id,
  summary,
  articles: [...new Set(guidance.map((advice) => GUIDANCE[advice].title))],
});

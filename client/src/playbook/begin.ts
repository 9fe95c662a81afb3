import * as vscode from "vscode";
import { globMatcher } from "../../../server/src/config/glob";
import { boundInputs, fits } from "../../../server/src/playbook/bind";
import type { Subject } from "../../../server/src/lsp/protocol";
import type { ReadyCall } from "../../../server/src/playbook/call";
import { CONTEXTS } from "../../../server/src/playbook/target";
import { COMMANDS } from "../contributions";
import type { Entry } from "./catalogue";
import { inOrderOfUse } from "./catalogue";
import type { Start } from "./controller";
import { needsCluster } from "./controller";
import type { Local } from "./machine";
import { t } from "../../../server/src/l10n";

/** What a run is to be begun from, as far as it is said. */
export interface Wanted {
  readonly uri?: vscode.Uri;
  readonly position?: vscode.Position;
  /** A playbook's id. */
  readonly playbook?: string;
  readonly context?: string;
}

/** What beginning a run needs to know of the window. */
export interface Surroundings {
  readonly local: Local | undefined;
  readonly entries: readonly Entry[];
  readonly subjects: (uri: vscode.Uri) => Promise<readonly Subject[]>;
  /** Whether programs of a playbook may be started: asked once for each text of the workspace's own. */
  readonly agree: (entry: Entry) => Promise<boolean>;
}

/** The playbooks that fit a subject, those for its kind first. */
export function fitting(entries: readonly Entry[], subject: Pick<Subject, "kind" | "language"> | undefined): Entry[] {
  const ordered = [...entries].sort(inOrderOfUse);
  if (!subject) return ordered;
  const bound = ordered.filter(({ playbook }) => playbook.appliesTo !== undefined);
  const ofKind = bound.filter(({ playbook }) => fits(playbook, subject.kind));
  return [...ofKind, ...bound.filter((entry) => !ofKind.includes(entry) && fits(entry.playbook, subject.language))];
}

/** The subject a position lies in; without one the first whose pods rollouts replace. */
export const subjectAt = (subjects: readonly Subject[], position: vscode.Position | undefined): Subject | undefined =>
  (position &&
    subjects.find(({ range: { start, end } }) =>
      new vscode.Range(start.line, start.character, end.line, end.character).contains(position),
    )) ??
  subjects.find(({ rollsOut }) => rollsOut) ??
  subjects[0];

/** Finds out what a run needs, asking as little as possible; undefined when the person turns away. */
export async function prepare(wanted: Wanted, around: Surroundings): Promise<{ entry: Entry; start: Start } | undefined> {
  const editor = vscode.window.activeTextEditor;
  const uri = wanted.uri ?? editor?.document.uri;
  const position = wanted.position ?? (editor && editor.document.uri.toString() === uri?.toString() ? editor.selection.active : undefined);
  const subject = uri && subjectAt(await around.subjects(uri), position);
  const entry = await chosenEntry(wanted.playbook, around.entries, subject);
  if (entry === PREVIEW) await vscode.commands.executeCommand(COMMANDS.previewRollout.command, uri?.toString(), position);
  if (entry === undefined || entry === PREVIEW) return undefined;
  const agreed = await around.agree(entry);
  const { playbook } = entry;
  const isBound = subject !== undefined && fitting([entry], subject).length > 0;
  const object = isBound ? { kind: subject.kind, name: subject.name } : await namedObject(entry);
  const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
  const file = isBound ? uri : undefined;
  const cwd = folder?.uri.fsPath ?? (uri ? folderOf(uri) : ".");
  const { local } = around;
  const mayStart = local !== undefined && vscode.workspace.isTrusted && agreed;
  const contexts = isBound ? subject.contexts : undefined;
  const context = wanted.context ?? (mayStart && needsCluster(playbook) ? await chosenContext(local, cwd, contexts) : undefined);
  const manifest = isBound ? subject.manifest : undefined;
  const namespace = isBound || !object ? namespaceOf(manifest) : await askedNamespace(entry);
  const commit = mayStart ? await commitOf(local, cwd) : undefined;
  const bound = boundInputs(playbook, {
    ...(manifest === undefined ? {} : { manifest }),
    ...(file ? { file: { path: file.fsPath, directory: folderOf(file) } } : {}),
  });
  return {
    entry,
    start: {
      by: local?.user ?? t("somebody in a browser"),
      folder: cwd,
      ...(local ? { kubeconfig: local.kubeconfig() } : {}),
      ...(object ? { object: { ...object, ...(file ? { file: vscode.workspace.asRelativePath(file) } : {}) } } : {}),
      ...(file ? { file: file.toString() } : {}),
      ...(isBound && subject.environment ? { environment: subject.environment } : {}),
      ...(contexts ? { contexts } : {}),
      ...(manifest === undefined ? {} : { manifest }),
      ...(commit === undefined ? {} : { commit }),
      inputs: {
        ...(object && playbook.inputs?.name && object.name !== "" ? { name: object.name } : {}),
        ...(object && playbook.inputs?.kind ? { kind: object.kind } : {}),
        ...bound,
      },
      ...(context === undefined ? {} : { context }),
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}

/** What is chosen where somebody wants to see a rollout first. */
const PREVIEW = "preview";

interface Choice extends vscode.QuickPickItem {
  readonly entry: Entry | typeof PREVIEW;
}

async function chosenEntry(
  id: string | undefined,
  entries: readonly Entry[],
  subject: Subject | undefined,
): Promise<Entry | typeof PREVIEW | undefined> {
  if (id !== undefined) return entries.find(({ playbook }) => playbook.id === id);
  const found = fitting(entries, subject);
  const items: Choice[] = (found.length ? found : entries).map((entry) => ({
    label: entry.playbook.title,
    description: entry.playbook.guide === true ? t("guide") : "",
    detail: entry.playbook.summary,
    entry,
  }));
  const preview: Choice = {
    label: t("Preview Rollout"),
    description: "",
    detail: t("What will happen, before it does."),
    entry: PREVIEW,
  };
  const what = subject && subject.name !== "" ? `${subject.kind} ${subject.name}` : "";
  const picked = await vscode.window.showQuickPick([...items, ...(subject?.rollsOut ? [preview] : [])], {
    title: `Plimsoll ${what}`.trim(),
    placeHolder: t("Which playbook?"),
  });
  return picked?.entry;
}

/** Without a file the object is named by hand. */
async function namedObject({ playbook }: Entry): Promise<{ kind: string; name: string } | undefined> {
  const kinds = playbook.appliesTo?.filter((each) => /^[A-Z]/.test(each)) ?? [];
  if (!kinds.length || playbook.inputs?.name === undefined) return undefined;
  const asked = { title: playbook.title, placeHolder: t("Which kind?"), ignoreFocusOut: true };
  const kind = kinds.length > 1 ? await vscode.window.showQuickPick(kinds, asked) : kinds[0];
  if (kind === undefined) return undefined;
  const name = await vscode.window.showInputBox({ title: playbook.title, prompt: t("Name of the {0}", kind), ignoreFocusOut: true });
  return name === undefined || name === "" ? undefined : { kind, name };
}

/** Empty is an answer too: the context's own. */
async function askedNamespace({ playbook }: Entry): Promise<string | undefined> {
  const prompt = t("Namespace; left empty, it is that of the context");
  const namespace = await vscode.window.showInputBox({ title: playbook.title, prompt, ignoreFocusOut: true });
  return namespace === undefined || namespace.trim() === "" ? undefined : namespace.trim();
}

/** The context of the file's environment; asked for where there are several, or none is configured. */
export async function chosenContext(
  { machine, kubeconfig }: Local,
  cwd: string,
  globs: readonly string[] | undefined,
): Promise<string | undefined> {
  if (!machine.has("kubectl")) return undefined;
  const read = async (args: readonly string[]): Promise<string[]> => {
    const call: ReadyCall = { program: CONTEXTS.program, args, env: {}, stdin: undefined, timeout: CONTEXTS.timeout };
    const { exitCode, stdout } = await machine.run(call, { cwd, kubeconfig: kubeconfig() }).outcome;
    return exitCode === 0 ? stdout.split(/\r?\n/).filter((line) => line !== "") : [];
  };
  const [names, [current]] = await Promise.all([read(CONTEXTS.args), read(["config", "current-context"])]);
  const belongs = globMatcher(globs ?? []);
  const [only, second] = names.filter((name) => belongs(name));
  if (only !== undefined && second === undefined) return only;
  const rank = (name: string): number => (belongs(name) ? 0 : name === current ? 1 : 2);
  const items = [...names]
    .sort((a, b) => rank(a) - rank(b))
    .map((label) => ({
      label,
      description: [belongs(label) ? t("of the file's environment") : "", label === current ? t("current") : ""]
        .filter((word) => word !== "")
        .join(" · "),
    }));
  if (!items.length) return undefined;
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: t("Which cluster? The run is pinned to it."),
    ignoreFocusOut: true,
  });
  return picked?.label;
}

const folderOf = (uri: vscode.Uri): string => vscode.Uri.joinPath(uri, "..").fsPath;

const namespaceOf = (manifest: unknown): string | undefined => {
  const { metadata } = (manifest ?? {}) as { metadata?: { namespace?: unknown } };
  return typeof metadata?.namespace === "string" ? metadata.namespace : undefined;
};

async function commitOf({ machine }: Local, cwd: string): Promise<string | undefined> {
  if (!machine.has("git")) return undefined;
  const call: ReadyCall = { program: "git", args: ["rev-parse", "HEAD"], env: {}, stdin: undefined, timeout: 5 };
  const { exitCode, stdout } = await machine.run(call, { cwd }).outcome;
  return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(stdout.trim()) ? stdout.trim() : undefined;
}

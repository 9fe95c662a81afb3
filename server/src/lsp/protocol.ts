import type { Assumptions } from "../languages/kubernetes/rollout/course";
import type { Step } from "../languages/playbook/shape";
import type { Sentences } from "../l10n";
import type { Check } from "../service/readiness";

/** What client and server say to each other besides the protocol. Names and plain types: both sides import this file. */

export interface InitializationOptions {
  readonly diagnosticsScope?: "openFiles" | "workspace";
  readonly neighbours?: Neighbours;
  /** The client's command that shows the page of a rule; without it quick fixes do not offer one. */
  readonly explainCommand?: string;
  /** What this editor's language has for the sentences of `l10n/bundle.l10n.json`. What is left out, and all without it, stays English. */
  readonly sentences?: Sentences;
  /** The wasm modules by file name; only a server in a browser needs them passed. */
  readonly wasm?: Readonly<Record<string, Uint8Array>>;
}

/** Extensions that are active beside ours and show some of the same. */
export interface Neighbours {
  readonly yaml: boolean;
  /** Whether the setting `yaml.schemas` maps the schema of Kubernetes to some files. */
  readonly kubernetesSchema: boolean;
  readonly kubernetes: boolean;
  readonly docker: boolean;
  readonly terraform: boolean;
}

export const NO_NEIGHBOURS: Neighbours = { yaml: false, kubernetesSchema: false, kubernetes: false, docker: false, terraform: false };

/** The Dockerfiles in which another extension shows what BuildKit's own checks found. */
export interface BuildKitShown {
  readonly uris: readonly string[];
}

/** Where a workload stands, and what is assumed of it instead of what is typical. */
export interface PreviewParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly assumptions?: Partial<Assumptions>;
}

/** The checks of the readiness review, which the client reads from its playbook. */
export interface WorkspaceReportParams {
  readonly checks: readonly Check[];
}

/** Where a snippet is wanted. */
export interface SnippetParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** A snippet that fits there; `body` is snippet text. */
export interface SnippetOffer {
  readonly prefix: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
  readonly body: string;
}

/** What a playbook can be started from: a Kubernetes object, or a file of another language as a whole. */
export interface Subject {
  /** The object's kind, or the file's language. */
  readonly kind: string;
  readonly language: string;
  /** Empty where it is not known. */
  readonly name: string;
  /** From the first to the last character. */
  readonly range: PlainEdit["range"];
  /** Whether its pods are replaced by rollouts. */
  readonly rollsOut: boolean;
  /** What is known of it, as data. */
  readonly manifest?: unknown;
  readonly environment?: { readonly name: string; readonly production: boolean };
  /** The contexts its environment belongs to, as globs; undefined: nobody configured any. */
  readonly contexts?: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly range: PlainEdit["range"] }[];
}

/** What an edit step wants of an object. Inputs are filled in. */
export interface StepEditParams {
  readonly uri: string;
  readonly kind: string;
  readonly name: string;
  readonly edit: Extract<Step, { readonly kind: "edit" }>["edit"];
}

/** A rule as lists show it. */
export interface RuleSummary {
  readonly id: string;
  readonly summary: string;
  /** The titles of the articles behind it. */
  readonly articles: readonly string[];
}

/** A finding of a file that may not be open. */
export interface FileFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  readonly range: PlainEdit["range"];
  readonly docs: string;
}

/** Which finding is to be turned down. */
export interface TurnDownParams {
  readonly uri: string;
  readonly rule: string;
  readonly range: PlainEdit["range"];
}

/** An edit of a document, as LSP writes it. */
export interface PlainEdit {
  readonly range: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } };
  readonly newText: string;
}

export const METHODS = {
  /** Notification to the server: {@link Neighbours}. */
  neighbours: "plimsoll/neighbours",
  /** Notification to the server: {@link BuildKitShown}. */
  buildKitShown: "plimsoll/buildKitShown",
  /** Every safe fix of one document: `{ uri }` → `PlainEdit[]`. */
  fixAll: "plimsoll/fixAll",
  /** Every safe fix of the workspace, or below a folder: `{ uri }` or null → `{ uri, edits }[]`. */
  fixWorkspace: "plimsoll/fixWorkspace",
  /** Why a file is linted or not: `{ uri }` → a sentence. */
  why: "plimsoll/why",
  /** The page of a rule: `{ rule }` → Markdown, or null. */
  explain: "plimsoll/explain",
  /** All rules: → {@link RuleSummary}[]. */
  rules: "plimsoll/rules",
  /** The files of the workspace that are linted: → `string[]`, addresses. */
  files: "plimsoll/files",
  /** The findings of files, open or not: `{ uris }` → `{ uri, findings: `{@link FileFinding}`[] }[]`. */
  findings: "plimsoll/findings",
  /** The ways to turn a finding down: {@link TurnDownParams} → code actions. */
  turnDown: "plimsoll/turnDown",
  /** A baseline of what is found below a root folder today: `{ uri }` → `{ text, count }`. */
  baseline: "plimsoll/baseline",
  /** A first `.plimsoll.yaml` for a root folder, from what is in it: `{ uri }` → its text. */
  firstConfiguration: "plimsoll/firstConfiguration",
  snippets: "plimsoll/snippets",
  workspaceReport: "plimsoll/workspaceReport",
  /** Versions, settings and counts for a bug report, without the text of any file. */
  report: "plimsoll/report",
  /** How the rollout of a workload goes: `{ uri, position, assumptions }` → RolloutPreview, or null. */
  preview: "plimsoll/preview",
  /** What playbooks can be started from: `{ uri }` → {@link Subject}[]. */
  subjects: "plimsoll/subjects",
  /** What an edit step changes: {@link StepEditParams} → `PlainEdit[]`, none where there is nothing to change. */
  stepEdit: "plimsoll/stepEdit",
  /** Asked of the client by a server without a disk: the files below `{ folder }`. */
  list: "plimsoll/list",
  /** The text of `{ uri }`, or null. */
  read: "plimsoll/read",
} as const;

/** What package.json declares for the editor; generated into it, so that a command has one place. */
export const COMMANDS = {
  restart: { command: "plimsoll.restart", title: "Restart Language Server" },
  fixFile: { command: "plimsoll.fixFile", title: "Apply Every Safe Fix in This File" },
  fixWorkspace: { command: "plimsoll.fixWorkspace", title: "Apply Every Safe Fix in the Workspace" },
  explainRule: { command: "plimsoll.explainRule", title: "Explain Rule…" },
  why: { command: "plimsoll.why", title: "Why Is (Not) This File Linted?" },
  previewRollout: { command: "plimsoll.previewRollout", title: "Preview Rollout" },
  showReport: { command: "plimsoll.showReport", title: "Show Report" },
  saveReport: { command: "plimsoll.saveReport", title: "Save Report as HTML…" },
  insertSnippet: { command: "plimsoll.insertSnippet", title: "Insert Snippet…" },
  createConfiguration: { command: "plimsoll.createConfiguration", title: "Create .plimsoll.yaml" },
  copyReport: { command: "plimsoll.copyReport", title: "Copy Diagnostic Report" },
  showOutput: { command: "plimsoll.showOutput", title: "Show Output" },
} as const;

/** Commands of playbooks. `icon`: shown in the list of rollouts. */
export const PLAYBOOK_COMMANDS = {
  start: { command: "plimsoll.startPlaybook", title: "Start Playbook for This Object…", icon: "$(rocket)" },
  startRollback: { command: "plimsoll.startRollback", title: "Start Rollback…" },
  resume: { command: "plimsoll.resumePlaybook", title: "Resume Playbook" },
  run: { command: "plimsoll.runStep", title: "Run Next Step", icon: "$(play)" },
  retry: { command: "plimsoll.retryStep", title: "Retry Step", icon: "$(refresh)" },
  stop: { command: "plimsoll.stopProgram", title: "Stop the Program", icon: "$(debug-stop)" },
  done: { command: "plimsoll.markDone", title: "Mark Done", icon: "$(check)" },
  skip: { command: "plimsoll.skipStep", title: "Skip Step…", icon: "$(debug-step-over)" },
  follow: { command: "plimsoll.followFailure", title: "Go Where the Playbook Leads After a Failure", icon: "$(arrow-right)" },
  rollBack: { command: "plimsoll.rollBack", title: "Abort and Roll Back…", icon: "$(discard)" },
  copy: { command: "plimsoll.copyCommand", title: "Copy Command", icon: "$(copy)" },
  exportRecord: { command: "plimsoll.exportRecord", title: "Export Record", icon: "$(export)" },
  newPlaybook: { command: "plimsoll.newPlaybook", title: "New Playbook", icon: "$(add)" },
  showStep: { command: "plimsoll.showStep", title: "Show Step" },
  showPlaybook: { command: "plimsoll.showPlaybook", title: "Show Playbook", icon: "$(open-preview)" },
  readAgain: { command: "plimsoll.readTarget", title: "Read the Cluster Again", icon: "$(sync)" },
  signIn: { command: "plimsoll.signIn", title: "Sign In to the Cluster in a Terminal", icon: "$(key)" },
  forget: { command: "plimsoll.forgetRun", title: "Remove from the List", icon: "$(close)" },
  groupFindings: { command: "plimsoll.groupFindings", title: "Group Findings…", icon: "$(group-by-ref-type)" },
} as const;

export const VIEWS = { container: "plimsoll", rollouts: "plimsoll.rollouts", findings: "plimsoll.findings" } as const;

/** Buttons at the row of the step at hand, in order, each shown where the row's context has the word, and their keys in the tree. */
export const STEP_BUTTONS = [
  { button: "run", word: "run", key: "r" },
  { button: "retry", word: "retry", key: "r" },
  { button: "stop", word: "stop" },
  { button: "done", word: "done", key: "d" },
  { button: "skip", word: "skip", key: "s" },
  { button: "follow", word: "follow" },
  { button: "rollBack", word: "back", key: "x" },
  { button: "copy", word: "copy" },
] as const;

/** Called by code lenses with the places of findings; not in the palette. */
export const SHOW_FINDINGS = "plimsoll.showFindings";

/** The editor's language ids of files that may be ours. */
export const LANGUAGE_IDS = [
  "yaml",
  "helm",
  "dockercompose",
  "dockerfile",
  "terraform",
  "terraform-vars",
  "opentofu",
  "json",
  "ignore",
  "dotenv",
] as const;

/** Language ids that make the extension wake up. */
export const ACTIVATING_LANGUAGES = ["yaml", "helm", "dockercompose", "dockerfile", "terraform", "terraform-vars", "opentofu"] as const;

/** Files whose name alone says that a workspace has something for us. */
export const TELLING_FILES = [
  "**/Dockerfile",
  "**/Containerfile",
  "**/*.dockerfile",
  "**/*.tf",
  "**/*.tofu",
  "**/Chart.yaml",
  "**/kustomization.y?(a)ml",
  "**/{docker-,}compose*.y?(a)ml",
  "**/.plimsoll.y?(a)ml",
] as const;

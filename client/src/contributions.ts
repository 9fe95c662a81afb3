/** What package.json declares for the editor; generated into it, so that a command has one place. */
export const COMMANDS = {
  restart: { command: "plimsoll.restart", title: "Restart Language Server", icon: "$(debug-restart)" },
  fixFile: { command: "plimsoll.fixFile", title: "Apply Every Safe Fix in This File", icon: "$(sparkle)" },
  fixFolder: { command: "plimsoll.fixFolder", title: "Apply Every Safe Fix in This Folder", icon: "$(sparkle)" },
  fixWorkspace: { command: "plimsoll.fixWorkspace", title: "Apply Every Safe Fix in the Workspace", icon: "$(sparkle)" },
  explainRule: { command: "plimsoll.explainRule", title: "Explain Rule…", icon: "$(question)" },
  why: { command: "plimsoll.why", title: "Why Is (Not) This File Linted?", icon: "$(info)" },
  previewRollout: { command: "plimsoll.previewRollout", title: "Preview Rollout", icon: "$(play-circle)" },
  showReport: { command: "plimsoll.showReport", title: "Show Report", icon: "$(graph)" },
  saveReport: { command: "plimsoll.saveReport", title: "Save Report as HTML…", icon: "$(save-as)" },
  insertSnippet: { command: "plimsoll.insertSnippet", title: "Insert Snippet…", icon: "$(symbol-snippet)" },
  createConfiguration: { command: "plimsoll.createConfiguration", title: "Create .plimsoll.yaml", icon: "$(new-file)" },
  createBaseline: { command: "plimsoll.createBaseline", title: "Create Baseline", icon: "$(bookmark)" },
  openWalkthrough: { command: "plimsoll.openWalkthrough", title: "Open Walkthrough", icon: "$(book)" },
  copyReport: { command: "plimsoll.copyReport", title: "Copy Diagnostic Report", icon: "$(copy)" },
  showOutput: { command: "plimsoll.showOutput", title: "Show Output", icon: "$(output)" },
} as const;

/** The walkthrough that new users are shown. */
export const WALKTHROUGH = "firstMinutes";

/** Commands of the list of findings. `key`: pressed while the list has the focus, about the row that is selected. */
export const FINDING_COMMANDS = {
  refreshFindings: { command: "plimsoll.refreshFindings", title: "Look at the Whole Workspace", icon: "$(refresh)", key: "r" },
  filterFindings: { command: "plimsoll.filterFindings", title: "Filter Findings…", icon: "$(filter)", key: "/" },
  clearFilter: { command: "plimsoll.clearFilter", title: "Clear Filter of Findings", icon: "$(clear-all)" },
  groupFindings: { command: "plimsoll.groupFindings", title: "Group Findings…", icon: "$(group-by-ref-type)", key: "g" },
  turnDown: { command: "plimsoll.turnDown", title: "Turn This Finding Down…", icon: "$(bell-slash)", key: "t" },
  explainFinding: { command: "plimsoll.explainFinding", title: "Explain Why This Is Here", icon: "$(question)", key: "e" },
} as const;

/** Commands of playbooks. `icon`: shown in the list of rollouts. */
export const PLAYBOOK_COMMANDS = {
  start: { command: "plimsoll.startPlaybook", title: "Start Playbook for This Object…", icon: "$(rocket)" },
  startRollback: { command: "plimsoll.startRollback", title: "Start Rollback…", icon: "$(discard)" },
  resume: { command: "plimsoll.resumePlaybook", title: "Resume Playbook", icon: "$(debug-continue)" },
  run: { command: "plimsoll.runStep", title: "Run Next Step", icon: "$(play)" },
  retry: { command: "plimsoll.retryStep", title: "Retry Step", icon: "$(refresh)" },
  stop: { command: "plimsoll.stopProgram", title: "Stop Program", icon: "$(debug-stop)" },
  done: { command: "plimsoll.markDone", title: "Mark Step Done", icon: "$(check)" },
  skip: { command: "plimsoll.skipStep", title: "Skip Step…", icon: "$(debug-step-over)" },
  follow: { command: "plimsoll.followFailure", title: "Follow Playbook After a Failure", icon: "$(arrow-right)" },
  rollBack: { command: "plimsoll.rollBack", title: "Abort and Roll Back…", icon: "$(discard)" },
  copy: { command: "plimsoll.copyCommand", title: "Copy Command", icon: "$(copy)" },
  exportRecord: { command: "plimsoll.exportRecord", title: "Export Record", icon: "$(export)" },
  newPlaybook: { command: "plimsoll.newPlaybook", title: "Create Playbook…", icon: "$(add)" },
  showStep: { command: "plimsoll.showStep", title: "Show Step", icon: "$(open-preview)" },
  showPlaybook: { command: "plimsoll.showPlaybook", title: "Show Playbook", icon: "$(open-preview)" },
  readAgain: { command: "plimsoll.readTarget", title: "Read the Cluster Again", icon: "$(sync)" },
  signIn: { command: "plimsoll.signIn", title: "Sign In to the Cluster in a Terminal", icon: "$(key)" },
  forget: { command: "plimsoll.forgetRun", title: "Remove Run from the List", icon: "$(close)" },
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

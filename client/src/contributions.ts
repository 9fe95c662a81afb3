/** What package.json declares for the editor; generated into it, so that a command has one place. */
export const COMMANDS = {
  restart: { command: "plimsoll.restart", title: "Restart Language Server" },
  fixFile: { command: "plimsoll.fixFile", title: "Apply Every Safe Fix in This File" },
  fixWorkspace: { command: "plimsoll.fixWorkspace", title: "Apply Every Safe Fix in the Workspace" },
  explainRule: { command: "plimsoll.explainRule", title: "Explain Rule…" },
  why: { command: "plimsoll.why", title: "Why Is (Not) This File Linted?" },
  previewRollout: { command: "plimsoll.previewRollout", title: "Preview Rollout" },
  createConfiguration: { command: "plimsoll.createConfiguration", title: "Create .plimsoll.yaml" },
  copyReport: { command: "plimsoll.copyReport", title: "Copy Diagnostic Report" },
  showOutput: { command: "plimsoll.showOutput", title: "Show Output" },
} as const;

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

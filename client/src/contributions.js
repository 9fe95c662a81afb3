"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.TELLING_FILES = exports.ACTIVATING_LANGUAGES = exports.LANGUAGE_IDS = exports.SHOW_FINDINGS = exports.COMMANDS = void 0;
/** What package.json declares for the editor; generated into it, so that a command has one place. */
exports.COMMANDS = {
    restart: { command: "plimsoll.restart", title: "Restart Language Server" },
    fixFile: { command: "plimsoll.fixFile", title: "Apply Every Safe Fix in This File" },
    fixWorkspace: { command: "plimsoll.fixWorkspace", title: "Apply Every Safe Fix in the Workspace" },
    explainRule: { command: "plimsoll.explainRule", title: "Explain Rule…" },
    why: { command: "plimsoll.why", title: "Why Is (Not) This File Linted?" },
    createConfiguration: { command: "plimsoll.createConfiguration", title: "Create .plimsoll.yaml" },
    copyReport: { command: "plimsoll.copyReport", title: "Copy Diagnostic Report" },
    showOutput: { command: "plimsoll.showOutput", title: "Show Output" },
};
/** Called by code lenses with the places of findings; not in the palette. */
exports.SHOW_FINDINGS = "plimsoll.showFindings";
/** The editor's language ids of files that may be ours. */
exports.LANGUAGE_IDS = ["yaml", "helm", "dockercompose", "dockerfile", "terraform", "terraform-vars", "opentofu", "json", "ignore", "dotenv"];
/** Language ids that make the extension wake up. */
exports.ACTIVATING_LANGUAGES = ["yaml", "helm", "dockercompose", "dockerfile", "terraform", "terraform-vars", "opentofu"];
/** Files whose name alone says that a workspace has something for us. */
exports.TELLING_FILES = ["**/Dockerfile", "**/Containerfile", "**/*.dockerfile", "**/*.tf", "**/*.tofu", "**/Chart.yaml", "**/kustomization.y?(a)ml", "**/{docker-,}compose*.y?(a)ml", "**/.plimsoll.y?(a)ml"];
//# sourceMappingURL=contributions.js.map
/** What package.json declares for the editor; generated into it, so that a command has one place. */
export declare const COMMANDS: {
    readonly restart: {
        readonly command: "plimsoll.restart";
        readonly title: "Restart Language Server";
    };
    readonly fixFile: {
        readonly command: "plimsoll.fixFile";
        readonly title: "Apply Every Safe Fix in This File";
    };
    readonly fixWorkspace: {
        readonly command: "plimsoll.fixWorkspace";
        readonly title: "Apply Every Safe Fix in the Workspace";
    };
    readonly explainRule: {
        readonly command: "plimsoll.explainRule";
        readonly title: "Explain Rule…";
    };
    readonly why: {
        readonly command: "plimsoll.why";
        readonly title: "Why Is (Not) This File Linted?";
    };
    readonly createConfiguration: {
        readonly command: "plimsoll.createConfiguration";
        readonly title: "Create .plimsoll.yaml";
    };
    readonly copyReport: {
        readonly command: "plimsoll.copyReport";
        readonly title: "Copy Diagnostic Report";
    };
    readonly showOutput: {
        readonly command: "plimsoll.showOutput";
        readonly title: "Show Output";
    };
};
/** Called by code lenses with the places of findings; not in the palette. */
export declare const SHOW_FINDINGS = "plimsoll.showFindings";
/** The editor's language ids of files that may be ours. */
export declare const LANGUAGE_IDS: readonly ["yaml", "helm", "dockercompose", "dockerfile", "terraform", "terraform-vars", "opentofu", "json", "ignore", "dotenv"];
/** Language ids that make the extension wake up. */
export declare const ACTIVATING_LANGUAGES: readonly ["yaml", "helm", "dockercompose", "dockerfile", "terraform", "terraform-vars", "opentofu"];
/** Files whose name alone says that a workspace has something for us. */
export declare const TELLING_FILES: readonly ["**/Dockerfile", "**/Containerfile", "**/*.dockerfile", "**/*.tf", "**/*.tofu", "**/Chart.yaml", "**/kustomization.y?(a)ml", "**/{docker-,}compose*.y?(a)ml", "**/.plimsoll.y?(a)ml"];

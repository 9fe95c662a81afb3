import { COMMANDS, FINDING_COMMANDS, PLAYBOOK_COMMANDS } from "../../client/src/contributions";

/** What the list of findings says where there is nothing to show. */
export const WELCOME = [
  {
    when: "workspaceFolderCount == 0",
    contents:
      "Plimsoll reads Kubernetes manifests, Helm charts, Compose files, Dockerfiles and Terraform. Open a folder that has some.\n[Open Folder](command:vscode.openFolder)",
  },
  {
    when: "workspaceFolderCount != 0 && !plimsoll.findingsFiltered",
    contents: `Nothing was found in the files that are open.\n[${FINDING_COMMANDS.refreshFindings.title}](command:${FINDING_COMMANDS.refreshFindings.command})\nNew here? [${COMMANDS.openWalkthrough.title}](command:${COMMANDS.openWalkthrough.command})`,
  },
  {
    when: "plimsoll.findingsFiltered",
    contents: `No finding passes the filter.\n[${FINDING_COMMANDS.clearFilter.title}](command:${FINDING_COMMANDS.clearFilter.command})`,
  },
] as const;

/** The steps of the walkthrough. `picture`: below walkthrough/, taken by scripts/pictures.mjs. */
export const STEPS = [
  {
    id: "find",
    title: "See what is wrong",
    description: `Open a manifest, a Compose file, a Dockerfile or a Terraform file: what will hurt in production is underlined. The list of findings has them all.\n[Show the Findings](command:plimsoll.findings.focus)\n[${FINDING_COMMANDS.refreshFindings.title}](command:${FINDING_COMMANDS.refreshFindings.command})`,
    picture: "find",
    alt: "The list of findings beside a Kubernetes manifest with underlined lines",
    done: [`onView:plimsoll.findings`, `onCommand:${FINDING_COMMANDS.refreshFindings.command}`],
  },
  {
    id: "why",
    title: "Ask why",
    description: `Rest the mouse on a finding, or press the keys for a hover: it says what happens, why, and what to do. Each rule has a page.\n[${COMMANDS.explainRule.title}](command:${COMMANDS.explainRule.command})`,
    picture: "why",
    alt: "A hover that explains a finding",
    done: [`onCommand:${COMMANDS.explainRule.command}`],
  },
  {
    id: "fix",
    title: "Repair it",
    description: `The light bulb has the repairs. Those that change nothing that runs are safe, and can be made all at once, or on every save. For that, put this into your settings; Plimsoll never does it for you:\n\`\`"editor.codeActionsOnSave": { "source.fixAll.plimsoll": "explicit" }\`\`\n[Show the Setting](command:workbench.action.openSettings?%22editor.codeActionsOnSave%22)\n[Apply Every Safe Fix](command:${COMMANDS.fixWorkspace.command})`,
    picture: "fix",
    alt: "The menu of quick fixes at a finding",
    done: [
      `onCommand:${COMMANDS.fixFile.command}`,
      `onCommand:${COMMANDS.fixWorkspace.command}`,
      "onSettingChanged:editor.codeActionsOnSave",
    ],
  },
  {
    id: "configure",
    title: "Make it yours",
    description: `A file at the root says what holds for everybody: how strict, which rules, which folders are production. Where there is a past, a baseline sets apart what is known, so that only what is new is shown.\n[${COMMANDS.createConfiguration.title}](command:${COMMANDS.createConfiguration.command})\n[${COMMANDS.createBaseline.title}](command:${COMMANDS.createBaseline.command})`,
    picture: "configure",
    alt: "A new .plimsoll.yaml with the environments of the workspace",
    done: [`onCommand:${COMMANDS.createConfiguration.command}`, `onCommand:${COMMANDS.createBaseline.command}`],
  },
  {
    id: "write",
    title: "Write and roll out",
    description: `Start from what is right: snippets that pass the strictest preset, filled with what stands around them; then a playbook goes with you through the rollout.\n[${COMMANDS.insertSnippet.title}](command:${COMMANDS.insertSnippet.command})\n[${PLAYBOOK_COMMANDS.start.title}](command:${PLAYBOOK_COMMANDS.start.command})`,
    picture: "write",
    alt: "The list of snippets for a container",
    done: [`onCommand:${COMMANDS.insertSnippet.command}`, `onCommand:${PLAYBOOK_COMMANDS.start.command}`],
  },
] as const;

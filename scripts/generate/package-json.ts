import {
  ACTIVATING_LANGUAGES,
  COMMANDS,
  FINDING_COMMANDS,
  PLAYBOOK_COMMANDS,
  STEP_BUTTONS,
  TELLING_FILES,
  VIEWS,
  WALKTHROUGH,
} from "../../client/src/contributions";
import { OPTIONS } from "../../server/src/config/options";
import type { Generated } from "./files";
import { read } from "./files";
import { STEPS, WELCOME } from "./first-minutes";

/** The active editor may show a manifest. */
const MANIFEST = "editorLangId == yaml || editorLangId == helm";
/** The active editor, or the file in the explorer, may be one of ours. */
const OURS = ACTIVATING_LANGUAGES.map((language) => `editorLangId == ${language}`).join(" || ");
const OUR_RESOURCES = ACTIVATING_LANGUAGES.map((language) => `resourceLangId == ${language}`).join(" || ");
const FILTERED = "plimsoll.findingsFiltered";
/** Commands that write at the root of a folder, or look below it. */
const NEED_A_FOLDER: ReadonlySet<string> = new Set([
  COMMANDS.createConfiguration.command,
  COMMANDS.createBaseline.command,
  COMMANDS.fixWorkspace.command,
  FINDING_COMMANDS.refreshFindings.command,
  PLAYBOOK_COMMANDS.newPlaybook.command,
]);

/** package.json with what the editor is told: commands, settings, languages, activation. Everything else in it is written by hand. */
export function packageJson(): Generated[] {
  const strings: Strings = new Map();
  const manifest = JSON.parse(read("package.json")) as Record<string, unknown>;
  manifest.activationEvents = [
    ...ACTIVATING_LANGUAGES.map((language) => `onLanguage:${language}`),
    ...TELLING_FILES.map((pattern) => `workspaceContains:${pattern.replace("y?(a)ml", "{yaml,yml}")}`),
  ];
  manifest.contributes = {
    commands: ALL_COMMANDS.map(({ command, title, icon, enablement }) => ({
      command,
      title: say(strings, `command.${command.slice("plimsoll.".length)}`, title),
      category: "Plimsoll",
      icon,
      ...(enablement === undefined ? {} : { enablement }),
    })),
    viewsContainers: { activitybar: [{ id: VIEWS.container, title: "Plimsoll", icon: "images/activity.svg" }] },
    views: {
      [VIEWS.container]: [
        { id: VIEWS.rollouts, name: say(strings, "view.rollouts", "Rollouts"), icon: "images/activity.svg" },
        { id: VIEWS.findings, name: say(strings, "view.findings", "Findings"), icon: "images/activity.svg" },
      ],
    },
    viewsWelcome: WELCOME.map(({ when, contents }, i) => ({
      view: VIEWS.findings,
      contents: say(strings, `welcome.${i + 1}`, contents),
      when,
    })),
    walkthroughs: [
      {
        id: WALKTHROUGH,
        title: say(strings, "walkthrough.title", "First minutes with Plimsoll"),
        description: say(strings, "walkthrough.description", "See what your files will do in production, why, and repair it."),
        steps: STEPS.map(({ id, title, description, picture, alt, done }) => ({
          id,
          title: say(strings, `walkthrough.${id}.title`, title),
          description: say(strings, `walkthrough.${id}.description`, description),
          media: { image: `walkthrough/${picture}.png`, altText: say(strings, `walkthrough.${id}.alt`, alt) },
          completionEvents: done,
        })),
      },
    ],
    keybindings: keybindings(),
    menus: {
      commandPalette: [
        { command: COMMANDS.fixFile.command, when: "editorIsOpen" },
        { command: COMMANDS.fixFolder.command, when: "false" },
        { command: COMMANDS.why.command, when: "editorIsOpen" },
        { command: COMMANDS.insertSnippet.command, when: `editorIsOpen && !editorReadonly` },
        { command: FINDING_COMMANDS.clearFilter.command, when: FILTERED },
        { command: FINDING_COMMANDS.turnDown.command, when: "false" },
        { command: FINDING_COMMANDS.explainFinding.command, when: "false" },
        { command: COMMANDS.previewRollout.command, when: MANIFEST },
        ...WHILE_RUNNING.map((name) => ({ command: PLAYBOOK_COMMANDS[name].command, when: "plimsoll.running" })),
        ...OF_ROWS.map((name) => ({ command: PLAYBOOK_COMMANDS[name].command, when: "false" })),
      ],
      "editor/context": [
        { command: COMMANDS.insertSnippet.command, when: `(${OURS}) && !editorReadonly`, group: "z_plimsoll@3" },
        { command: COMMANDS.fixFile.command, when: `(${OURS}) && !editorReadonly`, group: "z_plimsoll@4" },
        { command: COMMANDS.previewRollout.command, when: MANIFEST, group: "z_plimsoll@1" },
        { command: PLAYBOOK_COMMANDS.start.command, when: MANIFEST, group: "z_plimsoll@2" },
      ],
      "explorer/context": [
        { command: COMMANDS.fixFile.command, when: `!explorerResourceIsFolder && (${OUR_RESOURCES})`, group: "z_plimsoll@1" },
        { command: COMMANDS.fixFolder.command, when: "explorerResourceIsFolder", group: "z_plimsoll@1" },
      ],
      "view/title": [
        ...findingTitle("refreshFindings", "navigation@1"),
        ...findingTitle("filterFindings", "navigation@2"),
        ...findingTitle("clearFilter", "navigation@3", FILTERED),
        ...findingTitle("groupFindings", "navigation@4"),
        { command: COMMANDS.showReport.command, when: `view == ${VIEWS.findings}`, group: "navigation@5" },
        { command: COMMANDS.fixWorkspace.command, when: `view == ${VIEWS.findings}`, group: "2_all@1" },
        { command: COMMANDS.createBaseline.command, when: `view == ${VIEWS.findings}`, group: "2_all@2" },
        { command: COMMANDS.createConfiguration.command, when: `view == ${VIEWS.findings}`, group: "2_all@3" },
        { command: COMMANDS.saveReport.command, when: `view == ${VIEWS.findings}`, group: "2_all@4" },
        { command: PLAYBOOK_COMMANDS.newPlaybook.command, when: `view == ${VIEWS.rollouts}`, group: "1_new" },
        { command: PLAYBOOK_COMMANDS.startRollback.command, when: `view == ${VIEWS.rollouts}`, group: "1_new" },
      ],
      "view/item/context": rowButtons(),
    },
    configuration: { title: "Plimsoll", properties: settings(strings) },
    languages: [
      { id: "terraform", aliases: ["Terraform"], extensions: [".tf"] },
      { id: "terraform-vars", aliases: ["Terraform Variables"], extensions: [".tfvars"] },
      { id: "opentofu", aliases: ["OpenTofu"], extensions: [".tofu"] },
    ],
    snippets: [
      { language: "yaml", path: "./snippets/editor/yaml.json" },
      { language: "dockerfile", path: "./snippets/editor/dockerfile.json" },
    ],
    jsonValidation: [],
    yamlValidation: [
      { fileMatch: ".plimsoll.yaml", url: "./schemas/plimsoll.schema.json" },
      { fileMatch: ".plimsoll/playbooks/*.yaml", url: "./schemas/playbook.schema.json" },
    ],
  };
  return [
    { path: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` },
    { path: "package.nls.json", content: `${JSON.stringify(Object.fromEntries(strings), undefined, 2)}\n` },
  ];
}

/** What a person reads, by key: package.nls.json. A translation is a file beside it, such as package.nls.es.json. */
type Strings = Map<string, string>;

/** Puts a string among those that can be translated, and returns what stands for it. */
function say(strings: Strings, key: string, text: string): string {
  strings.set(key, text);
  return `%${key}%`;
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly icon: string;
  readonly enablement?: string;
}

const ALL_COMMANDS: readonly Command[] = [
  ...Object.values(COMMANDS),
  ...Object.values(FINDING_COMMANDS),
  ...Object.values(PLAYBOOK_COMMANDS),
].map((command) => ({ ...command, ...(NEED_A_FOLDER.has(command.command) ? { enablement: "workspaceFolderCount != 0" } : {}) }));

/** What passes in the list of findings. */
const findingTitle = (name: keyof typeof FINDING_COMMANDS, group: string, more?: string) => [
  {
    command: FINDING_COMMANDS[name].command,
    when: [`view == ${VIEWS.findings}`, ...(more === undefined ? [] : [more])].join(" && "),
    group,
  },
];

/** Commands that make sense only while something runs. */
const WHILE_RUNNING = ["resume", "run", "retry", "stop", "done", "skip", "follow", "rollBack", "copy", "readAgain", "signIn"] as const;
/** Commands that need a row. */
const OF_ROWS = ["showStep", "showPlaybook", "forget"] as const;

/** The buttons of a row: those of the step at hand, of runs, of their target and of playbooks. */
function rowButtons(): unknown[] {
  const row = (name: keyof typeof PLAYBOOK_COMMANDS, pattern: string, order: number) => ({
    command: PLAYBOOK_COMMANDS[name].command,
    when: `view == ${VIEWS.rollouts} && viewItem =~ /${pattern}/`,
    group: `inline@${order}`,
  });
  const finding = (command: string, item: string, order: number) => ({
    command,
    when: `view == ${VIEWS.findings} && viewItem == ${item}`,
    group: `inline@${order}`,
  });
  return [
    finding(FINDING_COMMANDS.explainFinding.command, "finding", 1),
    finding(FINDING_COMMANDS.turnDown.command, "finding", 2),
    finding(COMMANDS.fixFile.command, "file", 1),
    finding(COMMANDS.fixFolder.command, "folder", 1),
    ...STEP_BUTTONS.map(({ button, word }, i) => row(button, `^step\\b.*\\b${word}\\b`, i + 1)),
    row("exportRecord", "^playbookRun\\b", 1),
    row("rollBack", "^playbookRun\\b.*\\bback\\b", 2),
    row("forget", "^playbookRun\\b.*\\bover\\b", 3),
    row("signIn", "^card unpinned$", 1),
    row("readAgain", "^card\\b", 2),
    row("start", "^playbook$", 1),
    row("showPlaybook", "^playbook$", 2),
  ];
}

/** Single letters, only while one of the lists has the focus. */
const keybindings = (): unknown[] => [
  ...Object.values(FINDING_COMMANDS).flatMap((each) =>
    "key" in each ? [{ command: each.command, key: each.key, when: `focusedView == '${VIEWS.findings}' && listFocus && !inputFocus` }] : [],
  ),
  ...STEP_BUTTONS.flatMap((each) =>
    "key" in each && each.button !== "retry"
      ? [
          {
            command: PLAYBOOK_COMMANDS[each.button].command,
            key: each.key,
            when: `focusedView == '${VIEWS.rollouts}' && listFocus && !inputFocus && plimsoll.running`,
          },
        ]
      : [],
  ),
];

const settings = (strings: Strings): Record<string, unknown> =>
  Object.fromEntries(
    OPTIONS.filter((option) => option.editor !== undefined).map(({ editor = "", schema, description, words, choices, scope }, i) => [
      `plimsoll.${editor}`,
      {
        ...schema,
        markdownDescription: say(strings, `setting.${editor}`, description),
        ...(choices ? { markdownEnumDescriptions: choices.map((text, n) => say(strings, `setting.${editor}.${n + 1}`, text)) } : {}),
        order: i + 1,
        ...(words ? { keywords: words } : {}),
        ...(scope === undefined ? {} : { scope }),
      },
    ]),
  );

/** The JSON schema of `.plimsoll.yaml`. */
export function configurationSchema(): Generated {
  const properties: Record<string, unknown> = {};
  for (const { file, description, schema } of OPTIONS) {
    if (file === undefined) continue;
    const [first = "", second] = file.split(".");
    if (second === undefined) properties[first] = { description, ...schema };
    else properties[first] = { type: "object", additionalProperties: false, properties: { [second]: { description, ...schema } } };
  }
  const root = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Plimsoll configuration",
    type: "object",
    additionalProperties: false,
    properties,
  };
  return { path: "schemas/plimsoll.schema.json", content: `${JSON.stringify(root, undefined, 2)}\n` };
}

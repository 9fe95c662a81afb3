import { ACTIVATING_LANGUAGES, COMMANDS, PLAYBOOK_COMMANDS, STEP_BUTTONS, TELLING_FILES, VIEWS } from "../../client/src/contributions";
import { OPTIONS } from "../../server/src/config/options";
import type { Generated } from "./files";
import { read } from "./files";

/** The active editor may show a manifest. */
const MANIFEST = "editorLangId == yaml || editorLangId == helm";

/** package.json with what the editor is told: commands, settings, languages, activation. Everything else in it is written by hand. */
export function packageJson(): Generated {
  const manifest = JSON.parse(read("package.json")) as Record<string, unknown>;
  manifest.activationEvents = [
    ...ACTIVATING_LANGUAGES.map((language) => `onLanguage:${language}`),
    ...TELLING_FILES.map((pattern) => `workspaceContains:${pattern.replace("y?(a)ml", "{yaml,yml}")}`),
  ];
  manifest.contributes = {
    commands: [...Object.values(COMMANDS), ...Object.values(PLAYBOOK_COMMANDS)].map((command) => ({ ...command, category: "Plimsoll" })),
    viewsContainers: { activitybar: [{ id: VIEWS.container, title: "Plimsoll", icon: "images/activity.svg" }] },
    views: {
      [VIEWS.container]: [
        { id: VIEWS.rollouts, name: "Rollouts", icon: "images/activity.svg" },
        { id: VIEWS.findings, name: "Findings", icon: "images/activity.svg", visibility: "collapsed" },
      ],
    },
    viewsWelcome: [{ view: VIEWS.findings, contents: "Plimsoll has found nothing in the files it has looked at." }],
    keybindings: keybindings(),
    menus: {
      commandPalette: [
        { command: COMMANDS.fixFile.command, when: "editorIsOpen" },
        { command: COMMANDS.why.command, when: "editorIsOpen" },
        { command: COMMANDS.insertSnippet.command, when: "editorIsOpen" },
        { command: COMMANDS.previewRollout.command, when: MANIFEST },
        ...WHILE_RUNNING.map((name) => ({ command: PLAYBOOK_COMMANDS[name].command, when: "plimsoll.running" })),
        ...OF_ROWS.map((name) => ({ command: PLAYBOOK_COMMANDS[name].command, when: "false" })),
      ],
      "editor/context": [
        { command: COMMANDS.previewRollout.command, when: MANIFEST, group: "z_plimsoll@1" },
        { command: PLAYBOOK_COMMANDS.start.command, when: MANIFEST, group: "z_plimsoll@2" },
      ],
      "view/title": [
        { command: PLAYBOOK_COMMANDS.newPlaybook.command, when: `view == ${VIEWS.rollouts}`, group: "1_new" },
        { command: PLAYBOOK_COMMANDS.startRollback.command, when: `view == ${VIEWS.rollouts}`, group: "1_new" },
        { command: PLAYBOOK_COMMANDS.groupFindings.command, when: `view == ${VIEWS.findings}`, group: "navigation" },
      ],
      "view/item/context": rowButtons(),
    },
    configuration: { title: "Plimsoll", properties: settings() },
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
  return { path: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

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
  return [
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

/** Single letters, only while the list of rollouts has the focus. */
const keybindings = (): unknown[] =>
  STEP_BUTTONS.flatMap((each) =>
    "key" in each && each.button !== "retry"
      ? [
          {
            command: PLAYBOOK_COMMANDS[each.button].command,
            key: each.key,
            when: `focusedView == '${VIEWS.rollouts}' && listFocus && !inputFocus && plimsoll.running`,
          },
        ]
      : [],
  );

const settings = (): Record<string, unknown> =>
  Object.fromEntries(
    OPTIONS.filter((option) => option.editor !== undefined).map(({ editor = "", schema, description, scope }) => [
      `plimsoll.${editor}`,
      { ...schema, markdownDescription: description, ...(scope === undefined ? {} : { scope }) },
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

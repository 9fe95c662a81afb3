import { ACTIVATING_LANGUAGES, COMMANDS, TELLING_FILES } from "../../client/src/contributions";
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
    commands: Object.values(COMMANDS).map(({ command, title }) => ({ command, title, category: "Plimsoll" })),
    menus: {
      commandPalette: [
        { command: COMMANDS.fixFile.command, when: "editorIsOpen" },
        { command: COMMANDS.why.command, when: "editorIsOpen" },
        { command: COMMANDS.previewRollout.command, when: MANIFEST },
      ],
      "editor/context": [{ command: COMMANDS.previewRollout.command, when: MANIFEST, group: "z_plimsoll" }],
    },
    configuration: { title: "Plimsoll", properties: settings() },
    languages: [
      { id: "terraform", aliases: ["Terraform"], extensions: [".tf"] },
      { id: "terraform-vars", aliases: ["Terraform Variables"], extensions: [".tfvars"] },
      { id: "opentofu", aliases: ["OpenTofu"], extensions: [".tofu"] },
    ],
    jsonValidation: [],
    yamlValidation: [
      { fileMatch: ".plimsoll.yaml", url: "./schemas/plimsoll.schema.json" },
      { fileMatch: ".plimsoll/playbooks/*.yaml", url: "./schemas/playbook.schema.json" },
    ],
  };
  return { path: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

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

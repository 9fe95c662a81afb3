import { PRESETS, SEVERITIES } from "../core/settings";

/**
 * The one declaration of every option. Types, `.plimsoll.yaml`'s schema, the editor's settings in package.json and the table in the README
 * all come from here; a test compares them.
 */
export interface OptionDeclaration {
  /** The path in `.plimsoll.yaml`, dots between keys; undefined for what only an editor has. */
  readonly file?: string;
  /** The setting below `plimsoll.`; undefined for what only the file has. */
  readonly editor?: string;
  readonly description: string;
  /** JSON schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What the editor says of each value of an enumeration. */
  readonly choices?: readonly string[];
  /** Words that find the setting besides those of its name and description. */
  readonly words?: readonly string[];
  readonly scope?: "resource" | "window" | "machine-overridable";
}

const level = { enum: ["off", "on", ...SEVERITIES] };
const strings = { type: "array", items: { type: "string" } };
export const rulesSchema = {
  type: "object",
  additionalProperties: {
    oneOf: [level, { type: "array", prefixItems: [level, { type: "object" }], minItems: 1, maxItems: 2 }],
  },
} as const;

export const OPTIONS: readonly OptionDeclaration[] = [
  {
    file: "extends",
    description: "A preset to start from (essential, recommended, strict, all) or the path of another configuration file.",
    schema: { type: "string", default: "recommended" },
  },
  {
    editor: "preset",
    choices: [
      "About 25 rules that are never wrong.",
      "What a good colleague would mention in review.",
      "What a careful colleague would mention, too.",
      "Every rule, opinions included; some contradict each other.",
    ],
    words: ["strict", "level", "rules", "lint"],
    description:
      "Which rules are on: essential (about 25 that are never wrong), recommended, strict or all. A `.plimsoll.yaml` wins over it.",
    schema: { type: "string", enum: PRESETS, default: "recommended" },
    scope: "resource",
  },
  {
    file: "rules",
    editor: "rules",
    words: ["disable", "turn off", "severity"],
    description:
      "Levels by rule id or glob: `off`, `on`, `error`, `warning`, `info`, `hint`, or a list of the level and the rule's options. The last match wins.",
    schema: { ...rulesSchema, default: {} },
    scope: "resource",
  },
  {
    file: "overrides",
    description: "Other levels, or an environment, for files that match a glob.",
    schema: {
      type: "array",
      items: {
        type: "object",
        required: ["files"],
        additionalProperties: false,
        properties: { files: strings, rules: rulesSchema, environment: { type: "string" } },
      },
    },
  },
  {
    file: "ignore",
    editor: "ignore",
    words: ["exclude", "files", "skip"],
    description: "Globs of files that are not linted, besides what Git ignores and node_modules, .terraform, vendor, dist and build.",
    schema: { ...strings, default: [] },
    scope: "resource",
  },
  {
    file: "severity",
    editor: "severity",
    words: ["level", "error", "warning"],
    description: "Maps levels last: `{ error: warning }` makes every error a warning.",
    schema: {
      type: "object",
      additionalProperties: false,
      properties: Object.fromEntries(SEVERITIES.map((from) => [from, { enum: [...SEVERITIES, "off"] }])),
      default: {},
    },
    scope: "resource",
  },
  {
    file: "kubernetes.version",
    editor: "kubernetes.version",
    words: ["cluster", "api", "deprecated"],
    description: "The cluster's version, such as 1.33: removed and deprecated API versions are judged against it.",
    schema: { type: "string", pattern: "^1\\.\\d+$" },
    scope: "resource",
  },
  {
    file: "requiredTags",
    editor: "requiredTags",
    words: ["terraform", "labels", "cost"],
    description: "Tags that every taggable Terraform resource must have, directly or by default_tags.",
    schema: { ...strings, default: [] },
    scope: "resource",
  },
  {
    file: "trustedRegistries",
    editor: "trustedRegistries",
    words: ["images", "docker", "pull"],
    description: "Registries images may come from. Empty: any.",
    schema: { ...strings, default: [] },
    scope: "resource",
  },
  {
    file: "compose.files",
    description:
      "Compose files that run together, as `docker compose -f a -f b` takes them: a list of sets, each a list of paths from this file's folder, the base first.",
    schema: { type: "array", items: { ...strings, minItems: 1 }, default: [] },
  },
  {
    file: "environments",
    editor: "environments",
    words: ["production", "staging", "folders"],
    description:
      "Which files belong to which environment, and which of them are production. Without it whole path segments decide (prod, production, live).",
    schema: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["files"],
        additionalProperties: false,
        properties: { files: strings, production: { type: "boolean", default: false }, contexts: strings },
      },
      default: {},
    },
    scope: "resource",
  },
  {
    editor: "diagnostics.scope",
    choices: ["Problems of open files only.", "Problems of every file of the workspace."],
    words: ["problems", "workspace", "all files"],
    description: "Show problems of open files only, or of the whole workspace.",
    schema: { type: "string", enum: ["openFiles", "workspace"], default: "openFiles" },
    scope: "window",
  },
  {
    editor: "schema.validation",
    choices: ["Leaves them to another extension that shows them.", "Shows them, whatever else is installed.", "Never shows them."],
    words: ["yaml", "kubernetes", "syntax", "duplicate"],
    description:
      "Syntax and schema findings: auto leaves them to the Kubernetes, YAML, Docker and HashiCorp extensions where these show them.",
    schema: { type: "string", enum: ["auto", "on", "off"], default: "auto" },
    scope: "window",
  },
  {
    editor: "codeLens.enabled",
    words: ["lens", "count"],
    description: "Show a line with the number of findings above objects that have some.",
    schema: { type: "boolean", default: true },
    scope: "window",
  },
  {
    editor: "links",
    words: ["dashboard", "playbook", "logs"],
    description:
      "Pages to look at while a playbook waits, by name, such as dashboard, logs or incident. In an address {namespace}, {name}, {kind} and {context} stand for those of the run.",
    schema: { type: "object", additionalProperties: { type: "string" }, default: {} },
    scope: "window",
  },
  {
    editor: "trace.server",
    choices: ["Traces nothing.", "Traces which messages are sent.", "Traces the messages whole."],
    words: ["debug", "log"],
    description: "Traces the messages between the editor and the language server in the output channel.",
    schema: { type: "string", enum: ["off", "messages", "verbose"], default: "off" },
    scope: "window",
  },
];

/** The languages rules are written for. `plimsoll` is about the project's own comments, configuration and limits. */
export type LanguageId = "kubernetes" | "compose" | "dockerfile" | "terraform" | "playbook" | "plimsoll";

/** What a file is to the engine. Kinds that are no language of rules are read for their facts alone. */
export type FileKind =
  LanguageId | "helm-template" | "helm-chart" | "helm-values" | "kustomization" | "dotenv" | "dockerignore" | "tfvars" | "devcontainer";

export type RuleId = `${LanguageId}/${string}`;

export type Severity = "error" | "warning" | "info" | "hint";
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Each preset contains the one before it. */
export type Preset = "essential" | "recommended" | "strict" | "all";
export const PRESETS: readonly Preset[] = ["essential", "recommended", "strict", "all"];

export type Category = "security" | "reliability" | "cost" | "performance" | "maintainability";
export const CATEGORIES: readonly Category[] = ["security", "reliability", "cost", "performance", "maintainability"];

/** What one line of the configuration says of the rules whose id it matches. `on` keeps the rule's own severity. */
export interface RuleSetting {
  readonly matches: (id: RuleId) => boolean;
  readonly level: Severity | "off" | "on";
  readonly options?: unknown;
}

/** Which environment a file belongs to, and how that is known ("the path says prod"). */
export interface Environment {
  readonly name: string;
  readonly production: boolean;
  readonly because: string;
}

/** The settings of one file, resolved. The same configuration gives the identical object: the memo compares it by identity. */
export interface Settings {
  readonly preset: Preset;
  /** In order; the last that matches wins. */
  readonly rules: readonly RuleSetting[];
  /** Maps levels last, whatever said them. */
  readonly severity: Partial<Record<Severity, Severity | "off">>;
  readonly environment: Environment | undefined;
  /** Whether the file is no deployment of anybody's, as its folder says: the input of a test, or an example. */
  readonly sample: "test" | "example" | undefined;
  /** The cluster's version, `1.33`; undefined when nobody said. */
  readonly kubernetesVersion: string | undefined;
  readonly requiredTags: readonly string[];
  readonly trustedRegistries: readonly string[];
  /** Compose files that run together, the first one the base: full paths. */
  readonly composeFiles: readonly (readonly string[])[];
  /**
   * Families that stand down because another extension shows the same, such as `syntax-error` or `schema`; `modeline`: the schema findings of a
   * document that names its schema in a `# yaml-language-server:` comment.
   */
  readonly standDown: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = {
  preset: "recommended",
  rules: [],
  severity: {},
  environment: undefined,
  sample: undefined,
  kubernetesVersion: undefined,
  requiredTags: [],
  trustedRegistries: [],
  composeFiles: [],
  standDown: [],
};

export const presetIncludes = (active: Preset, wanted: Preset): boolean => PRESETS.indexOf(wanted) <= PRESETS.indexOf(active);

/** What the configuration itself says of a rule; undefined where it says nothing. */
export function settingOf(id: RuleId, settings: Settings): RuleSetting | undefined {
  return settings.rules.findLast((setting) => setting.matches(id));
}

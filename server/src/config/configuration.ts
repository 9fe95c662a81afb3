import type { RuleSetting, Severity } from "../core/settings";
import { PRESETS, SEVERITIES } from "../core/settings";
import type { Preset, RuleId } from "../core/settings";
import type { Range } from "../core/text";
import { range } from "../core/text";
import { documentRoot } from "../languages/yaml/document";
import type { Mapping } from "../languages/yaml/mapping";
import { Sequence } from "../languages/yaml/mapping";
import { describeYamlError } from "../languages/yaml/errors";
import { parseYaml } from "../languages/yaml/parse";
import { globMatcher } from "./glob";
import { OPTIONS } from "./options";
import { closest } from "../core/closest";

export interface RuleLevel {
  readonly pattern: string;
  readonly level: RuleSetting["level"];
  readonly options: unknown;
}

export interface EnvironmentRule {
  readonly name: string;
  readonly production: boolean;
  readonly files: readonly string[];
  readonly contexts: readonly string[];
}

/** What a `.plimsoll.yaml` or the editor's settings say, as data. Everything is optional: what is not said falls through. */
export interface Configuration {
  readonly preset?: Preset;
  /** Another file this one starts from, as written. */
  readonly extendsFile?: string;
  readonly rules: readonly RuleLevel[];
  readonly overrides: readonly {
    readonly files: readonly string[];
    readonly rules: readonly RuleLevel[];
    readonly environment: string | undefined;
  }[];
  readonly ignore: readonly string[];
  readonly severity: Partial<Record<Severity, Severity | "off">>;
  readonly kubernetesVersion?: string;
  readonly requiredTags?: readonly string[];
  readonly trustedRegistries?: readonly string[];
  /** Sets of Compose files, as written. */
  readonly composeFiles?: readonly (readonly string[])[];
  readonly environments: readonly EnvironmentRule[];
}

export const EMPTY_CONFIGURATION: Configuration = { rules: [], overrides: [], ignore: [], severity: {}, environments: [] };

export interface ConfigurationError {
  readonly message: string;
  readonly at: Range;
}

/** Reads `.plimsoll.yaml`. Every complaint has its place; what is right beside it is kept. */
export function readConfiguration(
  text: string,
  knownRules: readonly string[],
): { configuration: Configuration; errors: ConfigurationError[] } {
  const tree = parseYaml(text, { version: "1.2", templated: false });
  const [broken] = tree.errors;
  if (broken)
    return {
      configuration: EMPTY_CONFIGURATION,
      errors: [{ message: `This is not valid YAML: ${describeYamlError(broken)}.`, at: range(broken.start, broken.end) }],
    };
  if (!tree.root || (tree.root.kind === "scalar" && tree.root.value === null)) return { configuration: EMPTY_CONFIGURATION, errors: [] };
  if (tree.root.kind !== "map")
    return {
      configuration: EMPTY_CONFIGURATION,
      errors: [{ message: "A configuration is a mapping of options.", at: range(tree.root.start, tree.root.end) }],
    };
  const part = { id: 0, text, kind: "document", state: "", order: 0 };
  return new Reader(knownRules).read(documentRoot(tree, part));
}

/** Turns editor settings (plain JSON) into the same shape; what is not understood is left out, the editor's schema has complained. */
export function fromEditor(settings: Readonly<Record<string, unknown>>): Configuration {
  const { configuration } = readConfiguration(
    JSON.stringify({
      ...(typeof settings.preset === "string" ? { extends: settings.preset } : {}),
      ...pick(settings, ["rules", "ignore", "severity", "requiredTags", "trustedRegistries", "environments", "kubernetes"]),
    }),
    [],
  );
  return configuration;
}

class Reader {
  readonly errors: ConfigurationError[] = [];

  constructor(private readonly knownRules: readonly string[]) {}

  read(root: Mapping): { configuration: Configuration; errors: ConfigurationError[] } {
    const names = [...new Set(OPTIONS.flatMap((option) => (option.file === undefined ? [] : [option.file.split(".")[0] ?? ""])))];
    this.#onlyKeys(root, names);
    const start = root.string("extends");
    const isPreset = start !== undefined && (PRESETS as readonly string[]).includes(start);
    if (start !== undefined && !isPreset && !/\.ya?ml$/.test(start))
      this.#error(root.rangeOf("extends"), `"${start}" is neither a preset (${PRESETS.join(", ")}) nor the path of a YAML file.`);
    const version = this.#mapping(root, "kubernetes").string("version");
    if (version !== undefined && !/^1\.\d+$/.test(version))
      this.#error(root.map("kubernetes").rangeOf("version"), "The version is written like 1.33.");
    this.#onlyKeys(root.map("kubernetes"), ["version"]);
    const configuration: Configuration = {
      ...(isPreset ? { preset: start as Preset } : {}),
      ...(start !== undefined && !isPreset ? { extendsFile: start } : {}),
      rules: this.#rules(this.#mapping(root, "rules")),
      overrides: [...this.#list(root, "overrides").maps()].map((override) => this.#override(override)),
      ignore: this.#strings(root, "ignore") ?? [],
      severity: this.#severity(this.#mapping(root, "severity")),
      ...(version === undefined ? {} : { kubernetesVersion: version }),
      ...optional("requiredTags", this.#strings(root, "requiredTags")),
      ...optional("trustedRegistries", this.#strings(root, "trustedRegistries")),
      ...optional("composeFiles", this.#composeFiles(this.#mapping(root, "compose"))),
      environments: [...this.#mapping(root, "environments").entries()].map(({ key, mapping }) => this.#environment(key, mapping)),
    };
    return { configuration, errors: this.errors };
  }

  #composeFiles(compose: Mapping): (readonly string[])[] | undefined {
    this.#onlyKeys(compose, ["files"]);
    if (!compose.has("files")) return undefined;
    const list = this.#list(compose, "files");
    return (list.node?.items ?? []).flatMap(({ node }) => {
      if (node?.kind === "seq") return [new Sequence(node, "written", list.anchor, compose.world).strings()];
      this.#error(compose.rangeOf("files"), "Each set of Compose files is a list of paths.");
      return [];
    });
  }

  #rules(mapping: Mapping): RuleLevel[] {
    return mapping.keys.flatMap((pattern) => {
      this.#knownRule(pattern, mapping.keyRange(pattern));
      const list = mapping.list(pattern);
      const [level, options] = list.node ? [list.strings()[0], [...list.maps()][0]] : [mapping.string(pattern), undefined];
      const levels = ["off", "on", ...SEVERITIES];
      if (level === undefined || !levels.includes(level)) {
        this.#error(mapping.rangeOf(pattern), `A level is one of ${levels.join(", ")}, or a list of a level and options.`);
        return [];
      }
      return [{ pattern, level: level as RuleSetting["level"], options: options && plain(options) }];
    });
  }

  #knownRule(pattern: string, at: Range): void {
    if (!this.knownRules.length) return;
    if (pattern.includes("*")) {
      const matches = globMatcher([pattern]);
      if (!this.knownRules.some((id) => matches(id))) this.#error(at, `No rule matches "${pattern}".`);
    } else if (!this.knownRules.includes(pattern)) {
      const near = closest(pattern, this.knownRules);
      this.#error(at, `There is no rule "${pattern}".${near === undefined ? "" : ` Did you mean "${near}"?`}`);
    }
  }

  #override(mapping: Mapping): Configuration["overrides"][number] {
    this.#onlyKeys(mapping, ["files", "rules", "environment"]);
    const files = this.#strings(mapping, "files");
    if (!files?.length) this.#error(mapping.anchor, "An override needs `files`: a list of globs.");
    return { files: files ?? [], rules: this.#rules(this.#mapping(mapping, "rules")), environment: mapping.string("environment") };
  }

  #environment(name: string, mapping: Mapping): EnvironmentRule {
    this.#onlyKeys(mapping, ["files", "production", "contexts"]);
    const files = this.#strings(mapping, "files");
    if (!files?.length) this.#error(mapping.anchor, `The environment "${name}" needs \`files\`: a list of globs.`);
    if (mapping.has("production") && typeof mapping.get("production") !== "boolean")
      this.#error(mapping.rangeOf("production"), "`production` is true or false.");
    return { name, production: mapping.is("production", true), files: files ?? [], contexts: this.#strings(mapping, "contexts") ?? [] };
  }

  #severity(mapping: Mapping): Configuration["severity"] {
    this.#onlyKeys(mapping, SEVERITIES);
    const result: Partial<Record<Severity, Severity | "off">> = {};
    for (const from of SEVERITIES) {
      const to = mapping.string(from);
      if (to === undefined) continue;
      if (([...SEVERITIES, "off"] as string[]).includes(to)) result[from] = to as Severity | "off";
      else this.#error(mapping.rangeOf(from), `A level maps to one of ${SEVERITIES.join(", ")} or off.`);
    }
    return result;
  }

  #mapping(mapping: Mapping, key: string): Mapping {
    const value = mapping.map(key);
    if (value.presence === "unknown") this.#error(mapping.rangeOf(key), `\`${key}\` is a mapping.`);
    return value;
  }

  #list(mapping: Mapping, key: string): Sequence {
    const value = mapping.list(key);
    if (value.presence === "unknown") this.#error(mapping.rangeOf(key), `\`${key}\` is a list.`);
    return value;
  }

  #strings(mapping: Mapping, key: string): string[] | undefined {
    return mapping.has(key) ? this.#list(mapping, key).strings() : undefined;
  }

  #onlyKeys(mapping: Mapping, names: readonly string[]): void {
    for (const { key, keyRange } of mapping.entries()) {
      if (names.includes(key)) continue;
      const near = closest(key, names);
      this.#error(
        keyRange,
        `There is no option "${key}" here${near === undefined ? `; there are ${names.join(", ")}` : `: did you mean "${near}"?`}${near === undefined ? "." : ""}`,
      );
    }
  }

  #error(at: Range, message: string): void {
    this.errors.push({ at, message });
  }
}

/** A rule pattern as a predicate. */
export function ruleMatcher(pattern: string): (id: RuleId) => boolean {
  return pattern.includes("*") ? globMatcher([pattern]) : (id) => id === pattern;
}

function plain(mapping: Mapping): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of mapping.keys) {
    const list = mapping.list(key);
    const values = list.node && [...list.scalars()].flatMap((field) => (field.state === "known" ? [field.value] : []));
    result[key] = mapping.get(key) ?? values ?? plain(mapping.map(key));
  }
  return result;
}

const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);

const pick = (from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined && from[key] !== null).map((key) => [key, from[key]]));

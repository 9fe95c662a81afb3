import type { RuleMeta } from "../core/rule";
import type { Preset } from "../core/settings";
import { fromEditor, readConfiguration } from "../config/configuration";
import type { Configuration } from "../config/configuration";
import { Configurations } from "../config/resolve";
import { RULE_IDS } from "../rules/ids.generated";
import { RULES } from "../rules/index.generated";
import { fixAll } from "./fix-all";
import type { FileResult } from "./result";
import { fileResult } from "./result";
import { Workspace } from "./workspace";

/** A file as a value. The path is relative, with `/`; it says what the file is and where it belongs. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface LinterOptions {
  readonly preset?: Preset;
  /** The text of a `.plimsoll.yaml`, or the same as an object. */
  readonly config?: string | Readonly<Record<string, unknown>>;
  /** Whether the files of a call are all there is: files not given are then absent. With false they are unknown. Default true. */
  readonly complete?: boolean;
  /** `YYYY-MM-DD`; without it nothing is ever out of date. */
  readonly today?: string;
}

/** A linter whose grammars are loaded. The API adds the waiting for them. */
export interface Linter {
  readonly rules: readonly RuleMeta[];
  /** The findings of each file that is ours, in the order given. The files of one call are one isolated workspace. */
  lint(files: readonly SourceFile[]): FileResult[];
  /** The same files with every safe fix applied, and what is left to say of them. */
  fix(files: readonly SourceFile[]): { files: SourceFile[]; results: FileResult[] };
}

/** The root that relative paths get inside: it never shows. */
const ROOT = "/workspace";

/** Makes a linter. Throws on a configuration it cannot follow, naming the line. */
export function linterWith(options: LinterOptions): Linter {
  const configuration = configurationOf(options);
  const open = (files: readonly SourceFile[]): Workspace => {
    const configurations = new Configurations(RULE_IDS);
    configurations.setRoots([ROOT]);
    configurations.setEditor(() => configuration);
    const workspace = new Workspace({
      rules: RULES,
      settings: (path, kind) => configurations.settingsFor(path, kind),
      today: () => options.today ?? "",
    });
    const complete = options.complete ?? true;
    workspace.list(
      files.map((file) => absolute(file.path)),
      () => complete,
    );
    for (const file of files) workspace.set(absolute(file.path), file.text);
    return workspace;
  };
  const report = (workspace: Workspace, files: readonly SourceFile[]): FileResult[] =>
    files.flatMap((file) => {
      const found = workspace.reportNow(absolute(file.path));
      return found ? [fileResult(found, file.path)] : [];
    });
  return {
    rules: RULES,
    lint: (files) => report(open(files), files),
    fix: (files) => {
      const workspace = open(files);
      const fixed = files.map((file) =>
        workspace.engine.has(absolute(file.path))
          ? { path: file.path, text: fixAll(workspace, absolute(file.path))?.text ?? file.text }
          : file,
      );
      return { files: fixed, results: report(open(fixed), fixed) };
    },
  };
}

const absolute = (path: string): string => `${ROOT}/${path.replace(/^(?:\.?\/)+/, "")}`;

function configurationOf({ config, preset }: LinterOptions): Configuration {
  let configuration: Configuration = fromEditor({});
  if (config !== undefined) {
    const text = typeof config === "string" ? config : JSON.stringify(config);
    const { configuration: read, errors } = readConfiguration(text, RULE_IDS);
    const [error] = errors;
    if (error) throw new Error(`config, line ${text.slice(0, error.at.start).split("\n").length}: ${error.message}`);
    configuration = read;
  }
  return preset === undefined ? configuration : { ...configuration, preset };
}

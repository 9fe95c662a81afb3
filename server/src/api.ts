import { loadGrammars } from "./node/grammars";
import type { LinterOptions, SourceFile } from "./service/linter";
import { linterWith } from "./service/linter";
import type { FileResult } from "./service/result";
import type { RuleMeta } from "./core/rule";

export type { LinterOptions, SourceFile } from "./service/linter";
export type { FileResult, ResultFinding } from "./service/result";
export type { RuleMeta } from "./core/rule";

export interface Linter {
  readonly rules: readonly RuleMeta[];
  /** The findings of each file that is ours, in the order given. The files of one call are one isolated workspace. */
  lint(files: readonly SourceFile[]): Promise<FileResult[]>;
  /** The same files with every safe fix applied, and what is left to say of them. */
  fix(files: readonly SourceFile[]): Promise<{ files: SourceFile[]; results: FileResult[] }>;
}

/** Makes a linter. Throws on a configuration it cannot follow, naming the line. */
export async function createLinter(options: LinterOptions = {}): Promise<Linter> {
  await loadGrammars();
  const linter = linterWith({ today: new Date().toISOString().slice(0, 10), ...options });
  return {
    rules: linter.rules,
    lint: (files) => Promise.resolve(linter.lint(files)),
    fix: (files) => Promise.resolve(linter.fix(files)),
  };
}

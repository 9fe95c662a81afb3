import { Project } from "../../server/src/node/project";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "./grammars";
import { TODAY } from "./workspace";

/** What a run over a folder says when it ends. */
export interface LoadResult {
  readonly files: number;
  /** How often each rule spoke. */
  readonly found: Readonly<Record<string, number>>;
  /** The most memory the process held, in kilobytes. */
  readonly peak: number;
}

/** Lints the folder it is given as the command line does, and prints a {@link LoadResult}. */
async function main(folder: string): Promise<void> {
  await loadGrammarsForTests();
  const project = new Project({ rules: RULES, today: TODAY, log: (message) => process.stderr.write(message) });
  const files = project.load([folder]);
  const found: Record<string, number> = {};
  for (const file of files) for (const { id } of project.report(file)?.problems ?? []) found[id] = (found[id] ?? 0) + 1;
  const result: LoadResult = { files: files.length, found, peak: process.resourceUsage().maxRSS };
  process.stdout.write(JSON.stringify(result));
}

void main(process.argv[2] ?? ".");

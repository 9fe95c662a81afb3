import { Project } from "../../server/src/node/project";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "./grammars";
import { TODAY } from "./workspace";

/** What a run over a folder says when it ends. */
export interface LoadResult {
  readonly files: number;
  /** How often each rule spoke. */
  readonly found: Readonly<Record<string, number>>;
  /** What is kept of all files once they are read and checked: live objects, text and WebAssembly, in megabytes. */
  readonly held: number;
}

/** Lints the folder it is given as the command line does, and prints a {@link LoadResult}. Run with `--expose-gc`. */
async function main(folder: string): Promise<void> {
  await loadGrammarsForTests();
  const project = new Project({ rules: RULES, today: TODAY, log: (message) => process.stderr.write(message) });
  const files = project.load([folder]);
  const held = heldNow();
  const found: Record<string, number> = {};
  for (const file of files) for (const { id } of project.report(file)?.problems ?? []) found[id] = (found[id] ?? 0) + 1;
  const result: LoadResult = { files: files.length, found, held };
  process.stdout.write(JSON.stringify(result));
}

/** What a garbage collection leaves: how much more a process takes in between is up to V8, the machine and what else runs there. */
function heldNow(): number {
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

void main(process.argv[2] ?? ".");

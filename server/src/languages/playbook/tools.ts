import type { Call } from "./shape";
import { AWS_MUTATING, TOOLS, VALUE_FLAGS } from "./tools.table";

/** The words of a call that are no flags and no flag's value, `--` and what follows left out. */
export function wordsOf(args: readonly string[]): string[] {
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") break;
    if (!arg.startsWith("-")) words.push(arg);
    else if (VALUE_FLAGS.has(arg)) i++;
  }
  return words;
}

const hasFlag = (args: readonly string[], flags: readonly string[]): boolean =>
  args.some((arg) => flags.some((flag) => arg === flag || arg.startsWith(`${flag}=`)));

/** Whether a call begins with the words and has the flags of an entry such as `rollout undo` or `init -migrate-state`. */
function isCommand(args: readonly string[], words: readonly string[], entry: string): boolean {
  const parts = entry.split(" ");
  const [flags, wanted] = [parts.filter((part) => part.startsWith("-")), parts.filter((part) => !part.startsWith("-"))];
  // A kind may be written with its name: `node/worker-1`.
  return wanted.every((word, i) => words[i] === word || words[i]?.startsWith(`${word}/`)) && flags.every((flag) => args.includes(flag));
}

/** Whether a call changes something; undefined where the program is not known. */
export function mutates({ program, args }: Call): boolean | undefined {
  const words = wordsOf(args);
  if (program === "aws") return words[1] !== undefined && AWS_MUTATING.test(words[1]) && !hasFlag(args, ["--dry-run", "--dryrun"]);
  const tool = TOOLS[program];
  if (!tool) return undefined;
  if (args.some((arg) => /^--dry-run(?:=(?!none).*)?$/.test(arg))) return false;
  return tool.mutating.some((entry) => isCommand(args, words, entry));
}

/** The flags a call needs so that it depends on nothing but its arguments, one of each list; those it lacks. */
export function missingPins({ program, args }: Call): (readonly string[])[] {
  const tool = TOOLS[program];
  if (!tool) return [];
  const words = wordsOf(args);
  const is = (entries: readonly string[] | undefined) => entries?.some((entry) => isCommand(args, words, entry)) === true;
  if (is(tool.local)) return [];
  const bounded = tool.boundCommands === undefined || is(tool.boundCommands);
  return [tool.context, is(tool.clusterWide) ? undefined : tool.namespace, bounded ? tool.requestTimeout : undefined].flatMap((flags) =>
    flags && !hasFlag(args, flags) ? [flags] : [],
  );
}

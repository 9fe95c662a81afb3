import { readFlags } from "./flags";
import type { FlagGrammar } from "./flags";
import type { ShellWord } from "./nodes";

/** A program and its arguments, whatever runs it. */
export interface Invocation {
  readonly program: ShellWord;
  readonly name: string;
  readonly words: readonly ShellWord[];
  /** The programs in front that run it: `sudo`, `env`. */
  readonly wrappers: readonly string[];
}

interface Wrapper extends FlagGrammar {
  /** Operands of its own that come before the program, such as timeout's duration. */
  readonly operands: number;
  /** Whether `NAME=value` may stand before the program. */
  readonly assignments?: boolean;
}

const wrapper = (withValue: readonly string[] = [], more: Partial<Wrapper> = {}): Wrapper => ({
  withValue: new Set(withValue),
  operands: 0,
  ...more,
});

/** Programs whose arguments are another program with its arguments. */
const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: wrapper(["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "--chdir", "-R", "-T", "-U", "-r", "-t"], {
    assignments: true,
  }),
  doas: wrapper(["-u", "-C"]),
  gosu: wrapper([], { operands: 1 }),
  "su-exec": wrapper([], { operands: 1 }),
  env: wrapper(["-u", "--unset", "-C", "--chdir", "-S", "--split-string"], { assignments: true }),
  exec: wrapper(["-a"]),
  command: wrapper(),
  builtin: wrapper(),
  nohup: wrapper(),
  time: wrapper(["-f", "-o"]),
  nice: wrapper(["-n", "--adjustment"]),
  ionice: wrapper(["-c", "-n", "-p"]),
  timeout: wrapper(["-k", "--kill-after", "-s", "--signal"], { operands: 1 }),
  stdbuf: wrapper(["-i", "-o", "-e"]),
  setarch: wrapper([], { operands: 1 }),
  eatmydata: wrapper(),
  fakeroot: wrapper(["-l", "-s", "-i", "-b"]),
  xargs: wrapper(["-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s"]),
  retry: wrapper(["-t", "--times", "-d", "--delay"]),
};

/** The program that does the work: `apt-get` of `sudo -E apt-get update`. Undefined where it is not known. */
export function innermost(program: ShellWord, words: readonly ShellWord[]): Invocation | undefined {
  const passed: string[] = [];
  let current = program;
  let rest = words;
  for (;;) {
    const value = current.value;
    if (value === undefined || value === "") return undefined;
    const name = value.slice(value.lastIndexOf("/") + 1);
    const grammar = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    const inner = grammar && programBehind(rest, grammar);
    if (!inner) return { program: current, name, words: rest, wrappers: passed };
    passed.push(name);
    current = inner.program;
    rest = inner.words;
  }
}

/** Skips a wrapper's own flags and operands. Flags behind the program are the program's. */
function programBehind(words: readonly ShellWord[], grammar: Wrapper): { program: ShellWord; words: readonly ShellWord[] } | undefined {
  let operands = grammar.operands;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const text = word.value ?? word.prefix;
    if (text === "--" && word.value !== undefined) continue;
    if (text.startsWith("-")) {
      const [flag] = readFlags(words.slice(i, i + 2), grammar).flags;
      if (flag?.valueWord) i++;
      continue;
    }
    if (grammar.assignments && /^\w+=/.test(text)) continue;
    if (operands > 0) {
      operands--;
      continue;
    }
    return { program: word, words: words.slice(i + 1) };
  }
  return undefined;
}

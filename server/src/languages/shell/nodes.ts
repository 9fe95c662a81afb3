import type { Range } from "../../core/text";
import type { SourceMap } from "../shared/source-map";

/** What a command line is written for. Anything that is not known to be sh or bash is `unknown`, and has no commands. */
export type Dialect = "sh" | "bash" | "unknown";

/** A shell's text as the shell would get it, with the way back to the file. */
export interface ShellSource {
  readonly text: string;
  readonly map: SourceMap;
  readonly dialect: Dialect;
}

/** A word. All ranges are of the source, not of the shell's text. */
export interface ShellWord {
  readonly range: Range;
  /** As written. */
  readonly raw: string;
  /** What the shell makes of it. Undefined where a variable, a substitution or a brace expansion has a say. */
  readonly value: string | undefined;
  /** What it starts with for sure: `--from=` of `--from=$STAGE`. */
  readonly prefix: string;
  readonly quote: "none" | "single" | "double" | "mixed";
  /** The variables in it, those inside of substitutions not counted. */
  readonly variables: readonly string[];
  /** Whether an edit of it does what it seems to do. */
  readonly editable: boolean;
  /** Where it stands in the shell's text. */
  readonly inText: Range;
}

export interface ShellAssignment {
  readonly name: string;
  /** Undefined for `X=` and for arrays. */
  readonly value: ShellWord | undefined;
  readonly range: Range;
  /** `export X=1`, or in front of a command. */
  readonly exported: boolean;
}

export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
  readonly range: Range;
}

/** What stands between two commands. A line break is a `;`. */
export type ShellOperator = "&&" | "||" | ";" | "|" | "|&" | "&";

/** In what a command stands, the innermost first that says how often and where it runs. */
export type ShellPlace = "top" | "group" | "subshell" | "substitution" | "function" | "condition" | "branch" | "loop";

export interface ShellPipeline {
  /** The commands of each member, in order; more than one where a member is a group or a loop. */
  readonly members: readonly (readonly ShellCommand[])[];
  readonly range: Range;
}

/** A simple command with its arguments. */
export class ShellCommand {
  constructor(
    readonly word: ShellWord,
    readonly arguments_: readonly ShellWord[],
    readonly assignments: readonly ShellAssignment[],
    readonly redirects: readonly ShellRedirect[],
    /** From its name to its last argument. */
    readonly range: Range,
    readonly place: ShellPlace,
    /** What stands before it: undefined for the first of a script or a group. */
    readonly before: ShellOperator | undefined,
    /** What stands behind it, or behind the group it ends. */
    readonly after: ShellOperator | undefined,
    /** Commands joined by `&&`, `||` or `|` have the same number. */
    readonly chain: number,
    /** Turned around by `!`. */
    readonly negated: boolean,
    /** The pipe it is a member of. */
    readonly pipeline: ShellPipeline | undefined,
  ) {}

  /** The program without its folder: `curl` for `/usr/bin/curl`. Undefined where it is not known. */
  get name(): string | undefined {
    const value = this.word.value;
    return value === undefined ? undefined : value.slice(value.lastIndexOf("/") + 1);
  }

  is(...names: readonly string[]): boolean {
    return this.name !== undefined && names.includes(this.name);
  }

  /** Whether one of these flags is written: `-y`, also inside of `-qy`; `--yes`, also as `--yes=…`. See `readFlags` for values. */
  has(...flags: readonly string[]): boolean {
    return this.flagWord(...flags) !== undefined;
  }

  /** The word that holds one of these flags. */
  flagWord(...flags: readonly string[]): ShellWord | undefined {
    const end = this.arguments_.findIndex((word) => word.value === "--");
    const words = end < 0 ? this.arguments_ : this.arguments_.slice(0, end);
    return words.find((word) => flags.some((flag) => holdsFlag(word, flag)));
  }

  /** Whether any argument is not known. */
  get open(): boolean {
    return this.arguments_.some((word) => word.value === undefined);
  }
}

function holdsFlag(word: ShellWord, flag: string): boolean {
  const text = word.value ?? word.prefix;
  if (text === flag) return word.value !== undefined;
  if (flag.startsWith("--") || flag.length !== 2) return text.startsWith(`${flag}=`);
  return /^-[A-Za-z0-9]+$/.test(text) && text.includes(flag.charAt(1), 1);
}

/** A script, read. */
export interface ShellScript {
  readonly source: ShellSource;
  /** Every command, in the order they are written: those of groups, substitutions, functions and `sh -c '…'` too. */
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly ShellPipeline[];
  /** Assignments that belong to no command, and those of `export`. */
  readonly assignments: readonly ShellAssignment[];
  /** Functions the script defines: their names are no programs. */
  readonly functions: readonly string[];
  /** Whether parts of it could not be read. What is in them is not among the commands. */
  readonly broken: boolean;
}

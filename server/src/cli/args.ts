import { parseArgs } from "node:util";
import type { Preset } from "../core/settings";
import { PRESETS } from "../core/settings";
import { UsageError } from "../node/project";

export const FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

export interface LintArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  readonly preset: Preset | undefined;
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly baseline: string | undefined;
  readonly maxWarnings: number;
  readonly stdin: string | undefined;
  readonly shard: { readonly index: number; readonly of: number } | undefined;
  readonly rules: readonly string[];
}

/** The arguments of `plimsoll lint` and `plimsoll baseline`. Throws a {@link UsageError} that names what is wrong. */
export function lintArguments(args: readonly string[]): LintArguments {
  const { values, positionals } = parse(args);
  const format = values.format ?? "text";
  if (!(FORMATS as readonly string[]).includes(format)) throw new UsageError(`--format ${format}: there are ${FORMATS.join(", ")}`);
  if (values.preset !== undefined && !(PRESETS as readonly string[]).includes(values.preset))
    throw new UsageError(`--preset ${values.preset}: there are ${PRESETS.join(", ")}`);
  if (values.stdin === true && values["stdin-filename"] === undefined)
    throw new UsageError("--stdin needs --stdin-filename, which says what the text is");
  if (values.stdin === true && positionals.length > 0)
    throw new UsageError(`--stdin reads the standard input, not ${positionals.join(", ")}`);
  return {
    paths: positionals.length ? positionals : ["."],
    format: format as Format,
    fix: values.fix ?? false,
    preset: values.preset as Preset | undefined,
    config: values.config,
    noConfig: values["no-config"] ?? false,
    baseline: values.baseline,
    maxWarnings: wholeNumber("--max-warnings", values["max-warnings"]) ?? 0,
    stdin: values.stdin === true ? values["stdin-filename"] : undefined,
    shard: shardOf(values.shard),
    rules: values.rule ?? [],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        fix: { type: "boolean" },
        preset: { type: "string" },
        config: { type: "string" },
        "no-config": { type: "boolean" },
        baseline: { type: "string" },
        "max-warnings": { type: "string" },
        stdin: { type: "boolean" },
        "stdin-filename": { type: "string" },
        shard: { type: "string" },
        rule: { type: "string", multiple: true },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error));
  }
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new UsageError(`${name} ${value}: this takes a whole number`);
  return Number(value);
}

function shardOf(value: string | undefined): LintArguments["shard"] {
  if (value === undefined) return undefined;
  const match = /^(\d+)\/(\d+)$/.exec(value);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > of) throw new UsageError(`--shard ${value}: this takes i/n with i from 1 to n`);
  return { index, of };
}

import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Range } from "../../core/text";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import type { Demand, FlagRow } from "./control-plane-flags.table";
import { FLAGS } from "./control-plane-flags.table";

/** A flag as it is written: its value (`true` for one without) and where. */
interface Flag {
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

interface Command {
  readonly flags: readonly Flag[];
  /** The program's own name. */
  readonly at: Range;
}

/** TLS 1.3, or forward secrecy with authenticated encryption. */
const STRONG = /^TLS_(?:AES|CHACHA20)_|^TLS_ECDHE_(?:ECDSA|RSA)_WITH_(?:AES_(?:128|256)_GCM|CHACHA20_POLY1305)/;

/** An example: a pod that runs the program. */
const pod = (program: string, lines: readonly string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${program} }\nspec:\n  containers:\n    - name: ${program}\n      command:\n        - ${program}\n${lines.map((line) => `${line}\n`).join("")}`;

const written = (name: string, value: string): string => `        - --${name}=${value}`;

/** Flags of the control plane as the CIS benchmark wants them: one table, one mechanism. They stand in static pods alone. */
export default defineRules(FLAGS, (row): Rule<Container> => ({
  id: `kubernetes/${row.name}`,
  summary: row.summary,
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: row.equivalents,
  references: ["https://www.cisecurity.org/benchmark/kubernetes", `https://kubernetes.io/docs/reference/command-line-tools-reference/`],
  rationale: `The CIS benchmark asks for it, because otherwise ${row.consequence}. On a managed control plane it is the provider's to set; tools that build clusters set most of it.`,
  examples: [
    { title: "reported", source: hit(row) },
    { title: "as the benchmark has it, and another program", source: `${pod(row.program, good(row))}---\n${pod("shop", [])}` },
  ],
  on: containers,
  *check(container) {
    const command = commandOf(container, row.program);
    if (!command) return;
    for (const name of row.flags) {
      const flag = command.flags.findLast((candidate) => candidate.name === name);
      const words = wrong(row.demand, flag?.value, name);
      if (words !== undefined) yield { at: flag?.at ?? command.at, message: `${row.program} runs ${words}: ${row.consequence}.` };
    }
  },
}));

/** What the container runs, if it is the program; undefined where a template may add flags. */
function commandOf({ root }: Container, program: string): Command | undefined {
  const lists = ["command", "args"].map((key) => root.list(key));
  if (lists.some((list) => list.open)) return undefined;
  const words = lists.flatMap((list) => [...list.scalars()]);
  const texts = words.map((word) => (word.state === "known" ? String(word.value) : undefined));
  const start = words.find((_, i) => texts[i] === program || texts[i]?.endsWith(`/${program}`) === true);
  if (!start || texts.includes(undefined)) return undefined;
  const flags = words.flatMap((word, i): Flag[] => {
    const [, name, value] = /^--?([a-z][a-z-]*)(?:=([^]*))?$/.exec(texts[i] ?? "") ?? [];
    if (name === undefined) return [];
    const next = texts[i + 1];
    return [{ name, value: value ?? (next !== undefined && !next.startsWith("-") ? next : "true"), at: word.at }];
  });
  return { flags, at: start.at };
}

/** What is wrong with a flag, in words that follow "runs"; undefined when it is as it should be. */
function wrong(demand: Demand, value: string | undefined, name: string): string | undefined {
  const without = `without --${name}`;
  const withIt = `with --${name}=${value ?? ""}`;
  const items = value?.split(",").map((item) => item.trim()) ?? [];
  if ("is" in demand) return value === undefined ? without : value === demand.is ? undefined : withIt;
  if ("unlessMissing" in demand) return value === undefined || value === demand.unlessMissing ? undefined : withIt;
  if ("not" in demand) {
    if (value === undefined) return demand.missing === undefined ? undefined : without;
    return items.some((item) => demand.not.includes(item)) ? withIt : undefined;
  }
  if ("absent" in demand) return value === undefined ? undefined : `with --${name}`;
  if ("present" in demand) return value === undefined ? without : undefined;
  if ("atLeast" in demand) return value === undefined ? without : Number(value) >= demand.atLeast ? undefined : withIt;
  if ("includes" in demand)
    return value === undefined ? without : items.includes(demand.includes) ? undefined : `with --${name} and no ${demand.includes}`;
  if ("excludes" in demand) return items.includes(demand.excludes) ? `with ${demand.excludes} in --${name}` : undefined;
  return value === undefined ? without : items.every((item) => STRONG.test(item)) ? undefined : "with weak ciphers";
}

/** A value that is not, and one that is, as the row wants it; undefined for a flag that is left out. */
function samples(demand: Demand): { readonly bad: string | undefined; readonly good: string | undefined } {
  if ("is" in demand) return { bad: undefined, good: demand.is };
  if ("unlessMissing" in demand) return { bad: demand.unlessMissing === "true" ? "false" : "true", good: undefined };
  if ("not" in demand) return { bad: demand.not[0], good: demand.missing === undefined ? undefined : "Webhook" };
  if ("absent" in demand) return { bad: "/etc/kubernetes/it", good: undefined };
  if ("present" in demand) return { bad: undefined, good: "/etc/kubernetes/it" };
  if ("atLeast" in demand) return { bad: String(demand.atLeast - 1), good: String(demand.atLeast) };
  if ("includes" in demand) return { bad: "Other", good: `Other,${demand.includes}` };
  if ("excludes" in demand) return { bad: demand.excludes, good: undefined };
  return { bad: "TLS_RSA_WITH_AES_128_CBC_SHA", good: "TLS_AES_128_GCM_SHA256" };
}

function good({ flags, demand }: FlagRow): string[] {
  const { good: value } = samples(demand);
  return value === undefined ? [] : flags.map((name) => written(name, value));
}

/** All flags left out, or the first with a wrong value. */
function hit(row: FlagRow): string {
  const { bad } = samples(row.demand);
  const mark = (length: number, name: string): string =>
    `          ${"^".repeat(length)} hint: ${row.program} runs ${wrong(row.demand, bad, name) ?? ""}: ${row.consequence}.`;
  if (bad === undefined) {
    const marks = row.flags.map((name) => mark(row.program.length, name));
    return pod(row.program, marks);
  }
  const [name = ""] = row.flags;
  return pod(row.program, [written(name, bad), mark(`--${name}=${bad}`.length, name)]);
}

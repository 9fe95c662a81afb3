import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import { runCommands } from "../../languages/dockerfile/queries";

/** From this number on the log is as large as to be noticed: 292 bytes an entry make 29 MB. */
const LARGE = 100_000;

export default defineRule({
  id: "dockerfile/sparse-login-log",
  summary: "useradd with a large number that makes a large log",
  severity: "hint",
  preset: "all",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3046"],
  references: ["https://man7.org/linux/man-pages/man8/useradd.8.html"],
  rationale:
    "useradd makes room in /var/log/lastlog for every number up to that of the account. On a disk the file has holes; in a layer it may have its full size. `--no-log-init` leaves it alone.",
  examples: [
    {
      title: "a number of the company's directory",
      source: dockerfile`
FROM debian:12
RUN useradd -u 1234567 app
    ^^^^^^^ 💡 hint: useradd makes room for 1234567 entries in lastlog: --no-log-init leaves it alone.
`,
      fixed: dockerfile`
FROM debian:12
RUN useradd --no-log-init -u 1234567 app
`,
    },
    { title: "a small number, or the flag", source: `FROM debian:12\nRUN useradd -u 1000 app\nRUN useradd -l -u 1234567 app\n` },
  ],
  on: where(runCommands, ({ command }) => command.is("useradd")),
  *check(run) {
    const words = run.command.arguments_.map(({ value }) => value ?? "");
    const flag = words.findIndex((word) => /^(?:-u|--uid)$/.test(word));
    const number = /^(?:--uid=|-u)?(\d+)$/.exec(
      flag >= 0 ? (words[flag + 1] ?? "") : (words.find((word) => /^(?:--uid=|-u)\d/.test(word)) ?? ""),
    )?.[1];
    if (number === undefined || Number(number) < LARGE || words.some((word) => /^(?:--no-log-init|-[A-Za-z]*l[A-Za-z]*)$/.test(word)))
      return;
    const edit = insertBehind(run, run.command.word, "--no-log-init");
    yield {
      at: run.command.word.range,
      message: `useradd makes room for ${number} entries in lastlog: --no-log-init leaves it alone.`,
      fixes: edit ? [{ title: "Add --no-log-init", safety: "suggestion", edits: [edit] }] : [],
    };
  },
});

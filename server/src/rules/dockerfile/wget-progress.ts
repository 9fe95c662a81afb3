import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import { runCommands } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/wget-progress",
  summary: "Progress bar of wget in the log of a build",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3047"],
  references: ["https://www.gnu.org/software/wget/manual/wget.html"],
  rationale:
    "Without a terminal the bar becomes thousands of lines in the log. `--progress=dot:giga` writes one for each 32 MB, `-nv` one a file.",
  examples: [
    {
      title: "a long log",
      source: dockerfile`
FROM debian:12
RUN wget https://example.com/large.tar.gz
    ^^^^ 💡 hint: wget fills the log with its progress: --progress=dot:giga writes a few lines.
`,
      fixed: dockerfile`
FROM debian:12
RUN wget --progress=dot:giga https://example.com/large.tar.gz
`,
    },
    {
      title: "quiet",
      source: `FROM debian:12\nRUN wget -nv https://example.com/a\nRUN wget -qO- https://example.com/a\n`,
    },
  ],
  on: where(runCommands, ({ command }) => command.is("wget")),
  *check(run) {
    const words = run.command.arguments_.map(({ value, raw }) => value ?? raw);
    // That of busybox knows no --progress.
    const isBusybox = run.run.baseImage?.sh === "ash";
    if (words.some((word) => /^(?:--progress|--quiet|--no-verbose|--output-file|--append-output|-[A-Za-z]*(?:q|nv)|-[oa]$)/.test(word)))
      return;
    const flag = isBusybox ? "-q" : "--progress=dot:giga";
    const edit = insertBehind(run, run.command.word, flag);
    yield {
      at: run.command.word.range,
      message: `wget fills the log with its progress: ${isBusybox ? "-q writes none" : "--progress=dot:giga writes a few lines"}.`,
      fixes: edit ? [{ title: `Add ${flag}`, safety: "suggestion", edits: [edit] }] : [],
    };
  },
});

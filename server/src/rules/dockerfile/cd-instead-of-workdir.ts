import type { Finding } from "../../core/rule";
import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { range } from "../../core/text";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { runCommands } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/cd-instead-of-workdir",
  summary: "A cd that ends with its RUN",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-08"],
  equivalents: ["hadolint:DL3003", "trivy:DS-0013", "kics:run_cd_instead_of_workdir"],
  references: ["https://docs.docker.com/build/building/best-practices/#workdir"],
  rationale:
    "Each RUN starts a shell of its own in the WORKDIR. A `cd` at its end changes nothing for the next instruction, which then works in the wrong " +
    "folder. A `cd` at the beginning of a longer RUN does what it says; the strict preset suggests WORKDIR there, too.",
  examples: [
    {
      title: "nothing follows",
      source: dockerfile`
FROM node:22-slim
# the sources
RUN cd /srv/app
    ^^ 💡 warning: This cd is lost when the RUN ends: the next instruction starts in the old directory.
RUN npm ci
`,
      fixed: dockerfile`
FROM node:22-slim
# the sources
WORKDIR /srv/app
RUN npm ci
`,
    },
    {
      title: "at the end of a longer line",
      source: dockerfile`
FROM node:22-slim
RUN mkdir /srv/app && cd /srv/app
                      ^^ warning: This cd is lost when the RUN ends: the next instruction starts in the old directory.
`,
    },
    {
      title: "in front, in the strict preset",
      settings: { preset: "strict" },
      source: dockerfile`
FROM node:22-slim
RUN cd /srv/app && npm ci
    ^^ hint: WORKDIR /srv/app says for the instructions below, too, where they work.
`,
    },
    {
      title: "where it is of use",
      source: dockerfile`
FROM node:22-slim
RUN cd /srv/app && npm ci
RUN (cd /srv/app && npm ci) && npm test
RUN (cd /srv/app)
RUN cd src && make && cd ..
RUN for d in a b; do cd $d; done; ls
`,
    },
  ],
  on: where(runCommands, ({ command }) => command.is("cd")),
  *check(run): Iterable<Finding> {
    const [path] = run.command.arguments_;
    const inPassing =
      run.command.place !== "top" || run.run.instruction.json || run.later.some((command) => command.place === "substitution");
    if (inPassing) {
      yield inside(run);
      return;
    }
    if (run.later.length === 0 && !run.script.broken && isLast(run)) {
      yield {
        at: run.command.word.range,
        message: "This cd is lost when the RUN ends: the next instruction starts in the old directory.",
        fixes: toWorkdir(run),
      };
      return;
    }
    if (run.script.commands[0] !== run.command || path?.value?.startsWith("/") !== true) {
      yield inside(run);
      return;
    }
    yield {
      at: run.command.word.range,
      severity: "hint",
      preset: "strict",
      message: `WORKDIR ${path.raw} says for the instructions below, too, where they work.`,
    };
  },
});

/** It works as it stands. */
const inside = (run: RunCommand): Finding => ({
  at: run.command.word.range,
  ...OPINION,
  message: "This cd holds for the rest of its RUN: WORKDIR says it for all instructions.",
});

/** Nothing but blanks behind it, neither an assignment nor the end of something, and somewhere to go. */
function isLast({ script, command }: RunCommand): boolean {
  const end = (command.arguments_.at(-1) ?? command.word).inText.end;
  if (script.source.text.slice(end).trim() !== "") return false;
  // The way back from an earlier one harms nobody.
  const [path] = command.arguments_;
  return path?.value !== undefined && !/^(?:-|\.\.(?:\/\.\.)*\/?)$/.test(path.value);
}

function toWorkdir({ run, command, script }: RunCommand): Fix[] {
  const { instruction } = run;
  const [path] = command.arguments_;
  const isAlone = script.commands.length === 1 && command.arguments_.length === 1 && instruction.heredocs.length === 0;
  if (!isAlone || !path?.editable || path.value === undefined || path.value.startsWith("-") || instruction.flags.length > 0) return [];
  const lower = instruction.writtenKeyword === instruction.writtenKeyword.toLowerCase();
  const at = range(instruction.keywordRange.start, path.range.start);
  return [{ title: "Use WORKDIR", safety: "suggestion", edits: [{ at, text: lower ? "workdir " : "WORKDIR " }] }];
}

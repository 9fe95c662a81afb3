import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { breakOf, insertHere, prependCommand } from "../../languages/dockerfile/edit";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";
import type { ShellCommand, ShellPipeline, ShellScript } from "../../languages/shell/nodes";
import { innermost } from "../../languages/shell/wrappers";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/missing-pipefail",
  summary: "Failed download that a pipe hides",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL4006", "kics:shell_pipe_without_pipefail"],
  references: ["https://docs.docker.com/build/building/best-practices/#using-pipes"],
  rationale:
    "A pipe succeeds when its last command does. If the server answers 404, `curl … | sh` runs an empty script with success, and the image is built " +
    "without what it should hold. With `set -o pipefail` the RUN fails where the download does. Right sides that notice an empty input themselves, such as " +
    "`tar` or `gpg --dearmor`, are not reported. The dash of Debian and Ubuntu has no pipefail: there the strict preset suggests bash.",
  examples: [
    {
      title: "bash",
      source: dockerfile`
FROM fedora:42
RUN set -e; \
    curl -fsSL https://example.com/install.sh | sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: If curl fails, this RUN goes on: the pipe counts its last command only.
`,
      fixed: dockerfile`
FROM fedora:42
RUN set -o pipefail && set -e; \
    curl -fsSL https://example.com/install.sh | sh
`,
    },
    {
      title: "the shell of Alpine",
      source: dockerfile`
FROM alpine:3.22
RUN <<EOF
  wget -qO- https://example.com/list | sort > /list
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: If wget fails, this RUN goes on: the pipe counts its last command only.
EOF
`,
      fixed: dockerfile`
FROM alpine:3.22
RUN <<EOF
  set -o pipefail
  wget -qO- https://example.com/list | sort > /list
EOF
`,
    },
    {
      title: "dash, in the strict preset",
      settings: { preset: "strict" },
      source: dockerfile`
FROM debian:12
# the tool
RUN curl -fsSL https://example.com/install.sh | bash
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: If curl fails, this RUN goes on: the pipe counts its last command only.
`,
      fixed: dockerfile`
FROM debian:12
# the tool
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/install.sh | bash
`,
    },
    {
      title: "set, not needed, or not known",
      source: dockerfile`
FROM fedora:42
RUN set -euo pipefail; curl -fsSL https://example.com/install.sh | sh
RUN curl -fsSL https://example.com/x.tar.gz | tar xz
RUN curl -fsSL https://example.com/key | gpg --dearmor -o /key
RUN echo x | sh
RUN if curl -fs https://example.com | grep -q x; then true; fi
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL https://example.com/install.sh | sh
FROM registry.example.com/base
RUN curl -fsSL https://example.com/install.sh | sh
FROM debian:12
RUN curl -fsSL https://example.com/install.sh | sh
`,
    },
  ],
  on: where(instructions("RUN"), (node) => !node.onbuild && !node.instruction.json && !node.hasPipefail),
  *check(node) {
    const { script } = node;
    if (!script || script.broken || script.pipelines.length === 0 || turnsOn(script)) return;
    const shell = scriptShell(node, script);
    const left = shell && script.pipelines.map(hidden).find((command) => command !== undefined);
    if (!left) {
      const [pipe] = script.pipelines.flatMap(({ members }) => members[0]?.slice(-1) ?? []);
      if (pipe && pipe.place !== "condition")
        yield {
          at: pipe.word.range,
          ...OPINION,
          message: `If ${pipe.name ?? pipe.word.raw} fails, the pipe counts its last command only.`,
        };
      return;
    }
    yield {
      at: left.range,
      message: `If ${innermost(left.word, left.arguments_)?.name ?? left.word.raw} fails, this RUN goes on: the pipe counts its last command only.`,
      ...(shell === "dash" ? { preset: "strict" as const } : {}),
      fixes: fix(node, shell),
    };
  },
});

/** A heredoc may name another shell than the one that would run the line. */
function scriptShell(node: InstructionNode, script: ShellScript): InstructionNode["shellProgram"] {
  const { shellProgram } = node;
  return script.source.text.startsWith("#!") ? (script.source.dialect === "bash" ? "bash" : undefined) : shellProgram;
}

const turnsOn = (script: ShellScript): boolean =>
  script.commands.some((command) => command.is("set", "shopt", "bash") && command.arguments_.some((word) => word.value === "pipefail"));

const FETCHES = ["curl", "wget", "tar", "gpg"];
/** They fail on an empty or broken input themselves. */
const NOTICES =
  /^(?:tar|bsdtar|gunzip|zcat|gzip|bunzip2|unxz|xz|unzip|zstd|unzstd|gpg2?|apt-key|cpio|rpm2cpio|(?:sha\d+|md5|b2)sum|patch|docker|ar|base64|funzip)$/;

/** The download on the left of a pipe whose right side would not notice that it failed. */
function hidden({ members }: ShellPipeline): ShellCommand | undefined {
  const last = members.at(-1)?.at(-1);
  if (!last || NOTICES.test(innermost(last.word, last.arguments_)?.name ?? "")) return undefined;
  if (members.slice(1).some((member) => member.some((command) => NOTICES.test(command.name ?? "")))) return undefined;
  return members
    .slice(0, -1)
    .flat()
    .find(
      (command) =>
        FETCHES.includes(innermost(command.word, command.arguments_)?.name ?? "") &&
        command.place !== "condition" &&
        command.place !== "substitution",
    );
}

function fix(node: InstructionNode, shell: InstructionNode["shellProgram"]): Fix[] {
  if (shell === "dash") {
    const edit = insertHere(node, `SHELL ["/bin/bash", "-o", "pipefail", "-c"]${breakOf(node)}`);
    return [{ title: "Use bash with pipefail from here on", safety: "suggestion", edits: [edit] }];
  }
  const edit = prependCommand(node, "set -o pipefail");
  return edit ? [{ title: "Add set -o pipefail", safety: "suggestion", edits: [edit] }] : [];
}

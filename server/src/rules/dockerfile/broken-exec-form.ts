import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { looksLikeJsonForm } from "../../languages/dockerfile/json-form";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/broken-exec-form",
  summary: "Exec form that is not valid JSON",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [
    "dockerfile-utils:JSON_IN_SINGLE_QUOTES",
    "hadolint:DL3025",
    "buildkit:JSONArgsRecommended",
    "kics:not_using_json_in_cmd_and_entrypoint",
  ],
  references: ["https://docs.docker.com/reference/dockerfile/#exec-form"],
  rationale:
    "The exec form is JSON: double quotes, commas between, none behind the last. Anything else the builder takes without a word for a command line, and " +
    "the container ends with `/bin/sh: [node,: not found`.",
  examples: [
    {
      title: "single quotes",
      source: dockerfile`
FROM node:22.1-slim
CMD ['node', 'server.js']
    ^^^^^^^^^^^^^^^^^^^^^ 💡 error: This is not valid JSON, so a shell runs it as it stands: "[" is no program.
`,
      fixed: dockerfile`
FROM node:22.1-slim
CMD ["node", "server.js"]
`,
    },
    {
      title: "a comma too many",
      source: dockerfile`
FROM node:22.1-slim
ENTRYPOINT ["node", "server.js",]
           ^^^^^^^^^^^^^^^^^^^^^^ 💡 error: This is not valid JSON, so a shell runs it as it stands: "[" is no program.
`,
      fixed: dockerfile`
FROM node:22.1-slim
ENTRYPOINT ["node", "server.js"]
`,
    },
    { title: "JSON, and the command [", source: `FROM debian:12\nRUN [ "$A" = "b" ] || true\nRUN [ -f /x ]\nCMD ["node"]\n` },
  ],
  on: instructions("CMD", "ENTRYPOINT", "RUN", "SHELL"),
  *check(node) {
    const { instruction } = node;
    const at = instruction.argumentsRange;
    const text = instruction.argumentsText;
    if (!at || instruction.jsonOrProblem || !looksLikeJsonForm(text) || !isMeant(text, instruction.keyword)) return;
    // SHELL takes nothing else, and is refused.
    if (instruction.keyword === "SHELL") return;
    yield {
      at,
      message: 'This is not valid JSON, so a shell runs it as it stands: "[" is no program.',
      fixes: repaired(node),
    };
  },
});

/** Quoted words and commas, not a test such as `[ "$A" = "b" ]`. */
const isMeant = (text: string, keyword: string): boolean =>
  /^\[\s*(?:"[^"]*"|'[^']*')\s*(?:,|\]\s*$)/.test(text) || (keyword !== "RUN" && /^\[\s*[^\s"',[\]]+\s*(?:,[^"'[\]]*)+\]$/.test(text));

function repaired({ instruction, reading }: InstructionNode): Fix[] {
  const at = instruction.argumentsRange;
  const text = instruction.argumentsText;
  if (!at || reading.part.text.slice(at.start, at.end) !== text) return [];
  const fixed = /["']/.test(text)
    ? text.replace(/'([^'"\\]*)'/g, '"$1"').replace(/,\s*\]$/, "]")
    : text.replace(/[^\s,[\]](?:[^,[\]]*[^\s,[\]])?/g, (word) => JSON.stringify(word));
  return isJsonOfStrings(fixed) ? [{ title: "Make it valid JSON", safety: "suggestion", edits: [{ at, text: fixed }] }] : [];
}

function isJsonOfStrings(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === "string");
  } catch {
    return false;
  }
}

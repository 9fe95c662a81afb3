import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";
import type { Fix } from "../../core/edit";
import { breakOf, insertHere } from "../../languages/dockerfile/edit";
import type { InstructionNode } from "../../languages/dockerfile/nodes";

export default defineRule({
  id: "dockerfile/copy-to-unset-workdir",
  summary: "COPY to a relative path without a WORKDIR",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3045"],
  references: ["https://docs.docker.com/reference/dockerfile/#workdir"],
  rationale:
    "Where the files end up depends on the base image: / for most, something else for some, and another folder after an update. A WORKDIR above says it.",
  examples: [
    {
      title: "wherever the base is",
      source: dockerfile`
FROM node:22.11-slim
COPY package.json ./
                  ^^ 💡 info: No WORKDIR of this file says where ./ is.
`,
      fixed: dockerfile`
FROM node:22.11-slim
WORKDIR /app
COPY package.json ./
`,
    },
    {
      title: "said here, or absolute",
      source: `FROM node:22.11-slim AS base\nWORKDIR /app\nFROM base\nCOPY package.json ./\nCOPY x /srv/\nCOPY y $DIR\n`,
    },
  ],
  on: instructions("COPY", "ADD"),
  *check(node) {
    const { json } = node.instruction;
    const last = json ? json.words.at(-1) : node.words.at(-1);
    if (node.onbuild || (json?.words ?? node.words).length < 2 || last?.value === undefined || /^(?:[/\\$]|[A-Za-z]:)/.test(last.value))
      return;
    const { workdir, image } = node.context;
    // Known without a place: the empty image is at its root. A stage below may have set it.
    if (workdir.at === undefined && image !== undefined)
      yield {
        at: last.range,
        ...(workdir.state === "known" ? OPINION : {}),
        message: `No WORKDIR of this file says where ${last.value} is.`,
        fixes: [setWorkdir(node)],
      };
  },
});

const setWorkdir = (node: InstructionNode): Fix => ({
  title: "Set a WORKDIR",
  safety: "suggestion",
  edits: [{ ...insertHere(node, `WORKDIR \${1:/app}${breakOf(node)}`), snippet: true }],
});

import { snippetText } from "../../core/edit";
import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/relative-workdir",
  summary: "WORKDIR that depends on the base image",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-08"],
  equivalents: [
    "hadolint:DL3000",
    "buildkit:WorkdirRelativePath",
    "trivy:DS-0009",
    "checkov:CKV_DOCKER_10",
    "kics:workdir_path_not_absolute",
    "dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE",
  ],
  references: [
    "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
    "https://docs.docker.com/reference/dockerfile/#workdir",
  ],
  rationale:
    "A relative WORKDIR starts from the one the base image set, which no line of this file shows and which may change with its next version. " +
    "Behind an absolute WORKDIR of the same file a relative one is clear, and is not reported.",
  examples: [
    {
      title: "nobody says where app is",
      source: dockerfile`
FROM node:22-slim
WORKDIR app
        ^^^ 💡 info: WORKDIR app starts from whatever directory the base image set.
`,
      fixed: dockerfile`
FROM node:22-slim
WORKDIR /app
`,
    },
    {
      title: "absolute, or below an absolute one",
      source: dockerfile`
ARG ROOT=/srv
FROM node:22-slim AS base
WORKDIR /srv
WORKDIR app
FROM base
WORKDIR web
FROM scratch
WORKDIR app
FROM node:22-slim
ARG ROOT
WORKDIR $ROOT/app
WORKDIR $UNKNOWN
WORKDIR "/with blanks"
`,
    },
    { title: "Windows", source: "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR C:\\app\n" },
  ],
  on: instructions("WORKDIR"),
  *check(node) {
    const [word] = node.words;
    const path = node.resolve(word);
    if (!word || path.state !== "known" || path.value === "" || /^(?:[/\\$]|[A-Za-z]:)/.test(path.value)) return;
    const { workdir } = node.context;
    const isClear = node.onbuild || workdir.state === "known" || workdir.at !== undefined;
    yield {
      at: word.range,
      ...(isClear ? OPINION : {}),
      message:
        isClear && !node.onbuild
          ? `WORKDIR ${word.raw} starts from the WORKDIR above it.`
          : `WORKDIR ${word.raw} starts from whatever directory the base image set.`,
      fixes:
        !isClear && word.editable && !word.quoted && word.value !== undefined
          ? [
              {
                title: "Make it absolute",
                safety: "suggestion",
                edits: [{ at: word.range, text: `\${1:${snippetText(`/${word.value.replace(/^\.\//, "")}`)}}`, snippet: true }],
              },
            ]
          : [],
    };
  },
});

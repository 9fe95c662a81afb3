import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { removeInstruction } from "../../languages/dockerfile/edit";
import { instructions } from "../../languages/dockerfile/queries";

const KEYWORDS = ["CMD", "ENTRYPOINT", "HEALTHCHECK"] as const;

export default defineRule({
  id: "dockerfile/several-commands",
  summary: "CMD, ENTRYPOINT or HEALTHCHECK that a later one replaces",
  severity: "warning",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-02"],
  equivalents: [
    "hadolint:DL4003",
    "hadolint:DL4004",
    "hadolint:DL3012",
    "buildkit:MultipleInstructionsDisallowed",
    "trivy:DS-0016",
    "trivy:DS-0007",
    "trivy:DS-0023",
    "kics:multiple_cmd",
    "kics:multiple_entrypoint",
    "dockerfile-utils:MULTIPLE_INSTRUCTIONS",
  ],
  references: [
    "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/",
    "https://docs.docker.com/reference/dockerfile/#cmd",
  ],
  rationale:
    "A stage has one command, one entry point and one health check: the last. What the earlier line starts never runs, and the build does not say so. " +
    "Two programs in one container need a supervisor, or better a container each.",
  examples: [
    {
      title: "two commands",
      source: dockerfile`
FROM node:22-slim
# the API
CMD ["node", "api.js"]
^^^ 💡 warning: This CMD never runs: a later one of the stage replaces it.
EXPOSE 8080
CMD ["node", "worker.js"]
`,
      fixed: dockerfile`
FROM node:22-slim
# the API
EXPOSE 8080
CMD ["node", "worker.js"]
`,
    },
    {
      title: "entry points and health checks, over several lines",
      source: dockerfile`
FROM node:22-slim
HEALTHCHECK --interval=5s \
^^^^^^^^^^^ 💡 warning: This HEALTHCHECK never runs: a later one of the stage replaces it.
    # slow at first
    CMD curl -f http://localhost/
ENTRYPOINT ["/init"]
^^^^^^^^^^ 💡 warning: This ENTRYPOINT never runs: a later one of the stage replaces it.
HEALTHCHECK NONE
ENTRYPOINT ["/init", "-v"]
`,
      fixed: dockerfile`
FROM node:22-slim
ENTRYPOINT ["/init"]
HEALTHCHECK NONE
ENTRYPOINT ["/init", "-v"]
`,
    },
    {
      title: "one a stage, and those put off",
      source: dockerfile`
FROM node:22-slim AS base
ENTRYPOINT ["node"]
CMD ["api.js"]
ONBUILD CMD ["test.js"]
FROM base
CMD ["worker.js"]
`,
    },
  ],
  on: instructions(...KEYWORDS),
  *check(node) {
    const keyword = KEYWORDS.find((each) => each === node.keyword);
    if (!keyword || node.onbuild) return;
    const last = node.neighbours(keyword).after.at(-1);
    if (!last) return;
    yield {
      at: node.range,
      tag: "unnecessary",
      message: `This ${keyword} never runs: a later one of the stage replaces it.`,
      related: [{ at: last.at, message: "This one counts." }],
      fixes: [{ title: `Remove this ${keyword}`, safety: "suggestion", edits: [removeInstruction(node)] }],
    };
  },
});

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { deployedStage } from "../../languages/dockerfile/queries";
import type { Fix } from "../../core/edit";
import { breakOf, insertAbove } from "../../languages/dockerfile/edit";
import type { StageNode } from "../../languages/dockerfile/nodes";

export default defineRule({
  id: "dockerfile/missing-healthcheck",
  summary: "Image without a HEALTHCHECK",
  severity: "hint",
  preset: "all",
  category: "reliability",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: ["hadolint:DL3057", "trivy:DS-0026", "checkov:CKV_DOCKER_2", "kics:healthcheck_instruction_missing"],
  references: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
  rationale:
    "Docker and Compose ask the image whether it works; Kubernetes ignores it and has probes of its own, so this is an opinion. Where Compose starts one service after another is healthy, the check belongs into the image or the Compose file.",
  examples: [
    {
      title: "none",
      source: dockerfile`
FROM node:22.11-slim
     ^^^^^^^^^^^^^^^ 💡 hint: The image says nothing of its health: there is no HEALTHCHECK.
CMD ["node", "api.js"]
`,
      fixed: dockerfile`
FROM node:22.11-slim
HEALTHCHECK CMD command
CMD ["node", "api.js"]
`,
    },
    {
      title: "one, in a base, or switched off",
      source: dockerfile`
FROM node:22.11-slim AS base
HEALTHCHECK CMD ["node", "health.js"]
FROM base
CMD ["node", "api.js"]
`,
    },
  ],
  on: deployedStage,
  *check(stage) {
    const at = stage.imageWord?.range;
    if (at && !stage.last("HEALTHCHECK"))
      yield { at, message: "The image says nothing of its health: there is no HEALTHCHECK.", fixes: addCheck(stage) };
  },
});

function addCheck(stage: StageNode): Fix[] {
  const before = stage.stage.instructions.find(({ value: header }) => header.keyword === "CMD" || header.keyword === "ENTRYPOINT")?.at;
  if (!before) return [];
  const edit = insertAbove(before, ["HEALTHCHECK CMD ${1:command}"], breakOf(stage));
  return [{ title: "Add a HEALTHCHECK", safety: "suggestion", edits: [{ ...edit, snippet: true }] }];
}

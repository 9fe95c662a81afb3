import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { stages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/missing-user",
  summary: "Image that says nowhere who runs it",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  patient: true,
  guidance: ["DKR-07"],
  equivalents: ["trivy:DS-0002", "checkov:CKV_DOCKER_3", "kics:missing_user_instruction"],
  references: ["https://docs.docker.com/reference/dockerfile/#user"],
  rationale:
    "Who runs the program is then up to the base image and may change with its next version. Bases that are known to start as root are reported by " +
    "dockerfile/root-user; of all others nobody knows, so this is for those who want a USER in every file.",
  examples: [
    {
      title: "a base nobody knows",
      source: dockerfile`
FROM registry.example.com/base:1.2.3
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: No USER says who runs this image.
CMD ["/app"]
`,
    },
    {
      title: "said here, or in a stage below",
      source: dockerfile`
FROM registry.example.com/base:1.2.3 AS base
USER 1000
FROM base
CMD ["/app"]
`,
    },
  ],
  on: stages,
  *check(stage) {
    const at = stage.imageWord?.range;
    if (at && stage.final && !stage.last("USER")) yield { at, message: "No USER says who runs this image." };
  },
});

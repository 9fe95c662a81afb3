import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { argumentsOf } from "../../languages/dockerfile/edit";
import { deployedStage } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/named-user",
  summary: "Final user by name, not by number",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3066"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  rationale:
    "The kubelet cannot look into an image's /etc/passwd: with `runAsNonRoot: true` and no `runAsUser` a pod whose image says a name does not start (CreateContainerConfigError). A number says the same and can be checked.",
  examples: [
    {
      title: "a name",
      source: dockerfile`
FROM node:22.11-slim
USER node
     ^^^^ 💡 info: The user is a name: with runAsNonRoot Kubernetes cannot tell that "node" is not root. Write its number.
`,
    },
    {
      title: "a number, and root, which is another matter",
      source: `FROM node:22.11-slim AS a\nUSER 1000:1000\nFROM node:22.11-slim\nUSER root\n`,
    },
  ],
  on: deployedStage,
  *check({ user }) {
    if (user.state !== "known" || !user.at || /^(?:\d+|root)(?::|$)/.test(user.value)) return;
    yield {
      at: argumentsOf(user.at),
      message: `The user is a name: with runAsNonRoot Kubernetes cannot tell that "${user.value}" is not root. Write its number.`,
      fixes: [{ title: "Write its number", safety: "suggestion", edits: [{ at: argumentsOf(user.at), text: "${1:uid}", snippet: true }] }],
    };
  },
});

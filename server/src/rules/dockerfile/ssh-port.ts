import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import type { Fix } from "../../core/edit";
import { range } from "../../core/text";
import { removeInstruction } from "../../languages/dockerfile/edit";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import type { Word } from "../../languages/dockerfile/words";

export default defineRule({
  id: "dockerfile/ssh-port",
  summary: "SSH server in a container",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:DS-0004", "checkov:CKV_DOCKER_1", "kics:exposing_port_22"],
  references: ["https://docs.docker.com/reference/dockerfile/#expose"],
  rationale:
    "`docker exec` and `kubectl exec` open a shell without a server, keys and an open port in the image, and who may do it is one place to look at.",
  examples: [
    {
      title: "port 22",
      source: dockerfile`
FROM debian:12
EXPOSE 80 22/tcp
          ^^^^^^ 💡 info: Port 22 is for SSH: exec opens a shell without a server in the image.
`,
    },
    { title: "another port", source: `FROM debian:12\nEXPOSE 2222 22/udp\n` },
  ],
  on: instructions("EXPOSE"),
  *check(node) {
    for (const word of node.words)
      if (/^22(?:\/tcp)?$/i.test(word.value ?? ""))
        yield {
          at: word.range,
          message: "Port 22 is for SSH: exec opens a shell without a server in the image.",
          fixes: withoutPort(node, word),
        };
  },
});

function withoutPort(node: InstructionNode, word: Word): Fix[] {
  if (node.onbuild) return [];
  if (node.words.length === 1) return [{ title: "Remove this EXPOSE", safety: "suggestion", edits: [removeInstruction(node)] }];
  const { text } = node.reading.part;
  const before = /[ \t]+$/.exec(text.slice(0, word.range.start))?.[0].length ?? 0;
  return before === 0
    ? []
    : [{ title: "Remove port 22", safety: "suggestion", edits: [{ at: range(word.range.start - before, word.range.end), text: "" }] }];
}

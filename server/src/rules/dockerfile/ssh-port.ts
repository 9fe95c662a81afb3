import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

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
          ^^^^^^ info: Port 22 is for SSH: exec opens a shell without a server in the image.
`,
    },
    { title: "another port", source: `FROM debian:12\nEXPOSE 2222 22/udp\n` },
  ],
  on: instructions("EXPOSE"),
  *check(node) {
    for (const word of node.words)
      if (/^22(?:\/tcp)?$/i.test(word.value ?? ""))
        yield { at: word.range, message: "Port 22 is for SSH: exec opens a shell without a server in the image." };
  },
});

import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/password-by-chpasswd",
  summary: "Password of an account set in the build",
  severity: "warning",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV2_DOCKER_17"],
  references: ["https://docs.docker.com/build/building/secrets/"],
  rationale:
    "The password is in the file, in the history of the image and, hashed, in everyone's copy of it. A container needs no account with a password; where a login is really wanted, set it when the container starts.",
  examples: [
    {
      title: "root's password",
      source: dockerfile`
FROM debian:12
RUN echo "root:$PASSWORD" | chpasswd
                            ^^^^^^^^ warning: chpasswd writes a password into the image for everyone who has it.
`,
    },
    { title: "an account without one", source: `FROM debian:12\nRUN useradd --system app\n` },
  ],
  on: where(runCommands, ({ command }) => command.is("chpasswd")),
  *check({ command }) {
    yield { at: command.word.range, message: "chpasswd writes a password into the image for everyone who has it." };
  },
});

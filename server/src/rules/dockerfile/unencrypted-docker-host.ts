import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { pairs } from "../../languages/dockerfile/queries";

/** The port of the Docker API without TLS; with TLS it is 2376. */
const PLAIN = /^tcp:\/\/[^\s/]+:2375\/?$/;

export default defineRule({
  id: "dockerfile/unencrypted-docker-host",
  summary: "Docker API that is called without encryption",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-03"],
  equivalents: [],
  references: ["https://docs.docker.com/engine/security/protect-access/"],
  rationale:
    "Port 2375 speaks the Docker API in clear text and asks nobody who they are: whoever reaches it is root on that host. An image that is told to use it " +
    "keeps such a port in use. Reach the daemon by `ssh://`, or by TLS with client certificates on port 2376.",
  examples: [
    {
      title: "in the image's environment",
      source: dockerfile`
FROM docker:28-cli
ENV DOCKER_HOST=tcp://build.example.com:2375
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The image calls Docker at tcp://build.example.com:2375, without encryption or a password.
`,
    },
    {
      title: "TLS, SSH, and what nobody knows",
      source: dockerfile`
FROM docker:28-cli
ARG HOST
ENV DOCKER_HOST=tcp://build.example.com:2376
ENV DOCKER_HOST=ssh://build@build.example.com
ENV DOCKER_HOST=$HOST
`,
    },
  ],
  on: pairs("ENV", "ARG"),
  *check({ node, pair, name }) {
    const host = name === "DOCKER_HOST" ? node.resolve(pair.value) : undefined;
    if (host?.state === "known" && PLAIN.test(host.value))
      yield { at: host.at, message: `The image calls Docker at ${host.value}, without encryption or a password.` };
  },
});

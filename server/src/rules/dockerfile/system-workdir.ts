import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/system-workdir",
  summary: "WORKDIR in a folder of the system",
  severity: "warning",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["trivy:DS-0030"],
  references: ["https://docs.docker.com/reference/dockerfile/#workdir"],
  rationale:
    "/proc, /sys and /dev are mounted over when the container runs, so what is copied there is gone; in /bin, /etc or /usr/bin an application's files mix with the system's. /app, /srv or /opt/name belong to nobody else.",
  examples: [
    {
      title: "among programs, and over a mount",
      source: dockerfile`
FROM alpine:3.22
WORKDIR /usr/bin
        ^^^^^^^^ warning: /usr/bin belongs to the system: give the application a folder of its own.
WORKDIR /proc/app
        ^^^^^^^^^ warning: /proc/app belongs to the system: give the application a folder of its own.
`,
    },
    { title: "a folder of its own", source: `FROM alpine:3.22\nWORKDIR /usr/src/app\nWORKDIR /etc/nginx\nWORKDIR $HOME\n` },
  ],
  on: instructions("WORKDIR"),
  *check(node) {
    const [word] = node.words;
    const path = word?.value?.replace(/\/+$/, "");
    if (!word || path === undefined || node.onbuild) return;
    if (/^\/(?:bin|sbin|boot|lib|lib64|etc|usr\/s?bin|usr\/lib)$|^\/(?:proc|sys|dev)(?:\/|$)/.test(path))
      yield { at: word.range, message: `${path} belongs to the system: give the application a folder of its own.` };
  },
});

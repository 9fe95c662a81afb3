import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";

/** Programs for a machine with people and services on it: in a build they do nothing that lasts. */
const OUT_OF_PLACE: readonly string[] = [
  "free",
  "ifconfig",
  "kill",
  "mount",
  "ps",
  "reboot",
  "service",
  "shutdown",
  "ssh",
  "systemctl",
  "top",
  "vim",
];

export default defineRule({
  id: "dockerfile/out-of-place-commands",
  summary: "Command that does nothing lasting in a build",
  severity: "info",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3001", "kics:run_utilities_and_posix_commands"],
  references: ["https://docs.docker.com/build/building/best-practices/"],
  rationale:
    "Every RUN is a process of its own that leaves files and nothing else: a service that is started, a mount or an ssh session is over with its line. What is to run belongs into CMD or ENTRYPOINT.",
  examples: [
    {
      title: "a service started at build time",
      source: dockerfile`
FROM debian:12
RUN service postgresql start
    ^^^^^^^ info: service leaves nothing behind: when the RUN ends, so does what it started.
`,
    },
    {
      title: "needed for the rest of the RUN",
      source: dockerfile`
FROM debian:12
RUN service postgresql start && psql -c 'create database shop'
RUN systemctl enable nginx
`,
    },
  ],
  on: where(runCommands, ({ command }) => command.is(...OUT_OF_PLACE)),
  *check(run) {
    const { command } = run;
    // What comes behind it in the same RUN may need it.
    const isNeeded = run.later.length > 0 || command.pipeline !== undefined;
    // What systemctl enables or masks are links, and they stay.
    if (command.is("systemctl") && !command.arguments_.some(({ value }) => /^(?:re)?(?:start|load)$|^stop$/.test(value ?? ""))) return;
    yield {
      at: command.word.range,
      ...(isNeeded ? OPINION : {}),
      message: `${command.name ?? ""} leaves nothing behind: when the RUN ends, so does what it started.`,
    };
  },
});

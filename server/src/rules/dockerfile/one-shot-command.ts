import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { endsAtOnce } from "../../languages/shared/one-shot";

export default defineRule({
  id: "dockerfile/one-shot-command",
  summary: "Command that ends at once in an image that is there to serve",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-13"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/dockerfile/#cmd"],
  rationale:
    "A container lives as long as its command. EXPOSE and HEALTHCHECK say that somebody is to answer here, and the command ends before anybody asks: Compose and Kubernetes start it again and again, with growing pauses. Start the server; migrations and checks belong in a job of their own.",
  examples: [
    {
      title: "a version, a migration",
      source: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache curl
EXPOSE 8080
CMD ["curl", "--version"]
^^^ warning: The command ends at once, and the image exposes a port that somebody is to answer on.
`,
    },
    {
      title: "in shell form, with a health check",
      source: dockerfile`
FROM python:3.13-slim
HEALTHCHECK CMD python healthcheck.py
CMD python manage.py migrate --noinput
^^^ warning: The command ends at once, and the image has a health check that somebody is to answer.
`,
    },
    {
      title: "a tool, a server after a migration, another stage, an entry point's default",
      source: dockerfile`
FROM alpine:3.22 AS tool
EXPOSE 1
CMD ["echo", "hello"]
FROM python:3.13-slim AS web
EXPOSE 8000
CMD python manage.py migrate && gunicorn shop
FROM web
ENTRYPOINT ["/entrypoint.sh"]
CMD ["date"]
`,
    },
    {
      title: "nothing says that it serves",
      source: `FROM alpine:3.22\nCMD ["date"]\n`,
    },
  ],
  on: instructions("CMD", "ENTRYPOINT"),
  *check(node) {
    if (node.onbuild || !node.context.final || !isLast(node)) return;
    const command = commandOf(node);
    if (command === undefined || !(endsAtOnce(command) || /^\S+ --version$/.test(command))) return;
    const serves = node.neighbours("EXPOSE", "HEALTHCHECK");
    const says = [...serves.before, ...serves.after].find(({ value: header }) => header.keyword === "EXPOSE" || !isNone(header));
    if (!says) return;
    const what =
      says.value.keyword === "EXPOSE" ? "exposes a port that somebody is to answer on" : "has a health check that somebody is to answer";
    yield {
      at: node.range,
      message: `The command ends at once, and the image ${what}.`,
      related: [{ at: says.at, message: "It is said here." }],
    };
  },
});

const isNone = (header: { readonly keyword: string; readonly form?: string }): boolean => header.form === "none";

/** Whether it says alone what is started: a later one replaces it, and an ENTRYPOINT makes something else of CMD. */
function isLast(node: InstructionNode): boolean {
  if (node.neighbours("CMD", "ENTRYPOINT").after.length) return false;
  return node.keyword === "ENTRYPOINT" || (!node.neighbours("ENTRYPOINT").before.length && !node.context.fromStage);
}

/** The one command that it runs, as a line of words; undefined where it is not known, or one of several. */
function commandOf({ script }: InstructionNode): string | undefined {
  const [command, ...more] = script?.commands ?? [];
  if (!command || more.length || command.redirects.length || command.open || command.word.value === undefined) return undefined;
  return [command.word, ...command.arguments_].map(({ value }) => value).join(" ");
}

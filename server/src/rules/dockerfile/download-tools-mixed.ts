import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import { runCommands } from "../../languages/dockerfile/queries";
import type { Scope } from "../../core/scope";
import { dockerfileDownload } from "../../languages/dockerfile/facts";
import type { RunCommand } from "../../languages/dockerfile/run-commands";

export default defineRule({
  id: "dockerfile/download-tools-mixed",
  summary: "Both wget and curl in one image",
  severity: "hint",
  preset: "all",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL4001", "trivy:DS-0014", "kics:run_using_wget_and_curl"],
  references: ["https://docs.docker.com/build/building/best-practices/"],
  rationale:
    "Each does what the other does, and each is a package to install and to update. An opinion: many bases bring one of them anyway.",
  examples: [
    {
      title: "one after the other",
      source: dockerfile`
FROM debian:12
RUN wget https://example.com/a && curl -fsSO https://example.com/b
                                  ^^^^ hint: This RUN uses wget as well: one of the two is enough.
`,
    },
    {
      title: "in two RUNs",
      source: dockerfile`
FROM debian:12
RUN wget https://example.com/a
RUN curl -fsSO https://example.com/b
    ^^^^ hint: A RUN above uses wget as well: one of the two is enough.
FROM debian:12
RUN curl -fsSO https://example.com/b
`,
    },
    { title: "one of them", source: `FROM debian:12\nRUN curl -fsSO https://example.com/a && curl -fsSO https://example.com/b\n` },
  ],
  on: where(runCommands, ({ command }) => command.is("wget", "curl")),
  *check(run, _context, scope) {
    const { command } = run;
    const other = command.is("wget") ? "curl" : "wget";
    if (isRepeatedBy(run, (earlier) => earlier.name === command.name)) return;
    const inThis = isRepeatedBy(run, (earlier) => earlier.is(other));
    if (!inThis && !usedAbove(run, other, scope)) return;
    yield {
      at: command.word.range,
      message: `${inThis ? "This RUN uses" : "A RUN above uses"} ${other} as well: one of the two is enough.`,
    };
  },
});

/** Whether another RUN of the stage, above this one, calls a tool. */
function usedAbove({ run }: RunCommand, tool: "curl" | "wget", scope: Scope): boolean {
  const parts = new Set(run.neighbours("RUN").before.map(({ at }) => at.part));
  return scope.all(dockerfileDownload, run.reading.path).some((fact) => fact.value === tool && parts.has(fact.at.part));
}

import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import { runCommands } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/download-tools-mixed",
  summary: "Both wget and curl in one RUN",
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
    { title: "one of them", source: `FROM debian:12\nRUN curl -fsSO https://example.com/a && curl -fsSO https://example.com/b\n` },
  ],
  on: where(runCommands, ({ command }) => command.is("wget", "curl")),
  *check(run) {
    const { command } = run;
    const other = command.is("wget") ? "curl" : "wget";
    if (!isRepeatedBy(run, (earlier) => earlier.is(other)) || isRepeatedBy(run, (earlier) => earlier.name === command.name)) return;
    yield { at: command.word.range, message: `This RUN uses ${other} as well: one of the two is enough.` };
  },
});

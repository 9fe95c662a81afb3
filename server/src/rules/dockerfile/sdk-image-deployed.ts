import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { isRepeatedBy } from "../../languages/dockerfile/layers";
import { runCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand } from "../../languages/shell/nodes";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { splitStages } from "../../languages/dockerfile/split-stages";
import type { RuntimeStage } from "../../languages/dockerfile/split-stages";

export default defineRule({
  id: "dockerfile/sdk-image-deployed",
  summary: "Program that is shipped with its compiler",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-14"],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "Compiler, headers, package manager and sources are hundreds of megabytes to pull on every node, and all that an intruder needs to build tools. Name this stage, start a second one from a small base and copy the result: `COPY --from=build`. Only files of one stage are reported, and no development containers.",
  examples: [
    {
      title: "a Go program and all of Go",
      source: dockerfile`
FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build -o /app ./cmd/app
    ^^^^^^^^ 💡 info: What this builds is shipped with golang:1.25 around it: copy it into a second, small stage.
EXPOSE 8080
CMD ["/app"]
`,
      fixed: dockerfile`
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN go build -o /app ./cmd/app

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /app /app
EXPOSE 8080
CMD ["/app"]
`,
    },
    {
      title: "a Java program",
      source: dockerfile`
FROM maven:3.9-eclipse-temurin-21
WORKDIR /src
COPY . .
RUN mvn -B package
    ^^^^^^ 💡 info: What this builds is shipped with maven:3.9-eclipse-temurin-21 around it: copy it into a second, small stage.
ENTRYPOINT ["java", "-jar", "target/app.jar"]
`,
      fixed: dockerfile`
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -B package

FROM eclipse-temurin:21-jre
WORKDIR /src
COPY --from=build /src/target/app.jar target/app.jar
ENTRYPOINT ["java", "-jar", "target/app.jar"]
`,
    },
    {
      title: "two stages, and nothing that is compiled",
      source: dockerfile`
FROM golang:1.25 AS build
RUN go build -o /app ./cmd/app
FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
`,
    },
    { title: "an interpreter", source: `FROM python:3.13\nCOPY . /app\nRUN pip install -r requirements.txt\n` },
    { title: "a place to work in", path: ".devcontainer/Dockerfile", source: `FROM golang:1.25\nRUN go build ./...\nCMD ["bash"]\n` },
  ],
  on: where(runCommands, ({ run, command }) => !run.onbuild && compiles(command)),
  *check(run) {
    const { context, baseImage, reading } = run.run;
    if (!context.final || !context.first || baseImage?.sdk !== true || TO_WORK_IN.test(reading.path)) return;
    if (isRepeatedBy(run, compiles) || !run.run.neighbours("CMD", "ENTRYPOINT").after.length) return;
    const verb = run.command.arguments_[0];
    yield {
      at: { start: run.command.word.range.start, end: (verb ?? run.command.word).range.end },
      message: `What this builds is shipped with ${context.image ?? "its compiler"} around it: copy it into a second, small stage.`,
      fixes: splitStages(run.run, resultOf(run)),
    };
  },
});

/** Where the program ends up, and what could run it. The base is for a person to decide: it is a tab stop. */
function resultOf({ command, run }: RunCommand): RuntimeStage {
  const words = command.arguments_.map(({ value }) => value ?? "");
  if (command.is("go")) {
    const output = /^-o=?(.+)$/.exec(words.find((word) => /^-o=./.test(word)) ?? "")?.[1] ?? words[words.indexOf("-o") + 1];
    const path = words.includes("-o") || words.some((word) => word.startsWith("-o=")) ? output : undefined;
    return {
      bases: ["gcr.io/distroless/static-debian12:nonroot", "gcr.io/distroless/base-debian12:nonroot", "alpine:3.22"],
      copies: [path ?? "app"],
    };
  }
  if (command.is("cargo")) return { bases: ["gcr.io/distroless/cc-debian12:nonroot", "debian:12-slim"], copies: ["target/release/app"] };
  if (command.is("mvn", "mvnw", "gradle", "gradlew")) {
    const start = run.neighbours("CMD", "ENTRYPOINT").after[0]?.value;
    const jar = start && "words" in start ? start.words?.find((word) => word.endsWith(".jar")) : undefined;
    const java =
      /(?:^|[^\d.])(8|11|17|21|24|25)(?:[^\d.]|$)/.exec(run.context.image?.replace(/^[^:]*:(?:\d+\.\d+[\d.]*-)?/, "") ?? "")?.[1] ?? "21";
    return {
      bases: [`eclipse-temurin:${java}-jre`],
      copies: [jar ?? (command.is("mvn", "mvnw") ? "target/app.jar" : "build/libs/app.jar")],
    };
  }
  const dotnet = /\/dotnet\/(?:nightly\/)?sdk(:.*)?$/.exec(run.context.image ?? "");
  return { bases: [dotnet ? `mcr.microsoft.com/dotnet/aspnet${dotnet[1] ?? ""}` : "debian:12-slim"], copies: ["."] };
}

/** Images that nobody deploys, by their folder or file name. */
const TO_WORK_IN = /(?:^|\/)\.?devcontainer\/|[./_-](?:dev|tilt|debug|tests?|integration|ci)(?:[._-]|$)/i;

/** Commands that make a program out of sources. */
function compiles(command: ShellCommand): boolean {
  const [verb] = command.arguments_.map(({ value }) => value ?? "");
  if (command.is("go", "cargo", "dotnet", "swift")) return /^(?:build|publish)$/.test(verb ?? "");
  if (command.is("mvn", "mvnw")) return command.arguments_.some(({ value }) => /^(?:package|install|verify)$/.test(value ?? ""));
  if (command.is("gradle", "gradlew"))
    return command.arguments_.some(({ value }) => /^(?:build|assemble|bootJar|installDist)$/.test(value ?? ""));
  return false;
}

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { baseImage } from "../../server/src/languages/dockerfile/base-images.table";
import { parseImage } from "../../server/src/languages/shared/image";
import listsKept from "../../server/src/rules/dockerfile/package-lists-kept";
import pipefail from "../../server/src/rules/dockerfile/missing-pipefail";
import type { Rule } from "../../server/src/core/rule";
import { loadGrammarsForTests } from "../support/grammars";
import { applyFix, problemsIn, workspaceOf } from "../support/workspace";

before(loadGrammarsForTests);

/** The file after the first fix of a rule that changes commands; undefined where it offers none. */
function fixed(rule: Rule, text: string): string | undefined {
  const files = { Dockerfile: text };
  const workspace = workspaceOf(files, [rule]);
  const [problem] = problemsIn(workspace);
  assert.ok(problem, "a finding");
  const fix = problem.fixes.find(({ title }) => title !== "Mount a cache instead");
  return fix && applyFix(workspace, files, problem, fix)["Dockerfile"];
}

const INSTALL = "apt-get update && apt-get install -y curl";
const REMOVE = "rm -rf /var/lib/apt/lists/*";

describe("a command appended to a RUN", () => {
  const cases: readonly (readonly [title: string, before: string, after: string | undefined])[] = [
    ["without a line break at the end", `RUN ${INSTALL}`, `RUN ${INSTALL} && ${REMOVE}`],
    ["behind blanks", `RUN ${INSTALL}  \n`, `RUN ${INSTALL} && ${REMOVE}  \n`],
    ["behind a semicolon", `RUN ${INSTALL};\n`, `RUN ${INSTALL}; ${REMOVE}\n`],
    ["behind a comment of the shell", `RUN ${INSTALL} # why\n`, undefined],
    ["behind a command in the background", `RUN ${INSTALL} &\n`, undefined],
    ["in exec form", `RUN ["sh", "-c", "${INSTALL}"]\n`, undefined],
    ["outside of a quoted script", `RUN bash -c "${INSTALL}"\n`, `RUN bash -c "${INSTALL}" && ${REMOVE}\n`],
    ["behind a block", `RUN if true; then ${INSTALL}; fi\n`, `RUN if true; then ${INSTALL}; fi && ${REMOVE}\n`],
    [
      "in Windows lines",
      `RUN apt-get update \\\r\n\t&& apt-get install -y curl\r\nUSER app\r\n`,
      `RUN apt-get update \\\r\n\t&& apt-get install -y curl \\\r\n\t&& ${REMOVE}\r\nUSER app\r\n`,
    ],
    [
      "below a comment between the lines",
      `RUN apt-get update && \\\n  apt-get install -y \\\n    # why\n    curl\n`,
      `RUN apt-get update && \\\n  apt-get install -y \\\n    # why\n    curl && \\\n  ${REMOVE}\n`,
    ],
    [
      "with its own indentation in a heredoc",
      `RUN <<-EOT\n\tapt-get update\n\tapt-get install -y curl\nEOT\n`,
      `RUN <<-EOT\n\tapt-get update\n\tapt-get install -y curl\n\t${REMOVE}\nEOT\n`,
    ],
    ["where a command reads the heredoc", `RUN ${INSTALL} && cat <<EOF > /x\nbody\nEOF\n`, undefined],
    [
      "with sudo where the others have it",
      `RUN sudo apt-get update && sudo apt-get install x\n`,
      `RUN sudo apt-get update && sudo apt-get install x && sudo ${REMOVE}\n`,
    ],
  ];
  for (const [title, text, expected] of cases)
    it(title, () => {
      const from = "FROM debian:12\n";
      assert.equal(fixed(listsKept, from + text), expected === undefined ? undefined : from + expected);
    });

  it("with another escape character", () => {
    const head = '# escape=`\nFROM debian:12\nSHELL ["/bin/bash", "-c"]\n';
    assert.equal(
      fixed(listsKept, `${head}RUN apt-get update \`\n  && apt-get install -y curl\n`),
      `${head}RUN apt-get update \`\n  && apt-get install -y curl \`\n  && ${REMOVE}\n`,
    );
  });
});

describe("a command put in front of a RUN", () => {
  it("goes behind the flags", () => {
    assert.equal(
      fixed(pipefail, "FROM fedora:42\nRUN --network=default curl -f https://example.com | sh\n"),
      "FROM fedora:42\nRUN --network=default set -o pipefail && curl -f https://example.com | sh\n",
    );
  });

  it("leaves a script with an interpreter of its own alone", () => {
    assert.equal(fixed(pipefail, "FROM fedora:42\nRUN <<EOF\n#!/bin/bash\ncurl -f https://example.com | sh\nEOF\n"), undefined);
  });
});

describe("what is known of base images", () => {
  const of = (image: string): string => {
    const reference = parseImage(image);
    const facts = reference && baseImage(reference);
    return facts ? `${String(facts.root)} ${String(facts.sh)} ${String(facts.packages)} ${facts.user ?? "-"}` : "unknown";
  };
  const cases: readonly (readonly [image: string, facts: string])[] = [
    ["debian:12-slim", "true dash apt -"],
    ["docker.io/library/alpine:3.22", "true ash apk -"],
    ["node:22-alpine", "true ash apk node"],
    ["public.ecr.aws/docker/library/node:22", "true dash apt node"],
    ["python:3.13-windowsservercore-ltsc2022", "unknown"],
    ["mcr.microsoft.com/dotnet/aspnet:9.0", "true dash apt $APP_UID"],
    ["mcr.microsoft.com/dotnet/aspnet:6.0", "true dash apt -"],
    ["mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled", "false none none -"],
    ["mcr.microsoft.com/dotnet/monitor:9", "unknown"],
    ["gcr.io/distroless/static-debian12", "true none none nonroot"],
    ["gcr.io/distroless/static-debian12:nonroot", "false none none -"],
    ["denoland/deno:distroless-2.0", "true none none -"],
    ["rockylinux:9-minimal", "true bash microdnf -"],
    ["oraclelinux:7", "true bash yum -"],
    ["swift:6.0-amazonlinux2", "true undefined undefined -"],
    ["postgres:17", "unknown"],
    ["registry.example.com/debian:12", "unknown"],
  ];
  for (const [image, facts] of cases)
    it(image, () => {
      assert.equal(of(image), facts);
    });

  it("says of a digest only what all variants have in common", () => {
    const digest = `@sha256:${"0".repeat(64)}`;
    assert.equal(of(`node${digest}`), "true undefined undefined node");
    assert.equal(of(`gcr.io/distroless/static${digest}`), "undefined undefined none -");
    assert.equal(of(`node:22-alpine${digest}`), "true ash apk node");
  });
});

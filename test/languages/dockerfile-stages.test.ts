import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Engine } from "../../server/src/core/engine";
import type { Finding, Query, Rule } from "../../server/src/core/rule";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings";
import { dockerfileFiles } from "../../server/src/languages/dockerfile/support";
import {
  deployedStage,
  instructions,
  packageCommands,
  pairs,
  runCommands,
  stages,
  syntaxProblems,
  usedImages,
} from "../../server/src/languages/dockerfile/queries";
import { loadGrammarsForTests } from "../support/grammars";
import { randomNumbers, rounds } from "../support/random";

before(loadGrammarsForTests);

/** What a query yields over a file, each node put into words. */
class Probe<Node> {
  readonly engine: Engine;

  constructor(on: Query<Node>, describeNode: (node: Node) => string) {
    const rule: Rule<Node> = {
      id: "dockerfile/probe",
      summary: "",
      severity: "info",
      preset: "all",
      category: "reliability",
      guidance: [],
      equivalents: [],
      references: [],
      rationale: "",
      examples: [],
      since: "0",
      on,
      *check(node): Generator<Finding> {
        yield { at: { start: 0, end: 1 }, message: describeNode(node) };
      },
    };
    this.engine = new Engine({
      languages: [dockerfileFiles],
      rules: [rule],
      settings: () => DEFAULT_SETTINGS,
      isOn: () => true,
      optionsOf: () => undefined,
      today: () => "2026-01-01",
      log: (message) => {
        throw new Error(message);
      },
    });
  }

  read(text: string): string[] {
    this.engine.set("/w/Dockerfile", text, "dockerfile", "folder:/w");
    const analysis = this.engine.analyse("/w/Dockerfile");
    for (let step = analysis.next(); ; step = analysis.next())
      if (step.done) return step.value?.findings.map((raw) => raw.finding.message) ?? [];
  }

  /** How many parts were looked at again for an edit. */
  recheck(text: string): number {
    const before = this.engine.checkedParts;
    this.read(text);
    return this.engine.checkedParts - before;
  }
}

const value = (of: { readonly state: string; readonly value?: unknown }): string =>
  of.state === "known" ? JSON.stringify(of.value) : of.state;

const FILE = `ARG GO=1.22
ARG BASE
FROM golang:\${GO}-alpine AS Build
ARG GO
ENV HOME=/build PATH=$PATH:/go
WORKDIR /src
WORKDIR app
RUN apk add --no-cache git && go build ./...
FROM build AS test
USER nobody
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl x | sh
FROM \${BASE} AS other
RUN true
FROM gcr.io/distroless/static:nonroot
COPY --from=BUILD /src/app/x /x
COPY --from=busybox:1 /y /y
COPY --from=0 /z /z
`;

describe("the stages of a Dockerfile", () => {
  it("know their base, their place, and what the final one is made of", () => {
    const probe = new Probe(stages, (stage) =>
      [
        stage.name?.raw,
        stage.final,
        stage.stage.needed,
        stage.baseStage?.name,
        stage.image.state === "known" ? stage.image.value.text : stage.image.state,
      ].join(" "),
    );
    assert.deepEqual(probe.read(FILE), [
      "Build false true  golang:1.22-alpine",
      "test false false Build absent",
      "other false false  unknown",
      " true true  gcr.io/distroless/static:nonroot",
    ]);
  });

  it("know what a container runs as, in the end", () => {
    const probe = new Probe(stages, (stage) => `${value(stage.user)} ${value(stage.workdir)} ${String(stage.baseImage?.root)}`);
    assert.deepEqual(probe.read(FILE), [
      '"root" "/src/app" true',
      '"nobody" "/src/app" true',
      "unknown unknown undefined",
      "unknown unknown false",
    ]);
  });

  it("find the last instruction of a keyword through their bases", () => {
    const probe = new Probe(
      deployedStage,
      (stage) =>
        `${stage.last("CMD")?.at.part.order} ${stage.own("EXPOSE").length} ${stage.own("EXPOSE").flatMap((each) => each.value.ports).length}`,
    );
    assert.deepEqual(probe.read("FROM a AS x\nCMD b\nFROM x\nEXPOSE 80 81\nEXPOSE 82\n"), ["1 2 3"]);
  });
});

describe("an instruction's context", () => {
  it("has the shell in effect", () => {
    const probe = new Probe(
      instructions("RUN"),
      (node) => `${node.shell?.[0]} ${node.hasPipefail} ${node.context.stageName} ${node.context.previous}`,
    );
    assert.deepEqual(probe.read(FILE), ["/bin/sh false Build WORKDIR", "/bin/bash true test SHELL", "/bin/sh false other FROM"]);
    assert.deepEqual(probe.read("# escape=`\nFROM a\nRUN b\n"), ["undefined false undefined FROM"]);
    assert.deepEqual(probe.read('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN b\nSHELL ["bash","-c"]\nRUN c'), [
      "undefined false undefined FROM",
      "bash false undefined SHELL",
    ]);
  });

  it("resolves variables where they are known", () => {
    const probe = new Probe(instructions("USER"), (node) => value(node.resolve(node.words[0])));
    const userAfter = (text: string, word: string) => probe.read(`${text}\nUSER ${word}\n`).join();
    assert.equal(userAfter("ARG A=1\nFROM x\nARG A", "$A"), '"1"');
    assert.equal(userAfter("ARG A=1\nFROM x", "$A"), "unknown");
    assert.equal(userAfter("ARG A=1\nFROM x\nARG A=2", "$A"), '"2"');
    assert.equal(userAfter("FROM x\nENV A=1\nARG A=2", "${A}b"), '"1b"');
    assert.equal(userAfter("FROM x AS b\nENV A=1\nARG B=2\nFROM b", "$A"), '"1"');
    assert.equal(userAfter("FROM x AS b\nENV A=1\nARG B=2\nFROM b", "$B"), "unknown");
    assert.equal(userAfter("FROM scratch", "a${B:-c}"), '"ac"');
    assert.equal(userAfter("FROM scratch\nENV B=d", "a${B:+c}"), '"ac"');
    assert.equal(userAfter("FROM x", "${B:-c}"), "unknown");
    assert.equal(userAfter("FROM x\nENV A=1\nENV A=2 B=$A", "$B$A"), '"12"');
    assert.equal(userAfter("FROM x\nENV A=1\nENV A=$A$A", "$A"), '"11"');
  });

  it("gives up on values that grow without end", () => {
    const probe = new Probe(instructions("USER"), (node) => value(node.resolve(node.words[0])));
    assert.deepEqual(probe.read(`FROM x\nENV A=ab\n${"ENV A=$A$A$A\n".repeat(3000)}USER $A\n`), ["unknown"]);
  });
});

describe("nodes for rules", () => {
  it("are the commands of a RUN, with their place in the file", () => {
    const text =
      'FROM a\nRUN set -e \\\n  # why\n  && apt-get update \\\n  && apt-get install -y "curl"\nRUN ["apt-get", "upgrade"]\nRUN ["sh", "-c", "a && \\"b\\""]\n';
    let part = "";
    const probe = new Probe(runCommands, (node) => {
      part = node.run.reading.part.text;
      return part.slice(node.command.range.start, node.command.range.end);
    });
    assert.deepEqual(probe.read(text), ["set -e", "apt-get update", 'apt-get install -y "curl"', '["apt-get", "upgrade"]', "a", '\\"b\\"']);
  });

  it("are the scripts of heredocs", () => {
    const probe = new Probe(runCommands, (node) => node.run.reading.part.text.slice(node.command.range.start, node.command.range.end));
    const body = "set -e\n# note\napt-get update\nEOF\n";
    assert.deepEqual(probe.read(`FROM a\nRUN <<EOF\n${body}`), ["set -e", "apt-get update"]);
    assert.deepEqual(probe.read(`FROM a\r\nRUN <<EOF\r\n${body.replaceAll("\n", "\r\n")}`), ["set -e", "apt-get update"]);
    assert.deepEqual(probe.read("FROM a\nRUN <<-EOF\n\ta b\n\tEOF\n"), ["a b"]);
    assert.deepEqual(probe.read("FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF\n"), []);
    assert.deepEqual(probe.read("FROM a\nRUN cat <<EOF > /x && echo hi\n$(b)\nEOF\n").toSorted(), ["b", "cat", "echo hi"]);
  });

  it("are the calls of package managers", () => {
    const probe = new Probe(packageCommands, (node) => `${node.packages.manager} ${node.packages.action} ${node.mounts.join()}`);
    assert.deepEqual(
      probe.read("FROM a\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && pip install x\nONBUILD RUN npm ci\n"),
      ["apt-get update /var/cache/apt", "pip install /var/cache/apt", "npm restore "],
    );
  });

  it("are the images that a file uses, not its stages", () => {
    const probe = new Probe(usedImages, (node) => `${node.by} ${node.image.state === "known" ? node.image.value.text : node.image.state}`);
    assert.deepEqual(probe.read(FILE), [
      "FROM golang:1.22-alpine",
      "FROM unknown",
      "FROM gcr.io/distroless/static:nonroot",
      "COPY busybox:1",
    ]);
  });

  it("are the pairs of ENV and the problems of the syntax", () => {
    assert.deepEqual(new Probe(pairs("ENV"), (node) => `${node.name}=${value(node.value)}`).read("FROM a\nENV A=1 B=$A\nENV C=$A"), [
      'A="1"',
      "B=unknown",
      'C="1"',
    ]);
    assert.deepEqual(new Probe(syntaxProblems, (problem) => problem.code).read("FROM a\nRUN\nFOO\n"), [
      "missing-argument",
      "unknown-instruction",
    ]);
  });
});

describe("what an edit costs", () => {
  const runs = Array.from({ length: 50 }, (_none, i) => `RUN echo ${i}\n`).join("");
  const text = `FROM a\nARG X=1\n${runs}USER $X\nCMD b\n`;
  const probe = () => {
    const made = new Probe(
      instructions(),
      (node) => `${node.context.previous} ${value(node.context.user)} ${node.shell?.[0]} ${value(node.resolve(node.words[0]))}`,
    );
    made.read(text);
    return made;
  };
  it("a command: its own RUN", () => {
    assert.equal(probe().recheck(text.replace("echo 20", "echo twenty")), 1);
  });
  it("a comment: the instruction below it", () => {
    assert.equal(probe().recheck(text.replace("RUN echo 20", "# why\nRUN echo 20")), 1);
  });
  it("a new instruction: itself and the one below it", () => {
    assert.equal(probe().recheck(text.replace("RUN echo 20", "LABEL a=b\nRUN echo 20")), 2);
  });
  it("an ARG: who reads it", () => {
    assert.equal(probe().recheck(text.replace("X=1", "X=2")), 3);
  });
});

describe("reading incrementally", () => {
  const everything = () =>
    new Probe(instructions(), (node) =>
      [
        node.keyword,
        value(node.resolve(node.words[0])),
        JSON.stringify(node.earlier("RUN")),
        node.shell?.[0],
        node.commands.map((command) => command.name).join(),
        withoutPlaces(node.context),
      ].join(" "),
    );
  const edits = [
    "\n",
    "RUN x\n",
    "# c\n",
    "# escape=`\n",
    "FROM a AS b\n",
    "ENV A=$A\n",
    "ARG GO\n",
    "USER $GO\n",
    " \\\n",
    "<<EOF",
    "EOF\n",
    "x",
  ];

  for (let seed = 0; seed < rounds(3, 12); seed++) {
    it(`says the same as from scratch, seed ${seed}`, () => {
      const random = randomNumbers(seed);
      const pick = (count: number) => Math.floor(random() * count);
      const edited = everything();
      const stagesEdited = new Probe(stages, (stage) => withoutPlaces(stage.stage));
      let text = FILE;
      for (let round = 0; round < 30; round++) {
        const lines = text.split("\n");
        const at = random() < 0.6 ? lines.slice(0, pick(lines.length)).join("\n").length : pick(text.length);
        text =
          text.slice(0, at) + (random() < 0.7 ? (edits[pick(edits.length)] ?? "") : "") + text.slice(at + (random() < 0.5 ? pick(25) : 0));
        assert.deepEqual(edited.read(text), everything().read(text), text);
        assert.deepEqual(stagesEdited.read(text), new Probe(stages, (stage) => withoutPlaces(stage.stage)).read(text), text);
      }
    });
  }
});

/** A view without anchors, whose parts differ between two engines. */
const withoutPlaces = (view: object): string =>
  JSON.stringify(view, (key, inner: unknown) => (key === "at" || key === "origins" ? undefined : inner));

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { hover } from "../../server/src/service/hover";
import { loadGrammarsForTests } from "../support/grammars";
import { absolute, workspaceOf } from "../support/workspace";

/** What is said at the bar `|` in a Dockerfile, in a workspace without rules. */
function at(marked: string, more: Record<string, string> = {}, brief = false): string[] {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const workspace = workspaceOf({ Dockerfile: text, ...more }, []);
  const report = workspace.reportNow(absolute("Dockerfile"));
  assert.ok(report);
  const found = hover(report, workspace, offset, { brief, time: "2026-11-20T14:30" });
  return found ? found.markdown.split("\n\n") : [];
}

describe("computed hovers in Dockerfiles", () => {
  before(loadGrammarsForTests);

  it("say what a variable is at its line", () => {
    const file = (rest: string) => `ARG TAG=1.2\nFROM alpine:3.22\nARG TAG\nENV ROOT=/srv\nENV APP=$ROOT/app\n${rest}`;
    assert.deepEqual(at(file("COPY x $RO|OT/")), ["`ROOT` is **`/srv`** here: set by ENV."]);
    assert.deepEqual(at(file("COPY x ${AP|P}/")), ["`APP` is **`/srv/app`** here: set by ENV."]);
    assert.deepEqual(at(file('RUN echo "$TA|G"')), ["`TAG` is **`1.2`** here: the default of its ARG; the build may say otherwise."]);
    assert.deepEqual(at(file("RUN echo '$TA|G'")), []);
    assert.deepEqual(at(file("RUN echo \\$TA|G")), []);
    assert.deepEqual(at(file("COPY x $NO|NE")), ["No ARG or ENV above sets `NONE`: the base image may."]);
    assert.deepEqual(at("FROM scratch\nCOPY x $NO|NE"), ["Nothing sets `NONE`: it is empty here."]);
    assert.deepEqual(at("FROM alpine\nENV A=1\nENV B|B=$A/b\n"), ["From here on `BB` is **`1/b`**."]);
    assert.deepEqual(at("ARG T=1\nFROM alpine\nARG |T\n"), [
      "`T` is **`1`** here, unless the build says otherwise: the ARG before the first FROM says so.",
    ]);
    assert.doesNotMatch(at("FROM alpine\nENV DB_PASSWORD=hunter22\nCOPY x $DB_PASS|WORD\n").join(), /hunter22/);
  });

  it("say what an image is", () => {
    assert.deepEqual(at("FROM al|pine\n"), [
      "`docker.io/library/alpine:latest`, whatever the tag points to; none is written, so it is latest.",
      "Known of it: starts as root, its `/bin/sh` is ash and its package manager is apk.",
    ]);
    assert.deepEqual(at("ARG V=22\nFROM node:$|V\n").slice(0, 1), [
      "`V` is **`22`** here: the default of its ARG; the build may say otherwise.",
    ]);
    assert.match(at("FROM scr|atch\n")[0] ?? "", /without anything/);
    assert.match(at("FROM scratch\nCOPY --from=busy|box:1.37 /bin/sh /\n")[0] ?? "", /docker\.io\/library\/busybox:1\.37/);
  });

  it("say what a stage inherits and who uses it", () => {
    const file = `FROM debian:12 AS base\nENV A=1\nUSER app\nWORKDIR /srv\nFROM base AS build\nRUN make\nFROM base AS test\nFROM scratch\nCOPY --from=build /a /a\n`;
    assert.deepEqual(at(file.replace("FROM base AS build", "FR|OM base AS build")), [
      "`build` starts from `base`, on `debian:12`.",
      "It ends as user **`app`** in **`/srv`**. ENV: `A`.",
      "Stage 3 copies from it.".replace("Stage", "stage"),
    ]);
    assert.match(at(file.replace("FROM base AS test", "FR|OM base AS test"))[0] ?? "", /does without it/);
    assert.deepEqual(at(file.replace("--from=build", "--from=bu|ild")), [
      "`build` starts from `base`, on `debian:12`.",
      "stage 3 copies from it.",
    ]);
    assert.match(at(file.replace("FROM scratch", "FR|OM scratch"))[2] ?? "", /without `--target`/);
  });

  it("say what a COPY sends", () => {
    const file = "FROM debian:12\nCO|PY . /app\n";
    assert.deepEqual(at(file, { ".dockerignore": "node_modules\n# c\n.git\n", "node_modules/a": "", ".env": "A=1" }), [
      "Takes the whole build context but for what `.dockerignore` keeps out: `node_modules`, `.git`.",
      "Of what lies here it sends `.env` and `Dockerfile`, and not `node_modules`.",
    ]);
    assert.match(at(file)[0] ?? "", /there is no `\.dockerignore`/);
    assert.deepEqual(at("FROM debian:12\nCOPY a.t|xt /\n", { ".dockerignore": "*.txt", "a.txt": "" }), [
      "`.dockerignore` keeps `a.txt` out of the build.",
    ]);
    assert.deepEqual(at("FROM debian:12\nCOPY --from=x CO|PY /\n"), []);
  });

  it("say what a container starts, as whom and where", () => {
    assert.deepEqual(at('FROM debian:12\nWORKDIR /srv\nENTRYPOINT ["/init"]\nC|MD ["serve", "a b"]\nUSER 1000\n'), [
      'Starts **`/init serve "a b"`**; the arguments of `docker run` take the place of `serve` and `a b`.',
      "It runs as user **`1000`** in **`/srv`**.",
    ]);
    assert.match(at('FROM debian:12\nENTRY|POINT serve\nCMD ["x"]\n')[0] ?? "", /CMD and the arguments of `docker run` are ignored/);
    assert.match(at('FROM debian:12\nC|MD ["a"]\nCMD ["b"]\n')[0] ?? "", /later CMD replaces/);
    assert.match(at('FROM debian:12\nENTRYPOINT ["/init"]\nC|MD serve\n')[0] ?? "", /becomes arguments/);
  });

  it("say when a RUN runs again", () => {
    assert.match(at("FROM node:22\nCOPY . .\nR|UN npm ci\n")[0] ?? "", /\*\*any\*\* change to the build context: `COPY \. \.`/);
    const narrow = at("FROM node:22\nARG V\nCOPY package.json \\\n  package-lock.json ./\nR|UN npm ci\nCOPY . .\n")[0] ?? "";
    assert.match(narrow, /the base image is new, or what `COPY package\.json package-lock\.json \.\/` takes changes/);
    assert.match(narrow, /a value of `ARG V`/);
  });

  it("say who builds and runs a stage", () => {
    const compose = "services:\n  web:\n    build: .\n  dev: { build: { context: ., target: Dev } }\n";
    const file = "FROM node:22 AS dev\nFROM node:22\n";
    assert.equal(
      at(file.replace("FROM node:22 AS", "FR|OM node:22 AS"), { "compose.yaml": compose }).at(-1),
      "Used by service `dev` in `compose.yaml`.",
    );
    assert.equal(
      at("FROM node:22 AS dev\nFR|OM node:22\n", { "compose.yaml": compose }).at(-1),
      "Used by service `web` in `compose.yaml`.",
    );
  });

  it("say two lines where another extension hovers, too", () => {
    assert.equal(at("FR|OM alpine\n", {}, true).length, 2);
  });
});

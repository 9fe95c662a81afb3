import { dockerfile, files } from "../../core/example";
import type { Path } from "../../core/path";
import { foldersAbove } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { stages } from "../../languages/dockerfile/queries";
import type { DockerfileStages } from "../../languages/dockerfile/stages";
import { usesOf } from "../../languages/shared/dockerfile-uses";

/** Where targets are chosen that only `docker buildx bake` reads. */
const BAKE_FILES = ["docker-bake.hcl", "docker-bake.json", "docker-bake.override.hcl", "docker-bake.override.json"];

export default defineRule({
  id: "dockerfile/unused-stage",
  summary: "Stage that nothing is taken from",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "BuildKit leaves out what the last stage does not need, so these lines are never run and nobody notices when they break. A stage with a name may be built for its own sake with `--target`: one that no Compose file of the workspace builds either is said in the preset that asks for everything, where no bake file lies beside it and its name does not say that it is to work or test in.",
  examples: [
    {
      title: "left over",
      source: dockerfile`
FROM golang:1.25.1
     ^^^^^^^^^^^^^ hint: Nothing is taken from this stage, and it has no name to build it by: it never runs.
RUN go vet ./...
FROM golang:1.25.1 AS build
RUN go build -o /app
FROM scratch
COPY --from=build /app /app
`,
    },
    {
      title: "a name, in the preset that asks for everything",
      settings: { preset: "all" },
      source: files({
        "compose.yaml": `services:\n  docs:\n    build: { context: ., target: docs }\n`,
        Dockerfile: `FROM golang:1.25.1 AS old
                      ^^^ hint: Nothing is taken from stage "old", and no Compose file builds it: only --target runs it.
RUN go vet ./...
FROM golang:1.25.1 AS docs
RUN go doc
FROM golang:1.25.1 AS test-race
RUN go test ./...
FROM scratch
COPY app /app
`,
      }),
    },
    {
      title: "a variable chooses the stage",
      settings: { preset: "all" },
      source: `ARG BASE=debug\nFROM debian:12.11 AS debug\nFROM scratch AS small\nFROM $BASE\nCOPY app /app\n`,
    },
    {
      title: "taken from by number, or built by name",
      source: dockerfile`
FROM golang:1.25.1
RUN go build -o /app
FROM golang:1.25.1 AS test
RUN go test ./...
FROM scratch
COPY --from=0 /app /app
`,
    },
  ],
  on: stages,
  *check(node, _context, scope) {
    const { stage, imageWord, reading, name } = node;
    if (!imageWord || stage.needed) return;
    if (stage.name !== undefined) {
      if (name && stage.target && !node.ofFile(choosesByVariable, undefined) && !isBuilt(stage.name, reading.path, scope))
        yield {
          at: name.range,
          preset: "all",
          tag: "unnecessary",
          message: `Nothing is taken from stage "${stage.name}", and no Compose file builds it: only --target runs it.`,
        };
      return;
    }
    yield {
      at: imageWord.range,
      tag: "unnecessary",
      message: "Nothing is taken from this stage, and it has no name to build it by: it never runs.",
    };
  },
});

/** Whether a FROM names what it starts from by a variable, which may be any stage. */
const choosesByVariable = (view: DockerfileStages | undefined): boolean =>
  (view?.stages ?? []).some(({ instructions: [from] }) => from?.value.keyword === "FROM" && from.value.image?.some(isVariable) === true);

const isVariable = (piece: unknown): boolean => typeof piece !== "string";

/** Whether somebody builds a stage by its name, or may: a Compose file, a bake file, a person who works or tests in it. */
function isBuilt(stage: string, path: Path, scope: Scope): boolean {
  if (/(?:^|[-_])(?:dev|debug|test|lint|check|ci|bench)/i.test(stage)) return true;
  const isTarget = usesOf(path, scope).some(({ value }) => value.what === "build" && value.target?.toLowerCase() === stage.toLowerCase());
  return isTarget || [...foldersAbove(path)].some((folder) => scope.files(folder, BAKE_FILES).includes("present"));
}

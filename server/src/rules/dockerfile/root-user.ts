import type { Fix } from "../../core/edit";
import { dockerfile, files, yaml } from "../../core/example";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Anchor } from "../../core/place";
import { argumentsOf, breakOf, insertAbove } from "../../languages/dockerfile/edit";
import type { StageNode } from "../../languages/dockerfile/nodes";
import { deployedStage } from "../../languages/dockerfile/queries";
import { runsAsOther } from "../../languages/dockerfile/deployed-user";
import { OPINION } from "../../languages/dockerfile/opinion";
import { holdsProgram, isTool, startOf } from "../../languages/dockerfile/start";

const RATIONALE =
  "A flaw in the program then gives an attacker root in the container: every file of the image, packages to install, each mount with root's rights, and " +
  "the node itself where the kernel or the runtime has a hole. Create an account and end the final stage with USER, below the last RUN that needs root. ";

/** Whether a USER says so, or none does. */
type Row = Pick<Rule, "id" | "summary" | "equivalents" | "rationale" | "examples"> & { readonly written: boolean };

const ROWS: readonly Row[] = [
  {
    id: "dockerfile/root-user",
    summary: "Container that is told to run as root",
    written: true,
    equivalents: ["hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_8", "kics:last_user_is_root"],
    rationale: `${RATIONALE}Where an entrypoint script may give the rights up itself, the finding is left to the strict preset.`,
    examples: [
      {
        title: "back to root at the end",
        source: dockerfile`
FROM registry.example.com/base
USER app
RUN make
USER root
     ^^^^ 💡 warning: The container runs as root: this is the last USER.
RUN apt-get clean
CMD ["/app"]
`,
        fixed: dockerfile`
FROM registry.example.com/base
USER app
RUN make
USER root
RUN apt-get clean
USER app
CMD ["/app"]
`,
      },
      { title: "another user", source: `FROM debian:12.11\nUSER root\nRUN make\nUSER 1000\nCMD ["/app"]\n` },
    ],
  },
  {
    id: "dockerfile/missing-user",
    summary: "Container that runs as root because no USER says otherwise",
    written: false,
    equivalents: ["trivy:DS-0002", "checkov:CKV_DOCKER_3", "kics:missing_user_instruction"],
    rationale:
      RATIONALE +
      "Only images that hold files of your own, on bases known to start as root, are judged, and none that starts nothing of its own; where an entrypoint script may give the rights up itself, or the server does so for its workers, " +
      "the finding is milder and left to the strict preset. With the preset `all` every file without a USER is reported.",
    examples: [
      {
        title: "Debian and Alpine",
        source: dockerfile`
FROM debian:12.11
     ^^^^^^^^^^^^ 💡 warning: The container runs as root: "debian" does, and no USER follows.
COPY app /app
# the port of the API
EXPOSE 8080
ENTRYPOINT ["/app"]
CMD ["--verbose"]
`,
        fixed: dockerfile`
FROM debian:12.11
COPY app /app
# the port of the API
EXPOSE 8080
RUN useradd --system --user-group --create-home app
USER app
ENTRYPOINT ["/app"]
CMD ["--verbose"]
`,
      },
      {
        title: "an image that brings an account",
        source: dockerfile`
FROM node:22.1 AS build
RUN npm ci
FROM node:22.1-alpine AS web
     ^^^^^^^^^^^^^^^^ 💡 warning: The container runs as root: "node" does, and no USER follows.
COPY --from=build /app /app
CMD ["node", "/app"]
`,
        fixed: dockerfile`
FROM node:22.1 AS build
RUN npm ci
FROM node:22.1-alpine AS web
COPY --from=build /app /app
USER node
CMD ["node", "/app"]
`,
      },
      {
        title: "the account of a stage below does not count when it is root",
        source: dockerfile`
FROM alpine:3.22 AS base
COPY app /app
FROM base
     ^^^^ 💡 warning: The container runs as root: "alpine" does, and no USER follows.
CMD ["/app"]
`,
        fixed: dockerfile`
FROM alpine:3.22 AS base
COPY app /app
FROM base
RUN addgroup -S app && adduser -S -G app app
USER app
CMD ["/app"]
`,
      },
      {
        title: "a script may give the rights up, in the strict preset",
        settings: { preset: "strict" },
        source: dockerfile`
FROM debian:12.11
     ^^^^^^^^^^^^ info: The container starts as root, unless docker-entrypoint.sh gives the rights up: "debian" does, and no USER follows.
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
`,
      },
      {
        title: "another user, images that have one, and what is not known",
        source: dockerfile`
FROM debian:12.11 AS one
USER 1000
FROM gcr.io/distroless/static-debian12:nonroot AS two
FROM cgr.dev/chainguard/node AS three
FROM registry.example.com/base AS four
FROM debian:12.11
ARG NAME
USER $NAME
CMD ["/app"]
`,
      },
      {
        title: "an image for others to build on, and a last stage to work in",
        source: files({
          "base/Dockerfile": dockerfile`
FROM debian:12.11
RUN apt-get update && apt-get install -y --no-install-recommends python3
CMD ["python3"]
`,
          "web/Dockerfile": dockerfile`
FROM node:22.1 AS web
COPY . /app
USER node
FROM node:22.1 AS dev-envs
COPY --from=web /app /app
CMD ["bash"]
`,
        }),
      },
      {
        title: "a last stage to work in starts from the one that is deployed",
        source: dockerfile`
FROM node:22.1-alpine AS web
     ^^^^^^^^^^^^^^^^ 💡 warning: The container runs as root: "node" does, and no USER follows.
COPY . /app
CMD ["node", "/app"]
FROM web AS dev-envs
RUN apk add --no-cache git
`,
      },
      {
        title: "the manifests, or the services that are built from it, say who runs it",
        source: files({
          "orders/Dockerfile": `FROM debian:12.11\nCOPY app /app\nCMD ["/app"]\n`,
          "k8s/orders.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: orders }
spec:
  securityContext: { runAsUser: 1000 }
  containers:
    - { name: orders, image: "ghcr.io/acme/orders:1.2" }
`,
          "shop/Dockerfile": `FROM debian:12.11\nCOPY app /app\nCMD ["/app"]\n`,
          "shop/compose.yaml": `services:\n  web: { build: ., user: "1000:1000" }\n  worker: { build: ., user: app }\n`,
        }),
      },
      { title: "a program that gives the rights up", source: `FROM alpine:3.22\nCOPY app /\nENTRYPOINT ["su-exec", "app", "/app"]\n` },
      {
        title: "an image to generate code with",
        source: `FROM python:3.13\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n`,
      },
      { title: "files to take, not to run", source: `FROM golang:1.25.1 AS build\nFROM scratch\nCOPY --from=build /app /\n` },
    ],
  },
];

export default defineRules(ROWS, ({ written, ...row }): Rule<StageNode> => ({
  ...row,
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-07", "POD-01"],
  references: ["https://docs.docker.com/build/building/best-practices/#user"],
  patient: true,
  on: deployedStage,
  check: (stage) => (written ? writtenRoot(stage) : inheritedRoot(stage)),
}));

function* writtenRoot(stage: StageNode): Iterable<Finding> {
  const { user } = stage;
  if (user.state === "known" && user.at && isRoot(user.value) && !isForDevelopment(stage)) yield* judge(stage, user.at);
}

function* inheritedRoot(stage: StageNode): Iterable<Finding> {
  if (stage.user.at !== undefined) return;
  const isKnown =
    stage.baseImage?.root === true && holdsProgram(stage) && !isTool(stage) && !isForDevelopment(stage) && !runsAsOther(stage);
  const found = isKnown ? [...judge(stage, undefined)] : [];
  if (found.length > 0) yield* found;
  else if (stage.imageWord) yield { at: stage.imageWord.range, ...OPINION, message: "No USER says who runs this image." };
}

/** A container to work in, as its file is called: there, root installs what is needed. */
const isForDevelopment = ({ reading }: StageNode): boolean =>
  /(?:^|\/)(?:\.?devcontainer\/|(?:Docker|Container)file[.-](?:dev|debug|test)\w*$|(?:dev|debug|test)\w*\.(?:docker|container)file$)/i.test(
    reading.path,
  );

const isRoot = (user: string): boolean => /^(?:root|0)(?::|$)/.test(user);

function* judge(stage: StageNode, userAt: Anchor | undefined): Iterable<Finding> {
  const start = startOf(stage);
  const at = userAt ? argumentsOf(userAt) : stage.imageWord?.range;
  if (!at) return;
  if (start === "nothing" || start === "drops") {
    if (userAt) yield { at, ...OPINION, message: "This is the last USER, and it is root." };
    return;
  }
  const base = userAt ? "this is the last USER" : `${nameOf(stage)} does, and no USER follows`;
  const dropsRights = !userAt && stage.baseImage?.dropsRights === true;
  const message = start
    ? `The container starts as root, unless ${start.script} gives the rights up: ${base}.`
    : dropsRights
      ? `The container starts as root, and only the workers of ${nameOf(stage)} give the rights up: no USER follows.`
      : `The container runs as root: ${base}.`;
  yield {
    at,
    message,
    ...(start ? { severity: "info" as const, preset: "strict" as const } : {}),
    ...(dropsRights ? { severity: "info" as const, preset: "strict" as const } : {}),
    fixes: start || dropsRights ? [] : fix(stage, userAt),
  };
}

const nameOf = (stage: StageNode): string => `"${(stage.stage.image ?? "").replace(/(?::[\w.-]+)?(?:@.*)?$/, "")}"`;

function fix(stage: StageNode, userAt: Anchor | undefined): Fix[] {
  const before = firstCommand(stage);
  if (!before) return [];
  const earlier = stage.stage.users.findLast(({ value }) => value.state === "known" && value.at && !isRoot(value.value))?.value;
  if (userAt) {
    if (earlier?.state !== "known") return [];
    const edits = [insertAbove(before, [`USER ${earlier.value}`], breakOf(stage))];
    return [{ title: `Go back to ${earlier.value}`, safety: "suggestion", edits }];
  }
  const base = stage.baseImage;
  const account = base?.user ?? "app";
  const create = base?.user === undefined ? CREATE[base?.packages ?? ""] : [];
  if (!create) return [];
  const edits = [insertAbove(before, [...create, `USER ${account}`], breakOf(stage))];
  return [{ title: base?.user === undefined ? "Create an account and use it" : `Use the account ${account}`, safety: "suggestion", edits }];
}

/** busybox and shadow, as Alpine and Debian have them in their smallest images. */
const CREATE: Readonly<Record<string, readonly string[]>> = {
  apk: ["RUN addgroup -S app && adduser -S -G app app"],
  apt: ["RUN useradd --system --user-group --create-home app"],
  dnf: ["RUN useradd --system --user-group --create-home app"],
  yum: ["RUN useradd --system --user-group --create-home app"],
};

/** The first CMD or ENTRYPOINT of the stage, if nothing below it has to be done as root. */
function firstCommand(stage: StageNode): Anchor | undefined {
  const { instructions } = stage.stage;
  const first = instructions.findIndex(({ value: header }) => header.keyword === "CMD" || header.keyword === "ENTRYPOINT");
  if (first < 0 || instructions.slice(first).some(({ value: header }) => header.keyword === "RUN" || header.keyword === "USER"))
    return undefined;
  return instructions[first]?.at;
}

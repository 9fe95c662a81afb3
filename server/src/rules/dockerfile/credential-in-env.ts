import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { removeInstruction } from "../../languages/dockerfile/edit";
import { pairs } from "../../languages/dockerfile/queries";
import type { PairNode } from "../../languages/dockerfile/queries";
import { classifyCredential, namesSecret } from "../../languages/shared/credentials";
import { OPINION } from "../../languages/dockerfile/opinion";
import { addFlagsAt } from "../../languages/dockerfile/edit-runs";
import type { InstructionNode } from "../../languages/dockerfile/nodes";

export default defineRule({
  id: "dockerfile/credential-in-env",
  summary: "Credential in ENV or ARG",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-06", "SCR-06", "IDP-04", "SCR-05"],
  equivalents: ["hadolint:DL3064", "buildkit:SecretsUsedInArgOrEnv", "trivy:DS-0031", "kics:secrets_stored_in_dockerfile"],
  references: [
    "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
    "https://docs.docker.com/build/building/secrets/",
  ],
  rationale:
    "`docker history` and `docker inspect` show ENV and ARG to everybody who can pull the image, and the repository shows them to everybody else. A later " +
    "ENV that empties the variable changes nothing. Treat the value as leaked: rotate it, pass it to a build with `RUN --mount=type=secret`, and to the " +
    "container when it starts. Placeholders are information; an ARG that is to receive a credential is reported in the strict preset.",
  examples: [
    {
      title: "a password, a token, a URL",
      source: dockerfile`
FROM debian:12
# for now
ENV DB_PASSWORD=tr0ub4dor-7
                ^^^^^^^^^^^ 💡 error: ENV DB_PASSWORD puts a password into the image for everybody to read.
ENV PORT=80 \
    DATABASE_URL="postgres://shop:s3cure-4711@db:5432/shop"
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: ENV DATABASE_URL puts a password in a URL into the image for everybody to read.
`,
      fixed: dockerfile`
FROM debian:12
# for now
ENV PORT=80 \
    DATABASE_URL="postgres://shop:s3cure-4711@db:5432/shop"
`,
    },
    {
      title: "a stage that only builds, and what stands above all stages",
      source: dockerfile`
ARG API_TOKEN=k3-99aXq7
              ^^^^^^^^^ 💡 error: ARG API_TOKEN holds a token in clear text.
FROM node:22.1 AS build
ENV NPM_TOKEN=k3-99aXq7
              ^^^^^^^^^ 💡 error: ENV NPM_TOKEN holds a token in clear text.
FROM debian:12
COPY --from=build /app /app
`,
    },
    {
      title: "a default of an argument, a placeholder",
      source: dockerfile`
FROM debian:12
ARG API_TOKEN=k3-99aXq7
              ^^^^^^^^^ 💡 error: ARG API_TOKEN puts a token into the image for everybody to read.
ENV JWT_SECRET=changeme
               ^^^^^^^^ 💡 info: ENV JWT_SECRET holds a placeholder where a secret will stand: pass it when the container starts.
`,
      fixed: dockerfile`
FROM debian:12
ARG API_TOKEN
ENV JWT_SECRET=changeme
`,
    },
    {
      title: "an argument that is kept",
      settings: { preset: "recommended" },
      source: dockerfile`
FROM debian:12
ARG NPM_TOKEN
ENV NPM_TOKEN=$NPM_TOKEN
              ^^^^^^^^^^ warning: ENV NPM_TOKEN keeps what the build is given as NPM_TOKEN in the image.
`,
    },
    {
      title: "an argument that is used, in the strict preset",
      settings: { preset: "strict" },
      source: dockerfile`
FROM debian:12
ARG NPM_TOKEN
    ^^^^^^^^^ info: What the build is given as NPM_TOKEN is kept in the image's history: use RUN --mount=type=secret.
`,
    },
    {
      title: "read by a RUN",
      settings: { preset: "strict" },
      source: dockerfile`
FROM node:22.1
ARG NPM_TOKEN
    ^^^^^^^^^ 💡 info: What the build is given as NPM_TOKEN is kept in the image's history: use RUN --mount=type=secret.
COPY package.json .
RUN --network=default echo "//registry.example.com/:_authToken=\${NPM_TOKEN}" > .npmrc && \
    npm ci && rm .npmrc
RUN npm run build
`,
      fixed: dockerfile`
FROM node:22.1
COPY package.json .
RUN --network=default --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN echo "//registry.example.com/:_authToken=\${NPM_TOKEN}" > .npmrc && \
    npm ci && rm .npmrc
RUN npm run build
`,
    },
    {
      title: "paths, switches, references and nothing",
      source: dockerfile`
FROM debian:12
ARG NPM_TOKEN
ENV DB_PASSWORD_FILE=/run/secrets/db TOKEN_TTL=30m REQUIRE_PASSWORD=true
ENV DB_PASSWORD= API_KEY=$KEY_FROM_OUTSIDE
ENV PUBLIC_KEY=pk_4711 GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
`,
    },
  ],
  on: pairs("ENV", "ARG"),
  *check(found): Iterable<Finding> {
    const { node, pair, name } = found;
    const literal = pair.value?.value;
    if (pair.value && literal !== undefined && literal !== "") {
      const judged = [...judgeLiteral(found, literal)];
      yield* judged.length > 0 ? judged : judgeName(found);
      return;
    }
    if (!namesSecret(name) || isKeyId(name)) {
      yield* judgeName(found);
      return;
    }
    if (node.keyword === "ARG" && !pair.value && !node.onbuild && node.context.shipped)
      yield {
        at: pair.name.range,
        severity: "info",
        preset: "strict",
        message: `What the build is given as ${name} is kept in the image's history: use RUN --mount=type=secret.`,
        // Which RUNs read it is looked up when somebody asks for the fix.
        get fixes() {
          return mountedSecret(node, name);
        },
      };
    else if (node.keyword === "ENV" && pair.value) {
      const judged = [...judgeReference(found)];
      yield* judged.length > 0 ? judged : judgeName(found);
    } else yield* judgeName(found);
  },
});

/** BuildKit goes by the name alone. Source: Docker's build checks, SecretsUsedInArgOrEnv. */
function* judgeName({ node, pair, name }: PairNode): Iterable<Finding> {
  if (!/(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i.test(name)) return;
  if (/(?:^|_)public(?:_|$)/i.test(name)) return;
  yield {
    at: pair.name.range,
    ...OPINION,
    message: `${node.keyword} ${name} is called like a secret: what it holds is in the image's history.`,
  };
}

/** Keys that only check signatures are public: `GPG_KEY` in images of languages. */
const isKeyId = (name: string): boolean => /(?:^|_)(?:GPG|PGP|PUBLIC|SIGNING)_?KEYS?$/i.test(name);

function* judgeLiteral({ node, pair, name }: PairNode, literal: string): Iterable<Finding> {
  const found = classifyCredential(isKeyId(name) ? undefined : name, literal);
  const { value } = pair;
  if (!found || !value) return;
  const isPlaceholder = found.certainty === "placeholder";
  yield {
    at: value.range,
    message: isPlaceholder
      ? `${node.keyword} ${name} holds a placeholder where ${found.what} will stand: pass it when the container starts.`
      : node.onbuild || node.context.shipped
        ? `${node.keyword} ${name} puts ${found.what} into the image for everybody to read.`
        : `${node.keyword} ${name} holds ${found.what} in clear text.`,
    ...(isPlaceholder ? { severity: "info" as const } : {}),
    certain: found.issued,
    fixes: withoutValue({ node, pair }),
  };
}

/** `ENV X=$X` with an argument that has no default: whatever it is given stays. */
function* judgeReference({ node, pair, name }: PairNode): Iterable<Finding> {
  const [use, ...more] = pair.value?.variables ?? [];
  if (!use || more.length > 0 || !pair.value || use.use.operator !== "" || !namesSecret(use.use.name)) return;
  if (!node.declares(use.use.name)) return;
  yield {
    at: pair.value.range,
    severity: "warning",
    preset: "recommended",
    message: `ENV ${name} keeps what the build is given as ${use.use.name} in the image.`,
  };
}

function withoutValue({ node, pair }: Pick<PairNode, "node" | "pair">): Fix[] {
  const { instruction } = node;
  if (!pair.value || node.onbuild) return [];
  if (node.keyword === "ARG" && !pair.legacy)
    return [
      { title: "Remove the value", safety: "suggestion", edits: [{ at: range(pair.name.range.end, pair.value.range.end), text: "" }] },
    ];
  return instruction.pairs.length === 1
    ? [{ title: "Remove it from the image", safety: "suggestion", edits: [removeInstruction(node)] }]
    : [];
}

/** Gives a secret to the RUNs that read it, and to nobody else. `env` needs the syntax of Dockerfiles 1.10, which is that of BuildKit since 2024. */
function mountedSecret(node: InstructionNode, name: string): Fix[] {
  if (node.instruction.pairs.length !== 1) return [];
  const reads = new RegExp(`\\$(?:${name}\\b|\\{${name}[}:])`);
  const readers = node.neighbours().after.filter(({ at }) => reads.test(at.part.text));
  if (readers.length === 0 || readers.some(({ value: header }) => header.keyword !== "RUN")) return [];
  const flag = `--mount=type=secret,id=${name},env=${name}`;
  const edits = [removeInstruction(node), ...readers.map(({ at }) => addFlagsAt(at, [flag]))];
  return [{ title: "Mount it as a secret where it is read", safety: "suggestion", edits }];
}

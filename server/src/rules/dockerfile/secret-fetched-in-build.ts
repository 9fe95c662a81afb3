import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand } from "../../languages/shell/nodes";
import { readFlags } from "../../languages/shell/flags";
import { innermost } from "../../languages/shell/wrappers";

export default defineRule({
  id: "dockerfile/secret-fetched-in-build",
  summary: "Secret that the build reads from its store",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-05"],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/secrets/"],
  rationale:
    "What is fetched during the build is frozen into the image or its cache: whoever may pull it can read the secret, it survives its own rotation, and the build needs the rights to read it. Fetch it when the container starts, by the identity that the container runs under. " +
    "What the build alone needs is mounted for the one RUN that needs it: `RUN --mount=type=secret,id=token`. Where the value stays in a variable of the command it is said as information.",
  examples: [
    {
      title: "into a file",
      source: dockerfile`
FROM amazon/aws-cli:2.31.0
RUN aws --region eu-central-1 secretsmanager get-secret-value --secret-id shop/db > /app/db.json
    ^^^ warning: The build reads a secret from its store (aws secretsmanager get-secret-value), and the layer keeps what it read.
RUN vault kv get -field=token secret/shop | tee /etc/token
    ^^^^^ warning: The build reads a secret from its store (vault kv get), and the layer keeps what it read.
`,
    },
    {
      title: "into a variable, and in a stage that is not shipped",
      source: dockerfile`
FROM node:22.1 AS build
RUN op read op://shop/npm/token > .npmrc
    ^^ info: The build reads a secret from its store (op read): the build's cache keeps it, and the build needs the right to read it.
FROM node:22.1-slim
RUN NPM_TOKEN=$(gcloud secrets versions access latest --secret=npm) npm ci
                ^^^^^^ info: The build reads a secret from its store (gcloud secrets versions access): it needs the right to do so.
`,
    },
    {
      title: "settings, a plain parameter, secrets that are written, and one that is mounted",
      source: dockerfile`
FROM amazon/aws-cli:2.31.0
RUN aws ssm get-parameter --name /shop/version --query Parameter.Value
RUN aws secretsmanager describe-secret --secret-id shop/db
RUN vault status && az keyvault secret list --vault-name shop
RUN echo "run: vault kv get secret/shop"
RUN --mount=type=secret,id=token,env=TOKEN ./fetch.sh
`,
    },
  ],
  on: runCommands,
  *check({ run, command }) {
    const called = fetches(command);
    if (called === undefined) return;
    const what = `The build reads a secret from its store (${called})`;
    const isKept = run.onbuild || run.context.shipped;
    if (command.place === "substitution" && !command.redirects.length)
      yield { at: command.word.range, severity: "info", message: `${what}: it needs the right to do so.` };
    else if (isKept) yield { at: command.word.range, message: `${what}, and the layer keeps what it read.` };
    else
      yield {
        at: command.word.range,
        severity: "info",
        message: `${what}: the build's cache keeps it, and the build needs the right to read it.`,
      };
  },
});

/** The calls that print a secret, by the program. Sources: the reference of each command line. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    "secretsmanager get-secret-value",
    "secretsmanager batch-get-secret-value",
    "ssm get-parameter",
    "ssm get-parameters",
    "ssm get-parameters-by-path",
  ],
  vault: ["kv get", "read"],
  bao: ["kv get", "read"],
  gcloud: ["secrets versions access", "beta secrets versions access"],
  az: ["keyvault secret show", "keyvault secret download"],
  op: ["read", "item get", "document get"],
  doppler: ["secrets get", "secrets download"],
  infisical: ["secrets get", "export"],
  bw: ["get password", "get item"],
};

/** Flags with a value that may stand before what is called. */
const GLOBAL_FLAGS = {
  withValue: new Set(["--region", "--profile", "--output", "--endpoint-url", "--project", "--account", "--subscription", "--token", "-p"]),
  singleDashNames: false,
};

/** What of the table a command calls, as it is written there. */
function fetches(command: ShellCommand): string | undefined {
  const called = innermost(command.word, command.arguments_);
  const calls = called && Object.hasOwn(CALLS, called.name) ? CALLS[called.name] : undefined;
  if (!called || !calls) return undefined;
  const { operands, flags } = readFlags(called.words, GLOBAL_FLAGS);
  const written = operands.map(({ value }) => value ?? "?").join(" ");
  const found = calls.find((call) => `${written} `.startsWith(`${call} `));
  // Plain parameters of Parameter Store are settings; only this flag makes it give a secret.
  if (found === undefined || (found.startsWith("ssm ") && !flags.some(({ name }) => name === "--with-decryption"))) return undefined;
  return `${called.name} ${found}`;
}

import { dockerfile } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { instructions } from "../../languages/dockerfile/queries";
import { classifyCredential, namesSecret } from "../../languages/shared/credentials";
import type { ShellCommand, ShellScript, ShellWord } from "../../languages/shell/nodes";
import { readFlags } from "../../languages/shell/flags";
import { innermost } from "../../languages/shell/wrappers";

export default defineRule({
  id: "dockerfile/credential-in-run",
  summary: "Credential on a command line of the build",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DS-03", "DS-08"],
  equivalents: ["kics:secrets_stored_in_dockerfile"],
  references: ["https://docs.docker.com/build/building/secrets/"],
  rationale:
    "The line is in the image's history, which everybody who may pull it can read with `docker history`, and so is the layer, whatever a later line removes. " +
    "Mount the secret for the one RUN that needs it: `RUN --mount=type=secret,id=token,env=TOKEN`. Programs that ask for a password take it from their input: `--password-stdin`.",
  examples: [
    {
      title: "written out",
      source: dockerfile`
FROM debian:12.11
RUN git clone https://deploy:t4Rk9zQ2mN@git.example.com/acme/shop.git
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The line holds a password in a URL for everybody who can pull the image.
RUN export API_TOKEN=t4Rk9zQ2mN81 && ./fetch.sh
           ^^^^^^^^^^^^^^^^^^^^^^ error: The line holds a token for everybody who can pull the image.
`,
    },
    {
      title: "handed to a login, and printed",
      source: dockerfile`
FROM debian:12.11
ARG TOKEN
RUN docker login -u ci -p $TOKEN registry.example.com
                       ^^ warning: docker login shows its password to whoever sees the process or the log: --password-stdin reads it.
RUN echo $TOKEN
         ^^^^^^ warning: echo writes TOKEN into the log of the build.
`,
    },
    {
      title: "by a mount, by a pipe, into a file, and not known",
      source: dockerfile`
FROM debian:12.11
RUN --mount=type=secret,id=token,env=TOKEN curl -H "Authorization: Bearer $TOKEN" https://example.com
RUN echo $TOKEN | docker login -u ci --password-stdin registry.example.com
RUN echo "token=$TOKEN" > /root/.netrc && ./fetch.sh && rm /root/.netrc
RUN git clone https://$USER:$TOKEN@git.example.com/acme/shop.git
RUN PASSWORD_FILE=/run/secrets/password ./x
`,
    },
  ],
  on: instructions("RUN"),
  *check({ script, onbuild, context }): Iterable<Finding> {
    if (!script) return;
    const where = onbuild || context.shipped ? "who can pull the image" : "who can see the build or its cache";
    const seen = new Set<number>();
    for (const { at, what, issued, certainty } of written(script)) {
      if (seen.has(at.start)) continue;
      seen.add(at.start);
      yield {
        at,
        message: `The line holds ${what} for everybody ${where}.`,
        ...(certainty === "placeholder" ? { severity: "info" as const, preset: "strict" as const } : {}),
        certain: issued,
      };
    }
    for (const command of script.commands) yield* shown(command);
  },
});

/** Credentials that stand in the words and the assignments of the script. */
function* written({ commands, assignments }: ShellScript) {
  for (const { name, value, range } of [...assignments, ...commands.flatMap((command) => command.assignments)])
    yield* credentialIn(name, value, range);
  for (const { arguments_ } of commands)
    for (const word of arguments_) {
      const [, name, rest] = /^(?:--)?([A-Za-z_][\w-]*)=(.*)$/s.exec(word.value ?? "") ?? [];
      yield* name === undefined ? credentialIn(undefined, word, word.range) : literalIn(name, rest ?? "", word.range);
    }
}

function credentialIn(name: string | undefined, word: ShellWord | undefined, at: Range) {
  return word?.value === undefined ? [] : literalIn(name, word.value, at);
}

function literalIn(name: string | undefined, value: string, at: Range) {
  // A range is on one line; a longer word is a script of its own, and what is in it is read as such.
  const found = value.includes("\n") ? undefined : classifyCredential(name, value);
  return found ? [{ at, ...found }] : [];
}

/** A secret that a program shows: a password as an argument of a login, a variable that is printed. */
function* shown(command: ShellCommand): Iterable<Finding> {
  const called = innermost(command.word, command.arguments_);
  if (called && /^(?:docker|podman|buildah|helm|oras|crane)$/.test(called.name) && called.words.some(({ value }) => value === "login")) {
    const { flags } = readFlags(called.words, { withValue: new Set(["-u", "--username", "-p", "--password"]) });
    const flag = flags.find(({ name }) => name === "-p" || name === "--password");
    if (flag)
      yield {
        at: flag.word.range,
        severity: "warning",
        message: `${called.name} login shows its password to whoever sees the process or the log: --password-stdin reads it.`,
      };
  }
  if (!command.is("echo", "printf") || command.pipeline || command.redirects.length > 0 || command.place === "substitution") return;
  for (const word of command.arguments_) {
    const name = word.variables.find((each) => namesSecret(each));
    if (name === undefined) continue;
    yield { at: word.range, severity: "warning", message: `${command.name ?? ""} writes ${name} into the log of the build.` };
    return;
  }
}

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand, ShellWord } from "../../languages/shell/nodes";
import { innermost } from "../../languages/shell/wrappers";
import { OPINION } from "../../languages/dockerfile/opinion";
import { removeFlag } from "../../languages/dockerfile/edit-runs";

/** Flags that take packages whose signature nobody could check. From apk(8), apt-get(8), dnf(8), zypper(8), rpm(8). */
const FLAGS: readonly (readonly [programs: RegExp, flags: readonly string[]])[] = [
  [/^apk$/, ["--allow-untrusted"]],
  [/^apt(?:-get)?$/, ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"]],
  [/^(?:yum|dnf|microdnf|tdnf)$/, ["--nogpgcheck", "--no-gpgchecks", "--setopt=gpgcheck=0", "--setopt=gpgcheck=false"]],
  [/^zypper$/, ["--no-gpg-checks", "--allow-unsigned-rpm"]],
  [/^rpm$/, ["--nosignature", "--nodigest"]],
];

export default defineRule({
  id: "dockerfile/unsigned-packages",
  summary: "Packages installed without a look at their signature",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-32"],
  equivalents: [
    "checkov:CKV2_DOCKER_7",
    "checkov:CKV2_DOCKER_8",
    "checkov:CKV2_DOCKER_9",
    "checkov:CKV2_DOCKER_10",
    "checkov:CKV2_DOCKER_11",
  ],
  references: ["https://manpages.debian.org/stable/apt/apt-secure.8.en.html"],
  rationale:
    "The signature is what tells the vendor's package from one that somebody put in its place, on a mirror, in a proxy or on the way. A repository of your " +
    "own can be signed too: store its key in a keyring file and name it with `signed-by`, `gpgkey` or in `/etc/apk/keys`. Packages that are files of the " +
    "build itself are not reported.",
  examples: [
    {
      title: "checks turned off",
      source: dockerfile`
FROM debian:12
RUN apt-get install -y --allow-unauthenticated acme-agent
                       ^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: apt-get installs here whatever it is given: --allow-unauthenticated turns the check of signatures off.
FROM fedora:42
RUN dnf -y install --nogpgcheck acme-agent
                   ^^^^^^^^^^^^ 💡 warning: dnf installs here whatever it is given: --nogpgcheck turns the check of signatures off.
`,
    },
    {
      title: "signed, or files of the build",
      source: dockerfile`
FROM alpine:3.22
RUN apk add --no-cache --allow-untrusted /tmp/acme.apk
RUN apk add --no-cache curl
FROM debian:12
RUN apt-get install -y curl
`,
    },
  ],
  on: runCommands,
  *check(run) {
    const { command } = run;
    const called = innermost(command.word, command.arguments_);
    const flags = called && FLAGS.find(([programs]) => programs.test(called.name))?.[1];
    const word = flags && command.flagWord(...flags);
    if (!word) return;
    yield {
      at: word.range,
      // A file of the context was chosen by somebody.
      ...(installsFiles(command) ? OPINION : {}),
      message: `${called.name} installs here whatever it is given: ${word.raw} turns the check of signatures off.`,
      fixes: removeFlag(run, word),
    };
  },
});

/** Every operand behind the verb is a path. */
function installsFiles({ arguments_ }: ShellCommand): boolean {
  const operands = arguments_.filter(
    (word) => !(word.value ?? word.prefix).startsWith("-") && !/^(?:add|install|in|localinstall)$/.test(word.value ?? ""),
  );
  return operands.length > 0 && operands.some(isPath) && operands.every((word) => isPath(word) || /^\.[\w-]+$/.test(word.value ?? ""));
}

const isPath = (word: ShellWord): boolean => /^(?:\.{0,2}\/|\*\.)|\.(?:apk|deb|rpm)$/.test(word.value ?? word.raw);

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { packageCommand } from "../../server/src/languages/shell/package-managers";
import { parseShell } from "../../server/src/languages/shell/parse";
import type { ShellCommand, ShellScript } from "../../server/src/languages/shell/nodes";
import { verbatim } from "../../server/src/languages/shared/source-map";
import { loadGrammarsForTests } from "../support/grammars";

before(loadGrammarsForTests);

function read(text: string, dialect: "sh" | "bash" | "unknown" = "sh"): ShellScript {
  const script = parseShell({ ...verbatim(text, 0), dialect });
  assert.ok(script);
  return script;
}

const show = (command: ShellCommand): string =>
  [command.before ?? "^", command.word.raw, ...command.arguments_.map((word) => word.value ?? `?${word.raw}`), command.after ?? "$"].join(
    " ",
  );

const shown = (text: string): string[] => read(text).commands.map(show);

describe("reading a shell's text", () => {
  it("finds the commands with what joins them", () => {
    assert.deepEqual(shown("a b && c || d; e & f"), ["^ a b &&", "&& c ||", "|| d ;", "; e &", "& f $"]);
    assert.deepEqual(shown("a\nb"), ["^ a ;", "; b $"]);
  });

  it("finds them in groups, conditions, loops, functions and substitutions", () => {
    const script = read(
      "{ a; b; } || c; (d); if e; then f; elif g; then h; else i; fi; for x in $(j); do k; done; while l; do m; done; n() { o; }; p $(q `r`); case $x in s) t;; esac",
    );
    assert.deepEqual(
      script.commands.map((command) => `${command.word.raw} ${command.place}`),
      [
        ...["a group", "b group", "c top", "d subshell", "e condition", "f branch", "g condition", "h branch", "i branch"],
        ...["j substitution", "k loop", "l condition", "m loop", "o function", "p top", "q substitution", "r substitution", "t branch"],
      ],
    );
    assert.deepEqual(script.functions, ["n"]);
    assert.equal(script.commands[1]?.after, "||");
    assert.equal(script.broken, false);
  });

  it("numbers what is joined alike", () => {
    const chains = read("a && { b; c; } && d; e | f").commands.map((command) => command.chain);
    const [a, b, c, d, e, f] = chains;
    assert.equal(a, d);
    assert.equal(e, f);
    assert.equal(new Set([a, b, c, e]).size, 4);
  });

  it("reads words", () => {
    const values = (text: string) => read(text, "bash").commands[0]?.arguments_.map((word) => word.value);
    assert.deepEqual(values(`x a\\ b 'c d' "e \\"f\\" \\n" g"h"'i' 12 --x="y z" *.txt`), [
      "a b",
      "c d",
      'e "f" \\n',
      "ghi",
      "12",
      "--x=y z",
      "*.txt",
    ]);
    assert.deepEqual(values('x $a "b $c" d$(e) {f,g} h{1..3} ${i} $((1+2)) ~/x'), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const [word] = read('x "a b $c d$e"').commands[0]?.arguments_ ?? [];
    assert.deepEqual([word?.prefix, word?.variables, word?.quote], ["a b ", ["c", "e"], "double"]);
    assert.equal(read("$X y").commands[0]?.name, undefined);
    assert.equal(read("/usr/bin/curl -x").commands[0]?.name, "curl");
  });

  it("reads pipes", () => {
    const script = read("curl x | (tar xz; y) | z 2>&1 > f && w");
    const [pipeline] = script.pipelines;
    assert.deepEqual(
      pipeline?.members.map((member) => member.map((command) => command.word.raw)),
      [["curl"], ["tar", "y"], ["z"]],
    );
    assert.equal(script.commands[0]?.pipeline, pipeline);
    assert.equal(script.commands.at(-1)?.pipeline, undefined);
    assert.deepEqual(
      script.commands[3]?.redirects.map((redirect) => [redirect.operator, redirect.target?.value]),
      [
        ["2>&", "1"],
        [">", "f"],
      ],
    );
  });

  it("reads heredocs", () => {
    const script = read("cat <<EOF | sh && b\nrun $(c)\nEOF\nd");
    assert.deepEqual(script.commands.map((command) => command.word.raw).toSorted(), ["b", "c", "cat", "d", "sh"]);
    assert.equal(script.commands[0]?.pipeline, script.pipelines[0]);
  });

  it("reads assignments", () => {
    const script = read("A=1; export B=2 C; D=$(x) y; E=");
    assert.deepEqual(
      script.assignments.map((each) => [each.name, each.value?.value, each.exported]),
      [
        ["A", "1", false],
        ["B", "2", true],
        ["E", undefined, false],
      ],
    );
    const y = script.commands.find((command) => command.is("y"));
    assert.deepEqual(
      y?.assignments.map((each) => each.name),
      ["D"],
    );
    assert.deepEqual(read("export A=1 B").commands.map(show), ["^ export A=1 B $"]);
  });

  it("reads the script of sh -c", () => {
    const text = `sudo x; bash -ec 'a "b" && c'`;
    const script = read(text);
    assert.deepEqual(
      script.commands.map((command) => command.word.raw),
      ["sudo", "bash", "a", "c"],
    );
    const c = script.commands[3];
    assert.equal(c && text.slice(c.range.start, c.range.end), "c");
    assert.deepEqual(read('sh -c "a \\"b\\""').commands.length, 1);
  });

  it("finds flags", () => {
    const [command] = read("x -qy --yes=no -t 1 -- --force").commands;
    assert.deepEqual([command?.has("-y"), command?.has("--yes"), command?.has("-x"), command?.has("--force")], [true, true, false, false]);
  });

  it("has no commands for a shell it does not know", () => {
    assert.deepEqual(read("Get-Item x; a && b", "unknown").commands, []);
  });

  it("says where it could not read on, and throws nothing", () => {
    assert.equal(read("if a; then (").broken, true);
    for (const text of [
      "",
      " ",
      "(",
      "a |",
      "&& b",
      "$(",
      '"',
      "a <<EOF",
      "case",
      "{",
      "`a",
      "\0",
      "a;;b",
      "((((",
      "[[",
      "x=(",
      "<",
      "a > | b",
    ])
      read(text);
    const sample = 'set -e; a | b && c $(d "$e") <<EOF > f; if g; then h; fi\nx\nEOF\nfor i in 1; do (j); done';
    for (let i = 0; i <= sample.length; i++) {
      read(sample.slice(0, i));
      read(sample.slice(0, i) + sample.slice(i + 1));
    }
    read("(".repeat(2000));
    assert.equal(read(Array.from({ length: 5000 }, () => "a").join(" && ")).commands.length, 5000);
  });
});

describe("reading package managers", () => {
  const packagesOf = (text: string) => {
    const found = read(text, "bash")
      .commands.map(packageCommand)
      .find((command) => command !== undefined);
    if (!found) return undefined;
    const list = found.packages.map((each) =>
      each.kind === "package" ? `${each.name}${each.version === undefined ? "" : ` ${each.version}`}` : `${each.kind}:${each.word.raw}`,
    );
    return [found.manager, found.action, ...list].join(", ");
  };
  const cases: Record<string, string | undefined> = {
    "apt-get install -y --no-install-recommends curl=7.88 git": "apt-get, install, curl 7.88, git",
    "apt-get -qq -o Dpkg::Use-Pty=0 install -t bookworm-backports ./x.deb $PKG curl=$V":
      "apt-get, install, file:./x.deb, unknown:$PKG, unknown:curl=$V",
    "DEBIAN_FRONTEND=noninteractive sudo -E apt-get update": "apt-get, update",
    "sudo -u root env X=1 apt install vim": "apt, install, vim",
    "apt-get dist-upgrade -y": "apt-get, upgrade",
    "apt-get clean": "apt-get, clean",
    "apk add --no-cache -t .build-deps gcc=13.2.1_git20240309-r0 musl-dev~1.2 'curl>8'":
      "apk, install, gcc 13.2.1_git20240309-r0, musl-dev ~1.2, curl >8",
    "apk --no-cache add --virtual .deps make": "apk, install, make",
    "apk update": "apk, update",
    "dnf install -y --setopt install_weak_deps=False nginx-1.24.0 java-11-openjdk java-1.8.0-openjdk @development https://x/y.rpm":
      "dnf, install, nginx 1.24.0, java-11-openjdk, java-1.8.0-openjdk, group:@development, url:https://x/y.rpm",
    "microdnf clean all": "microdnf, clean",
    "yum -y update": "yum, upgrade",
    "zypper --non-interactive install -t pattern foo bar=1.2": "zypper, install, foo, bar 1.2",
    "zypper -n ref": "zypper, update",
    "pip install --no-cache-dir -r requirements.txt 'flask==2.0' django~=4.2 requests[security]>=2":
      "pip, install, flask 2.0, django ~=4.2, requests[security]",
    "pip3 install -r requirements.txt": "pip, restore",
    "python3 -m pip install --upgrade pip": "pip, install, pip",
    "python -m venv x": undefined,
    "pip install . -e ./lib git+https://x/y.git x.whl": "pip, install, file:., url:git+https://x/y.git, file:x.whl, file:./lib",
    "uv pip install --system ruff==0.4": "uv, install, ruff 0.4",
    "uv sync --frozen": "uv, restore",
    "npm ci --omit=dev": "npm, restore",
    "npm install": "npm, restore",
    "npm install -g @angular/cli@17 yarn --registry https://x": "npm, install, @angular/cli 17, yarn",
    "npm run build": "npm, other",
    yarn: "yarn, restore",
    "yarn --frozen-lockfile": "yarn, restore",
    "yarn global add serve@14": "yarn, install, serve 14",
    "yarn cache clean": "yarn, clean",
    "pnpm add -g turbo": "pnpm, install, turbo",
    "gem install bundler -v 2.5.1 --no-document": "gem, install, bundler 2.5.1",
    "gem install rake:13.0 rack": "gem, install, rake 13.0, rack",
    "go install -ldflags '-s -w' github.com/x/y@v1.2": "go, install, github.com/x/y v1.2",
    "go mod download": "go, restore",
    "cargo install --locked ripgrep@14.1 --features pcre2": "cargo, install, ripgrep 14.1",
    "cargo install --git https://x/y": "cargo, install",
    "composer require monolog/monolog:2.0 -d /app": "composer, install, monolog/monolog 2.0",
    "composer install --no-dev": "composer, restore",
    "curl -fsSL x": undefined,
    "$PM install x": undefined,
    "echo apt-get install x": undefined,
  };
  for (const [text, expected] of Object.entries(cases))
    it(text, () => {
      assert.equal(packagesOf(text), expected);
    });

  it("knows that a word may hide a flag, and where a new one goes", () => {
    const [command] = read("apt-get install $OPTS curl").commands.map(packageCommand);
    assert.equal(command?.open, true);
    assert.equal(command.verbWord.raw, "install");
    assert.deepEqual(command.flags, []);
  });
});

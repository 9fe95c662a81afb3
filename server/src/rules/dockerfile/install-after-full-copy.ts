import type { Fix } from "../../core/edit";
import { dockerfile, files } from "../../core/example";
import { dirname, join } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { joinWords } from "../../core/words";
import { takesWholeContext } from "../../languages/dockerfile/facts";
import type { Neighbour } from "../../languages/dockerfile/context";
import { insertCopyBelow, replaceArguments } from "../../languages/dockerfile/edit";
import type { InstructionHeader } from "../../languages/dockerfile/facts";
import { packageCommandsOf } from "../../languages/dockerfile/layers";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { runCommands } from "../../languages/dockerfile/queries";
import type { ShellCommand } from "../../languages/shell/nodes";
import { packageCommand } from "../../languages/shell/package-managers";
import { innermost } from "../../languages/shell/wrappers";
import { installers } from "./install-after-full-copy.table";
import type { Installer } from "./install-after-full-copy.table";

export default defineRule({
  id: "dockerfile/install-after-full-copy",
  summary: "Dependencies installed again for every edited line",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: ["DK-06", "DKR-15"],
  equivalents: [],
  references: ["https://docs.docker.com/build/cache/optimize/#order-your-layers"],
  rationale:
    "The layer of the install is valid as long as everything copied above it is the same. With all sources above it, one edited line downloads every " +
    "package again. Copy the files that name the dependencies, install, then copy the rest. Monorepos, installs with a cache mount, and stages that got " +
    "their packages from elsewhere are not reported.",
  examples: [
    {
      title: "npm",
      source: dockerfile`
FROM node:22.1-slim
WORKDIR /app
# everything
COPY --chown=node . .
EXPOSE 8080
RUN npm ci --omit=dev
    ^^^^^^ 💡 info: npm ci runs again for each edited file: only package.json and its lock file have to be there.
CMD ["node", "."]
`,
      fixed: dockerfile`
FROM node:22.1-slim
WORKDIR /app
# everything
COPY --chown=node package*.json ./
EXPOSE 8080
RUN npm ci --omit=dev
COPY --chown=node . .
CMD ["node", "."]
`,
    },
    {
      title: "pip, into a folder",
      source: dockerfile`
FROM python:3.13.1-slim
COPY . /app/
RUN pip install --no-cache-dir -r /app/requirements.txt
    ^^^^^^^^^^^ 💡 info: pip install runs again for each edited file: only requirements.txt has to be there.
`,
      fixed: dockerfile`
FROM python:3.13.1-slim
COPY requirements.txt /app/
RUN pip install --no-cache-dir -r /app/requirements.txt
COPY . /app/
`,
    },
    {
      title: "Go, and the files that are there",
      source: files({
        Dockerfile: dockerfile`
FROM golang:1.25.1 AS build
COPY . .
RUN go mod download
    ^^^^^^^^^^^^^^^ 💡 info: go mod download runs again for each edited file: only go.mod and go.sum have to be there.
FROM node:22.1 AS web
COPY . .
RUN corepack enable && yarn install --immutable
                       ^^^^^^^^^^^^ 💡 info: yarn install runs again for each edited file: only package.json and yarn.lock have to be there.
`,
        "go.sum": "",
        ".yarnrc.yml": "",
      }),
      fixed: {
        Dockerfile: dockerfile`
FROM golang:1.25.1 AS build
COPY go.mod go.sum* ./
RUN go mod download
COPY . .
FROM node:22.1 AS web
COPY . .
RUN corepack enable && yarn install --immutable
`,
      },
      otherFixes: {
        "Copy package.json, yarn.lock and .yarnrc.yml first": {
          Dockerfile: dockerfile`
FROM golang:1.25.1 AS build
COPY . .
RUN go mod download
FROM node:22.1 AS web
COPY package.json yarn.lock* .yarnrc.yml ./
RUN corepack enable && yarn install --immutable
COPY . .
`,
        },
      },
    },
    {
      title: "the install is part of the build",
      source: dockerfile`
FROM node:22.1-slim
COPY . .
RUN npm ci && npm run build
    ^^^^^^ info: npm ci runs again for each edited file: only package.json and its lock file have to be there.
FROM ruby:3.4.1
COPY . .
RUN bundle install
    ^^^^^^^^^^^^^^ info: bundle install runs again for each edited file: only Gemfile and Gemfile.lock have to be there.
`,
    },
    {
      title: "in order, cached, packages by name, or from elsewhere",
      source: dockerfile`
FROM node:22.1-slim AS deps
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm ci --omit=dev
FROM node:22.1-slim AS two
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci
FROM node:22.1-slim AS three
COPY --from=deps /node_modules /node_modules
COPY . .
RUN npm install
FROM python:3.13.1-slim
COPY . .
RUN pip install . && npm install -g pnpm@9
`,
    },
    {
      title: "a monorepo",
      source: files({ Dockerfile: "FROM node:22.1-slim\nCOPY . .\nRUN pnpm install\n", "pnpm-workspace.yaml": "packages: [a]\n" }),
    },
  ],
  on: runCommands,
  *check(run, _context, scope) {
    const installer = installerOf(run.command);
    if (!installer || run.run.onbuild || run.run.instruction.flags.some((flag) => flag.name === "mount")) return;
    const { before } = run.run.neighbours("FROM", "COPY", "ADD");
    const copy = before.findLast(({ value: header }) => takesWholeContext(header));
    if (!copy || before.some(({ value: header }) => bringsPackages(header, installer.row)) || isMonorepo(run, scope)) return;
    if (run.run.context.fromStage || run.script.commands.find((command) => installerOf(command)) !== run.command) return;
    const { lists } = installer;
    yield {
      at: { start: run.range.start, end: installer.end },
      message: `${installer.name} runs again for each edited file: only ${lists} ${/ and |files/.test(lists) ? "have" : "has"} to be there.`,
      fixes: fix(run, copy, installer, scope),
    };
  },
});

interface Install {
  readonly row: Installer;
  readonly name: string;
  readonly lists: string;
  /** Where the program and its subcommand end. */
  readonly end: number;
  /** The files to copy before; undefined where that is not known. */
  readonly files: readonly string[] | undefined;
}

function installerOf(command: ShellCommand): Install | undefined {
  const called = innermost(command.word, command.arguments_);
  const row = called && installers.find(({ program }) => program.test(called.name));
  if (!row) return undefined;
  const packages = packageCommand(command);
  const words = called.words.filter((word) => word.value !== undefined && !word.value.startsWith("-"));
  // Without any word it is the bare program: `yarn` installs, `yarn add x` does not.
  for (const length of words.length === 0 ? [0] : [2, 1]) {
    const verb = words
      .slice(0, length)
      .map((word) => word.value ?? "")
      .join(" ");
    if (!row.verb.test(verb)) continue;
    if (packages && (packages.packages.length > 0 || packages.flags.some(({ name }) => name === "-g" || name === "--global")))
      return undefined;
    const lists = packages?.manager === "pip" ? packages.lists.map((word) => word.value) : undefined;
    if (lists?.length === 0 || (lists && packages?.action !== "restore")) return undefined;
    const last = words.slice(0, length).at(-1) ?? called.program;
    const named = lists?.every((list): list is string => list !== undefined) ? lists.map((list) => list.replace(/^.*\//, "")) : undefined;
    return {
      row,
      name: verb === "" ? called.name : `${called.name} ${verb}`,
      lists: named ? named.join(" and ") : row.lists,
      end: last.range.end,
      files: lists ? (named && lists.every((list) => isFlat(list ?? "")) ? named : undefined) : row.copy?.always,
    };
  }
  return undefined;
}

/** A list directly in the folder, or named by an absolute path whose folder the fix checks. */
const isFlat = (list: string): boolean => /^(?:\.\/)?[\w.-]+$|^\/(?:[\w.-]+\/)*[\w.-]+$/.test(list);

/** The lists were copied before, or the packages come from another stage. */
const bringsPackages = (header: InstructionHeader, { manifests }: Installer): boolean =>
  (header.keyword === "COPY" || header.keyword === "ADD") &&
  (header.from !== undefined ||
    header.sources.some((source) => source?.some((piece) => typeof piece === "string" && manifests.test(piece)) === true));

const MONOREPO = ["pnpm-workspace.yaml", "lerna.json", "turbo.json", "nx.json", "rush.json", "go.work"];

const isMonorepo = (run: RunCommand, scope: Scope): boolean =>
  MONOREPO.some((file) => scope.file(join(dirname(run.run.reading.path), file)) === "present");

/** Copies the lists where everything is copied now, and everything below the install. */
function fix(run: RunCommand, copy: Neighbour, install: Install, scope: Scope): Fix[] {
  const { value: header } = copy;
  if (!install.files || (header.keyword !== "COPY" && header.keyword !== "ADD") || header.sources.length !== 1 || header.heredocs > 0)
    return [];
  const [destination] = header.destination ?? [];
  if (header.destination?.length !== 1 || typeof destination !== "string" || /[\s"'[]/.test(destination)) return [];
  const between = run.run.neighbours().before;
  const others = between.slice(between.findIndex(({ at }) => at === copy.at) + 1);
  if (others.some(({ value: other }) => !["EXPOSE", "LABEL", "ENV", "CMD", "STOPSIGNAL", "MAINTAINER"].includes(other.keyword))) return [];
  if (run.run.instruction.json || !run.script.commands.every((command) => needsNoSources(command, run))) return [];
  const folder = destination.endsWith("/") ? destination : `${destination}/`;
  if (!listsLieIn(run, folder)) return [];

  const context = dirname(run.run.reading.path);
  const more = (install.row.copy?.ifThere ?? []).filter((file) => scope.file(join(context, file)) === "present");
  const copied = [...install.files, ...more];
  const names = copied.map((file) => file.replace("package*.json", "package.json").replace(/\*$/, ""));
  const title = `Copy ${joinWords(names)} first`;
  const edits = [replaceArguments(copy.at, `${copied.join(" ")} ${folder}`), insertCopyBelow(run.run, copy.at)];
  return [{ title, safety: "suggestion", edits }];
}

const needsNoSources = (command: ShellCommand, run: RunCommand): boolean =>
  command === run.command ||
  ["clean", "update"].includes(packageCommand(command)?.action ?? "") ||
  packageCommand(command)?.flags.some(({ name }) => name === "-g" || name === "--global") === true ||
  command.is("corepack", "set", "true", "echo");

/** `-r /app/requirements.txt` with `COPY . /app`. */
const listsLieIn = (run: RunCommand, folder: string): boolean =>
  packageCommandsOf(run, "pip").every(({ lists }) =>
    lists.every(({ value }) => value !== undefined && (value.startsWith("/") ? value.replace(/[^/]*$/, "") === folder : true)),
  );

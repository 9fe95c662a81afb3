import type { Fix } from "../../core/edit";
import { dockerfile } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { insertAbove, breakOf } from "../../languages/dockerfile/edit";
import { packageCommandsOf } from "../../languages/dockerfile/layers";
import { runCommands } from "../../languages/dockerfile/queries";
import type { RunCommand } from "../../languages/dockerfile/run-commands";
import { splitStages } from "../../languages/dockerfile/split-stages";
import { parseImage } from "../../languages/shared/image";

export default defineRule({
  id: "dockerfile/build-tools-shipped",
  summary: "Image that keeps what was only needed to build it",
  severity: "hint",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["DS-10"],
  equivalents: [],
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  rationale:
    "Bundlers, compilers and headers are pulled to every node with each version, show up in every scan, and are what an intruder would have to bring along. " +
    "Build in one stage, and copy the result into a second one from the same base. Only files of one stage with a command are reported.",
  examples: [
    {
      title: "Node",
      source: dockerfile`
FROM node:22.1-slim
WORKDIR /app
COPY . .
RUN npm ci && npm run build
              ^^^^^^^^^^^^^ 💡 hint: What this needs to build is shipped with the result: a second stage would hold the result alone.
# the API
EXPOSE 3000
CMD ["node", "dist/server.js"]
`,
      fixed: dockerfile`
FROM node:22.1-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22.1-slim
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# the API
EXPOSE 3000
CMD ["node", "dist/server.js"]
`,
    },
    {
      title: "Python, with a compiler for its packages",
      source: dockerfile`
FROM python:3.13-slim
WORKDIR /srv
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
                      ^^^^^^^^^^^^^^^ 💡 hint: What this needs to build is shipped with the result: a second stage would hold the result alone.
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["gunicorn", "app:app"]
`,
      fixed: dockerfile`
FROM python:3.13-slim AS build
WORKDIR /srv
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
COPY . .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim
WORKDIR /srv
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv .
ENV PATH=/opt/venv/bin:$PATH
CMD ["gunicorn", "app:app"]
`,
    },
    {
      title: "two stages, nothing to build, nothing that runs",
      source: dockerfile`
FROM node:22.1-slim AS build
RUN npm run build
FROM nginx:1.29.1
COPY --from=build /app/dist /usr/share/nginx/html
`,
    },
    { title: "an image to build with", source: `FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\n` },
  ],
  on: runCommands,
  *check(run): Iterable<Finding> {
    const { context } = run.run;
    if (run.run.onbuild || !context.final || !context.first || !run.run.neighbours("CMD", "ENTRYPOINT").after.length) return;
    const image = parseImage(context.image ?? "")?.repository ?? "";
    const isNode = image === "library/node" && bundles(run);
    if (!isNode && !(image === "library/python" && installsCompiler(run))) return;
    const verb = isNode ? run.command.arguments_.at(-1) : run.command.arguments_[0];
    yield {
      at: { start: run.range.start, end: (verb ?? run.command.word).range.end },
      message: "What this needs to build is shipped with the result: a second stage would hold the result alone.",
      // What the RUNs below do is read when somebody asks for the fix.
      get fixes() {
        return isNode ? splitNode(run) : splitPython(run);
      },
    };
  },
});

const bundles = ({ command }: RunCommand): boolean =>
  command.is("npm", "yarn", "pnpm") &&
  command.arguments_
    .map(({ value }) => value ?? "?")
    .join(" ")
    .replace(/^run /, "") === "build";

const COMPILERS = /^(?:build-essential|gcc|g\+\+|clang|build-base|make|cmake|musl-dev|python3-dev)$/;

const installsCompiler = (run: RunCommand): boolean =>
  packageCommandsOf(run, "apt-get", "apt", "apk").some(
    ({ command, action, packages }) =>
      command === run.command && action === "install" && packages.some(({ name }) => COMPILERS.test(name ?? "")),
  );

function splitNode({ run }: RunCommand): Fix[] {
  const start = run.neighbours("CMD", "ENTRYPOINT").after.at(-1)?.value;
  const path = start && "words" in start ? start.words?.map((word) => /^(?:\.\/)?([\w-]+)\//.exec(word)?.[1]).find(Boolean) : undefined;
  return splitStages(run, { bases: [run.context.image ?? "image"], copies: ["package.json", "node_modules", path ?? "dist"] });
}

/** Packages go into a virtual environment, because that is one folder to copy. */
function splitPython({ run }: RunCommand): Fix[] {
  const install = run.neighbours("RUN").after.find(({ at }) => /\bpip3? install\b/.test(at.part.text));
  if (!install || /--(?:user|target|prefix)\b|venv/.test(install.at.part.text)) return [];
  const path = "ENV PATH=/opt/venv/bin:$PATH";
  const [split] = splitStages(run, {
    bases: [run.context.image ?? "image"],
    copies: ["/opt/venv", "."],
    lines: [path.replace("$", "\\$")],
  });
  const environment = insertAbove(install.at, ["RUN python -m venv /opt/venv", path], breakOf(run));
  return split ? [{ ...split, edits: [...split.edits, environment] }] : [];
}

import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { insertBehind } from "../../languages/dockerfile/edit";
import { alike, staysInImage } from "../../languages/dockerfile/layers";
import type { RunPackages } from "../../languages/dockerfile/run-commands";
import { packageCommands } from "../../languages/dockerfile/queries";
import { hasFlag } from "../../languages/shell/package-managers";
import { mountCache } from "../../languages/dockerfile/cache-mounts";

export default defineRule({
  id: "dockerfile/pip-cache-kept",
  summary: "Cache of pip that stays in the image",
  severity: "info",
  preset: "recommended",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3042", "kics:pip_keeping_cached"],
  references: ["https://pip.pypa.io/en/stable/topics/caching/"],
  rationale:
    "pip keeps every wheel it downloads or builds for a next time, and in a layer there is none: the packages are in the image twice. " +
    "`--no-cache-dir` keeps them out; a cache mount on `/root/.cache/pip` does so too and makes the next build faster. Only layers of the final image count.",
  examples: [
    {
      title: "an install without the flag",
      source: dockerfile`
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
    ^^^^^^^^^^^ 💡 info: pip install leaves its cache in the image: --no-cache-dir keeps nothing.
RUN python -m pip install gunicorn==23.0.0
    ^^^^^^^^^^^^^^^^^^^^^ 💡 info: pip install leaves its cache in the image: --no-cache-dir keeps nothing.
`,
      fixed: dockerfile`
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN python -m pip install gunicorn==23.0.0
`,
      otherFixes: {
        "Mount a cache instead": dockerfile`
FROM python:3.13-slim
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
RUN python -m pip install gunicorn==23.0.0
`,
      },
    },
    {
      title: "not kept",
      source: dockerfile`
FROM python:3.13 AS build
RUN pip install build
FROM python:3.13-slim AS one
RUN pip install --no-cache-dir flask
RUN --mount=type=cache,target=/root/.cache/pip pip install django
RUN PIP_NO_CACHE_DIR=1 pip install requests
RUN pip install uwsgi && rm -rf ~/.cache
FROM one
ENV PIP_NO_CACHE_DIR=1
RUN pip install celery
COPY --from=build /app /app
`,
    },
  ],
  on: packageCommands,
  *check(run) {
    if (!keepsCache(run)) return;
    const all = alike(run, keepsCache);
    if (all[0]?.command !== run.command) return;
    const edits = all.flatMap((each) => insertBehind(each, each.packages.verbWord, "--no-cache-dir") ?? []);
    yield {
      at: { start: run.range.start, end: run.packages.verbWord.range.end },
      message: "pip install leaves its cache in the image: --no-cache-dir keeps nothing.",
      fixes: [
        ...(edits.length === all.length ? [{ title: "Add --no-cache-dir", safety: "suggestion" as const, edits }] : []),
        ...mountCache(run, ["/root/.cache/pip"]),
      ],
    };
  },
});

function keepsCache(run: RunPackages): boolean {
  const { manager, action, packages, lists } = run.packages;
  if (manager !== "pip" || (action !== "install" && action !== "restore") || (packages.length === 0 && lists.length === 0)) return false;
  return !isDecided(run) && staysInImage(run, "/root/.cache/pip");
}

/** By a flag, a variable in front, before or in the whole file, or pip's own configuration. */
function isDecided({ run, command, packages, script }: RunPackages): boolean {
  if (
    hasFlag(packages, "--no-cache-dir", "--no-cache", "--cache-dir", "--dry-run") ||
    packages.packages.some((each) => /^\$/.test(each.word.raw))
  )
    return true;
  if (command.assignments.some(({ name }) => name === "PIP_NO_CACHE_DIR" || name === "PIP_CACHE_DIR")) return true;
  if (/PIP_NO_CACHE_DIR|no-cache-dir|pip\S*\s+cache\s+purge/.test(script.source.text.replaceAll("--no-cache-dir", ""))) return true;
  return ["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"].some((name) => run.variable(name).state === "known");
}

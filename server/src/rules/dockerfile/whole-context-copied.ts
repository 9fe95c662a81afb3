import { dockerfile, files } from "../../core/example";
import type { Fix } from "../../core/edit";
import { basename, dirname, foldersAbove, join } from "../../core/path";
import { defineRule, where } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { WHOLE_CONTEXT } from "../../languages/dockerfile/facts";
import { breakOf } from "../../languages/dockerfile/edit";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";
import { copySources } from "../../languages/dockerfile/sources";

export default defineRule({
  id: "dockerfile/whole-context-copied",
  summary: "Whole build context copied, with nothing to leave out",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-07", "SCR-08"],
  equivalents: [],
  references: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
  rationale:
    "`COPY .` takes what happens to lie in the folder of whoever builds: `.git` with its history, `.env` with the passwords of that machine, dependencies " +
    "built for another system. Each of them also invalidates the layer. A `.dockerignore` beside the Dockerfile keeps them out. Said once a file, and only " +
    "where it is known that no folder above has one either.",
  examples: [
    {
      title: "no .dockerignore",
      source: files({
        "shop/Dockerfile": dockerfile`
FROM node:22.1-slim
WORKDIR /app
COPY package*.json ./
COPY . .
     ^ 💡 warning: COPY takes whatever lies in the folder, local settings and history included: there is no .dockerignore.
`,
        "shop/package.json": "{}\n",
      }),
      fixed: {
        "shop/.dockerignore": ".git\n.env\n.env.*\n!.env.example\nnode_modules\n",
      },
    },
    {
      title: "in a stage that only builds",
      source: dockerfile`
FROM golang:1.25.1 AS build
COPY ./ /src
     ^^ 💡 info: COPY takes whatever lies in the folder, local settings and history included: there is no .dockerignore.
COPY . /again
FROM scratch
COPY --from=build /app /app
`,
    },
    {
      title: "one beside the file, one above, one for this Dockerfile",
      source: files({
        "a/Dockerfile": "FROM alpine:3.22\nCOPY . /app\n",
        "a/.dockerignore": ".git\n",
        "b/docker/Dockerfile": "FROM alpine:3.22\nCOPY . /app\n",
        "b/.dockerignore": ".git\n",
        "c/web.Dockerfile": "FROM alpine:3.22\nCOPY . /app\n",
        "c/web.Dockerfile.dockerignore": ".git\n",
      }),
    },
    { title: "folders by name", source: `FROM alpine:3.22\nCOPY src /app/src\nCOPY --from=alpine:3.22 . /x\n` },
  ],
  patient: true,
  on: where(instructions("COPY", "ADD"), (node) => !node.onbuild),
  *check(node, _context, scope) {
    const source = node.isFirstWholeCopy ? copySources(node.instruction).find(({ value }) => WHOLE_CONTEXT.has(value)) : undefined;
    if (!source || !isKnownToLack(node.reading.path, scope)) return;
    yield {
      at: source.at,
      ...(node.context.shipped ? {} : { severity: "info" as const }),
      message: `${node.keyword} takes whatever lies in the folder, local settings and history included: there is no .dockerignore.`,
      fixes: [create(node, scope)],
    };
  },
});

/** The build context may be any folder above the Dockerfile. */
function isKnownToLack(path: string, scope: Scope): boolean {
  const own = join(dirname(path), `${basename(path)}.dockerignore`);
  if (scope.file(own) !== "absent") return false;
  const above = [...foldersAbove(path)];
  return above.every((folder, i) => {
    const state = scope.file(join(folder, ".dockerignore"));
    return state === "absent" || (i > 0 && state === "unknown");
  });
}

/** What nobody wants in an image, and what the files beside the Dockerfile say is made anew. */
const MADE: readonly (readonly [file: string, ignored: string])[] = [
  ["package.json", "node_modules"],
  ["requirements.txt", "__pycache__"],
  ["pyproject.toml", "__pycache__"],
  ["Cargo.toml", "target"],
  ["pom.xml", "target"],
  ["main.tf", ".terraform"],
];

function create(node: InstructionNode, scope: Scope): Fix {
  const folder = dirname(node.reading.path);
  const made = MADE.flatMap(([file, ignored]) => (scope.file(join(folder, file)) === "present" ? [ignored] : []));
  const lines = [".git", ".env", ".env.*", "!.env.example", ...new Set(made)];
  const lineBreak = breakOf(node);
  return {
    title: "Create .dockerignore",
    safety: "suggestion",
    edits: [{ create: join(folder, ".dockerignore"), text: lines.map((line) => line + lineBreak).join("") }],
  };
}

import { dockerfile, files } from "../../core/example";
import { basename, dirname, join } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Scope } from "../../core/scope";
import { isIgnored } from "../../languages/dockerfile/dockerignore";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/ignored-copy",
  summary: "COPY of a file that .dockerignore keeps out",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:CopyIgnoredFile"],
  references: ["https://docs.docker.com/reference/build-checks/copy-ignored-file/"],
  rationale:
    "What .dockerignore matches is not sent to the builder, so the COPY finds nothing: the build stops, with “not found” for a file that is there. Where only parts of a folder are ignored, that is what the file is for, and nothing is said.",
  examples: [
    {
      title: "left out by a pattern",
      source: files({
        Dockerfile: dockerfile`
FROM nginx:1.29.1
COPY dist/index.html /usr/share/nginx/html/
     ^^^^^^^^^^^^^^^ warning: .dockerignore keeps dist/index.html out of the build: this COPY finds nothing.
COPY settings.json /etc/
`,
        ".dockerignore": "**/dist\n*.log\n",
      }),
    },
    {
      title: "taken back, of another stage, by wildcard",
      source: files({
        Dockerfile: dockerfile`
FROM nginx:1.29.1 AS web
COPY dist/index.html /usr/share/nginx/html/
FROM web
COPY --from=web /x.log /
COPY *.log /logs/
`,
        ".dockerignore": "*\n!dist/index.html\n!src\n*.log\n",
      }),
    },
  ],
  on: instructions("COPY", "ADD"),
  *check(node, _context, scope) {
    if (node.onbuild || node.instruction.flag("from") || node.instruction.heredocs.length || node.instruction.json) return;
    const ignore = ignoreFile(node.reading.path, scope);
    if (!ignore) return;
    for (const word of node.words.slice(0, -1)) {
      const { value } = word;
      if (value === undefined || /^(?:https?|git):\/\/|^git@|[*?[\]]/.test(value)) continue;
      const path = value.replace(/^\.?\/+/, "").replace(/\/+$/, "");
      if (path !== "" && path !== "." && !path.startsWith("..") && isIgnored(ignore.text, path))
        yield { at: word.range, message: `${ignore.name} keeps ${value} out of the build: this COPY finds nothing.` };
    }
  },
});

/** The file that belongs to the Dockerfile, else that of its folder, if the folder is the context: there is none above. */
function ignoreFile(path: string, scope: Scope): { readonly name: string; readonly text: string } | undefined {
  const own = `${basename(path)}.dockerignore`;
  const folder = dirname(path);
  for (const name of [own, ".dockerignore"]) {
    if (scope.file(join(folder, name)) !== "present") continue;
    const text = scope.text(join(folder, name));
    return text === undefined ? undefined : { name, text };
  }
  return undefined;
}

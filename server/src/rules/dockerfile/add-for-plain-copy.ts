import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { InstructionNode } from "../../languages/dockerfile/nodes";
import { instructions } from "../../languages/dockerfile/queries";
import { OPINION } from "../../languages/dockerfile/opinion";

export default defineRule({
  id: "dockerfile/add-for-plain-copy",
  summary: "ADD where COPY does the same",
  severity: "info",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["DK-03"],
  equivalents: ["hadolint:DL3020", "trivy:DS-0005", "checkov:CKV_DOCKER_4", "kics:add_instead_of_copy"],
  references: ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
  rationale:
    "ADD unpacks archives and fetches addresses, so a reader has to check each time whether it does. For files and folders that are neither, " +
    "COPY builds the same layer and says that nothing else happens. Sources with variables or wildcards, archives, addresses and Git repositories are left alone.",
  examples: [
    {
      title: "files and folders",
      source: dockerfile`
FROM alpine:3.22
ADD --chown=app:app requirements.txt \
^^^ 💡 info: ADD copies "requirements.txt" as COPY does; ADD is for archives and addresses.
    # the settings, too
    settings.json /app/
add src/ /app/src/
^^^ 💡 info: ADD copies "src/" as COPY does; ADD is for archives and addresses.
`,
      fixed: dockerfile`
FROM alpine:3.22
COPY --chown=app:app requirements.txt \
    # the settings, too
    settings.json /app/
add src/ /app/src/
`,
    },
    {
      title: "the case of the keyword is kept",
      source: dockerfile`
from alpine:3.22
add . /app
^^^ 💡 info: ADD copies "." as COPY does; ADD is for archives and addresses.
`,
      fixed: dockerfile`
from alpine:3.22
copy . /app
`,
    },
    {
      title: "archives, addresses, Git, wildcards and variables",
      source: dockerfile`
FROM alpine:3.22
ARG JAR
ADD rootfs.tar.xz /
ADD app.TGZ /app/
ADD https://example.com/tool /usr/local/bin/
ADD git@github.com:acme/tool.git#v1 /src
ADD *.tar.gz /app/
ADD dist/* /app/
ADD $JAR /app.jar
ADD --checksum=sha256:0 thing /thing
COPY . /app
`,
    },
  ],
  safeFix: "for a plain local file or folder ADD does what COPY does; archives, addresses and Git repositories are left alone",
  on: instructions("ADD"),
  *check(node) {
    const source = firstPlainSource(node);
    if (source === undefined) {
      const other = firstUnpacked(node);
      if (other !== undefined)
        yield { at: node.range, ...OPINION, message: `ADD takes "${other}": where that is a file or a folder, COPY does the same.` };
      return;
    }
    const lower = node.instruction.writtenKeyword === node.instruction.writtenKeyword.toLowerCase();
    yield {
      at: node.range,
      message: `ADD copies "${source}" as COPY does; ADD is for archives and addresses.`,
      fixes: [{ title: "Use COPY", safety: "safe", edits: [{ at: node.range, text: lower ? "copy" : "COPY" }] }],
    };
  },
});

/** The first source, if all of them are files or folders of the build context that ADD treats as COPY does. */
function firstPlainSource({ instruction }: InstructionNode): string | undefined {
  const { json, words, heredocs, flags } = instruction;
  // Flags that ADD alone has say that it is wanted.
  if (heredocs.length > 0 || flags.some((flag) => !["chown", "chmod", "link", "exclude"].includes(flag.name))) return undefined;
  const values = json ? json.words.map((word) => word.value) : words.map((word) => word.value);
  const sources = values.slice(0, -1);
  return sources.length > 0 && sources.every((value) => value !== undefined && isPlain(value)) ? sources[0] : undefined;
}

/** A source that is neither an archive nor an address as far as its name says: hadolint and KICS want COPY there. */
function firstUnpacked({ instruction }: InstructionNode): string | undefined {
  const { json, words, heredocs } = instruction;
  if (heredocs.length > 0) return undefined;
  const sources = (json ? json.words.map((word) => word.value) : words.map((word) => word.raw.replace(/^"|"$/g, ""))).slice(0, -1);
  return sources.find((source) => !/^[a-z][a-z0-9+.-]*:\/\/|@[\w.-]+:|\.git(?:#|$)/i.test(source) && !ARCHIVE.test(source));
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|tb2|txz|tlz|tpz|tzst|gz|bz2|xz|lzma|lz|zst|Z)$/;

/** Names alone decide: ADD unpacks whatever it recognises as an archive, so anything that may be one is left alone. */
function isPlain(source: string): boolean {
  if (/[*?[\]$]/.test(source) || /^[a-z][a-z0-9+.-]*:\/\//i.test(source) || /^[\w.-]+@[\w.-]+:/.test(source) || /\.git(?:#|$)/.test(source))
    return false;
  if (/\.(?:tar|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|lzma|zst|Z)$/i.test(source) || /rootfs|\.tar\./i.test(source)) return false;
  const name = source.replace(/\/+$/, "").replace(/^.*\//, "");
  // A folder, a dotfile, or a file with an extension: an archive without one cannot be told from its name.
  return source.endsWith("/") || name === "" || name.includes(".") || KNOWN_NAMES.test(name);
}

const KNOWN_NAMES =
  /^(?:Gemfile|Rakefile|Makefile|Procfile|Pipfile|Dockerfile|LICENSE|README|VERSION|entrypoint|src|app|config|conf|public|static|dist|lib|scripts?|bin)$/i;

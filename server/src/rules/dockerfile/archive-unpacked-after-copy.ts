import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { runCommands } from "../../languages/dockerfile/queries";

/** What ADD unpacks. Source: Dockerfile reference, ADD, "Adding local tar archives". */
const ARCHIVE = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|txz|tb2|gz|bz2|xz|lzma|tlz|Z)$/;

export default defineRule({
  id: "dockerfile/archive-unpacked-after-copy",
  summary: "Archive that is copied and then unpacked",
  severity: "hint",
  preset: "strict",
  category: "performance",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3010"],
  references: ["https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"],
  rationale:
    "The archive stays in the layer of its COPY, unpacked or not: the image holds it twice. ADD unpacks a local archive on its way; `RUN --mount=type=bind` reads it without copying it.",
  examples: [
    {
      title: "twice in the image",
      source: dockerfile`
FROM debian:12
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /srv && rm /tmp/app.tar.gz
             ^^^^^^^^^^^^^^^ hint: app.tar.gz stays in the layer of its COPY: ADD unpacks it on its way.
`,
    },
    {
      title: "downloaded, or added",
      source: `FROM debian:12\nADD app.tar.gz /srv/\nRUN curl -fsSO https://example.com/x.tar.gz && tar -xzf x.tar.gz\n`,
    },
  ],
  on: where(runCommands, ({ command }) => command.is("tar", "gunzip", "bunzip2", "unxz", "unlzma", "zcat", "uncompress")),
  *check({ run, command }) {
    for (const word of command.arguments_) {
      const name = word.value?.slice(word.value.lastIndexOf("/") + 1);
      if (name === undefined || !ARCHIVE.test(name)) continue;
      const isCopied = run
        .earlier("COPY")
        .some(
          (header) =>
            header.keyword === "COPY" &&
            header.from === undefined &&
            [...header.sources, header.destination].some(
              (each) => each?.length === 1 && typeof each[0] === "string" && `/${each[0]}`.endsWith(`/${name}`),
            ),
        );
      if (isCopied) yield { at: word.range, message: `${name} stays in the layer of its COPY: ADD unpacks it on its way.` };
    }
  },
});

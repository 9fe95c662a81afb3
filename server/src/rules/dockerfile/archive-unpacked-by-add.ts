import { defineRule } from "../../core/rule";
import { dockerfile } from "../../core/example";
import { instructions } from "../../languages/dockerfile/queries";
import { copySources } from "../../languages/dockerfile/sources";

/** What ADD unpacks. Source: Dockerfile reference, ADD, "Adding local tar archives". */
const ARCHIVE = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|txz)$/;

export default defineRule({
  id: "dockerfile/archive-unpacked-by-add",
  summary: "Archive that ADD unpacks without a word",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-05"],
  equivalents: ["checkov:CKV_DOCKER_4"],
  references: ["https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"],
  rationale:
    "Nothing in the line says that the archive is unpacked, and one that was made for it fills the disk of whoever builds. Where unpacking is meant, ADD is the short way and harms nobody; " +
    "`RUN --mount=type=bind` with tar says what happens and can refuse.",
  examples: [
    {
      title: "an archive of the build context",
      source: dockerfile`
FROM debian:12.11
ADD rootfs.tar.xz /
    ^^^^^^^^^^^^^ hint: ADD unpacks rootfs.tar.xz: nothing here says so.
`,
    },
    {
      title: "copied, or kept as it is",
      source: `FROM debian:12.11\nCOPY rootfs.tar.xz /\nADD --unpack=false https://example.com/a.tar.gz /\n`,
    },
  ],
  on: instructions("ADD"),
  *check(node) {
    if (node.instruction.flag("unpack")) return;
    for (const { value, at } of copySources(node.instruction))
      if (ARCHIVE.test(value) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
        yield { at, message: `ADD unpacks ${value}: nothing here says so.` };
  },
});

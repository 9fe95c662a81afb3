import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/add-url-without-checksum",
  summary: "Download by ADD that nobody checks",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: ["DK-04"],
  equivalents: ["checkov:CKV_DOCKER_4", "kics:curl_or_wget_instead_of_add"],
  references: ["https://docs.docker.com/reference/dockerfile/#add---checksum"],
  rationale:
    "Whatever the address answers on the day of the build is in the image. With `--checksum=sha256:…` the build stops when it is another file than the one that was looked at.",
  examples: [
    {
      title: "whatever comes",
      source: dockerfile`
FROM alpine:3.22
ADD https://example.com/tool-1.2.0.tar.gz /opt/
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: Nothing checks what this address answers: --checksum stops the build when it is another file.
`,
      fixed: dockerfile`
FROM alpine:3.22
ADD --checksum=sha256: https://example.com/tool-1.2.0.tar.gz /opt/
`,
    },
    {
      title: "checked, or a repository",
      source: `FROM alpine:3.22\nADD --checksum=sha256:aa https://example.com/a /a\nADD https://github.com/acme/app.git#v1 /src\nADD x /x\n`,
    },
  ],
  on: instructions("ADD"),
  *check(node) {
    const [source, ...rest] = node.words;
    if (!source || rest.length !== 1 || node.instruction.json || node.instruction.flag("checksum")) return;
    if (!/^https?:\/\//.test(source.raw) || /\.git(?:#|$)/.test(source.raw)) return;
    const { start } = source.range;
    yield {
      at: source.range,
      message: "Nothing checks what this address answers: --checksum stops the build when it is another file.",
      fixes: [
        {
          title: "Add a checksum",
          safety: "suggestion",
          edits: [{ at: range(start, start), text: "--checksum=sha256:${1} ", snippet: true }],
        },
      ],
    };
  },
});

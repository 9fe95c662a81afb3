import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/exposed-protocol-casing",
  summary: "Protocol of EXPOSE in capital letters, or none there is",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["buildkit:ExposeProtoCasing", "dockerfile-utils:INVALID_PROTO"],
  references: ["https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
  rationale: "Protocols are written in lower case, and there are three: tcp, udp and sctp. Tools that compare the text know no others.",
  examples: [
    {
      title: "capitals, and a protocol of another layer",
      source: dockerfile`
FROM nginx:1.29.1
EXPOSE 80/TCP 443/https
       ^^^^^^ 💡 hint: The protocol is written in lower case: 80/tcp.
              ^^^^^^^^^ warning: "https" is no protocol of a port: these are tcp, udp and sctp.
`,
      fixed: dockerfile`
FROM nginx:1.29.1
EXPOSE 80/tcp 443/https
`,
    },
    { title: "lower case", source: `FROM nginx:1.29.1\nEXPOSE 80 53/udp $PORT\n` },
  ],
  safeFix: "the builder writes the protocol in lower case whatever the file says",
  on: instructions("EXPOSE"),
  *check(node) {
    for (const word of node.words) {
      const [, port = "", protocol] = /^([\d-]+)\/([A-Za-z]+)$/.exec(word.value ?? "") ?? [];
      if (protocol === undefined) continue;
      const lower = protocol.toLowerCase();
      if (!["tcp", "udp", "sctp"].includes(lower))
        yield { at: word.range, severity: "warning", message: `"${protocol}" is no protocol of a port: these are tcp, udp and sctp.` };
      else if (protocol !== lower)
        yield {
          at: word.range,
          message: `The protocol is written in lower case: ${port}/${lower}.`,
          fixes: word.editable
            ? [{ title: "Write it in lower case", safety: "safe", edits: [{ at: word.range, text: `${port}/${lower}` }] }]
            : [],
        };
    }
  },
});

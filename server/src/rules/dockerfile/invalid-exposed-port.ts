import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/invalid-exposed-port",
  summary: "EXPOSE of something that is no port",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-10"],
  equivalents: [
    "hadolint:DL3011",
    "buildkit:ExposeInvalidFormat",
    "trivy:DS-0008",
    "kics:unix_ports_out_of_range",
    "dockerfile-utils:INVALID_PORT",
  ],
  references: [
    "https://docs.docker.com/reference/build-checks/expose-invalid-format/",
    "https://docs.docker.com/reference/dockerfile/#expose",
  ],
  rationale:
    "EXPOSE names ports of the container, from 1 to 65535, with an optional protocol. The builder refuses larger numbers. An address or a port of the host " +
    "has no effect here: publishing belongs to `docker run -p` or to the Compose file.",
  examples: [
    {
      title: "too large, and a mapping",
      source: dockerfile`
FROM nginx:1.29.1
EXPOSE 80 80800
          ^^^^^ error: 80800 is no port: they end at 65535.
EXPOSE 127.0.0.1:8080:80/tcp
       ^^^^^^^^^^^^^^^^^^^^^ 💡 warning: EXPOSE takes the container's port alone: "127.0.0.1:8080:80/tcp" publishes nothing.
`,
      otherFixes: {
        "Keep the container's port": dockerfile`
FROM nginx:1.29.1
EXPOSE 80 80800
EXPOSE 80/tcp
`,
      },
    },
    { title: "ports", source: `FROM nginx:1.29.1\nARG PORT=443\nEXPOSE 80 53/udp 8000-8010 $PORT 9090/TCP \${UNKNOWN}/tcp\n` },
  ],
  on: instructions("EXPOSE"),
  *check(node) {
    for (const word of node.words) {
      const port = node.resolve(word);
      if (port.state !== "known") continue;
      const mapping = /^(?:\[?[\d.:a-f]*\]?:)?\d*:(\d+(?:-\d+)?(?:\/\w+)?)$/i.exec(port.value);
      const tooLarge = /^(\d+)(?:-(\d+))?(?:\/\w+)?$/
        .exec(port.value)
        ?.slice(1, 3)
        .find((number) => Number(number) > 65535);
      if (tooLarge !== undefined) yield { at: word.range, message: `${tooLarge} is no port: they end at 65535.` };
      if (mapping)
        yield {
          at: word.range,
          severity: "warning",
          message: `EXPOSE takes the container's port alone: "${word.raw}" publishes nothing.`,
          fixes:
            word.editable && word.value !== undefined
              ? [{ title: "Keep the container's port", safety: "suggestion", edits: [{ at: word.range, text: mapping[1] ?? "" }] }]
              : [],
        };
    }
  },
});

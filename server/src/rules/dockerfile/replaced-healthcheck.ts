import { dockerfile, files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { usesOf } from "../../languages/shared/dockerfile-uses";

export default defineRule({
  id: "dockerfile/replaced-healthcheck",
  summary: "HEALTHCHECK that the Compose file replaces",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
  rationale:
    "With Compose the service's own check counts, and the two can say different things of one program. Keep one: here, where everybody who runs the image has it, or in the Compose file, where it may know of the other services.",
  examples: [
    {
      title: "two checks",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost/ready"]
`,
        Dockerfile: dockerfile`
FROM nginx:1.29.1
HEALTHCHECK CMD curl -f http://localhost/
^^^^^^^^^^^ hint: Service "web" has a check of its own, which replaces this one.
`,
      }),
    },
    {
      title: "one, or times alone",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
    healthcheck:
      interval: 5s
`,
        Dockerfile: `FROM nginx:1.29.1\nHEALTHCHECK CMD curl -f http://localhost/\n`,
      }),
    },
  ],
  on: instructions("HEALTHCHECK"),
  *check(node, _context, scope) {
    if (node.onbuild || node.neighbours("HEALTHCHECK").after.length > 0) return;
    const { final, stageName } = node.context;
    for (const { value, at } of usesOf(node.reading.path, scope)) {
      if (value.what !== "healthcheck") continue;
      if (value.target === undefined ? !final : value.target.toLowerCase() !== stageName?.toLowerCase()) continue;
      yield {
        at: node.range,
        message: `Service "${value.service}" has a check of its own, which replaces this one.`,
        related: [{ at, message: "The service." }],
      };
      return;
    }
  },
});

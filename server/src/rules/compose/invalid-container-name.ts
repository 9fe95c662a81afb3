import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/invalid-container-name",
  summary: "container_name that Docker refuses",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["dclint:service-container-name-regex"],
  references: ["https://docs.docker.com/reference/compose-file/services/#container_name"],
  rationale:
    "A name begins with a letter or digit and goes on with letters, digits, dots, dashes and underscores, two characters at least: `docker compose up` stops at any other.",
  examples: [
    {
      title: "a slash, and a blank",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    container_name: shop/web
                    ^^^^^^^^ error: "shop/web" cannot name a container: letters, digits, dots, dashes and underscores can.
`,
    },
    {
      title: "a name, and a variable",
      source: `services:\n  web:\n    image: shop/web:1.4.2\n    container_name: shop_web.1-a\n  api:\n    image: shop/api:1.0.0\n    container_name: \${NAME}/x\n`,
    },
  ],
  on: services,
  *check(service) {
    const name = service.written.string("container_name");
    const field = service.written.scalar("container_name");
    if (name === undefined || field.state !== "known" || /^[A-Za-z0-9][\w.-]+$/.test(name)) return;
    yield {
      at: service.written.rangeOf("container_name"),
      message: `"${name}" cannot name a container: letters, digits, dots, dashes and underscores can.`,
    };
  },
});

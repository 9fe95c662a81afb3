import { yaml } from "../../core/example";
import { defineRule, defineRules } from "../../core/rule";
import { services } from "../../languages/compose/queries";
import { HOST_NAMESPACES } from "./host-namespaces.table";

/** Namespaces of the host that a service shares, a key each. */
export default defineRules(HOST_NAMESPACES, ({ smell, preset, key, summary, equivalents, guidance, effect, rationale }) =>
  defineRule({
    id: `compose/${smell}`,
    summary,
    severity: "info",
    preset,
    category: "security",
    since: "0.1.0",
    guidance,
    equivalents,
    references: [`https://docs.docker.com/reference/compose-file/services/#${key}`],
    rationale,
    examples: [
      {
        title: "the host's",
        settings: { preset },
        source: yaml`
services:
  agent:
    image: shop/agent:1.0.3
    KEY: host
    MARKS info: Service "agent" EFFECT.
`
          .replace("KEY", key)
          .replace("MARKS", `${" ".repeat(key.length)}  ^^^^`)
          .replace("EFFECT", effect),
      },
      {
        title: "its own",
        source: `services:\n  agent:\n    image: shop/agent:1.0.3\n    ${key}: "\${MODE}"\n  web:\n    image: shop/web:1.4.2\n`,
      },
    ],
    on: services,
    *check(service) {
      if (service.written.is(key, "host")) yield { at: service.written.rangeOf(key), message: `Service "${service.name}" ${effect}.` };
    },
  }),
);

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { services } from "../../languages/compose/queries";

/** What each spelling of `restart` is as a condition of `deploy.restart_policy`. */
const CONDITIONS: Readonly<Record<string, string>> = { no: "none", always: "any", "unless-stopped": "any", "on-failure": "on-failure" };

export default defineRule({
  id: "compose/restart-policy-twice",
  summary: "Two restart policies that disagree",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [
    "https://docs.docker.com/reference/compose-file/deploy/#restart_policy",
    "https://docs.docker.com/reference/compose-file/services/#restart",
  ],
  rationale:
    "`restart` is for `docker compose up`, `deploy.restart_policy` for Swarm and, where it is there, for Compose as well: it wins. When the two say different things, the one that somebody reads first is not the one that holds.",
  examples: [
    {
      title: "always, and only on failure",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    restart: always
             ^^^^^^ info: Service "web" restarts always here and on-failure in deploy.restart_policy.
    deploy:
      restart_policy: { condition: on-failure }
`,
    },
    {
      title: "the same twice, and one alone",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    restart: unless-stopped
    deploy: { restart_policy: { condition: any } }
  job:
    image: shop/job:1.0.3
    restart: "no"
`,
    },
  ],
  on: services,
  *check({ name, written }) {
    const restart = written.string("restart");
    const condition = written.map("deploy").map("restart_policy").string("condition");
    const expected = restart === undefined ? undefined : CONDITIONS[restart.replace(/:\d+$/, "")];
    if (expected !== undefined && condition !== undefined && condition !== expected)
      yield {
        at: written.rangeOf("restart"),
        message: `Service "${name}" restarts ${restart ?? ""} here and ${condition} in deploy.restart_policy.`,
      };
  },
});

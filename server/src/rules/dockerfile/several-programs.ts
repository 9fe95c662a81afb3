import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { innermost } from "../../languages/shell/wrappers";

/** Programs that start and watch others: https://docs.docker.com/engine/containers/multi-service_container/ */
const SUPERVISORS: ReadonlySet<string> = new Set(["supervisord", "s6-svscan", "runsvdir", "runit", "monit", "circusd", "pm2-runtime"]);

export default defineRule({
  id: "dockerfile/several-programs",
  summary: "Container that starts several programs",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-08"],
  equivalents: [],
  references: ["https://docs.docker.com/engine/containers/multi-service_container/"],
  rationale:
    "The platform sees one process: it restarts the container when that one ends, and learns nothing of the others, which crash, log and grow unseen and can only be scaled together. Give each program a container of its own, unless they truly live and die together. " +
    "A shell that ends with `wait -n` notices the first that stops.",
  examples: [
    {
      title: "one in the background, and a supervisor",
      settings: { preset: "strict" },
      source: dockerfile`
FROM debian:12.11 AS pair
ENTRYPOINT ["sh", "-c", "php-fpm & exec nginx"]
^^^^^^^^^^ info: php-fpm runs in the background: when it stops, the container goes on without it.
FROM debian:12.11
CMD ["/usr/bin/supervisord", "-n"]
^^^ info: The container starts supervisord, which is all that the platform sees of what runs in it.
`,
    },
    {
      title: "one, a wait for the first that stops, a script",
      settings: { preset: "strict" },
      source: dockerfile`
FROM debian:12.11 AS one
ENTRYPOINT ["nginx", "-g", "daemon off;"]
FROM debian:12.11 AS two
ENTRYPOINT ["bash", "-c", "php-fpm & nginx & wait -n"]
FROM debian:12.11
CMD ["/start.sh"]
`,
    },
  ],
  on: instructions("CMD", "ENTRYPOINT"),
  *check(node) {
    const commands = node.commands;
    if (node.onbuild || node.neighbours(node.keyword === "CMD" ? "CMD" : "ENTRYPOINT").after.length) return;
    const supervisor = commands
      .map((command) => innermost(command.word, command.arguments_)?.name)
      .find((name) => name !== undefined && SUPERVISORS.has(name));
    if (supervisor !== undefined)
      yield { at: node.range, message: `The container starts ${supervisor}, which is all that the platform sees of what runs in it.` };
    const aside = commands.find((command, i) => command.after === "&" && i < commands.length - 1);
    if (aside?.name === undefined || commands.some((command) => command.is("wait"))) return;
    yield { at: node.range, message: `${aside.name} runs in the background: when it stops, the container goes on without it.` };
  },
});

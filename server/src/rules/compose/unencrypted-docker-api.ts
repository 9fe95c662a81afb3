import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { environmentEntries } from "../../languages/compose/environment";
import { readPort } from "../../languages/compose/ports";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/unencrypted-docker-api",
  summary: "Docker's API over the network without encryption",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-03"],
  equivalents: [],
  references: ["https://docs.docker.com/engine/security/protect-access/"],
  rationale:
    "Port 2375 asks nobody for a password: whoever connects starts a privileged container and is root on the machine. Use SSH (`ssh://user@host`) or port 2376 with certificates. A proxy for the socket inside of the project's own network is fine as long as its port is not published.",
  examples: [
    {
      title: "published, and used on another machine",
      source: yaml`
services:
  proxy:
    image: tecnativa/docker-socket-proxy:0.3.0
    ports: ["2375:2375"]
            ^^^^^^^^^^^ warning: Service "proxy" publishes Docker's API without encryption.
  ci:
    image: shop/ci:3.1.0
    environment:
      DOCKER_HOST: tcp://build.example.com:2375
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Service "ci" speaks to Docker on another machine without encryption.
`,
    },
    {
      title: "inside of the project, and for this machine alone",
      source: yaml`
services:
  proxy:
    image: tecnativa/docker-socket-proxy:0.3.0
    ports: ["127.0.0.1:2375:2375"]
  ci:
    image: shop/ci:3.1.0
    environment: { DOCKER_HOST: "tcp://proxy:2375" }
`,
    },
  ],
  on: services,
  *check(service) {
    for (const { data, at } of service.items("ports")) {
      const port = readPort(data);
      const isOpen = port?.hostIp === undefined || !/^(?:127\.|::1$)/.test(port.hostIp);
      if (port?.hostKnown === true && port.published && port.target?.first === 2375 && isOpen)
        yield { at, message: `Service "${service.name}" publishes Docker's API without encryption.` };
    }
    for (const { name, text, at } of environmentEntries(service)) {
      const host = name === "DOCKER_HOST" ? /^tcp:\/\/([^:/]+):2375\b/.exec(text)?.[1] : undefined;
      if (host?.includes(".") === true && !/^127\.|^host\.docker\.internal$/.test(host))
        yield { at, message: `Service "${service.name}" speaks to Docker on another machine without encryption.` };
    }
  },
});

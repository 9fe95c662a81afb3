import type { Finding, RuleMeta } from "../../core/rule";
import { readPort } from "../../languages/compose/ports";
import type { ComposeService } from "../../languages/compose/service";

interface Opinion extends Pick<RuleMeta, "id" | "summary" | "equivalents" | "references" | "rationale"> {
  readonly bad: string;
  readonly good: string;
  readonly find: (service: ComposeService) => Iterable<Finding>;
}

const WEB = "services:\n  web:\n    image: shop/web:1.4.2\n";

export const OPINIONS: readonly Opinion[] = [
  {
    id: "compose/build-and-image",
    summary: "Service with both build and image",
    equivalents: ["dclint:no-build-and-image"],
    references: ["https://docs.docker.com/reference/compose-file/build/#using-build-and-image"],
    rationale:
      "Compose pulls the image where it can and builds it where it must, so what runs depends on the machine. Others name the result of a build this way on purpose.",
    bad: `${WEB}    build: .\n    ^^^^^ hint: Service "web" is pulled or built, whichever works: what runs depends on the machine.\n`,
    good: WEB,
    *find({ written, name }) {
      const pair = written.pair("build");
      if (pair && written.has("image"))
        yield {
          at: { start: pair.key.start, end: pair.key.end },
          message: `Service "${name}" is pulled or built, whichever works: what runs depends on the machine.`,
        };
    },
  },
  {
    id: "compose/default-network",
    summary: "Service in the project's common network",
    equivalents: ["kics:networks_not_set"],
    references: ["https://docs.docker.com/compose/how-tos/networking/"],
    rationale:
      "All services without `networks` can talk to each other; a network for each neighbourhood keeps the web server away from the database. For a handful of services one is enough.",
    bad: 'services:\n  web:\n  ^^^ hint: Service "web" names no network: it can talk to every service that names none.\n    image: shop/web:1.4.2\n',
    good: `${WEB}    networks: [front]\n`,
    *find(service) {
      if (service.isBase && service.lacks("networks") && service.lacks("network_mode"))
        yield {
          at: service.nameRange,
          message: `Service "${service.name}" names no network: it can talk to every service that names none.`,
        };
    },
  },
  {
    id: "compose/low-host-port",
    summary: "Port of the host below 1024",
    equivalents: ["kics:privileged_ports_mapped"],
    references: ["https://docs.docker.com/engine/security/rootless/"],
    rationale:
      "Only root may open ports below 1024, so the file does not work with a rootless engine unless the host is set up for it. Web servers have good reason to.",
    bad: `${WEB}    ports: ["80:8080"]\n            ^^^^^^^^^ hint: Port 80 of the host needs root, or a host that is set up for it.\n`,
    good: `${WEB}    ports: ["8080:8080", "9000"]\n`,
    *find(service) {
      for (const { data, at } of service.items("ports")) {
        const published = readPort(data)?.published?.first;
        if (published !== undefined && published > 0 && published < 1024)
          yield { at, message: `Port ${published} of the host needs root, or a host that is set up for it.` };
      }
    },
  },
  {
    id: "compose/own-cgroup",
    summary: "Service in a control group of its own",
    equivalents: ["kics:cgroup_not_default"],
    references: ["https://docs.docker.com/reference/compose-file/services/#cgroup_parent"],
    rationale: "Limits of the engine's own group do not hold in another one. Hosts that divide their resources by groups need it.",
    bad: `${WEB}    cgroup_parent: m-shop\n                   ^^^^^^ hint: Limits of the engine's own control group do not hold for service "web".\n`,
    good: WEB,
    *find({ written, name }) {
      if (written.has("cgroup_parent"))
        yield {
          at: written.rangeOf("cgroup_parent"),
          message: `Limits of the engine's own control group do not hold for service "${name}".`,
        };
    },
  },
  {
    id: "compose/unquoted-port",
    summary: "Port mapping without quotes",
    equivalents: ["dclint:require-quotes-in-ports"],
    references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
    rationale: "YAML 1.1 reads `22:22` as the number 1342, in base 60. Compose reads YAML 1.2 and does not; tools around it may.",
    bad: `${WEB}    ports:\n      - 22:22\n        ^^^^^ hint: Older readers of YAML take 22:22 for a number: quotes keep it a text.\n`,
    good: `${WEB}    ports:\n      - "22:22"\n      - 8080\n      - 9000:9000\n`,
    *find(service) {
      for (const { node, at } of service.items("ports"))
        if (node?.kind === "scalar" && node.style === "plain" && /^\d+(?::[0-5]?\d)+$/.test(node.source))
          yield { at, message: `Older readers of YAML take ${node.source} for a number: quotes keep it a text.` };
    },
  },
];

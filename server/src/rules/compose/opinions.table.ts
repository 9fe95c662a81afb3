import type { Finding, RuleMeta } from "../../core/rule";
import { range } from "../../core/text";
import { readPort } from "../../languages/compose/ports";
import type { ComposeService } from "../../languages/compose/service";
import { readMount } from "../../languages/compose/volumes";
import { resolvePlain } from "../../languages/yaml/scalar";

interface Opinion
  extends Pick<RuleMeta, "id" | "summary" | "equivalents" | "references" | "rationale">, Partial<Pick<RuleMeta, "guidance">> {
  readonly bad: string;
  readonly good: string;
  /** What the first fix makes of `bad`. */
  readonly fixed?: string;
  readonly safeFix?: string;
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
    equivalents: ["kics:privileged_ports_mapped", "kics:privileged_ports_mapped_in_container"],
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
    id: "compose/low-container-port",
    summary: "Port of the container below 1024",
    equivalents: ["kics:privileged_ports_mapped", "kics:privileged_ports_mapped_in_container"],
    references: ["https://docs.docker.com/engine/security/rootless/"],
    rationale:
      "A program needs a right to open a port below 1024, inside of a container too. Docker has given that right to every user since version 20.10; other runtimes, and clusters the image may move to, have not. Port 8080 works everywhere.",
    bad: `${WEB}    ports: ["8080:80"]\n            ^^^^^^^^^ hint: Service "web" listens on port 80, which takes a right that not every runtime gives.\n`,
    good: `${WEB}    ports: ["80:8080", "9000"]\n`,
    *find(service) {
      for (const { data, at } of service.items("ports")) {
        const target = readPort(data)?.target?.first;
        if (target !== undefined && target > 0 && target < 1024)
          yield { at, message: `Service "${service.name}" listens on port ${target}, which takes a right that not every runtime gives.` };
      }
    },
  },
  {
    id: "compose/other-restart-limit",
    summary: "Restart on failure with another limit than five times",
    equivalents: ["kics:restart_policy_on_failure_not_set_to_5"],
    references: ["https://docs.docker.com/reference/compose-file/services/#restart"],
    rationale:
      "The CIS Docker Benchmark asks for `on-failure:5`: a program that fails again and again gives up after five attempts and does not wear out its host. Without a limit it never gives up; with a small one it may give up before its database is there.",
    bad: `${WEB}    restart: on-failure\n             ^^^^^^^^^^ hint: Service "web" is restarted without a limit when it fails.\n`,
    good: `${WEB}    restart: on-failure:5\n  job:\n    image: shop/job:1.0.3\n    restart: always\n`,
    *find({ written, name }) {
      const [, limit] = /^on-failure(?::(\d+))?$/.exec(written.string("restart") ?? "") ?? [];
      const policy = written.map("deploy").map("restart_policy");
      const most = policy.is("condition", "on-failure") ? (policy.string("max_attempts") ?? "") : undefined;
      const say = (count: string) => (count === "" ? "without a limit" : `${count} ${count === "1" ? "time" : "times"} at most`);
      if (/^on-failure/.test(written.string("restart") ?? "") && limit !== "5")
        yield { at: written.rangeOf("restart"), message: `Service "${name}" is restarted ${say(limit ?? "")} when it fails.` };
      else if (most !== undefined && most !== "5" && (most !== "" || policy.lacks("max_attempts")))
        yield { at: policy.rangeOf("condition"), message: `Service "${name}" is restarted ${say(most)} when it fails.` };
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
    summary: "Port without quotes",
    equivalents: ["dclint:require-quotes-in-ports"],
    guidance: ["DK-28"],
    references: ["https://docs.docker.com/reference/compose-file/services/#ports", "https://github.com/go-yaml/yaml#compatibility"],
    rationale:
      "YAML 1.1 reads `22:22` as the number 1342, in base 60. Compose v2 uses a reader that leaves numbers in base 60 out on purpose, so this is about style and about the tools around it: some of them still read YAML 1.1.",
    safeFix: "the quotes make the same text of what Compose reads as text or as a port's number",
    bad: `${WEB}    ports:\n      - 22:22\n        ^^^^^ 💡 hint: Older readers of YAML take 22:22 for a number: quotes keep it a text.\n      - 8080\n        ^^^^ 💡 hint: Port 8080 stands without quotes.\n`,
    fixed: `${WEB}    ports:\n      - "22:22"\n      - 8080\n`,
    good: `${WEB}    ports:\n      - "22:22"\n      - '8080'\n    expose: ["9000"]\n`,
    *find(service) {
      for (const { node, at } of [...service.items("ports"), ...service.items("expose")]) {
        if (node?.kind !== "scalar" || node.style !== "plain" || !/^[\w.:/${}[\]-]+$/.test(node.source)) continue;
        const message = /^\d+(?::[0-5]?\d)+$/.test(node.source)
          ? `Older readers of YAML take ${node.source} for a number: quotes keep it a text.`
          : `Port ${node.source} stands without quotes.`;
        const edits = [{ at: range(node.start, node.end), text: `"${node.source}"` }];
        yield { at, message, fixes: [{ title: "Put it in quotes", safety: "safe", edits }] };
      }
    },
  },
  {
    id: "compose/quoted-volume",
    summary: "Mount in quotes that it does not need",
    equivalents: ["dclint:no-quotes-in-volumes"],
    references: ["https://docs.docker.com/reference/compose-file/services/#volumes"],
    rationale: "Paths and names of volumes read the same without quotes. Quotes do no harm either: this is for those who want one style.",
    safeFix: "the text without quotes is read as the same text",
    bad: `${WEB}    volumes:\n      - "./data:/data"\n        ^^^^^^^^^^^^^^ 💡 hint: The mount is the same text without quotes.\n`,
    fixed: `${WEB}    volumes:\n      - ./data:/data\n`,
    good: `${WEB}    volumes: ["./data:/data #1", ./logs:/logs]\n`,
    *find(service) {
      for (const { node, at } of service.items("volumes")) {
        if (node?.kind !== "scalar" || (node.style !== "double" && node.style !== "single") || !/^[\w./~][\w./~:=@+-]*$/.test(node.source))
          continue;
        if (typeof resolvePlain(node.source, "1.2") !== "string" || node.source.endsWith(":") || node.anchor !== undefined) continue;
        const edits = [{ at: range(node.start, node.end), text: node.source }];
        yield { at, message: "The mount is the same text without quotes.", fixes: [{ title: "Drop the quotes", safety: "safe", edits }] };
      }
    },
  },
  {
    id: "compose/shared-volume",
    summary: "Volume that several services mount",
    equivalents: ["kics:shared_volumes_between_containers"],
    references: ["https://docs.docker.com/engine/storage/volumes/#share-data-between-machines"],
    rationale:
      "What one service writes there, the others read and can change: a service that is broken into reaches its neighbours' files. Sharing files is what named volumes are also for, so look whether the readers mount it `:ro`.",
    bad: `services:\n  web:\n    image: shop/web:1.4.2\n    volumes: [files:/srv]\n              ^^^^^^^^^^ hint: Service "proxy" mounts files, too.\n  proxy:\n    image: nginx:1.27.3\n    volumes: ["files:/srv:ro"]\n              ^^^^^^^^^^^^^^^ hint: Service "web" mounts files, too.\nvolumes:\n  files:\n`,
    good: `${WEB}    volumes: [files:/srv, cache:/cache]\nvolumes: { files: , cache: }\n`,
    *find(service) {
      for (const { data, at } of service.items("volumes")) {
        const source = readMount(data)?.source;
        const other =
          source === undefined || source === "" ? undefined : service.file.mountedBy(source).find((name) => name !== service.name);
        if (other !== undefined) yield { at, message: `Service "${other}" mounts ${source ?? ""}, too.` };
      }
    },
  },
  {
    id: "compose/added-capability",
    summary: "Capability that Docker does not give by itself",
    equivalents: ["kics:container_capabilities_unrestricted"],
    references: ["https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities"],
    rationale:
      "Each capability is a piece of what root may do. Those that lead to the host's root are reported by compose/dangerous-capabilities; the others (`NET_ADMIN`, `SYS_PTRACE` …) are usually there for a reason, and this shows where.",
    bad: `${WEB}    cap_add: [NET_ADMIN]\n              ^^^^^^^^^ hint: Service "web" has the capability NET_ADMIN.\n`,
    good: `${WEB}    cap_drop: [ALL]\n`,
    *find(service) {
      for (const { data, at } of service.items("cap_add"))
        yield { at, message: `Service "${service.name}" has the capability ${typeof data === "string" ? data : "named here"}.` };
    },
  },
  {
    id: "compose/personal-path",
    summary: "Path in somebody's home directory",
    equivalents: [],
    guidance: ["CMP-07"],
    references: ["https://docs.docker.com/reference/compose-file/services/#volumes"],
    rationale:
      "The folder exists on one machine only; on others Docker creates it, empty and owned by root, and the program finds nothing. A path that starts at the Compose file (`./data`) or a named volume works everywhere.",
    bad: `${WEB}    volumes: [/home/ada/shop:/srv]\n              ^^^^^^^^^^^^^^^^^^^ hint: /home/ada/shop exists on one person's machine only.\n`,
    good: `${WEB}    volumes: [./shop:/srv, ~/.cache:/cache, /srv/shop:/data]\n`,
    *find(service) {
      for (const { data, at } of service.items("volumes")) {
        const source = readMount(data)?.source;
        if (source !== undefined && /^(?:\/home\/[^/]+|\/Users\/[^/]+|[A-Za-z]:[\\/]Users[\\/][^\\/]+)/.test(source))
          yield { at, message: `${source} exists on one person's machine only.` };
      }
    },
  },
];

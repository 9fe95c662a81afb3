import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { usualText, at, isMap } from "../../languages/compose/data";
import type { Data } from "../../languages/compose/data";
import { worksOnHost } from "../../languages/compose/host-agent";
import { services } from "../../languages/compose/queries";
import { cleanPath, readMount } from "../../languages/compose/volumes";

export default defineRule({
  id: "compose/runtime-socket-mount",
  summary: "Service with the runtime's socket or the whole file system of its host",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-01"],
  equivalents: ["kics:docker_socket_mounted_in_container", "kics:volume_has_sensitive_host_directory"],
  references: [
    "https://docs.docker.com/engine/security/protect-access/",
    "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
  ],
  rationale:
    "Through the socket a container can start another one that is privileged and mounts the host's disk: it is root on the machine, and `:ro` changes nothing, because the API is spoken through the socket and not written to it. " +
    "Put a proxy in between that lets through the calls that are needed (docker-socket-proxy), or use the program's own agent. Programs whose work is to watch containers, such as Traefik, Portainer and Watchtower, are reported as information.",
  examples: [
    {
      title: "the socket in short and long syntax, and the host's root",
      source: yaml`
services:
  ci:
    image: shop/ci:3.1.0
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Service "ci" mounts the socket of the container runtime: who is in it owns the host.
      - /:/host
        ^^^^^^^ error: Service "ci" mounts the whole file system of the host.
  build:
    image: shop/build:3.1.0
    volumes:
      - type: bind
        ^^^^ error: Service "build" mounts the socket of the container runtime: who is in it owns the host.
        source: \${DOCKER_SOCK:-/var/run/docker.sock}
        target: /var/run/docker.sock
`,
    },
    {
      title: "a program that watches containers",
      source: yaml`
services:
  proxy:
    image: traefik:v3.2.1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Service "proxy" mounts the socket of the container runtime: who is in it owns the host.
`,
    },
    {
      title: "files and folders of the project",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    volumes:
      - ./src:/app/src
      - data:/data
      - /srv/shop:/srv
volumes:
  data:
`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const item of service.items("volumes")) {
      const source = hostPath(item.data);
      if (source === undefined) continue;
      const what = SOCKET.test(source)
        ? "the socket of the container runtime: who is in it owns the host"
        : cleanPath(source) === "/"
          ? "the whole file system of the host"
          : undefined;
      if (what === undefined) continue;
      yield {
        at: item.at,
        message: `Service "${service.name}" mounts ${what}.`,
        ...(worksOnHost(service, scope) ? { severity: "info" as const } : {}),
      };
    }
  },
});

const SOCKET = /(?:^|\/)(?:docker|podman|containerd|crio|cri-dockerd)(?:\.raw)?\.sock$|[\\/]pipe[\\/]docker_engine$/;

/** The host's side of a mount, defaults of variables taken: whoever sets another one has a socket there, too. */
function hostPath(data: Data): string | undefined {
  if (isMap(data)) return usualText(at(data, "source"));
  const text = usualText(data);
  const mount = text === undefined ? undefined : readMount(text);
  return mount?.type === "bind" ? mount.source : undefined;
}

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { worksOnHost } from "../../languages/compose/host-agent";
import { services } from "../../languages/compose/queries";
import { cleanPath, readMount } from "../../languages/compose/volumes";

/** Where Linux keeps its programs, configuration, devices and kernel interfaces: Filesystem Hierarchy Standard 3.0, chapters 3 to 6. */
const SYSTEM_FOLDERS = ["/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr", "/var"];

/** Folders below them whose content is the machine's own. */
const OWN_BELOW = ["/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet", "/var/run", "/etc/kubernetes", "/root/.ssh"];

export default defineRule({
  id: "compose/sensitive-host-folder",
  summary: "Service that mounts a folder of its host's system",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kics:volume_has_sensitive_host_directory"],
  references: ["https://docs.docker.com/engine/storage/bind-mounts/", "https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html"],
  rationale:
    "Whoever writes to `/etc`, `/usr` or `/boot` through the mount owns the host, and who only reads `/proc`, `/dev` or Docker's own folder learns the secrets of every other container. Mount the one file that is needed, with `:ro`. " +
    "Single files below these folders, such as `/etc/localtime`, are reported in the preset `all`. Agents that watch their host need them.",
  examples: [
    {
      title: "a whole folder",
      settings: { preset: "strict" },
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    volumes:
      - /etc:/host/etc:ro
        ^^^^^^^^^^^^^^^^^ info: Service "web" mounts /etc of its host.
      - /etc/localtime:/etc/localtime:ro
`,
    },
    {
      title: "single files, for those who ask",
      settings: { preset: "all" },
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    volumes:
      - /etc/localtime:/etc/localtime:ro
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Service "web" mounts /etc/localtime of its host.
`,
    },
    {
      title: "folders of the project",
      source: `services:\n  web:\n    image: shop/web:1.4.2\n    volumes: [./etc:/etc, /srv/shop:/srv, data:/proc]\n`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const { data, at } of service.items("volumes")) {
      const mount = readMount(data);
      const path = mount?.type === "bind" && mount.source !== undefined ? cleanPath(mount.source) : undefined;
      // Sockets of container runtimes and the whole file system are a rule of their own.
      if (
        path === undefined ||
        path.endsWith(".sock") ||
        !SYSTEM_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
      )
        continue;
      const isWhole = SYSTEM_FOLDERS.includes(path) || OWN_BELOW.includes(path);
      yield {
        at,
        message: `Service "${service.name}" mounts ${path} of its host.`,
        ...(!isWhole || worksOnHost(service, scope) ? { severity: "hint" as const, preset: "all" as const } : {}),
      };
    }
  },
});

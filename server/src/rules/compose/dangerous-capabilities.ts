import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { worksOnHost } from "../../languages/compose/host-agent";
import { services } from "../../languages/compose/queries";

/** Capabilities that lead to the host's root. Source: man 7 capabilities. */
const DANGEROUS: readonly string[] = ["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "DAC_READ_SEARCH", "BPF"];

export default defineRule({
  id: "compose/dangerous-capabilities",
  summary: "Capability that leads to the root of the host",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-10"],
  equivalents: ["kics:container_capabilities_unrestricted"],
  references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html"],
  rationale:
    "With SYS_ADMIN one mounts the host's disks, with SYS_MODULE one loads code into its kernel: it is `privileged` under another name. NET_ADMIN and NET_RAW change and read the network of the container alone and are not reported. Agents that watch their host are information.",
  examples: [
    {
      title: "nearly everything",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    cap_add:
      - NET_ADMIN
      - SYS_ADMIN
        ^^^^^^^^^ warning: SYS_ADMIN makes service "web" all but root on its host.
`,
    },
    { title: "its own network", source: `services:\n  vpn:\n    image: shop/vpn:1.0.0\n    cap_add: [NET_ADMIN]\n    cap_drop: [ALL]\n` },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const { data, at } of service.items("cap_add")) {
      const name = typeof data === "string" ? data.toUpperCase().replace(/^CAP_/, "") : "";
      if (!DANGEROUS.includes(name)) continue;
      yield {
        at,
        message: `${name} makes service "${service.name}" all but root on its host.`,
        ...(worksOnHost(service, scope) ? { severity: "info" as const } : {}),
      };
    }
  },
});

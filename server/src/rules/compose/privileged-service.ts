import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { worksOnHost } from "../../languages/compose/host-agent";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/privileged-service",
  summary: "Service with every capability of its host",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-05", "DKR-06"],
  equivalents: ["kics:privileged_containers_enabled"],
  references: [
    "https://docs.docker.com/reference/compose-file/services/#privileged",
    "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
  ],
  rationale:
    "A privileged container can mount the host's disks, load kernel modules and leave: who breaks into it is root on the machine. Most programs need one device (`devices`) or one capability (`cap_add`) of it. Agents that watch or manage their host, such as cAdvisor, are reported as information.",
  examples: [
    {
      title: "privileged: true",
      source: yaml`
services:
  camera:
    image: shop/camera:1.0.3
    privileged: true
                ^^^^ error: Service "camera" is privileged: who is in it is root on the host.
`,
    },
    {
      title: "shared by two services, and an agent of the host",
      source: yaml`
x-common: &common
  image: shop/camera:1.0.3
  privileged: true
              ^^^^ error: Service "left" is privileged: who is in it is root on the host.
services:
  left:
    <<: *common
  right:
    <<: *common
  cadvisor:
    image: gcr.io/cadvisor/cadvisor:v0.49.1
    privileged: true
                ^^^^ info: Service "cadvisor" is privileged: who is in it is root on the host.
`,
    },
    {
      title: "one capability and one device",
      source: yaml`
services:
  camera:
    image: shop/camera:1.0.3
    privileged: false
    cap_add: [NET_ADMIN]
    devices: ["/dev/video0:/dev/video0"]
`,
    },
  ],
  on: services,
  *check(service, _context, scope) {
    if (!service.written.is("privileged", true)) return;
    yield {
      at: service.written.rangeOf("privileged"),
      message: `Service "${service.name}" is privileged: who is in it is root on the host.`,
      ...(worksOnHost(service, scope) ? { severity: "info" as const } : {}),
    };
  },
});

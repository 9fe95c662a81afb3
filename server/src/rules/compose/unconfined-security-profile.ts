import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { services } from "../../languages/compose/queries";

/** As people call them. */
const NAMES: Readonly<Record<string, string>> = { apparmor: "AppArmor", label: "SELinux" };

export default defineRule({
  id: "compose/unconfined-security-profile",
  summary: "Service without the filter of system calls",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["DKR-10"],
  equivalents: ["kics:default_seccomp_profile_disabled"],
  references: ["https://docs.docker.com/engine/security/seccomp/"],
  rationale:
    "Docker's own profile forbids some 44 of the kernel's 300 and more calls, most of them those that break-outs use. Debuggers and some browsers need one of them: a profile with that one call added is a file away.",
  examples: [
    {
      title: "no filter",
      source: yaml`
services:
  browser:
    image: shop/browser:1.0.3
    security_opt:
      - seccomp:unconfined
        ^^^^^^^^^^^^^^^^^^ info: Service "browser" runs without its seccomp profile.
      - apparmor=unconfined
        ^^^^^^^^^^^^^^^^^^^ info: Service "browser" runs without its AppArmor profile.
`,
    },
    {
      title: "a profile",
      source: `services:\n  browser:\n    image: shop/browser:1.0.3\n    security_opt: ["seccomp:./chrome.json", "no-new-privileges:true"]\n`,
    },
  ],
  on: services,
  *check(service) {
    for (const { data, at } of service.items("security_opt")) {
      const [, profile] = /^(seccomp|apparmor|label)[:=](?:unconfined|disable)$/.exec(typeof data === "string" ? data : "") ?? [];
      if (profile !== undefined) yield { at, message: `Service "${service.name}" runs without its ${NAMES[profile] ?? profile} profile.` };
    }
  },
});

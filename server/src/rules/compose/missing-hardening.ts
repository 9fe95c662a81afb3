import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { GroupItem } from "../../core/rule";
import type { Data } from "../../languages/compose/data";
import { isList, textOf } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";

export default defineRule({
  id: "compose/missing-hardening",
  summary: "Service that may do more than it needs",
  severity: "hint",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  patient: true,
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#security_opt"],
  rationale:
    "None of these costs a program anything that it needs seldom: `no-new-privileges` keeps setuid files from giving rights, `cap_drop: [ALL]` takes the fourteen capabilities that Docker gives, limits of processors and processes keep one service from taking the machine. A development file does without them, so this is for those who ask.",
  checks: {
    "compose/missing-no-new-privileges": {
      summary: "no-new-privileges is not set",
      equivalents: ["kics:no_new_privileges_not_set"],
    },
    "compose/missing-security-options": { summary: "security_opt is not set", equivalents: ["kics:security_opt_not_set"] },
    "compose/missing-dropped-capabilities": {
      summary: "No capability is dropped",
      equivalents: ["kics:container_capabilities_unrestricted"],
    },
    "compose/missing-cpu-limit": { summary: "No limit of processors", equivalents: ["kics:cpus_not_limited"] },
    "compose/missing-pids-limit": { summary: "No limit of processes", equivalents: ["kics:pids_limit_not_set"] },
  },
  examples: [
    {
      title: "nothing of it",
      source: yaml`
services:
  web:
  ^^^ hint: Service "web" sets no no-new-privileges, security_opt, dropped capabilities, limit of processors and limit of processes.
    image: shop/web:1.4.2
`,
    },
    {
      title: "all of it",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    security_opt: ["no-new-privileges:true"]
    cap_drop: [ALL]
    cpus: 0.5
    pids_limit: 100
`,
    },
    {
      title: "another option than the one that is meant, and a limit that is none",
      source: yaml`
services:
  web:
  ^^^ hint: Service "web" sets no no-new-privileges and limit of processes.
    image: shop/web:1.4.2
    security_opt: ["label:type:shop"]
    cap_drop: [ALL]
    cpus: 0.5
    pids_limit: -1
`,
    },
    {
      title: "a privileged service, which no option holds",
      source: yaml`
services:
  web:
  ^^^ hint: Service "web" sets no limit of processors.
    image: shop/web:1.4.2
    privileged: true
    pids_limit: 100
`,
    },
  ],
  on: services,
  *check(service) {
    if (!service.merged || !service.isBase) return;
    // A privileged container has all capabilities, whatever it drops: that it is privileged is the finding.
    const isPrivileged = service.written.is("privileged", true);
    const missing: readonly (GroupItem | false)[] = [
      !isPrivileged && !mayHaveOption(service) && { check: "compose/missing-no-new-privileges", words: "no-new-privileges" },
      !isPrivileged && service.lacks("security_opt") && { check: "compose/missing-security-options", words: "security_opt" },
      !isPrivileged && service.lacks("cap_drop") && { check: "compose/missing-dropped-capabilities", words: "dropped capabilities" },
      service.lacks("cpus") &&
        service.lacks("deploy", "resources", "limits", "cpus") && { check: "compose/missing-cpu-limit", words: "limit of processors" },
      (service.lacks("pids_limit") || isUnlimited(service.get("pids_limit"))) &&
        service.lacks("deploy", "resources", "limits", "pids") && { check: "compose/missing-pids-limit", words: "limit of processes" },
    ];
    const group = missing.filter((item) => item !== false);
    if (group.length) yield { at: service.nameRange, message: `Service "${service.name}" sets no`, group };
  },
});

/** Whether no-new-privileges is set, or may be by something that cannot be read. */
function mayHaveOption(service: ComposeService): boolean {
  if (service.lacks("security_opt")) return false;
  const options = service.get("security_opt");
  if (!isList(options) || service.merged?.possible.includes("security_opt") === true) return true;
  return options.some((option) => {
    const text = textOf(option);
    return text === undefined || /^no-new-privileges(?:[:=]true)?$/.test(text);
  });
}

/** -1 and 0 say that there is no limit. */
const isUnlimited = (limit: Data): boolean => ["-1", "0"].includes(textOf(limit) ?? "");

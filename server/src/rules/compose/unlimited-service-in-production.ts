import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { GroupItem } from "../../core/rule";
import { healthOf } from "../../languages/compose/health";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/unlimited-service-in-production",
  summary: "Service without restart policy, memory limit or health check",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-09", "DK-29", "DKR-28"],
  equivalents: [],
  references: ["https://docs.docker.com/compose/how-tos/production/", "https://docs.docker.com/reference/compose-file/deploy/#resources"],
  rationale:
    "On a machine without an orchestrator these three keys are all that looks after a program: without `restart` it stays down after its first crash and after the next reboot, without a memory limit one leak takes the host and everything on it, without a `healthcheck` nobody notices that it hangs. " +
    "Said by default where production is known, from the path or `.plimsoll.yaml`; elsewhere in the strict preset, as a hint. Values are yours to decide, so there is no fix.",
  patient: true,
  checks: {
    "compose/missing-restart-policy": {
      summary: "No restart policy",
      equivalents: ["kics:restart_policy_on_failure_not_set_to_5"],
    },
    "compose/missing-memory-limit": {
      summary: "No memory limit",
      equivalents: ["kics:memory_not_limited"],
    },
    "compose/missing-healthcheck": {
      summary: "No health check",
      equivalents: ["kics:healthcheck_not_set"],
    },
  },
  examples: [
    {
      title: "nothing of it",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
services:
  web:
  ^^^ info: Service "web", in production because the path says prod, has no restart policy, memory limit and health check.
    image: nginx:1.27.3
  job:
  ^^^ info: Service "job", in production because the path says prod, has no memory limit.
    image: shop/job:1.0.0
    restart: unless-stopped
`,
    },
    {
      title: "outside of production it is for those who ask",
      settings: { preset: "strict" },
      source: yaml`
services:
  web:
  ^^^ hint: Service "web" has no restart policy, memory limit and health check.
    image: nginx:1.27.3
  job:
  ^^^ hint: Service "job" has no health check.
    image: shop/job:1.0.0
    restart: on-failure
    mem_limit: 256m
    healthcheck: { disable: true }
`,
    },
    {
      title: "and by default nothing is said",
      source: yaml`
services:
  web:
    image: nginx:1.27.3
`,
    },
    {
      title: "looked after, here and in the override; a job that ends",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: nginx:1.27.3
    restart: always
    mem_limit: 256m
    healthcheck: { test: ["CMD", "curl", "-f", "http://localhost"] }
  api:
    image: shop/api:2.0.1
    deploy:
      resources: { limits: { memory: 512M } }
      restart_policy: { condition: any }
  migrate:
    image: shop/api:2.0.1
    restart: "no"
    mem_limit: 256m
`,
        "compose.override.yaml": yaml`
services:
  api:
    healthcheck: { test: /health }
`,
      }),
    },
  ],
  on: services,
  *check(service, { settings }, scope) {
    const { environment } = settings;
    const { merged } = service;
    const isProduction = environment?.production === true;
    if (!merged || !service.isBase) return;
    const lacksRestart = service.lacks("restart") && service.lacks("deploy", "restart_policy");
    const lacksMemory = service.lacks("mem_limit") && service.lacks("deploy", "resources", "limits", "memory");
    const health = healthOf(merged, scope);
    // Elsewhere an image that nobody knows counts as one without: it is asked for what the file says.
    const lacksHealth = isProduction
      ? service.lacks("healthcheck") && health === "none"
      : health === "none" || (health === "unknown" && service.lacks("healthcheck"));
    const missing: readonly (GroupItem | false)[] = [
      lacksRestart && { check: "compose/missing-restart-policy", words: "restart policy" },
      lacksMemory && { check: "compose/missing-memory-limit", words: "memory limit" },
      lacksHealth && { check: "compose/missing-healthcheck", words: "health check" },
    ];
    const group = missing.filter((item) => item !== false);
    if (!group.length) return;
    if (isProduction)
      yield { at: service.nameRange, message: `Service "${service.name}", in production ${environment.because}, has no`, group };
    else yield { at: service.nameRange, message: `Service "${service.name}" has no`, group, severity: "hint", preset: "strict" };
  },
});

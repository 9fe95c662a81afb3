import type { Fix } from "../../core/edit";
import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { healthOf } from "../../languages/compose/health";
import { addHealthcheck } from "../../languages/compose/healthchecks";
import { services } from "../../languages/compose/queries";
import type { ComposeService } from "../../languages/compose/service";

export default defineRule({
  id: "compose/health-condition-without-healthcheck",
  summary: "service_healthy on a service without a health check",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-21", "CMP-02"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#depends_on", "https://github.com/docker-library/faq#healthcheck"],
  rationale:
    "A container without a health check never becomes healthy: `docker compose up` ends with `dependency failed to start: container … has no healthcheck configured`. " +
    "The images of Docker's own library (Postgres, MySQL, Redis, nginx …) bring none, on purpose. Write a `healthcheck` for the dependency. Images that may bring one of their own are not judged.",
  examples: [
    {
      title: "an image of Docker's library, and a check that is switched off",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      db:
        condition: service_healthy
                   ^^^^^^^^^^^^^^^ 💡 warning: Service "web" waits until "db" is healthy, but "db" has no health check: it will not start.
      api:
        condition: service_healthy
                   ^^^^^^^^^^^^^^^ warning: Service "web" waits until "api" is healthy, but the health check of "api" is switched off: it will not start.
  db:
    image: postgres:17.2
  api:
    image: shop/api:2.0.1
    healthcheck:
      disable: true
`,
    },
    {
      title: "a service that is built",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      api: { condition: service_healthy }
                        ^^^^^^^^^^^^^^^ warning: Service "web" waits until "api" is healthy, but "api" has no health check: it will not start.
      job: { condition: service_healthy }
  api:
    build: ./api
  job:
    build: { context: ./api, target: job }
`,
        "api/Dockerfile":
          'FROM node:22.11-slim AS base\nFROM base AS job\nHEALTHCHECK CMD node health.js\nFROM base\nCMD ["node", "server.js"]\n',
      }),
    },
    {
      title: "checks in the service, in the override, in an image of somebody's own",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    image: shop/web:1.4.2
    depends_on:
      db: { condition: service_healthy }
      cache: { condition: service_healthy }
      api: { condition: service_healthy }
  db:
    image: postgres:17.2
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U shop"]
  cache:
    image: redis:7.4.1
  api:
    image: shop/api:2.0.1
`,
        "compose.override.yaml": yaml`
services:
  cache:
    healthcheck:
      test: redis-cli ping
`,
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    for (const { key, mapping } of service.written.map("depends_on").entries()) {
      const target = mapping.is("condition", "service_healthy") ? service.file.merged(key) : undefined;
      if (!target || healthOf(target, scope) !== "none") continue;
      const isOff = target.data["healthcheck"] !== undefined && target.data["healthcheck"] !== null;
      const why = isOff ? `the health check of "${key}" is switched off` : `"${key}" has no health check`;
      yield {
        at: mapping.rangeOf("condition"),
        message: `Service "${service.name}" waits until "${key}" is healthy, but ${why}: it will not start.`,
        fixes: checkHealth(service.file.service(key), key),
        related: target.layers.slice(0, 1).flatMap((layer) => (layer.at ? [{ at: layer.at, message: `"${key}" is defined here.` }] : [])),
      };
    }
  },
});

function checkHealth(service: ComposeService | undefined, name: string): Fix[] {
  const edits = addHealthcheck(service);
  return edits.length ? [{ title: `Give "${name}" a health check`, safety: "suggestion", edits }] : [];
}

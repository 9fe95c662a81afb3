import type { Anchor } from "../../core/place";
import { dockerfile, files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { StageNode } from "../../languages/dockerfile/nodes";
import { stages } from "../../languages/dockerfile/queries";
import { literalOf } from "../../languages/dockerfile/variables";
import { deploymentsOf, usesOf } from "../../languages/shared/dockerfile-uses";

export default defineRule({
  id: "dockerfile/port-not-exposed",
  summary: "Ports that the image and those who run it do not agree on",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DK-09"],
  equivalents: [],
  references: ["https://docs.docker.com/reference/dockerfile/#expose"],
  rationale:
    "EXPOSE opens nothing, it is what the image says of itself. Where Compose or a manifest uses other ports, one of the two is left over from another time: look where the server listens. Reported only where not one port is the same.",
  examples: [
    {
      title: "Compose",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
    ports: ["8080:3000", "9229:9229"]
  other:
    image: nginx
    ports: ["80:80"]
`,
        Dockerfile: dockerfile`
FROM node:22.1
EXPOSE 8080/tcp
^^^^^^ info: Service "web" uses 3000 and 9229 of this image, which exposes 8080: one of them may be outdated.
CMD ["node", "server.js"]
`,
      }),
    },
    {
      title: "Kubernetes, by the name of the folder",
      source: files({
        "k8s/orders.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: orders }
spec:
  containers:
    - { name: orders, image: "ghcr.io/acme/orders:1.2", ports: [{ containerPort: 9000 }] }
`,
        "orders/Dockerfile": dockerfile`
FROM node:22.1
EXPOSE 8080
^^^^^^ info: Pod "orders" uses 9000 of this image, which exposes 8080: one of them may be outdated.
CMD ["node", "server.js"]
`,
      }),
    },
    {
      title: "one that is the same, one that is not known",
      source: files({
        "compose.yaml": yaml`
services:
  web:
    build: .
    ports: ["8080:3000", "9229:9229"]
  dev:
    build: { context: ., target: dev }
    ports: ["4000:4000"]
`,
        Dockerfile: dockerfile`
FROM node:22.1 AS dev
ARG PORT
EXPOSE $PORT
FROM node:22.1
EXPOSE 3000
CMD ["node", "server.js"]
`,
      }),
    },
  ],
  on: stages,
  *check(stage, _context, scope) {
    const exposed = portsOf(stage);
    const first = stage.own("EXPOSE")[0]?.at;
    if (!exposed || !first) return;
    const used = new Map<string, { readonly ports: Set<number>; readonly at: Anchor }>();
    const add = (by: string, ports: readonly number[], at: Anchor): void => {
      const known = used.get(by) ?? { ports: new Set<number>(), at };
      for (const port of ports) known.ports.add(port);
      used.set(by, known);
    };
    for (const { value, at } of usesOf(stage.reading.path, scope))
      if (value.what === "port" && isOf(stage, value.target)) add(`Service "${value.service}"`, [value.port], at);
    if (stage.final)
      for (const { value, at } of deploymentsOf(stage.reading.path, scope)) if (value.portsKnown) add(value.by, value.ports, at);
    for (const [by, { ports, at }] of used) {
      if (ports.size === 0 || [...ports].some((port) => exposed.has(port))) continue;
      yield {
        at: first,
        message: `${by} uses ${listed([...ports])} of this image, which exposes ${listed([...exposed])}: one of them may be outdated.`,
        related: [{ at, message: "Used here." }],
      };
    }
  },
});

/** Whether a Compose service builds this stage. */
const isOf = (stage: StageNode, target: string | undefined): boolean =>
  target === undefined ? stage.final : stage.name?.raw.toLowerCase() === target.toLowerCase();

/** The ports of this stage and those below; undefined where any is not known. */
function portsOf(stage: StageNode): ReadonlySet<number> | undefined {
  const ports = new Set<number>();
  for (const { value: header } of stage.own("EXPOSE"))
    for (const template of header.ports) {
      const text = template && literalOf(template);
      const match = /^(\d+)(?:-(\d+))?(?:\/\w+)?$/.exec(text ?? "");
      if (!match) return undefined;
      for (let port = Number(match[1]); port <= Math.min(Number(match[2] ?? match[1]), Number(match[1]) + 1000); port++) ports.add(port);
    }
  return stage.baseStage && stage.last("EXPOSE") && stage.own("EXPOSE").length === 0 ? undefined : ports;
}

const listed = (ports: readonly number[]): string =>
  ports.length > 3 ? `${ports.slice(0, 3).join(", ")} and others` : ports.join(ports.length === 2 ? " and " : ", ");

import type { FactDraft } from "../../core/fact";
import { deploymentOfImage } from "../shared/dockerfile-uses";
import type { Container } from "./container";
import { containersOf } from "./container";
import type { KubernetesObject } from "./object";

/** The images that a workload runs, for the Dockerfiles they are built from. Those that a template writes are left out. */
export function* deployedImages(object: KubernetesObject): Iterable<FactDraft> {
  for (const container of containersOf(object)) {
    const image = container.root.string("image");
    if (image === undefined || container.role === "ephemeral") continue;
    const ports = container.ports.map(({ number }) => number);
    const list = container.root.list("ports");
    yield deploymentOfImage(
      {
        image,
        by: `${object.kind} "${object.name ?? "?"}"`,
        ports: ports.filter((port) => port !== undefined),
        portsKnown: !list.open && ports.every((port) => port !== undefined),
        ...security(container),
      },
      container.root.rangeOf("image"),
    );
  }
}

function security({ root, podSpec }: Container): { runAsNonRoot: boolean | undefined; runAsUser: number | "unset" | "unknown" } {
  const own = root.map("securityContext");
  const pod = podSpec.map("securityContext");
  const asks = own.has("runAsNonRoot") ? own : pod;
  const user = own.number("runAsUser") ?? (own.lacks("runAsUser") ? pod.number("runAsUser") : undefined);
  return {
    runAsNonRoot: asks.is("runAsNonRoot", true) ? true : undefined,
    runAsUser: user ?? (own.lacks("runAsUser") && pod.lacks("runAsUser") ? "unset" : "unknown"),
  };
}

import type { Container } from "../container";
import { containersOf } from "../container";
import { quantity, roughly } from "../quantity";
import type { HoverSource } from "./hover";
import { count } from "./hover";

type Kind = "requests" | "limits";
type Resource = "cpu" | "memory";
/** Cores or bytes; `none` where nothing is asked, undefined where it is not known. */
type Amount = number | "none" | undefined;

/** The quality-of-service class of the pod, and what all of its containers ask for. Source: Kubernetes documentation, Pod Quality of Service. */
export const resourceHovers: HoverSource = function* (object) {
  const containers = containersOf(object).filter(({ role }) => role !== "ephemeral");
  if (!containers.length || !object.podSpec || object.podSpec.list("containers").open) return;
  const lines = [...classLine(containers), ...totalLines(containers, object.spec.number("replicas"))];
  if (!lines.length) return;
  for (const { root } of containers) if (root.has("resources")) yield { at: root.keyRange("resources"), lines };
};

function classLine(containers: readonly Container[]): string[] {
  const all = containers.flatMap((container) =>
    (["cpu", "memory"] as const).map((resource) => ({
      request: amountOf(container, "requests", resource),
      limit: amountOf(container, "limits", resource),
    })),
  );
  if (all.some(({ request, limit }) => request === undefined || limit === undefined)) return [];
  if (all.every(({ request, limit }) => request === "none" && limit === "none"))
    return ["QoS class **BestEffort**: the first to be evicted when the node runs out of memory."];
  if (all.every(({ request, limit }) => limit !== "none" && (request === "none" || request === limit)))
    return ["QoS class **Guaranteed**: every container asks for what it is limited to; the last to be evicted."];
  return ["QoS class **Burstable**: evicted after BestEffort pods when it uses more than it requests."];
}

function totalLines(containers: readonly Container[], replicas: number | undefined): string[] {
  const parts = (["requests", "limits"] as const).flatMap((kind) =>
    (["cpu", "memory"] as const).flatMap((resource) => {
      const total = totalOf(containers, kind, resource);
      return total === undefined || total === 0 ? [] : [{ kind, resource, total }];
    }),
  );
  const words = (kind: Kind, times: number) =>
    parts.filter((part) => part.kind === kind).map(({ resource, total }) => `${resource} ${written(resource, total * times)}`);
  const [requests, limits] = [words("requests", 1), words("limits", 1)];
  const pod = [requests.length ? `requests ${requests.join(", ")}` : "", limits.length ? `limits ${limits.join(", ")}` : ""];
  const lines = parts.length ? [`The pod in all: ${pod.filter((part) => part !== "").join("; ")}.`] : [];
  return replicas !== undefined && replicas > 1 && requests.length
    ? [...lines, `${count(replicas, "replica")} request ${words("requests", replicas).join(", ")}.`]
    : lines;
}

/** What the scheduler counts: app containers and sidecars together, or the largest init container if that is more. */
function totalOf(containers: readonly Container[], kind: Kind, resource: Resource): number | undefined {
  let running = 0;
  let largest = 0;
  for (const container of containers) {
    const amount = amountOf(container, kind, resource);
    if (amount === undefined) return undefined;
    const number = amount === "none" ? 0 : amount;
    if (container.role === "init") largest = Math.max(largest, running + number);
    else running += number;
  }
  return Math.max(running, largest);
}

function amountOf(container: Container, kind: Kind, resource: Resource): Amount {
  const amounts = container.map("resources").map(kind);
  // A request that is not written is the limit's.
  if (amounts.lacks(resource)) return kind === "requests" ? amountOf(container, "limits", resource) : "none";
  const source = amounts.string(resource);
  const amount = source === undefined ? undefined : quantity(source);
  return amount && roughly(amount);
}

function written(resource: Resource, amount: number): string {
  if (resource === "cpu") return amount >= 1 && Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1000)}m`;
  const inMebi = amount / 2 ** 20;
  const round = (number: number) => Math.round(number * 100) / 100;
  return inMebi >= 1024 ? `${round(inMebi / 1024)}Gi` : `${round(inMebi)}Mi`;
}

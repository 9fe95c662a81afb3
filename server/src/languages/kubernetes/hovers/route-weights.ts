import type { HoverSource } from "./hover";

/** The share of the traffic that each weight of a VirtualService means. */
export const weightHovers: HoverSource = function* (object) {
  if (!object.is("networking.istio.io", "VirtualService")) return;
  for (const protocol of ["http", "tcp", "tls"])
    for (const rule of object.spec.list(protocol).maps()) {
      const routes = [...rule.list("route").maps()];
      const weights = routes.map((route) => (route.lacks("weight") ? 0 : route.number("weight")));
      const total = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
      if (rule.list("route").open || total === 0 || weights.includes(undefined)) continue;
      for (const [i, route] of routes.entries()) {
        if (!route.has("weight")) continue;
        const destination = route.map("destination");
        const subset = destination.string("subset");
        const where = `${destination.string("host") ?? "this destination"}${subset === undefined ? "" : `, subset ${subset}`}`;
        const part = Math.round(((weights[i] ?? 0) / total) * 1000) / 10;
        const lines = [`**${part} %** of what this rule matches goes to ${where} (${weights[i] ?? 0} of ${total}).`];
        yield { at: route.keyRange("weight"), lines };
      }
    }
};

import { joinWords } from "../../../core/words";
import { stringMap } from "../../yaml/document";
import type { Mapping, Sequence } from "../../yaml/mapping";
import type { HoverSource } from "./hover";

/** Who may talk to whom under a NetworkPolicy, a sentence a direction. */
export const networkPolicyHovers: HoverSource = function* (object) {
  if (!object.is("networking.k8s.io", "NetworkPolicy")) return;
  const { spec } = object;
  const who = pods(spec.map("podSelector"));
  const types = spec.list("policyTypes");
  if (who === undefined || spec.open || types.open) return;
  const written = types.strings();
  const applies = {
    ingress: !written.length || written.includes("Ingress"),
    egress: written.length ? written.includes("Egress") : spec.has("egress"),
  };
  const sentences = [
    ...(applies.ingress ? direction(spec.list("ingress"), "from", `${capital(who)} can be reached`) : []),
    ...(applies.egress ? direction(spec.list("egress"), "to", `${capital(who)} can reach`) : []),
  ];
  if (!sentences.length) return;
  for (const key of ["podSelector", "policyTypes", "ingress", "egress"])
    if (spec.has(key)) yield { at: spec.keyRange(key), lines: sentences };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function direction(rules: Sequence, key: "from" | "to", beginning: string): string[] {
  if (rules.open) return [];
  if (rules.empty) return [`${beginning} **${key === "from" ? "by nobody" : "nobody"}**.`];
  const words = [...rules.maps()].map((rule) => ruleInWords(rule, key));
  return words.length === rules.length && !words.includes(undefined) ? [`${beginning} ${words.join("; ")}.`] : [];
}

function ruleInWords(rule: Mapping, key: "from" | "to"): string | undefined {
  const [peers, ports] = [rule.list(key), rule.list("ports")];
  if (rule.open || peers.open || ports.open) return undefined;
  const who = peers.empty ? ["everybody"] : [...peers.maps()].map(peerInWords);
  const where = [...ports.maps()].map((port) => {
    const last = port.get("endPort");
    const number = port.lacks("port") ? "any port" : port.get("port");
    return number === undefined
      ? undefined
      : `${port.string("protocol") ?? "TCP"} ${String(number)}${last === undefined ? "" : `–${String(last)}`}`;
  });
  if (who.includes(undefined) || where.includes(undefined)) return undefined;
  const on = where.length ? ` on ${joinWords(where.filter((port) => port !== undefined))}` : "";
  return `${key === "from" ? "by " : ""}**${joinWords(
    who.filter((peer) => peer !== undefined),
    "or",
  )}**${on}`;
}

function peerInWords(peer: Mapping): string | undefined {
  if (peer.open) return undefined;
  if (peer.has("ipBlock")) {
    const block = peer.map("ipBlock");
    const cidr = block.string("cidr");
    const except = block.list("except").strings();
    return cidr === undefined ? undefined : `${cidr}${except.length ? ` except ${joinWords(except)}` : ""}`;
  }
  const who = peer.has("podSelector") ? pods(peer.map("podSelector")) : "all pods";
  if (!peer.has("namespaceSelector")) return who === undefined ? undefined : `${who} of the same namespace`;
  const labels = labelled(peer.map("namespaceSelector"));
  if (who === undefined || labels === undefined) return undefined;
  return `${who} of ${labels === "" ? "every namespace" : `namespaces with ${labels}`}`;
}

function pods(selector: Mapping): string | undefined {
  const labels = labelled(selector);
  return labels === "" ? "all pods" : labels && `pods with ${labels}`;
}

/** The labels a selector asks for; empty for one that takes all, undefined for what is not known or not only labels. */
function labelled(selector: Mapping): string | undefined {
  const labels = stringMap(selector.map("matchLabels"));
  if (selector.open || !labels || !selector.lacks("matchExpressions")) return undefined;
  return joinWords(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
}

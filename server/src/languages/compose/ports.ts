import type { Data } from "./data";
import { at, isMap, textOf } from "./data";
import { literal, splitTemplate } from "./template";

/** Ports from first to last; one port is a span of one. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** One entry of `ports`, short or long. */
export interface Port {
  /** The host's address it listens on; undefined for all of them. */
  readonly hostIp: string | undefined;
  /** Whether all of the host's side is known: a variable may hold an address as well as a port. */
  readonly hostKnown: boolean;
  /** Undefined when Docker picks a free one, or when it is not known: see `hostKnown`. */
  readonly published: Span | undefined;
  readonly target: Span | undefined;
  readonly protocol: string;
}

/** Reads an entry. Undefined for what is no port at all. Syntax: https://docs.docker.com/reference/compose-file/services/#ports */
export function readPort(data: Data): Port | undefined {
  if (isMap(data)) return longPort(data);
  if (typeof data === "number")
    return { hostIp: undefined, hostKnown: true, published: undefined, target: spanOf(String(data)), protocol: "tcp" };
  return typeof data === "string" ? shortPort(data) : undefined;
}

/** Whether two entries want the same port of the host. */
export function collide(a: Port, b: Port): boolean {
  if (!a.hostKnown || !b.hostKnown || !a.published || !b.published || a.protocol !== b.protocol) return false;
  if (isFlexible(a) || isFlexible(b)) return false;
  return a.published.first <= b.published.last && b.published.first <= a.published.last && sameAddress(a.hostIp, b.hostIp);
}

export const writeSpan = ({ first, last }: Span): string => (first === last ? String(first) : `${first}-${last}`);

/** A range of host ports for one container port: Docker takes the first that is free. */
const isFlexible = ({ published, target }: Port): boolean =>
  published !== undefined && published.last > published.first && (target === undefined || target.last === target.first);

const isEverywhere = (ip: string | undefined): boolean => ip === undefined || ip === "" || ip === "0.0.0.0" || ip === "::";

function sameAddress(a: string | undefined, b: string | undefined): boolean {
  if (a !== undefined && b !== undefined && isEverywhere(a) && isEverywhere(b) && a.includes(":") !== b.includes(":")) return false;
  return isEverywhere(a) || isEverywhere(b) || a === b;
}

function longPort(data: Data): Port {
  const [published, hostIp] = [at(data, "published"), at(data, "host_ip")];
  const isKnown = (value: Data, key: string) => value !== undefined || !isMap(data) || !Object.hasOwn(data, key);
  const text = textOf(published);
  return {
    hostIp: textOf(hostIp),
    hostKnown:
      isKnown(published, "published") &&
      isKnown(hostIp, "host_ip") &&
      (text !== undefined || typeof published !== "string") &&
      !isTemplate(hostIp),
    published: text === undefined ? undefined : spanOf(text),
    target: spanOf(textOf(at(data, "target")) ?? ""),
    protocol: textOf(at(data, "protocol"))?.toLowerCase() ?? "tcp",
  };
}

const isTemplate = (data: Data): boolean => typeof data === "string" && literal(data) === undefined;

/** `[[ip:]published:]target[/protocol]`, an IPv6 address in brackets. */
function shortPort(text: string): Port {
  const bracket = /^\[([0-9A-Fa-f:.]+)\]:/.exec(text);
  const rest = bracket ? text.slice(bracket[0].length) : text;
  const [withoutProtocol = "", protocol] = splitTemplate(rest, "/");
  const segments = splitTemplate(withoutProtocol, ":");
  const target = segments.at(-1) ?? "";
  const publishedText = segments.at(-2);
  const ipText = bracket ? bracket[1] : segments.length > 2 ? segments.slice(0, -2).join(":") : undefined;
  const published = publishedText === undefined ? undefined : literal(publishedText);
  const ip = ipText === undefined ? undefined : literal(ipText);
  // A single segment that is a variable may hold all three.
  const isWhole = segments.length === 1 && literal(target) === undefined;
  return {
    hostIp: ip,
    hostKnown: !isWhole && (publishedText === undefined || published !== undefined) && (ipText === undefined || ip !== undefined),
    published: published === undefined ? undefined : spanOf(published),
    target: spanOf(literal(target) ?? ""),
    protocol: (protocol === undefined ? "tcp" : (literal(protocol) ?? "tcp")).toLowerCase(),
  };
}

function spanOf(text: string): Span | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim());
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last ? { first, last } : undefined;
}

import type { PartHover } from "../../hovers";
import type { ComposeFile } from "../file";
import type { Port } from "../ports";
import { readPort, writeSpan } from "../ports";

/** Each port mapping in words. */
export function* portHovers(file: ComposeFile): Iterable<PartHover> {
  for (const service of file.services)
    for (const { data, at } of service.items("ports")) {
      const port = readPort(data);
      const line = port && portInWords(port, service.name);
      if (line !== undefined) yield { at, lines: [line] };
    }
}

/** `Port 8080 of the host, on every interface, leads to port 80 of service "web".` Undefined for what a variable decides. */
export function portInWords({ hostIp, hostKnown, published, target, protocol }: Port, service: string): string | undefined {
  if (!target) return undefined;
  const inside = `${spanInWords(target)} of service "${service}"${protocol === "tcp" ? "" : ` (${protocol})`}`;
  if (!hostKnown) return `A port that variables decide leads to ${inside}.`;
  const where = isLoopback(hostIp)
    ? "on this machine alone"
    : hostIp === undefined || hostIp === "0.0.0.0" || hostIp === "::"
      ? "on every interface"
      : `on ${hostIp}`;
  if (!published) return `A free port of the host that Docker chooses, ${where}, leads to ${inside}.`;
  const isChoice = published.last > published.first && target.last === target.first;
  const outside = isChoice
    ? `The first free port of ${writeSpan(published)} of the host`
    : `${capital(spanInWords(published))} of the host`;
  return `${outside}, ${where}, ${!isChoice && published.last > published.first ? "lead" : "leads"} to ${inside}.`;
}

const isLoopback = (ip: string | undefined): boolean => ip !== undefined && (/^127\./.test(ip) || ip === "::1");

const spanInWords = (span: { first: number; last: number }): string => `${span.first === span.last ? "port" : "ports"} ${writeSpan(span)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

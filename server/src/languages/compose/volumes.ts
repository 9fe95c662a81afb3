import type { Data } from "./data";
import { at, isMap, isTrue, textOf } from "./data";
import { literal, splitTemplate } from "./template";

/** One mount of a service, from `volumes`, short or long. */
export interface Mount {
  readonly type: "volume" | "bind" | "tmpfs" | "other" | "unknown";
  /** The volume's name or the host's path; undefined for an anonymous volume and where it is not known. */
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly readOnly: boolean;
}

/** Reads an entry. Undefined for what is no mount. Syntax: https://docs.docker.com/reference/compose-file/services/#volumes */
export function readMount(data: Data): Mount | undefined {
  if (isMap(data)) return longMount(data);
  return typeof data === "string" ? shortMount(data) : undefined;
}

/** Whether what is written at `path` in the container lies on the mount. */
export function covers(mount: Mount, path: string): boolean {
  const target = mount.target === undefined ? undefined : cleanPath(mount.target);
  return target !== undefined && (target === path || target === "/" || path.startsWith(`${target}/`));
}

/** Without a slash at the end and without empty and `.` segments. */
export const cleanPath = (path: string): string => {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  return `${path.startsWith("/") ? "/" : ""}${segments.join("/")}`;
};

/** Whether a short syntax's source is a path of the host and not a volume's name. */
export const isHostPath = (source: string): boolean => /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source);

const TYPES = ["volume", "bind", "tmpfs"] as const;

function longMount(data: Data): Mount {
  const type = textOf(at(data, "type"));
  return {
    type: type === undefined ? "unknown" : (TYPES.find((known) => known === type) ?? "other"),
    source: textOf(at(data, "source")) ?? textOf(at(data, "src")),
    target: textOf(at(data, "target")) ?? textOf(at(data, "dst")) ?? textOf(at(data, "destination")),
    readOnly: isTrue(at(data, "read_only")),
  };
}

/** `[source:]target[:options]`; a Windows drive's colon separates nothing. */
function shortMount(text: string): Mount {
  const parts = splitTemplate(text, ":");
  const segments: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? "";
    const next = parts[i + 1];
    if (/^[A-Za-z]$/.test(part) && next !== undefined && /^[\\/]/.test(next)) {
      segments.push(`${part}:${next}`);
      i++;
    } else segments.push(part);
  }
  const [first = "", second, options = ""] = segments;
  if (second === undefined) {
    const target = literal(first);
    return { type: target === undefined ? "unknown" : "volume", source: undefined, target, readOnly: false };
  }
  const source = literal(first);
  const kind = source === undefined ? prefixKind(first) : isHostPath(source) ? "bind" : "volume";
  return { type: kind, source, target: literal(second), readOnly: options.split(",").includes("ro") };
}

/** `./data/${NAME}` is a path whatever the variable says. */
const prefixKind = (source: string): "bind" | "unknown" => (isHostPath(source) ? "bind" : "unknown");

import { URI } from "vscode-uri";
import type { Path } from "../core/path";

/** The engine's path of a document: for files the path itself, else scheme and authority in front of it. */
export function toPath(uri: string): Path {
  const parsed = URI.parse(uri);
  if (parsed.scheme === "file") return parsed.authority ? `//${parsed.authority}${parsed.path}` : parsed.path;
  return `${parsed.scheme}://${parsed.authority}${parsed.path}`;
}

/** The document of a path. Inverse of {@link toPath}. */
export function toUri(path: Path): string {
  const match = /^([a-z][\w+.-]+):\/\/([^/]*)(\/.*)$/i.exec(path);
  if (match) return URI.from({ scheme: match[1] ?? "file", authority: match[2] ?? "", path: match[3] ?? "/" }).toString();
  const share = /^\/\/([^/]+)(\/.*)$/.exec(path);
  return share
    ? URI.from({ scheme: "file", authority: share[1] ?? "", path: share[2] ?? "/" }).toString()
    : URI.from({ scheme: "file", path }).toString();
}

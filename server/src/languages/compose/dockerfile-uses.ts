import type { FactDraft } from "../../core/fact";
import type { Path } from "../../core/path";
import { dirname, join } from "../../core/path";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { buildOfImage, useOfDockerfile } from "../shared/dockerfile-uses";
import type { YamlNode } from "../yaml/node";
import type { Data } from "./data";
import { at, hasKey, isList, isMap, textOf } from "./data";
import { isRemote } from "./facts";
import { readPort } from "./ports";

/** What one document says of a service; `node` is what it writes, aliases resolved. */
interface WrittenService {
  readonly name: string;
  readonly data: Data;
  readonly at: Range;
  readonly node: YamlNode | undefined;
}

/** What a service tells the Dockerfile it is built from, as far as this document knows which one that is. */
export function* dockerfileUses({ name, data, at: place, node }: WrittenService, composeFile: Path): Iterable<FactDraft> {
  const build = at(data, "build");
  const path = pathOf(build, dirname(composeFile));
  if (path === undefined || node?.kind !== "map") return;
  const image = textOf(at(data, "image"));
  const target = textOf(at(build, "target"));
  const isKnown = !hasKey(build, "target") || target !== undefined;
  yield useOfDockerfile(path, { what: "build", service: name, target, image, user: textOf(at(data, "user")) }, place);
  if (image !== undefined) yield buildOfImage(image, path, place);
  const written = below(node, "build");
  for (const [arg, where] of argsOf(written)) yield useOfDockerfile(path, { what: "arg", service: name, name: arg }, where);
  if (!isKnown) return;
  const ports = at(data, "ports");
  const portNodes = below(node, "ports");
  for (const [i, item] of (isList(ports) ? ports : []).entries()) {
    const inside = readPort(item)?.target;
    if (inside?.first !== undefined && inside.first === inside.last) {
      const own = portNodes?.kind === "seq" ? portNodes.items[i]?.node : undefined;
      yield useOfDockerfile(path, { what: "port", service: name, target, port: inside.first }, rangeOf(own) ?? place);
    }
  }
  const check = at(data, "healthcheck");
  if (hasKey(check, "test")) yield useOfDockerfile(path, { what: "healthcheck", service: name, target }, place);
}

function pathOf(build: Data, folder: Path): Path | undefined {
  if (typeof build !== "string" && !isMap(build)) return undefined;
  if (hasKey(build, "dockerfile_inline")) return undefined;
  const context = isMap(build) ? (hasKey(build, "context") ? textOf(at(build, "context")) : ".") : textOf(build);
  const file = hasKey(build, "dockerfile") ? textOf(at(build, "dockerfile")) : "Dockerfile";
  if (context === undefined || file === undefined || isRemote(context) || context.startsWith("/")) return undefined;
  return join(join(folder, context), file);
}

function below(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === "map" ? node.pairs.find((pair) => pair.key.source === key)?.value : undefined;
}

/** Names of arguments, in either form. */
function argsOf(build: YamlNode | undefined): (readonly [name: string, at: Range])[] {
  const args = below(build, "args");
  if (args?.kind === "map") return args.pairs.map(({ key }) => [key.source, range(key.start, key.end)] as const);
  if (args?.kind !== "seq") return [];
  return args.items.flatMap(({ node }) => {
    const name = node?.kind === "scalar" ? /^["']?([A-Za-z_]\w*)/.exec(node.source)?.[1] : undefined;
    return name === undefined || !node ? [] : [[name, range(node.start, node.end)] as const];
  });
}

const rangeOf = (node: YamlNode | undefined): Range | undefined =>
  node?.kind === "scalar" && node.end > node.start && !node.source.includes("\n") ? range(node.start, node.end) : undefined;

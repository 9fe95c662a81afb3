import type { Path } from "../../../core/path";
import { relative } from "../../../core/path";
import { joinWords } from "../../../core/words";
import { classifyCredential } from "../../shared/credentials";
import type { PartHover } from "../../hovers";
import type { Written } from "../../yaml/edit";
import { writeBlock } from "../../yaml/edit";
import type { Data, DataMap } from "../data";
import { at, isList, isMap, OPEN, textOf } from "../data";
import type { ComposeFile } from "../file";
import type { ComposeProject, MergedService } from "../project";

/** How many lines of a service are shown. */
const MOST_LINES = 60;

/** What a service comes to, what starts before it and who waits for it. */
export function* serviceHovers(file: ComposeFile): Iterable<PartHover> {
  const { project } = file;
  if (!project) return;
  for (const { name, nameRange, merged } of file.services)
    if (merged) yield { at: nameRange, lines: linesFor(name, merged, project, file) };
}

function linesFor(name: string, merged: MergedService, project: ComposeProject, file: ComposeFile): string[] {
  const files = [...new Set(merged.layers.map(({ path }) => `\`${relative(file.folder, path) ?? path}\``))];
  const sources = files.length > 1 ? [`Merged from ${joinWords(files)}.`] : [];
  return [
    [...startsAfter(merged), ...waitedForBy(name, project), ...order(name, project), ...sources].join(" "),
    `\`\`\`yaml\n${effective(merged.data, file.folder).join("\n")}\n\`\`\``,
  ].filter((line) => line !== "");
}

const WORDS: Readonly<Record<string, string>> = {
  service_healthy: " (healthy)",
  service_completed_successfully: " (completed)",
};

/** Everything a service waits for directly, with how long. */
function startsAfter({ data }: MergedService): string[] {
  const names = dependenciesOf(data).map((name) => {
    const condition = textOf(at(data, "depends_on", name, "condition")) ?? "";
    return `\`${name}\`${WORDS[condition] ?? ""}`;
  });
  return names.length ? [`Starts after ${joinWords(names)}.`] : ["Waits for no other service."];
}

function waitedForBy(name: string, project: ComposeProject): string[] {
  const names = [...project.services.values()].flatMap((other) => (dependenciesOf(other.data).includes(name) ? [`\`${other.name}\``] : []));
  return names.length ? [`${joinWords(names)} ${names.length === 1 ? "waits" : "wait"} for it.`] : [];
}

/** The order in which Compose starts it with all it needs; nothing where that is one step, or a circle. */
function order(name: string, project: ComposeProject): string[] {
  const rounds: string[][] = [];
  const depth = (current: string, above: readonly string[]): number | undefined => {
    if (above.includes(current)) return undefined;
    const below = dependenciesOf(project.services.get(current)?.data ?? {}).map((next) => depth(next, [...above, current]));
    return below.includes(undefined) ? undefined : Math.max(-1, ...below.map((value) => value ?? -1)) + 1;
  };
  const needed = new Set<string>();
  const collect = (current: string) => {
    if (needed.has(current)) return;
    needed.add(current);
    dependenciesOf(project.services.get(current)?.data ?? {}).forEach(collect);
  };
  collect(name);
  for (const current of needed) {
    const round = depth(current, []);
    if (round === undefined) return ["What it needs goes in a circle."];
    (rounds[round] ??= []).push(`\`${current}\``);
  }
  return rounds.length > 2 ? [`Start order: ${rounds.map((round) => round.join(" and ")).join(", then ")}.`] : [];
}

/** Names of what a service waits for: `depends_on`, and services whose namespaces or volumes it shares. */
function dependenciesOf(data: DataMap): string[] {
  const depends = data["depends_on"];
  const names = isMap(depends) ? Object.keys(depends).filter((name) => name !== OPEN) : [];
  const shared = ["network_mode", "ipc", "pid"].flatMap((key) => /^service:(.+)$/.exec(textOf(data[key]) ?? "")?.[1] ?? []);
  const { links } = data;
  const linked = isList(links) ? links.flatMap((link) => textOf(link)?.split(":")[0] ?? []) : [];
  return [...new Set([...names, ...shared, ...linked])];
}

/** The merged service as YAML, credentials left out. */
function effective(data: DataMap, folder: Path): string[] {
  const shown = Object.entries(data).filter(([key]) => key !== OPEN && key !== "extends" && !key.startsWith("x-"));
  const lines = writeBlock(Object.fromEntries(shown.map(([key, value]) => [key, written(value, key, folder)])));
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `# … ${lines.length - MOST_LINES} more lines`] : lines;
}

function written(data: Data, name: string, folder: Path): Written {
  if (isList(data)) return data.map((item) => written(item, name, folder));
  if (isMap(data))
    return Object.fromEntries(
      Object.entries(data).flatMap(([key, value]) => (key === OPEN ? [] : [[key, written(value, key, folder)] as const])),
    );
  if (typeof data !== "string") return data ?? null;
  // Paths of env_file are whole in the model.
  if (data.startsWith(`${folder}/`)) return data.slice(folder.length + 1);
  return classifyCredential(name, data) === undefined ? data : "…";
}

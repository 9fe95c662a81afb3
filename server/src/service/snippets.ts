import type { Path } from "../core/path";
import { basename } from "../core/path";
import type { Reading } from "../core/rule";
import { lineStartAt, range } from "../core/text";
import type { Range } from "../core/text";
import type { Suggestion } from "../languages/completions";
import { containersOf } from "../languages/kubernetes/container";
import { objectsOf } from "../languages/kubernetes/object";
import { cursorAt } from "../languages/yaml/cursor";
import type { PlaceFacts, PlaceName, Snippet } from "../snippets/snippet";
import { filled } from "../snippets/snippet";
import { SNIPPETS } from "../snippets/snippets.generated";
import type { Workspace } from "./workspace";

/** Where a cursor can take snippets: which, what they are filled with, and the word they replace. */
interface Here {
  readonly takes: (snippet: Snippet) => boolean;
  readonly facts: PlaceFacts;
  readonly word: Range;
}

/** A snippet for a place, its tab stops filled with what the place says. */
export interface OfferedSnippet {
  readonly prefix: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
  readonly body: string;
}

/** The snippets that fit at an offset of a file: whole files where nothing is written yet, else what belongs inside the place. */
export function snippetsAt(workspace: Workspace, path: Path, text: string, offset: number): OfferedSnippet[] {
  const here = hereAt(workspace, path, text, offset);
  return here ? SNIPPETS.filter(here.takes).map((snippet) => offered(snippet, here.facts)) : [];
}

/** The same as completions. */
export function snippetSuggestions(workspace: Workspace, path: Path, text: string, offset: number): Suggestion[] {
  const here = hereAt(workspace, path, text, offset);
  if (!here) return [];
  return SNIPPETS.filter(here.takes).map((snippet) => ({
    label: snippet.prefix,
    detail: snippet.title,
    insert: offered(snippet, here.facts).body,
    snippet: true,
    kind: "snippet",
    replaces: here.word,
  }));
}

const offered = (snippet: Snippet, facts: PlaceFacts): OfferedSnippet => ({
  prefix: snippet.prefix,
  title: snippet.title,
  description: snippet.description,
  group: snippet.group,
  body: filled(snippet, facts),
});

function hereAt(workspace: Workspace, path: Path, text: string, offset: number): Here | undefined {
  const word = wordBefore(text, offset);
  if (text.slice(0, word.start).trim() === "" && text.slice(word.end).trim() === "") {
    const languages = languagesOf(path);
    return languages.length
      ? { takes: ({ place, language }) => isWhole(place) && languages.includes(language), facts: {}, word }
      : undefined;
  }
  const reading = workspace.engine.reading(path, offset);
  if (!reading) return undefined;
  if (reading.kind === "dockerfile" || reading.kind === "terraform") {
    const place = reading.kind === "dockerfile" ? "dockerfile/instruction" : "terraform/block";
    return word.start === lineStartAt(text, offset) ? { takes: (snippet) => snippet.place === place, facts: {}, word } : undefined;
  }
  const place = placeInYaml(reading, offset - reading.start);
  return place && { takes: (snippet) => snippet.place === place, facts: factsAt(reading, offset - reading.start), word };
}

const isWhole = (place: PlaceName): boolean => place === "file" || place === "terraform/block";

/** What an empty file may become, by its name. A workflow, a pipeline or any other YAML that says by its path whose it is becomes nothing of ours. */
function languagesOf(path: Path): readonly Snippet["language"][] {
  const name = basename(path);
  if (/(?:^|\/)\.plimsoll\/playbooks\/[^/]+\.ya?ml$/.test(path)) return ["playbook"];
  if (/^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(name)) return ["compose"];
  if (/^Dockerfile(?:\.[\w-]+)?$|\.[Dd]ockerfile$/.test(name)) return ["dockerfile"];
  if (/\.(?:tf|tofu)$/.test(name)) return ["terraform"];
  const isTaken =
    /(?:^|\/)\.|(?:^|\/)(?:mkdocs|buildspec|action|values[\w.-]*|Chart|kustomization|appveyor|cloudbuild|azure-pipelines)\.ya?ml$/.test(
      path,
    );
  return /\.ya?ml$/.test(name) && !isTaken ? ["kubernetes"] : [];
}

function placeInYaml(reading: Reading, offset: number): PlaceName | undefined {
  const cursor = cursorAt(reading.part.text, offset);
  if (!cursor || cursor.key !== undefined) return undefined;
  const path = cursor.path.join(".");
  switch (reading.kind) {
    case "compose":
      if (path === "") return "compose/top-level";
      if (path === "services") return "compose/services";
      return cursor.path[0] === "services" && cursor.path.length === 2 ? "compose/service" : undefined;
    case "playbook":
      return cursor.item && /(?:^|\.)steps\.\*$/.test(path) ? "playbook/step" : undefined;
    case "kubernetes":
    case "helm-template":
      if (cursor.item) return undefined;
      if (/(?:^|\.)(?:initC|c)ontainers\.\*$/.test(path)) return "kubernetes/container";
      if (/(?:^|\.)template\.spec$/.test(path)) return "kubernetes/pod-spec";
      if (/(?:^|\.)metadata$/.test(path)) return "kubernetes/metadata";
      return path === "spec" && objectsOf(reading).some(({ podSpec }) => podSpec) ? "kubernetes/workload-spec" : undefined;
    default:
      return undefined;
  }
}

function factsAt(reading: Reading, offset: number): PlaceFacts {
  if (reading.kind !== "kubernetes" && reading.kind !== "helm-template") return {};
  const object = objectsOf(reading).findLast(({ root }) => (root.node?.start ?? 0) <= offset);
  const container = object && containersOf(object).findLast(({ root }) => (root.node?.start ?? Infinity) <= offset);
  const port = container?.ports[0];
  // What pods are selected by: the key and its value.
  const label = ["app.kubernetes.io/name", "app"].find((key) => object?.podLabels?.[key] !== undefined);
  const facts = {
    name: container?.name ?? object?.name,
    app: label === undefined ? undefined : object?.podLabels?.[label],
    label,
    port: port?.name ?? port?.number?.toString(),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** The word that is being typed. */
function wordBefore(text: string, offset: number): Range {
  const typed = /[\w-]*$/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? "";
  return range(offset - typed.length, offset);
}

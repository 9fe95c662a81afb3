import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import type { Completer, Suggestion } from "../completions";
import { cursorAt } from "../yaml/cursor";
import { builtFile } from "./build";
import { dotenvVariable } from "./dotenv";
import type { Section } from "./facts";
import { isSection } from "./facts";
import type { ComposeFile } from "./file";
import { fileOf } from "./queries";

/** Names of the project that a service refers to, and the variables of `.env`. */
export const composeCompletions: Completer = function* (reading, offset) {
  const file = fileOf(reading);
  if (!file) return;
  const variable = /\$\{?(\w*)$/.exec(reading.part.text.slice(0, offset))?.[1];
  if (variable !== undefined) {
    yield* variables(reading, file, range(offset - variable.length, offset));
    return;
  }
  const cursor = cursorAt(reading.part.text, offset);
  const [top, service, ...below] = cursor?.path ?? [];
  if (!cursor || top !== "services" || service === undefined) return;
  const where = [...below, ...(cursor.key === undefined ? [] : [cursor.key])].filter((key) => key !== "*");
  const names = where.join(".") === "build.target" ? stagesOf(service, file, reading) : namesAt(where, service, file);
  for (const { name, detail } of names) yield { label: name, detail, insert: name, kind: "reference", replaces: cursor.word };
};

interface Name {
  readonly name: string;
  readonly detail: string;
}

function namesAt(where: readonly string[], service: string, file: ComposeFile): Name[] {
  const [key = "", inner, ...rest] = where;
  if (rest.length) return [];
  if (inner !== undefined && !(key === "extends" && inner === "service") && !(isSection(key) && inner === "source")) return [];
  switch (key) {
    case "depends_on":
    case "links":
    case "volumes_from":
    case "extends":
      return servicesOf(file).filter(({ name }) => name !== service);
    case "network_mode":
    case "ipc":
    case "pid":
      return servicesOf(file).flatMap(({ name, detail }) => (name === service ? [] : [{ name: `service:${name}`, detail }]));
    case "profiles":
      return profilesOf(file);
    default:
      return isSection(key) ? declared(key, file) : [];
  }
}

/** The named stages of the Dockerfile that a service is built from. */
function stagesOf(service: string, file: ComposeFile, { scope }: Reading): Name[] {
  const merged = file.project?.services.get(service);
  return ((merged && builtFile(merged, scope)?.view.stages) ?? []).flatMap(({ name, image }) =>
    name === undefined ? [] : [{ name, detail: image === undefined ? "stage" : `stage on ${image}` }],
  );
}

const servicesOf = (file: ComposeFile): Name[] =>
  [...(file.project?.services.values() ?? [])].map(({ name, data }) => ({
    name,
    detail: typeof data["image"] === "string" ? `service, ${data["image"]}` : "service",
  }));

const declared = (section: Section, file: ComposeFile): Name[] =>
  [...(file.project?.declared[section].keys() ?? [])].map((name) => ({ name, detail: section.slice(0, -1) }));

function profilesOf(file: ComposeFile): Name[] {
  const lists = [...(file.project?.services.values() ?? [])].map(({ data }) => data["profiles"]);
  const names = new Set(lists.flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : [])));
  return [...names].flatMap((name) => (typeof name === "string" ? [{ name, detail: "profile of another service" }] : []));
}

function* variables({ scope }: Reading, file: ComposeFile, replaces: Range): Iterable<Suggestion> {
  for (const { value } of scope.all(dotenvVariable, `${file.folder}/.env`))
    yield { label: value.name, detail: "set in .env", insert: value.name, kind: "reference", replaces };
}

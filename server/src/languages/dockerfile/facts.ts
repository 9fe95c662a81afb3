import { fact, factKind } from "../../core/fact";
import type { FactDraft } from "../../core/fact";
import type { Path } from "../../core/path";
import type { Range } from "../../core/text";
import { placeOfDockerfile } from "../shared/dockerfile-uses";
import { mountOptions } from "./flags";
import type { Instruction } from "./instruction";
import type { DockerfilePart } from "./part";
import { scriptOf } from "./scripts";
import { readTemplate } from "./variables";
import type { Template } from "./variables";
import type { Word } from "./words";

/** Shell form is a command line for a shell, exec form a list of words without one. */
export type CommandForm = "exec" | "shell";

/**
 * What other instructions of the file may want to know of one. No more than that: a RUN offers its mounts and not its commands, so that
 * editing a command looks at that RUN alone. A template is undefined where BuildKit would refuse the word.
 */
export type InstructionHeader =
  | {
      readonly keyword: "FROM";
      readonly image: Template | undefined;
      readonly platform: Template | undefined;
      readonly name: string | undefined;
    }
  | {
      readonly keyword: "COPY" | "ADD";
      readonly from: Template | undefined;
      readonly chown: Template | undefined;
      readonly sources: readonly (Template | undefined)[];
      readonly destination: Template | undefined;
      readonly heredocs: number;
    }
  | { readonly keyword: "USER" | "WORKDIR" | "STOPSIGNAL"; readonly value: Template | undefined }
  | { readonly keyword: "SHELL"; readonly words: readonly string[] | undefined }
  /** Their variables are facts of their own, {@link dockerfileVariable}: so many of them, in order. */
  | { readonly keyword: "ARG" | "ENV"; readonly variables: number }
  | { readonly keyword: "EXPOSE"; readonly ports: readonly (Template | undefined)[] }
  | { readonly keyword: "CMD" | "ENTRYPOINT"; readonly form: CommandForm; readonly words: readonly string[] | undefined }
  | { readonly keyword: "HEALTHCHECK"; readonly form: CommandForm | "none" }
  | { readonly keyword: "RUN"; readonly mounts: readonly Readonly<Record<string, string>>[]; readonly network: string | undefined }
  | { readonly keyword: "ONBUILD"; readonly trigger: InstructionHeader | undefined }
  | { readonly keyword: "LABEL" | "VOLUME" | "MAINTAINER" }
  /** An instruction that does not exist. */
  | { readonly keyword: "?"; readonly written: string };

/** An instruction of a Dockerfile; the key is the file's path. There is one for each instruction, in order. The range is its keyword. */
export const dockerfileHeader = factKind<InstructionHeader>("dockerfile.header");

export interface DockerfileVariable {
  readonly name: string;
  readonly by: "ARG" | "ENV";
  /** Undefined for `ARG NAME`, and for a value BuildKit would refuse. */
  readonly value: Template | undefined;
}

/** A name that ARG or ENV sets; the key is the file's path. The range is the value, or the name where there is none. */
export const dockerfileVariable = factKind<DockerfileVariable>("dockerfile.variable");

/** A pair in the old form, `ENV NAME value`; the key is the file's path. The range is the name. */
export const dockerfileLegacyPair = factKind<string>("dockerfile.legacyPair");

/** A keyword that is not written in capitals, as it is written; the key is the file's path. */
export const dockerfileSmallKeyword = factKind<string>("dockerfile.smallKeyword");

/** A RUN that calls curl or wget; the key is the file's path. The range is the first call. */
export const dockerfileDownload = factKind<"curl" | "wget">("dockerfile.download");

/** The names of variables that an instruction mentions, with blanks between; those of commands that run in a container are the container's. */
export const dockerfileMention = factKind<string>("dockerfile.mention");

const RUN_LATER: ReadonlySet<string> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);

/** What an instruction offers the others. */
export function* dockerfileFacts(part: DockerfilePart, text: string, path: Path): Generator<FactDraft> {
  const { instruction } = part;
  if (!instruction) return;
  if (instruction.keyword === "FROM") yield placeOfDockerfile(path, instruction.keywordRange);
  yield fact(dockerfileHeader, path, headerOf(instruction), instruction.keywordRange);
  const { keyword, writtenKeyword } = instruction;
  if (writtenKeyword !== keyword) yield fact(dockerfileSmallKeyword, path, writtenKeyword, instruction.keywordRange);
  if (keyword === "ENV" || keyword === "LABEL") {
    const [pair] = instruction.pairs;
    if (pair?.legacy && pair.value) yield fact(dockerfileLegacyPair, path, `${keyword} ${pair.name.raw}`, pair.name.range);
  }
  if (keyword === "RUN") yield* downloads(instruction, text, path);
  if (!RUN_LATER.has(keyword) && text.includes("$"))
    yield fact(
      dockerfileMention,
      path,
      Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name = ""]) => name).join(" "),
      instruction.keywordRange,
    );
  if (keyword !== "ARG" && keyword !== "ENV") return;
  for (const { name, value } of instruction.pairs) {
    const variable: DockerfileVariable = { name: name.value ?? name.raw, by: keyword, value: value?.template };
    yield fact(dockerfileVariable, path, variable, value && notEmpty(value.range) ? value.range : name.range);
  }
}

/** Each of the two tools once. Few RUNs are read for this: most do not name either. */
function* downloads(instruction: Instruction, text: string, path: Path): Generator<FactDraft> {
  if (!/\b(?:curl|wget)\b/.test(text)) return;
  const commands = scriptOf(instruction, text, ["sh"])?.commands ?? [];
  for (const tool of ["curl", "wget"] as const) {
    const call = commands.find((command) => command.is(tool));
    if (call) yield fact(dockerfileDownload, path, tool, call.word.range);
  }
}

const notEmpty = (range: Range): boolean => range.end > range.start;

export function headerOf(instruction: Instruction): InstructionHeader {
  const { keyword } = instruction;
  switch (keyword) {
    case "FROM": {
      const { image, name } = fromWords(instruction);
      return { keyword, image: image?.template, platform: instruction.flag("platform")?.value?.template, name: name?.raw };
    }
    case "COPY":
    case "ADD": {
      const { sources, destination } = copyTemplates(instruction);
      const flag = (name: string) => instruction.flag(name)?.value?.template;
      return { keyword, from: flag("from"), chown: flag("chown"), sources, destination, heredocs: instruction.heredocs.length };
    }
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
      return { keyword, value: instruction.words[0]?.template };
    case "SHELL":
      return { keyword, words: instruction.json?.words.map((word) => word.value) };
    case "ARG":
    case "ENV":
      return { keyword, variables: instruction.pairs.length };
    case "EXPOSE":
      return { keyword, ports: instruction.words.map((word) => word.template) };
    case "CMD":
    case "ENTRYPOINT":
      return { keyword, form: instruction.json ? "exec" : "shell", words: instruction.json?.words.map((word) => word.value) };
    case "HEALTHCHECK":
      return { keyword, form: instruction.words[0]?.raw.toUpperCase() === "NONE" ? "none" : instruction.json ? "exec" : "shell" };
    case "RUN": {
      const mounts = instruction.flags.flatMap((flag) => (flag.name === "mount" ? [mountOptions(flag.value?.raw ?? "")] : []));
      return { keyword, mounts, network: instruction.flag("network")?.value?.value };
    }
    case "ONBUILD":
      return {
        keyword,
        trigger: instruction.trigger && instruction.trigger.keyword !== "ONBUILD" ? headerOf(instruction.trigger) : undefined,
      };
    case "LABEL":
    case "VOLUME":
    case "MAINTAINER":
      return { keyword };
    default:
      return { keyword: "?", written: instruction.writtenKeyword };
  }
}

export interface FromWords {
  readonly image: Word | undefined;
  /** The word `AS`, in whatever case. */
  readonly as: Word | undefined;
  readonly name: Word | undefined;
}

/** `FROM <image> AS <name>`. */
export function fromWords(instruction: Instruction): FromWords {
  const [image, as, name] = instruction.words;
  return as?.raw.toUpperCase() === "AS" ? { image, as, name } : { image, as: undefined, name: undefined };
}

/** The sources and the destination of COPY and ADD, in either form. Heredocs are no sources. */
function copyTemplates(instruction: Instruction): { sources: readonly (Template | undefined)[]; destination: Template | undefined } {
  const { json, heredocs } = instruction;
  const templates: readonly (Template | undefined)[] = json
    ? json.words.map((word) => readTemplate(word.value, 0, word.value.length, { escape: instruction.escape })?.template)
    : instruction.words
        .filter((word) => !heredocs.some((heredoc) => heredoc.inLine.start <= word.inLine.start && word.inLine.end <= heredoc.inLine.end))
        .map((word) => word.template);
  return { sources: templates.slice(0, -1), destination: templates.at(-1) };
}

/** `COPY . /app`: whatever the build context holds. */
export const takesWholeContext = (header: InstructionHeader): boolean =>
  (header.keyword === "COPY" || header.keyword === "ADD") &&
  header.from === undefined &&
  header.sources.some((source) => source?.length === 1 && typeof source[0] === "string" && WHOLE_CONTEXT.has(source[0]));

/** How people write it. */
export const WHOLE_CONTEXT: ReadonlySet<string> = new Set(["", ".", "./", "/", "*", "./*", "/."]);

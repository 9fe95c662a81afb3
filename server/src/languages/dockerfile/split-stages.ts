import type { Fix } from "../../core/edit";
import { snippetText } from "../../core/edit";
import { range } from "../../core/text";
import { breakOf, livePlace } from "./edit";
import type { InstructionNode } from "./nodes";

/** What the second stage starts from, and what it takes of the first. */
export interface RuntimeStage {
  /** To choose from; the first is the default. */
  readonly bases: readonly string[];
  /** Files and folders, absolute or below the WORKDIR. */
  readonly copies: readonly string[];
  /** Lines that belong below the copies. */
  readonly lines?: readonly string[];
}

/** Say something of the image and nothing of how it is built: they move with the command. */
const OF_THE_IMAGE = new Set(["EXPOSE", "ENV", "VOLUME", "HEALTHCHECK", "STOPSIGNAL", "LABEL", "USER", "CMD", "ENTRYPOINT"]);

/**
 * Makes two stages of one: the instructions up to the last that builds stay, and what is said of the image moves into a second stage, which
 * takes the results. What it starts from, and the exact files, are tab stops.
 */
export function splitStages(node: InstructionNode, { bases, copies, lines = [] }: RuntimeStage): Fix[] {
  const { before, after } = node.neighbours();
  const { context } = node;
  const from = before[0];
  const lastBuilding = after.findLastIndex(({ value: header }) => !OF_THE_IMAGE.has(header.keyword));
  const first = after[lastBuilding + 1];
  if (
    from?.value.keyword !== "FROM" ||
    !first ||
    !after.some(({ value: header }) => header.keyword === "CMD" || header.keyword === "ENTRYPOINT")
  )
    return [];
  const name = context.stageName ?? "build";
  const workdir = context.workdir.state === "known" && context.workdir.value !== "/" ? context.workdir.value : undefined;
  const choice =
    bases.length > 1
      ? `\${1|${bases.map((base) => base.replace(/[,|\\]/g, "\\$&")).join(",")}|}`
      : `\${1:${snippetText(bases[0] ?? "image")}}`;
  const stage = [
    "",
    `FROM ${choice}`,
    ...(workdir !== undefined && copies.some((path) => !path.startsWith("/")) ? [`WORKDIR ${snippetText(workdir)}`] : []),
    ...copies.map((path, i) => copyLine(name, path, workdir, i + 2)),
    ...lines,
  ];
  const lineBreak = breakOf(node);
  const text = stage.map((line) => line + lineBreak).join("");
  return [
    {
      title: "Split into a build and a runtime stage",
      safety: "suggestion",
      edits: [
        ...(context.stageName === undefined
          ? [
              {
                at: livePlace(from.at, ({ argumentsRange }) => argumentsRange && range(argumentsRange.end, argumentsRange.end)),
                text: ` AS ${name}`,
              },
            ]
          : []),
        { at: livePlace(first.at, () => range(0, 0)), text, snippet: true },
      ],
    },
  ];
}

/** `COPY --from=build /app /app`; the path is the same tab stop twice. */
function copyLine(name: string, path: string, workdir: string | undefined, stop: number): string {
  const placeholder = `\${${stop}:${snippetText(path.replace(/^\.\//, ""))}}`;
  if (path === ".") return `COPY --from=${name} ${workdir ?? "/"} .`;
  return path.startsWith("/")
    ? `COPY --from=${name} ${placeholder} ${placeholder}`
    : `COPY --from=${name} ${workdir ?? ""}/${placeholder} ${placeholder}`;
}

import type { Field } from "../../core/field";
import { known, mapField } from "../../core/field";
import type { Part } from "../../core/part";
import { query, sharedQuery } from "../../core/rule";
import type { Query, Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import type { ImageReference } from "../shared/image";
import { parseImage } from "../shared/image";
import { stageOf } from "./context";
import type { SourceMeaning } from "./context";
import type { Directive } from "./directives";
import { mountOptions } from "./flags";
import type { Keyword } from "./keywords.table";
import { InstructionNode, StageNode } from "./nodes";
import { RunCommand, RunPackages } from "./run-commands";
import type { DockerfilePart } from "./part";
import type { SyntaxProblem } from "./problem";
import { dockerfileStages } from "./stages";
import type { DockerfileStages } from "./stages";
import type { Pair } from "./words";

const treeOf = (reading: Reading): DockerfilePart => reading.tree as DockerfilePart;

const NODES = {};

/** The instruction of the part, and the one it puts off with ONBUILD. */
const nodesOf = (reading: Reading): readonly InstructionNode[] =>
  reading.once(NODES, () => {
    const { instruction } = treeOf(reading);
    if (!instruction) return [];
    const { trigger } = instruction;
    const own = new InstructionNode(reading, instruction, false);
    return trigger ? [own, new InstructionNode(reading, trigger, true)] : [own];
  });

/** Instructions of these keywords, of all where none is given. Those put off with ONBUILD are among them. */
export const instructions = sharedQuery((...keywords: readonly Keyword[]): Query<InstructionNode> =>
  query(["dockerfile"], (reading) =>
    nodesOf(reading).filter((node) => keywords.length === 0 || (keywords as readonly string[]).includes(node.keyword)),
  ),
);

const STAGE = {};

const ownStage = (view: DockerfileStages | undefined, part: Part) => view && stageOf(view, part);

/** Every stage, at its FROM. */
export const stages: Query<StageNode> = query(["dockerfile"], (reading) => {
  const { instruction } = treeOf(reading);
  if (instruction?.keyword !== "FROM") return [];
  return reading.once(STAGE, () => {
    const stage = reading.scope.select(dockerfileStages, reading.path, ownStage, reading.part);
    return stage ? [new StageNode(reading, instruction, stage)] : [];
  });
});

/** The stage that is meant to be deployed: the last that is not there to work in. */
export const deployedStage: Query<StageNode> = query(["dockerfile"], (reading) =>
  Array.from(stages.of(reading)).filter((stage) => stage.stage.deployed),
);

const COMMANDS = {};

const runCommandsOf = (reading: Reading): readonly RunCommand[] =>
  reading.once(COMMANDS, () =>
    nodesOf(reading).flatMap((node) => {
      const script = node.keyword === "RUN" ? node.script : undefined;
      return script ? script.commands.map((command) => new RunCommand(node, script, command)) : [];
    }),
  );

/** Every command of every RUN. None where the shell is not known to be sh or bash. */
export const runCommands: Query<RunCommand> = query(["dockerfile"], runCommandsOf);

const PACKAGES = {};

/** Every call of a package manager. */
export const packageCommands: Query<RunPackages> = query(["dockerfile"], (reading) =>
  reading.once(PACKAGES, () => runCommandsOf(reading).flatMap((command) => RunPackages.of(command) ?? [])),
);

/** An image that the file takes something from. */
export interface UsedImage {
  readonly node: InstructionNode;
  readonly by: "FROM" | "COPY" | "RUN";
  /** What to point at: the word, or the flag's value. */
  readonly at: Range;
  readonly image: Field<ImageReference>;
  /** Set for FROM. */
  readonly stage: StageNode | undefined;
}

/** Images in FROM, `COPY --from` and `RUN --mount=from=…`; stages are none. */
export const usedImages: Query<UsedImage> = query(["dockerfile"], function* (reading): Generator<UsedImage> {
  for (const stage of stages.of(reading)) {
    if (stage.image.state === "known" || stage.image.state === "unknown")
      yield { node: stage, by: "FROM", at: stage.image.at, image: stage.image, stage };
  }
  for (const node of nodesOf(reading)) {
    for (const { by, name } of namedImages(node)) {
      if (name.state !== "known" && name.state !== "unknown") continue;
      if (name.state === "known" && isStage(node, name.value)) continue;
      yield { node, by, at: name.at, image: mapField(name, parseImage), stage: undefined };
    }
  }
});

function namedImages(node: InstructionNode): { by: "COPY" | "RUN"; name: Field<string> }[] {
  if (node.keyword === "COPY") return [{ by: "COPY", name: node.flag("from") }];
  if (node.keyword !== "RUN") return [];
  return node.instruction.flags.flatMap((flag) => {
    const from = flag.name === "mount" ? mountOptions(flag.value?.value ?? "")["from"] : undefined;
    return from === undefined ? [] : [{ by: "RUN" as const, name: known(from, flag.range) }];
  });
}

/** Whether a name is that of a stage of the file, or the number of one. */
const isStage = ({ reading: { scope, path } }: InstructionNode, name: string): boolean =>
  /^\d+$/.test(name) || scope.select(dockerfileStages, path, hasStage, name.toLowerCase());

const hasStage = (view: DockerfileStages | undefined, name: string) => view?.named.has(name) ?? true;

/** A name that is written where a stage may be named: `COPY --from`, `RUN --mount=from=…`. */
export interface StageSource extends SourceMeaning {
  readonly node: InstructionNode;
  readonly name: string;
  readonly at: Range;
  /** The names of all stages, as they are written. */
  readonly allNames: () => readonly string[];
}

/** Names of stages and images that files are taken from, as far as they are known. */
export const stageSources: Query<StageSource> = query(["dockerfile"], (reading) =>
  nodesOf(reading).flatMap((node) =>
    node.onbuild
      ? []
      : namedImages(node).flatMap(({ name }) => {
          if (name.state !== "known") return [];
          const { scope, path } = reading;
          const found = node.meaningOf(name.value);
          const allNames = () => scope.select(dockerfileStages, path, namesOfStages, undefined);
          return found ? [{ node, name: name.value, at: name.at, allNames, ...found }] : [];
        }),
  ),
);

const namesOfStages = (view: DockerfileStages | undefined) => (view?.stages ?? []).flatMap((stage) => stage.name ?? []);

/** A name that ARG, ENV or LABEL sets. */
export interface PairNode {
  readonly node: InstructionNode;
  readonly pair: Pair;
  readonly name: string;
  readonly value: Field<string>;
}

/** What these instructions set, a pair each. */
export const pairs = (...keywords: readonly ("ARG" | "ENV" | "LABEL")[]): Query<PairNode> =>
  query(["dockerfile"], (reading) =>
    Array.from(instructions(...keywords).of(reading)).flatMap((node) =>
      node.instruction.pairs.map((pair) => ({ node, pair, name: pair.name.value ?? pair.name.raw, value: node.resolve(pair.value) })),
    ),
  );

/** What BuildKit's parser would refuse. */
export const syntaxProblems: Query<SyntaxProblem> = query(["dockerfile"], (reading) => treeOf(reading).problems);

export const directives: Query<Directive> = query(["dockerfile"], (reading) => treeOf(reading).directives);

import type { Path } from "../../../core/path";
import { basename } from "../../../core/path";
import type { Scope } from "../../../core/scope";
import { joinWords } from "../../../core/words";
import { usesOfStage } from "../links";
import { fromWords } from "../facts";
import { stageSources, stages } from "../queries";
import { baseOf, dockerfileStages } from "../stages";
import type { DockerfileStage, DockerfileStages, Effective } from "../stages";
import { indexOf, valueAt } from "../context";
import type { HoverSource } from "./hover";
import { code } from "./hover";

/** What a stage starts from, what it leaves, and who takes from it; at its FROM, and where it is named. */
export const stageHovers: HoverSource = function* (node, reading) {
  const view = reading.scope.effective(dockerfileStages, reading.path);
  if (!view) return;
  for (const { stage, instruction } of stages.of(reading)) {
    if (instruction !== node.instruction) continue;
    const lines = [describe(view, stage), leaves(view, stage), users(view, stage), ...usedOutside(stage, reading.path, reading.scope)];
    yield { at: node.range, lines };
    const { name, image } = fromWords(instruction);
    if (name) yield { at: name.range, lines };
    if (image && stage.base.kind === "stage") {
      const below = baseOf(view.stages, stage);
      if (below) yield { at: image.range, lines: [describe(view, below), leaves(view, below)] };
    }
  }
  for (const { node: owner, name, at, names } of stageSources.of(reading)) {
    if (owner.instruction !== node.instruction || names !== "stage") continue;
    const index = /^\d+$/.test(name)
      ? Number(name)
      : view.named.get(name.toLowerCase())?.findLast((each) => each < indexOf(view, reading.part));
    const source = index === undefined ? undefined : view.stages[index];
    if (source) yield { at, lines: [describe(view, source), users(view, source)] };
  }
};

/** Who builds it with Compose, and who runs it. */
function usedOutside(stage: DockerfileStage, path: Path, scope: Scope): string[] {
  const uses = usesOfStage(stage, path, scope).map(({ by, at }) => `${by.replace(/"([^"]*)"/, "`$1`")} in ${code(basename(at.file))}`);
  const some = [...new Set(uses)];
  return some.length === 0 ? [] : [`Used by ${joinWords(some.slice(0, 5))}${some.length > 5 ? ` and ${some.length - 5} more` : ""}.`];
}

const nameOf = (view: DockerfileStages, stage: DockerfileStage): string =>
  stage.name === undefined ? `stage ${view.stages.indexOf(stage)}` : code(stage.name);

/** Through all the stages below it. */
function describe(view: DockerfileStages, stage: DockerfileStage): string {
  const chain: string[] = [];
  for (let below = baseOf(view.stages, stage); below; below = baseOf(view.stages, below)) chain.push(nameOf(view, below));
  const image = stage.image === undefined ? "an image that is not known" : code(stage.image);
  const start = `${nameOf(view, stage).replace(/^s/, "S")}${stage.final ? ", the last one," : ""} starts from ${chain.length > 0 ? `${joinWords(chain, "on")}, on ` : ""}${image}.`;
  return stage.final ? start : `${start}${stage.needed ? "" : " The last stage does without it: it is built only when somebody names it."}`;
}

/** What a container, or a stage that starts from it, begins with. */
function leaves(view: DockerfileStages, stage: DockerfileStage): string {
  const env = new Map<string, string>();
  for (let each: DockerfileStage | undefined = stage; each; each = baseOf(view.stages, each))
    for (const { name, by } of each.assignments) if (by === "ENV") env.set(name, name);
  const names = [...env.keys()];
  const variables =
    names.length === 0 ? "" : ` ENV: ${joinWords(names.slice(0, 8).map(code))}${names.length > 8 ? ` and ${names.length - 8} more` : ""}.`;
  return `It ends as user ${shown(valueAt(stage.users, Infinity))} in ${shown(valueAt(stage.workdirs, Infinity))}.${variables}`;
}

const shown = (value: Effective<string>): string =>
  value.state === "known" ? `**${code(value.value)}**` : value.at ? "that a variable names" : "of the base image";

function users(view: DockerfileStages, stage: DockerfileStage): string {
  const own = view.stages.indexOf(stage);
  const direct = view.stages.filter(({ takesFrom }, index) => takesFrom.includes(index - own));
  if (direct.length === 0) return stage.final ? "This is what a build without `--target` makes." : "No other stage takes anything from it.";
  const named = direct.map((other) => `${nameOf(view, other)} ${baseOf(view.stages, other) === stage ? "starts" : "copies"} from it`);
  return `${joinWords(named)}.`;
}

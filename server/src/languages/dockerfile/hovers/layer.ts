import { joinWords } from "../../../core/words";
import { takesWholeContext } from "../facts";
import type { StageInstruction } from "../stages";
import type { HoverSource } from "./hover";
import { code, inShort } from "./hover";
import { instructionAt } from "../edit";

/** What makes a RUN run again. Source: Docker documentation, "Build cache invalidation". */
export const layerHovers: HoverSource = function* (node) {
  if (node.keyword !== "RUN" || node.onbuild) return;
  const { before } = node.neighbours();
  const whole = before.find(({ value: header }) => takesWholeContext(header));
  if (whole) {
    yield {
      at: node.range,
      lines: [
        `Runs again after **any** change to the build context: ${textOf(whole)} stands above it.`,
        "What needs few of the files comes earlier with a COPY of just those.",
      ],
    };
    return;
  }
  const files = before.filter(({ value: header }) => (header.keyword === "COPY" || header.keyword === "ADD") && header.from === undefined);
  const stages = before.filter(({ value: header }) => header.keyword === "COPY" && header.from !== undefined);
  const args = before.filter(({ value: header }) => header.keyword === "ARG");
  const reasons = [
    ...(files.length > 0 ? [`what ${joinWords(files.slice(-3).map(textOf))} ${files.length === 1 ? "takes" : "take"} changes`] : []),
    ...(stages.length > 0 ? [`the result of another stage changes (${joinWords(stages.slice(-3).map(textOf))})`] : []),
    ...(args.length > 0 ? [`a value of ${joinWords(args.slice(-3).map(textOf))} is another`] : []),
    "a line above it, or itself, is edited",
  ];
  yield {
    at: node.range,
    lines: [
      `Runs again when ${node.context.fromStage ? "the stage below it" : "the base image"} is new, or ${joinWords(reasons, "or")}.`,
      "Otherwise its layer comes from the cache, however old: what it downloads is not looked at again.",
    ],
  };
};

const textOf = ({ at }: StageInstruction): string => {
  const instruction = instructionAt(at);
  return code(inShort(instruction ? at.part.text.slice(instruction.range.start, instruction.end) : ""));
};

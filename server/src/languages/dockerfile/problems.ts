import type { Instruction } from "./instruction";
import { isKeyword, keywordFacts } from "./keywords.table";
import type { SyntaxProblem } from "./problem";

/** What BuildKit would refuse in an instruction, each once. Only what it refuses whatever the build arguments are. */
export function* instructionProblems(instruction: Instruction): Generator<SyntaxProblem> {
  const { keyword, keywordRange } = instruction;
  if (!isKeyword(keyword)) {
    yield {
      code: "unknown-instruction",
      range: keywordRange,
      message: keyword === "" ? "There is no instruction here." : `There is no instruction ${keyword}.`,
    };
    return;
  }
  for (const heredoc of instruction.heredocs) {
    if (!heredoc.terminator)
      yield {
        code: "unterminated-heredoc",
        range: heredoc.range,
        message: `The line "${heredoc.name}" that ends this heredoc is missing.`,
      };
  }
  if (keyword === "ONBUILD") {
    yield* triggerProblems(instruction);
    return;
  }
  yield* flagProblems(instruction);
  if (instruction.argumentsText === "") {
    yield { code: "missing-argument", range: keywordRange, message: `${keyword} needs an argument.` };
    return;
  }
  yield* argumentProblems(instruction);
}

function* triggerProblems(instruction: Instruction): Generator<SyntaxProblem> {
  const { trigger } = instruction;
  if (!trigger) {
    yield { code: "missing-argument", range: instruction.keywordRange, message: "ONBUILD needs an instruction." };
    return;
  }
  if (["ONBUILD", "FROM", "MAINTAINER"].includes(trigger.keyword)) {
    yield { code: "forbidden-trigger", range: trigger.keywordRange, message: `${trigger.keyword} cannot be put off with ONBUILD.` };
    return;
  }
  // The heredocs are the same ones, and were looked at above.
  for (const problem of instructionProblems(trigger)) if (problem.code !== "unterminated-heredoc") yield problem;
}

function* flagProblems(instruction: Instruction): Generator<SyntaxProblem> {
  const known = keywordFacts(instruction.keyword).flags;
  for (const flag of instruction.flags) {
    if (!known.includes(flag.name))
      yield { code: "unknown-flag", range: flag.nameRange, message: `${instruction.keyword} has no flag --${flag.name}.` };
  }
}

function* argumentProblems(instruction: Instruction): Generator<SyntaxProblem> {
  const { keyword, jsonOrProblem } = instruction;
  if (jsonOrProblem === "not-strings" && instruction.argumentsRange) {
    yield { code: "exec-form-not-strings", range: instruction.argumentsRange, message: "The exec form takes strings only." };
    return;
  }
  if (jsonOrProblem) return;
  if (keyword === "SHELL" && instruction.argumentsRange) {
    yield { code: "exec-form-not-strings", range: instruction.argumentsRange, message: 'SHELL needs the exec form: ["program", "-c"].' };
    return;
  }
  const { words } = instruction;
  if ((keyword === "COPY" || keyword === "ADD") && words.length < 2) {
    yield { code: "missing-argument", range: instruction.keywordRange, message: `${keyword} needs a source and a destination.` };
  }
  for (const pair of instruction.pairs) {
    if (keyword === "ARG" || pair.value) continue;
    yield { code: "not-key-value", range: pair.range, message: `${keyword} needs NAME=value.` };
  }
  if (!["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"].includes(keyword)) {
    for (const word of words) {
      if (word.template === undefined && keyword !== "MAINTAINER")
        yield {
          code: "unterminated-quote",
          range: word.range,
          message: `A quote or a substitution in ${word.raw} is not closed or not known.`,
        };
    }
  }
}

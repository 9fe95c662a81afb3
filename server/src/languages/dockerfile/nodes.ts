import { ABSENT, known, unknown } from "../../core/field";
import type { Field } from "../../core/field";
import type { Selector } from "../../core/memo";
import type { Part } from "../../core/part";
import type { Anchor } from "../../core/place";
import type { Reading } from "../../core/rule";
import type { Range } from "../../core/text";
import type { ImageReference } from "../shared/image";
import { parseImage } from "../shared/image";
import type { ShellCommand, ShellScript } from "../shell/nodes";
import { baseImage } from "./base-images.table";
import type { BaseImage } from "./base-images.table";
import type { Assignment } from "./bindings";
import {
  bindingFor,
  contextAt,
  declaresAt,
  earlierOf,
  indexOf,
  isFirstWholeCopy,
  meaningOf,
  namesAbove,
  neighboursOf,
  preambleAbove,
  runsBehind,
  valueAt,
} from "./context";
import type { InstructionContext, InstructionPlace, Neighbours, SourceMeaning } from "./context";
import { fromWords } from "./facts";
import type { InstructionHeader } from "./facts";
import type { Instruction } from "./instruction";
import { scriptOf, setsPipefail } from "./scripts";
import { dockerfileStages } from "./stages";
import type { DockerfileStage, DockerfileStages, Effective, StageInstruction } from "./stages";
import { resolveTemplate } from "./variables";
import type { Binding, Template } from "./variables";
import type { Word } from "./words";

/** An instruction with what the file around it says. */
export class InstructionNode {
  constructor(
    readonly reading: Reading,
    readonly instruction: Instruction,
    /** Put off by ONBUILD: it runs in another build, of which nothing is known. */
    readonly onbuild: boolean,
  ) {}

  get keyword(): string {
    return this.instruction.keyword;
  }

  /** The keyword: what a finding on the instruction as a whole points at. */
  get range(): Range {
    return this.instruction.keywordRange;
  }

  get words(): readonly Word[] {
    return this.instruction.words;
  }

  /** What the rest of the file means for this instruction. */
  get context(): InstructionContext {
    return contextAt(this.#place);
  }

  /** The instructions of a keyword before this one, in its stage. */
  earlier(keyword: string): readonly InstructionHeader[] {
    return earlierOf(this.#place, keyword);
  }

  /** The other instructions of these keywords in its stage, of all where none is given. */
  neighbours(...keywords: readonly InstructionHeader["keyword"][]): Neighbours {
    return neighboursOf(this.#place, keywords.join(" "));
  }

  /** What a name means where this instruction may name a stage. */
  meaningOf(name: string): SourceMeaning | undefined {
    return meaningOf(this.#place, name);
  }

  /** The instructions above this one, for one that stands before the first FROM. */
  get headersAbove(): readonly InstructionHeader[] {
    return preambleAbove(this.#place);
  }

  /** Whether this is the first COPY or ADD of the file that takes the whole build context. */
  get isFirstWholeCopy(): boolean {
    return !this.onbuild && isFirstWholeCopy(this.#place);
  }

  /** What a variable is here. */
  variable(name: string): Binding<Anchor> {
    return this.onbuild ? { state: "unknown" } : bindingFor(this.#place, name);
  }

  /** The names that ARG and ENV set above it, in its stage and in those it starts from. */
  get variableNames(): readonly string[] {
    return namesAbove(this.#place);
  }

  /** Whether its stage declares an ARG of this name without a value above it, and none with one. */
  declares(name: string): boolean {
    return !this.onbuild && declaresAt(this.#place, name);
  }

  /** Whether a program runs behind it that sees the arguments of the build. */
  get isSeenByPrograms(): boolean {
    return this.onbuild || runsBehind(this.#place);
  }

  /** A word with its variables filled in. */
  resolve(word: Word | undefined): Field<string> {
    return word ? this.fill(word.template, word.range) : ABSENT;
  }

  flag(name: string): Field<string> {
    const flag = this.instruction.flag(name);
    if (!flag) return ABSENT;
    return flag.value ? this.fill(flag.value.template, flag.value.range) : known("true", flag.range);
  }

  /** The words of the shell that runs a shell form here; undefined where it is not known. */
  get shell(): readonly string[] | undefined {
    if (this.onbuild) return DEFAULT_SHELL;
    const { shell } = this.context;
    // The escape character of a file for Windows says so much of its shell: not /bin/sh.
    if (shell.state === "unknown" || (shell.at === undefined && this.reading.part.state === "`")) return undefined;
    return shell.value;
  }

  /** What is known of the image at the bottom of its stage. */
  get baseImage(): BaseImage | undefined {
    const { image } = this.context;
    const reference = image === undefined ? undefined : parseImage(image);
    return reference && baseImage(reference);
  }

  /** Which shell runs a shell form here; undefined where it is not known. */
  get shellProgram(): "bash" | "ash" | "dash" | undefined {
    const program = (this.shell?.[0] ?? "").replace(/^.*\//, "");
    if (program === "bash" || program === "ash" || program === "dash") return program;
    const sh = program === "sh" && !this.onbuild ? this.baseImage?.sh : undefined;
    return sh === "none" ? undefined : sh;
  }

  /** Whether the shell itself stops at a command that fails inside of a pipe. */
  get hasPipefail(): boolean {
    return this.shell !== undefined && setsPipefail(this.shell);
  }

  /** What RUN, CMD, ENTRYPOINT or HEALTHCHECK runs. Undefined for others, and while the shell's grammar is not loaded. */
  get script(): ShellScript | undefined {
    return scriptOf(this.instruction, this.reading.part.text, this.shell);
  }

  get commands(): readonly ShellCommand[] {
    return this.script?.commands ?? [];
  }

  get #place(): InstructionPlace {
    return { scope: this.reading.scope, path: this.reading.path, part: this.reading.part };
  }

  protected fill(template: Template | undefined, at: Range): Field<string> {
    const resolved = template && resolveTemplate<Anchor>(template, (name) => this.variable(name));
    return resolved ? known(resolved.value, at, resolved.origins[0]) : unknown(at);
  }
}

const DEFAULT_SHELL: readonly string[] = ["/bin/sh", "-c"];

/** A stage, looked at from its FROM. What it says of other instructions depends on their headers alone. */
export class StageNode extends InstructionNode {
  constructor(
    reading: Reading,
    instruction: Instruction,
    readonly stage: DockerfileStage,
  ) {
    super(reading, instruction, false);
  }

  /** The last of the file. */
  get final(): boolean {
    return this.stage.final;
  }

  /** The word behind AS. */
  get name(): Word | undefined {
    return fromWords(this.instruction).name;
  }

  get asWord(): Word | undefined {
    return fromWords(this.instruction).as;
  }

  get imageWord(): Word | undefined {
    return fromWords(this.instruction).image;
  }

  /** The stage this one starts from. */
  get baseStage(): DockerfileStage | undefined {
    return this.stage.base.kind === "stage" ? this.ofFile(stageAbove, { part: this.reading.part, by: this.stage.base.above }) : undefined;
  }

  /** The image this stage starts from; absent when that is a stage. Its origin is the first ARG default that was filled in. */
  get image(): Field<ImageReference> {
    const word = this.imageWord;
    const { base } = this.stage;
    if (!word || base.kind === "stage") return ABSENT;
    const reference = base.kind === "image" ? parseImage(base.image) : undefined;
    return reference && base.kind === "image" ? known(reference, word.range, base.origins[0]) : unknown(word.range);
  }

  /** What is known of the image at the bottom, through all stages below. */
  override get baseImage(): BaseImage | undefined {
    const reference = this.stage.image === undefined ? undefined : parseImage(this.stage.image);
    return reference && baseImage(reference);
  }

  /** The ARGs before the first FROM: all that FROM itself can use. */
  get globals(): readonly Assignment[] {
    return this.ofFile(globalsOf, undefined) ?? [];
  }

  /** What leaves its layers in the image that is deployed. */
  get shipped(): readonly StageInstruction[] {
    return this.ofFile(shippedOf, undefined);
  }

  /** What a selector picks out of all stages of the file. */
  ofFile<A, S>(select: Selector<DockerfileStages | undefined, A, S>, argument: A): S {
    return this.reading.scope.select(dockerfileStages, this.reading.path, select, argument);
  }

  /** The instructions of a keyword, those of the stages below not counted. */
  own<K extends InstructionHeader["keyword"]>(keyword: K): readonly (StageInstruction & { readonly value: HeaderOf<K> })[] {
    return this.stage.instructions.filter(
      (each): each is StageInstruction & { readonly value: HeaderOf<K> } => each.value.keyword === keyword,
    );
  }

  /** The last instruction of a keyword, in this stage or else in those below. */
  last(keyword: InstructionHeader["keyword"]): StageInstruction | undefined {
    const { part } = this.reading;
    let by = 0;
    for (let stage: DockerfileStage | undefined = this.stage; stage;) {
      const found = stage.instructions.findLast((each) => each.value.keyword === keyword);
      if (found || stage.base.kind !== "stage") return found;
      by += stage.base.above;
      stage = this.ofFile(stageAbove, { part, by });
    }
    return undefined;
  }

  /** What a container of this stage runs as. */
  get user(): Effective<string> {
    return valueAt(this.stage.users, Infinity);
  }

  get workdir(): Effective<string> {
    return valueAt(this.stage.workdirs, Infinity);
  }
}

const stageAbove = (view: DockerfileStages | undefined, { part, by }: { readonly part: Part; readonly by: number }) =>
  view?.stages[indexOf(view, part) - by];

const shippedOf = (view: DockerfileStages | undefined): readonly StageInstruction[] =>
  (view?.stages ?? []).filter((stage) => stage.shipped).flatMap((stage) => stage.instructions);

const globalsOf = (view: DockerfileStages | undefined) => view?.globals;

export type HeaderOf<K extends InstructionHeader["keyword"]> = Extract<InstructionHeader, { readonly keyword: K }>;

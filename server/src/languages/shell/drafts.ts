import type { Range } from "../../core/text";
import { ShellCommand } from "./nodes";
import type { ShellAssignment, ShellOperator, ShellPipeline, ShellPlace, ShellRedirect, ShellWord } from "./nodes";

export interface DraftPipeline {
  readonly members: DraftCommand[][];
  readonly range: Range;
}

/** A command while the reader still learns what stands behind it. */
export class DraftCommand {
  readonly assignments: ShellAssignment[] = [];
  readonly redirects: ShellRedirect[] = [];
  after: ShellOperator | undefined;
  pipeline: DraftPipeline | undefined;
  #words: { name: ShellWord; rest: readonly ShellWord[]; range: Range } | undefined;

  constructor(
    readonly place: ShellPlace,
    public before: ShellOperator | undefined,
    readonly chain: number,
    readonly negated: boolean,
  ) {}

  finish(name: ShellWord, rest: readonly ShellWord[], range: Range): void {
    this.#words = { name, rest, range };
  }

  /** Undefined for a command without a word: assignments or redirects alone. */
  toCommand(pipeline: ShellPipeline | undefined): ShellCommand | undefined {
    if (!this.#words) return undefined;
    const { name, rest, range } = this.#words;
    return new ShellCommand(
      name,
      rest,
      this.assignments,
      this.redirects,
      range,
      this.place,
      this.before,
      this.after,
      this.chain,
      this.negated,
      pipeline,
    );
  }
}

/** Makes the final nodes, which know their pipes as the pipes know them. */
export function finishCommands(
  drafts: readonly DraftCommand[],
  draftPipelines: readonly DraftPipeline[],
): { commands: ShellCommand[]; pipelines: ShellPipeline[] } {
  const pipelines = new Map(
    draftPipelines.map((draft) => [draft, { members: draft.members.map((): ShellCommand[] => []), range: draft.range }]),
  );
  const commands = new Map<DraftCommand, ShellCommand>();
  for (const draft of drafts) {
    const command = draft.toCommand(draft.pipeline && pipelines.get(draft.pipeline));
    if (command) commands.set(draft, command);
  }
  for (const [draft, pipeline] of pipelines) {
    draft.members.forEach((member, i) => pipeline.members[i]?.push(...member.flatMap((each) => commands.get(each) ?? [])));
  }
  return { commands: [...commands.values()], pipelines: [...pipelines.values()] };
}

import type { Range } from "../../core/text";
import { packageCommand } from "../shell/package-managers";
import type { PackageCommand } from "../shell/package-managers";
import type { ShellCommand, ShellScript } from "../shell/nodes";
import type { InstructionNode } from "./nodes";

/** A command of a RUN. */
export class RunCommand {
  constructor(
    readonly run: InstructionNode,
    readonly script: ShellScript,
    readonly command: ShellCommand,
  ) {}

  get range(): Range {
    return this.command.range;
  }

  /** Whether a word or a gap may be edited. */
  editable(range: Range): boolean {
    return this.script.source.map.editable(range);
  }

  /** The commands behind this one, in the order they are written. */
  get later(): readonly ShellCommand[] {
    return this.script.commands.slice(this.script.commands.indexOf(this.command) + 1);
  }
}

/** A command of a RUN that calls a package manager. */
export class RunPackages extends RunCommand {
  constructor(
    run: RunCommand,
    readonly packages: PackageCommand,
  ) {
    super(run.run, run.script, run.command);
  }

  /** The cache and bind mounts of its RUN, by target; a target that is not known is the empty name. */
  get mounts(): readonly string[] {
    return this.run.instruction.flags.flatMap((flag) =>
      flag.name === "mount" ? [/(?:^|,)(?:target|dst|destination)=([^,]*)/.exec(flag.value?.value ?? "")?.[1] ?? ""] : [],
    );
  }

  static of(run: RunCommand): RunPackages | undefined {
    const packages = packageCommand(run.command);
    return packages && new RunPackages(run, packages);
  }
}

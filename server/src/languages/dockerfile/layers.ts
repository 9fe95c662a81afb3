import { packageCommand } from "../shell/package-managers";
import type { PackageManager } from "../shell/package-managers";
import type { ShellCommand } from "../shell/nodes";
import { RunCommand, RunPackages } from "./run-commands";

/** Whether what a command writes below a folder stays in the final image, as far as its RUN says: nothing mounted there, nothing removed. */
export function staysInImage(run: RunPackages, folder: string): boolean {
  if (run.run.onbuild || !run.run.context.shipped) return false;
  if (run.mounts.some((target) => target === "" || covers(target, folder))) return false;
  return !run.later.some((command) => mayRemove(command, folder));
}

const covers = (target: string, folder: string): boolean => folder.startsWith(target.replace(/\/$/, "")) || target.startsWith(folder);

/** Whether a command removes files of a folder, or is a script that may. */
function mayRemove(command: ShellCommand, folder: string): boolean {
  const name = command.name ?? "";
  if (command.word.value === undefined || /clean|purge|\.sh$/i.test(name)) return true;
  if (!command.is("rm", "find", "truncate", "unlink", "sudo", "xargs", "command")) return false;
  return command.arguments_.some((word) => word.raw.includes(folder) || reachesBelow(word.raw, folder));
}

/** `/var/lib/{apt,dpkg}`, `/var/lib/*`, `~/.cache` for `/root/.cache`. */
function reachesBelow(raw: string, folder: string): boolean {
  const path = raw.replace(/^["']|["']$/g, "").replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, "/root");
  const fixed = path.replace(/[*{$].*$/, "");
  if (fixed !== path) return fixed.length > 1 && folder.startsWith(fixed);
  return path.length > 1 && folder.startsWith(path.replace(/\/$/, ""));
}

/** Whether an earlier command of the same RUN is like this one: what is true of several is said once. */
export const isRepeatedBy = (run: RunCommand, like: (command: ShellCommand) => boolean): boolean =>
  run.script.commands.slice(0, run.script.commands.indexOf(run.command)).some(like);

/** Whether an earlier command of the same RUN asks the same manager for the same. */
export const isRepeated = (run: RunPackages): boolean =>
  isRepeatedBy(run, (command) => {
    const other = packageCommand(command);
    return other?.manager === run.packages.manager && other.action === run.packages.action;
  });

/** All calls of package managers in the RUN of one that are like it, itself among them: what is true of several is said once. */
export function alike(run: RunPackages, like: (other: RunPackages) => boolean): readonly RunPackages[] {
  const all = run.script.commands.flatMap(
    (command) => RunPackages.of(command === run.command ? run : new RunCommand(run.run, run.script, command)) ?? [],
  );
  return all.filter(like);
}

/** What the RUN asks these managers for, all of it. */
export const packageCommandsOf = (run: RunCommand, ...managers: readonly PackageManager[]) =>
  run.script.commands.flatMap((command) => {
    const packages = packageCommand(command);
    return packages && managers.includes(packages.manager) ? [packages] : [];
  });

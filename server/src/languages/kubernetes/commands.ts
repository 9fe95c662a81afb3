import type { Container } from "./container";

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/;

/** What a container was told to run instead of its image's own command: the script of a shell, else the words. Undefined when not known. */
export function commandOf(container: Container): string | undefined {
  const [command, args] = [container.root.list("command"), container.root.list("args")];
  const words = [...command.strings(), ...args.strings()];
  if (!command.length || command.open || args.open || words.length !== command.length + args.length) return undefined;
  const [program = "", flag = "", script = ""] = words;
  return SHELL.test(program) && /^-[a-z]*c$/.test(flag) && words.length === 3 ? script.trim() : words.join(" ");
}

/** Whether it was told to sleep, for somebody who looks around in it: there is nothing to finish. */
export const isToldToSleep = (container: Container): boolean => /^(?:\S*\/)?sleep\s+\S+$/.test(commandOf(container) ?? "");

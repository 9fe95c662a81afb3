import type { Fix } from "../../core/edit";
import { addFlags } from "./edit-runs";
import type { RunPackages } from "./run-commands";

/**
 * Keeps what a manager downloads in the builder's cache instead of the layer. Only for root, whose folders these are, and for a RUN that
 * does not clean up itself. Source: Docker documentation, "Optimize cache usage in builds", cache mounts.
 */
export function mountCache({ run, script }: RunPackages, folders: readonly string[], sharing?: string): readonly Fix[] {
  const { user } = run.context;
  const isRoot = user.state === "unknown" ? user.at === undefined : /^(?:root|0)(?::|$)/.test(user.value);
  if (!isRoot || run.onbuild || run.instruction.flags.some(({ name }) => name === "mount") || script.broken) return [];
  if (script.commands.some((command) => command.is("rm", "find"))) return [];
  const flags = folders.map((folder) => `--mount=type=cache,target=${folder}${sharing === undefined ? "" : `,sharing=${sharing}`}`);
  const edit = addFlags(run, flags);
  return edit ? [{ title: "Mount a cache instead", safety: "suggestion", edits: [edit] }] : [];
}

import type { Scope } from "../../core/scope";
import { scopeParts, viewKind } from "../../core/scope";
import { parseText } from "./parse";

/** The name of the file that `terraform init` writes beside the configuration. */
const LOCK_FILE = ".terraform.lock.hcl";

const lockPath = (scope: Scope): string => `${scopeParts(scope.id).folder}/${LOCK_FILE}`;

/** The versions that the lock file of the directory holds, by the provider's address. Undefined without such a file, or where it cannot be read. */
const lockView = viewKind<Readonly<Record<string, string>> | undefined>("terraform/lock", (_key, scope) => {
  const path = lockPath(scope);
  const text = scope.file(path) === "absent" ? undefined : scope.text(path);
  if (text === undefined) return undefined;
  const { blocks, errors } = parseText(text);
  if (errors.length) return undefined;
  const entries = blocks.flatMap((block): [string, string][] => {
    const [address] = block.labels;
    const version = block.attributes.find(({ name }) => name === "version")?.expression;
    return block.type === "provider" && address && version?.kind === "literal" ? [[address.text, String(version.value)]] : [];
  });
  return Object.fromEntries(entries);
});

/** Whether the directory has a lock file; `unknown` where nobody has looked, or Git ignores it. */
export const lockFilePresence = (scope: Scope): "present" | "absent" | "unknown" => scope.file(lockPath(scope));

/** The version that is locked for a provider, by its `source`; null where the file holds none, undefined without such a file. */
export function lockedVersion(scope: Scope, source: string): string | null | undefined {
  const locked = scope.effective(lockView);
  if (!locked) return undefined;
  // Without a host the registry is that of the program: Terraform's or OpenTofu's.
  const wanted = source.split("/").length > 2 ? source : `/${source}`;
  const address = Object.keys(locked).find((each) => each.toLowerCase().endsWith(wanted.toLowerCase()));
  return address === undefined ? null : (locked[address] ?? null);
}

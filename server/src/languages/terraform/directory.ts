import { foldersAbove } from "../../core/path";
import type { Scope } from "../../core/scope";
import { scopeParts } from "../../core/scope";
import type { TerraformBlock } from "./block";
import { callFact, configurationFact, moduleFact } from "./facts";

/** What Terraform is run in, as opposed to a module that others call. */
export interface Root {
  readonly backend: boolean;
  readonly requiredVersion: boolean;
}

/**
 * The directory as a root: it has a provider block, a backend or variable files, nobody calls it, and it does not lie below `modules/`,
 * `examples/` and the like. Undefined for everything else.
 */
export function rootOf(scope: Scope): Root | undefined {
  if (
    scope.all(callFact).length ||
    isComponent(scope) ||
    /(?:^|\/)(?:modules?|examples?|samples?|patterns|demos?|tests?|fixtures)(?:\/|$)/i.test(scopeParts(scope.id).folder)
  )
    return undefined;
  const configurations = scope.all(configurationFact, "terraform");
  const backend = configurations.some((found) => found.value.backend);
  if (!backend && !scope.all(configurationFact, "provider").length && !scope.all(configurationFact, "tfvars").length) return undefined;
  return { backend, requiredVersion: configurations.some((found) => found.value.requiredVersion) };
}

/** Whether this block is the one that findings about the whole directory are shown on: its first `terraform` block, else its first provider. */
export function speaksForDirectory(block: TerraformBlock): boolean {
  const { scope, part } = block.reading;
  const [first] = scope.all(configurationFact, "terraform");
  const speaker = first ?? scope.all(configurationFact, "provider")[0];
  if (!speaker || speaker.at.part !== part) return false;
  const kind = first ? "terraform" : "provider";
  // A JSON file is one part with several blocks.
  return block.tree.blocks.find((other) => other.type === kind) === block.node;
}

const TERRAGRUNT = ["terragrunt.hcl", "root.hcl", "terragrunt.stack.hcl", "atmos.yaml"];

/** What all components of Cloud Posse begin with. Atmos runs them, and writes backend and variables beside them. */
const isComponent = (scope: Scope): boolean => scope.all(moduleFact, "cloudposse/label/null").length > 0;

/**
 * Whether Terragrunt or Atmos may write files into the directory that are not there; also while nobody has looked into it. Of folders above,
 * some lie outside of what was opened: nobody ever looks there.
 */
export function isGenerated(scope: Scope): boolean {
  const { folder } = scopeParts(scope.id);
  if (scope.files(folder, TERRAGRUNT).some((presence) => presence !== "absent")) return true;
  const above = foldersAbove(folder === "" ? "main.tf" : `${folder}/main.tf`);
  return isComponent(scope) || [...above].some((place) => scope.files(place, TERRAGRUNT).includes("present"));
}

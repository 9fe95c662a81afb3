import { files, hcl } from "../../core/example";
import { basename } from "../../core/path";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { Scope } from "../../core/scope";
import { declaredFact, settingFact, variableFact } from "../../languages/terraform/facts";
import { settings } from "../../languages/terraform/queries";

/** How much of what two files set both must set, to be files for two environments and not two halves of one. */
const ALIKE = 0.6;

export default defineRule({
  id: "terraform/variable-file-without-value",
  summary: "Value that another environment's file has and this one lacks",
  severity: "warning",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  patient: true,
  guidance: ["DRF-05"],
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/values/variables"],
  rationale:
    "A variable without a default that one environment sets and another does not fails on the day of the release: Terraform asks for it, and a pipeline has nobody to answer. Keep the same names in the file of every environment and vary only the values.",
  examples: [
    {
      title: "set for staging, not for production",
      source: files({
        "variables.tf": hcl`
variable "size" {
  type = number
}

variable "zone" {
  type = string
}

variable "flag" {
  type = bool
}
`,
        "production.tfvars": hcl`
size = 3
^^^^ warning: production.tfvars does not set "flag", which staging.tfvars sets and which has no default.
zone = "a"
`,
        "staging.tfvars": hcl`
size = 1
zone = "a"
flag = true
`,
      }),
    },
    {
      title: "a default, and two halves of one",
      source: files({
        "variables.tf": hcl`
variable "size" {
  type = number
}

variable "flag" {
  default = true
}

variable "network" {
  type = string
}
`,
        "production.tfvars": "size = 3\n",
        "staging.tfvars": "size = 1\nflag = true\n",
        "network.tfvars": 'network = "10.0.0.0/16"\n',
      }),
    },
  ],
  on: settings,
  *check({ node, reading }, _context, scope) {
    const { path } = reading;
    const sets = settingsByFile(scope);
    const own = sets.get(path);
    if (!own || own.first !== node.name || own.automatic) return;
    for (const [other, theirs] of sets) {
      if (other === path || theirs.automatic || likeness(own.names, theirs.names) < ALIKE) continue;
      const missing = [...theirs.names].find((name) => !own.names.has(name) && isNeeded(scope, name, sets));
      if (missing === undefined) continue;
      yield {
        at: range(node.start, node.nameEnd),
        message: `${basename(path)} does not set "${missing}", which ${basename(other)} sets and which has no default.`,
      };
      return;
    }
  },
});

interface VariableFile {
  readonly first: string;
  readonly automatic: boolean;
  readonly names: Set<string>;
}

/** What each variable file of the directory sets, of the variables that are declared in it. */
function settingsByFile(scope: Scope): ReadonlyMap<string, VariableFile> {
  const found = new Map<string, VariableFile>();
  for (const { value } of scope.all(declaredFact)) {
    if (value.root !== "var") continue;
    for (const { value: setting } of scope.all(settingFact, value.name)) {
      const file = found.get(setting.path);
      if (file) file.names.add(value.name);
      else found.set(setting.path, { first: value.name, automatic: setting.automatic, names: new Set([value.name]) });
    }
  }
  return found;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((name) => b.has(name)).length;
  return both / (a.size + b.size - both);
}

/** Whether nothing else supplies a variable: no default, and no file that is read unasked. */
const isNeeded = (scope: Scope, name: string, sets: ReadonlyMap<string, VariableFile>): boolean =>
  scope.all(variableFact, name).every(({ value }) => value.default === undefined) &&
  ![...sets.values()].some((file) => file.automatic && file.names.has(name));

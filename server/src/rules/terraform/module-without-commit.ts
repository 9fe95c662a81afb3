import { hcl } from "../../core/example";
import { defineRule } from "../../core/rule";
import { modules } from "../../languages/terraform/queries";
import type { Finding } from "../../core/rule";

export default defineRule({
  id: "terraform/module-without-commit",
  summary: "Module that is not pinned to a commit",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: ["MOD-03"],
  equivalents: ["checkov:CKV_TF_1", "tflint:terraform_module_shallow_clone"],
  references: ["https://developer.hashicorp.com/terraform/language/modules/sources#selecting-a-revision"],
  rationale:
    "A tag can be moved, a commit cannot. Registries serve releases that do not change; for those, and for repositories of your own, a version or tag is what most teams use: an opinion. A Git module of a large repository is fetched faster with `depth=1`, which takes a tag or branch, not a commit.",
  examples: [
    {
      title: "a tag, and a registry",
      source: hcl`
module "queue" {
  source = "git::https://git.example.com/acme/queue.git?ref=v1.2.0"
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Module "queue" is not pinned to a commit.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Module "queue" is cloned with its whole history: depth=1 fetches what is used.
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Module "vpc" is not pinned to a commit.
  version = "6.0.1"
}
`,
    },
    {
      title: "a commit, and a folder",
      source: hcl`
module "queue" {
  source = "git::https://git.example.com/acme/queue.git?ref=6e3c1b1a2f0d4c5e6f708192a3b4c5d6e7f80912"
}

module "own" {
  source = "./queue"
}
`,
    },
  ],
  on: modules,
  *check(module): Iterable<Finding> {
    const source = module.string("source");
    if (source === undefined || /^\.\.?(?:\/|$)/.test(source)) return;
    const ref = /[?&]ref=([^&]*)/.exec(source)?.[1];
    const at = module.rangeOf("source");
    if (ref !== undefined && /^[0-9a-f]{40}$/i.test(ref)) return;
    yield { at, message: `Module "${module.name}" is not pinned to a commit.`, equivalents: ["checkov:CKV_TF_1"] };
    if (ref !== undefined && /^git::|\.git(?:\/\/|\?)/.test(source) && !/[?&]depth=/.test(source))
      yield {
        at,
        message: `Module "${module.name}" is cloned with its whole history: depth=1 fetches what is used.`,
        equivalents: ["tflint:terraform_module_shallow_clone"],
      };
  },
});

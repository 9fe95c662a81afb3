import type { Fix } from "../../core/edit";
import { files, hcl } from "../../core/example";
import type { Path } from "../../core/path";
import { defineRule } from "../../core/rule";
import type { Finding } from "../../core/rule";
import type { Settings } from "../../core/settings";
import type { TerraformBlock } from "../../languages/terraform/block";
import { moduleFact } from "../../languages/terraform/facts";
import { TabStop, fixWith, replaceRange, setAttribute } from "../../languages/terraform/edit";
import { modules } from "../../languages/terraform/queries";

export default defineRule({
  id: "terraform/unpinned-module",
  summary: "Module comes in whatever version is newest",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["MOD-01", "MOD-02", "MOD-04", "GOV-06", "IDP-12"],
  equivalents: [
    "tflint:terraform_module_pinned_source",
    "tflint:terraform_module_version",
    "checkov:CKV_TF_2",
    "kics:generic_git_module_without_revision",
  ],
  references: [
    "https://developer.hashicorp.com/terraform/language/block/module#version",
    "https://developer.hashicorp.com/terraform/language/modules/sources#selecting-a-revision",
  ],
  rationale:
    "Terraform's lock file holds providers, not modules: each fresh `terraform init` takes the newest release from the registry, or the tip of the " +
    "default branch from Git. The plan of tomorrow then differs from the one that was reviewed, though nobody changed a file. Give a registry module " +
    "a `version`, a Git module a `?ref=` with a release tag. A branch as the ref moves with each push and pins nothing. Modules of one source are one finding a directory.",
  examples: [
    {
      title: "a registry module without version, a Git module without ref",
      source: hcl`
module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: Module "vpc" has no version: each init may take a newer release.
  name   = "shop"
}

module "queue" {
  source = "git::https://git.example.com/acme/modules.git//queue"
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: Module "queue" has no ref: each init may take newer commits.
}
`,
      fixed: hcl`
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  name    = "shop"
  version = "~> "
}

module "queue" {
  source = "git::https://git.example.com/acme/modules.git//queue"
}
`,
    },
    {
      title: "a branch is no version",
      source: hcl`
module "queue" {
  source = "git::https://git.example.com/acme/modules.git//queue?ref=main"
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Module "queue" follows the branch "main", which moves with each push.
}
`,
    },
    {
      title: "one source is said once in a directory, with the other places",
      source: files({
        "apps.tf": hcl`
module "web" {
  source = "acme/service/aws"
           ^^^^^^^^^^^^^^^^^^ 💡 warning: Module "web" has no version: each init may take a newer release.
}
`,
        "jobs.tf": hcl`
module "mailer" {
  source = "acme/service/aws"
}

module "reports" {
  source  = "acme/service/aws"
  version = "2.4.0"
}
`,
      }),
    },
    {
      title: "in production a branch is a risk",
      settings: { environment: { name: "prod", production: true, because: "the path says prod" } },
      source: hcl`
module "queue" {
  source = "github.com/acme/modules?ref=master"
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Module "queue" follows the branch "master", which moves with each push, in production (the path says prod).
}
`,
    },
    {
      title: "pinned, local, or an archive",
      source: hcl`
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.1"
}

module "queue" {
  source = "git::ssh://git@git.example.com/acme/modules.git?ref=v1.4.0"
}

module "local" {
  source = "./modules/local"
}

module "archive" {
  source = "https://example.com/modules/queue-1.4.0.zip"
}
`,
    },
  ],
  patient: true,
  on: modules,
  *check(module, { settings }, scope) {
    const source = module.string("source");
    if (source === undefined) return;
    const alike = scope.all(moduleFact, source).filter(({ value }) => !value.versioned);
    const [first, ...others] = alike;
    // One source is one decision: the first module says it for the directory.
    if (first && alike.some(({ value }) => isOf(value, module)) && !isOf(first.value, module)) return;
    const finding = isRegistry(source)
      ? module.lacks("version") && unversioned(module)
      : isGit(source) && judgeRef(module, source, settings);
    if (!finding) return;
    const related = others.map(({ at, value }) => ({ at, message: `Module "${value.name}" has the same source.` }));
    yield related.length ? { ...finding, related } : finding;
  },
});

const isOf = ({ path, name }: { readonly path: Path; readonly name: string }, module: TerraformBlock): boolean =>
  path === module.reading.path && name === module.name;

const isRegistry = (source: string): boolean =>
  /^(?:[\w.-]+\.[a-z]{2,}(?::\d+)?\/)?[\w-]+\/[\w-]+\/[a-z0-9-]+(?:\/\/.*)?$/i.test(source) && !/^(?:github|bitbucket)\./.test(source);

const isGit = (source: string): boolean => /^git::|^git@|^(?:github\.com|bitbucket\.org)\/|\.git(?:\/\/|\?|$)/.test(source);

function unversioned(module: TerraformBlock): Finding {
  return {
    at: module.rangeOf("source"),
    message: `Module "${module.name}" has no version: each init may take a newer release.`,
    fixes: fixWith("Add a version", "suggestion", setAttribute(module, "version", ['"~> ', new TabStop(), '"'])),
  };
}

function judgeRef(module: TerraformBlock, source: string, settings: Settings): Finding | undefined {
  const ref = /[?&]ref=([^&]*)/.exec(source)?.[1];
  const at = module.rangeOf("source");
  if (ref === undefined || ref === "") {
    return { at, message: `Module "${module.name}" has no ref: each init may take newer commits.`, fixes: refFix(module, source) };
  }
  if (!/^(?:main|master|head|develop(?:ment)?|trunk|dev|staging|release|latest)$/i.test(ref)) return undefined;
  const because = settings.environment?.production ? `, in production (${settings.environment.because})` : "";
  return {
    at,
    severity: because === "" ? "info" : "warning",
    message: `Module "${module.name}" follows the branch "${ref}", which moves with each push${because}.`,
  };
}

function refFix(module: TerraformBlock, source: string): Fix[] {
  const expression = module.attribute("source")?.expression;
  if (expression?.kind !== "literal" || module.tree.json || source.includes("?")) return [];
  return fixWith("Pin to a tag", "suggestion", replaceRange(expression, [`"${source}?ref=`, new TabStop(), '"']));
}

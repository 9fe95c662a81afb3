import type { Fact } from "../../core/fact";
import type { Part } from "../../core/part";
import type { Finding, Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { TerraformBlock } from "../../languages/terraform/block";
import { rootOf } from "../../languages/terraform/directory";
import type { Declared } from "../../languages/terraform/facts";
import { callFact, declaredFact, resourceFact } from "../../languages/terraform/facts";
import { blocks } from "../../languages/terraform/queries";

/** From how many variables on a module is said to be crowded, and where that is no opinion any more. */
const MANY_VARIABLES = 20;
const TOO_MANY_VARIABLES = 50;

/** From how many arguments on a call says as much as the resources would. */
const MANY_ARGUMENTS = 16;

const META_ARGUMENTS: ReadonlySet<string> = new Set(["source", "version", "providers", "count", "for_each", "depends_on"]);

/** How many variables a module has, of one that has many: for the part of the first, which speaks for all. */
function crowdBehind(declared: readonly Fact<Declared>[], part: Part): number | undefined {
  const variables = declared.filter(({ value }) => value.root === "var");
  return variables.length >= MANY_VARIABLES && variables[0]?.at.part === part ? variables.length : undefined;
}

/** A module that hides less than it costs, in one of its shapes. */
interface ModuleRow extends Pick<Rule, "id" | "summary" | "preset" | "guidance" | "rationale" | "examples"> {
  readonly find: (block: TerraformBlock, scope: Scope) => Iterable<Finding>;
}

const variables = (count: number) => Array.from({ length: count }, (_, i) => `\nvariable "v${i + 2}" {\n  type = string\n}\n`).join("");
const call = (count: number) => Array.from({ length: count }, (_, i) => `  a${String(i).padStart(2, "0")} = ${i}\n`).join("");
const caller = 'module "queue" {\n  source = "./queue"\n}\n';

const ROWS: readonly ModuleRow[] = [
  {
    id: "terraform/crowded-module",
    summary: "Module with dozens of variables",
    preset: "strict",
    guidance: ["MOD-06"],
    rationale:
      "A module with fifty inputs is harder to use than the resources behind it: each input is a promise to all callers, and most of them pass a value on. Split it by purpose, or give people a plain example to copy.",
    examples: [
      {
        title: "fifty of them, said on the first",
        source: {
          "queue/variables.tf": `variable "v1" {\n         ^^^^ hint: This module has 50 variables.\n  type = string\n}\n${variables(49)}`,
          "main.tf": caller,
        },
      },
      {
        title: "twenty are an opinion",
        settings: { preset: "all" },
        source: {
          "modules/queue/variables.tf": `variable "v1" {\n         ^^^^ hint: This module has 20 variables.\n  type = string\n}\n${variables(19)}`,
        },
      },
      { title: "a root", source: `provider "aws" {\n}\n\nvariable "v1" {\n  type = string\n}\n${variables(60)}` },
    ],
    *find(block, scope) {
      if (block.type !== "variable") return;
      const crowd = scope.pick(declaredFact, "", crowdBehind, block.reading.part);
      if (crowd === undefined || rootOf(scope)) return;
      yield {
        at: block.anchor,
        message: `This module has ${crowd} variables.`,
        ...(crowd < TOO_MANY_VARIABLES ? { preset: "all" as const } : {}),
      };
    },
  },
  {
    id: "terraform/crowded-module-call",
    summary: "Module call with very many arguments",
    preset: "all",
    guidance: ["MOD-07"],
    rationale:
      "A call with this many arguments is configuration in another dialect: who reads it must know the module and the resources behind it. See whether the module still saves anything over writing the resources here.",
    examples: [
      {
        title: "sixteen of them",
        source: `module "vpc" {\n       ^^^^^ hint: Module "vpc" is called with 16 arguments.\n  source = "./vpc"\n${call(16)}}\n`,
      },
      { title: "fifteen", source: `module "vpc" {\n  source = "./vpc"\n${call(15)}}\n` },
    ],
    *find(block) {
      const count = block.node.attributes.filter(({ name }) => !META_ARGUMENTS.has(name)).length;
      if (block.type === "module" && count >= MANY_ARGUMENTS)
        yield { at: block.anchor, message: `Module "${block.name}" is called with ${count} arguments.` };
    },
  },
  {
    id: "terraform/thin-module",
    summary: "Module around a single resource",
    preset: "strict",
    guidance: ["MOD-10"],
    rationale:
      "It adds a folder, a version and a level of addresses, and hides nothing. Use the resource where it is needed, until there is more to share than its name.",
    examples: [
      {
        title: "one resource that one caller uses",
        source: {
          "main.tf": caller,
          "queue/main.tf":
            'resource "aws_sqs_queue" "main" {\n                         ^^^^^^ hint: This module is a single block: its callers could write it themselves.\n  name = var.name\n}\n\nvariable "name" {\n  type = string\n}\n',
        },
      },
      {
        title: "two, and one that many callers share",
        source: {
          "main.tf": `${caller}\nmodule "one" {\n  source = "./one"\n}\n\nmodule "two" {\n  source = "./one"\n}\n\nmodule "three" {\n  source = "./one"\n}\n`,
          "queue/main.tf":
            'resource "aws_sqs_queue" "main" {\n  name = "a"\n}\n\nresource "aws_sqs_queue_policy" "main" {\n  queue_url = aws_sqs_queue.main.id\n}\n',
          "one/main.tf": 'resource "aws_sqs_queue" "main" {\n  name = "a"\n}\n',
        },
      },
    ],
    *find(block, scope) {
      if (block.type !== "resource" && block.type !== "module") return;
      const callers = scope.all(callFact).length;
      // Whoever repeats it, with `for_each` or by many calls, has something to share.
      if (callers === 0 || callers > 2 || block.has("for_each") || block.has("count") || block.open) return;
      const all = scope.all(resourceFact);
      if (all.length !== 1 || all[0]?.value.address !== block.address) return;
      yield { at: block.anchor, message: "This module is a single block: its callers could write it themselves." };
    },
  },
];

/** One rule for each row. */
export default defineRules<ModuleRow, TerraformBlock>(ROWS, ({ find, ...words }): Rule<TerraformBlock> => ({
  ...words,
  severity: "hint",
  category: "maintainability",
  since: "0.1.0",
  equivalents: [],
  references: ["https://developer.hashicorp.com/terraform/language/modules/develop"],
  on: blocks,
  check: (block, _context, scope) => find(block, scope),
}));

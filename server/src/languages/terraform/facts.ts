import type { FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { Path } from "../../core/path";
import { basename, dirname, join } from "../../core/path";
import { scopeParts } from "../../core/scope";
import type { FileKind } from "../../core/settings";
import type { Range } from "../../core/text";
import { range } from "../../core/text";
import { BODIES_TOLD, USES_TOLD } from "./facts.table";
import type { Attribute, Block, Expression, Label, TerraformTree } from "./node";
import { expressionsOf, withoutPlace } from "./node";

/** The expression of a local value, by name. */
export const localFact = factKind<Expression>("terraform/local");

/** A variable, by name. Without a default it is undefined, and a caller must say it. */
export const variableFact = factKind<{ readonly default: Expression | undefined }>("terraform/variable");

/** A setting of a `.tfvars` file, by variable. Only some of these files are read without being asked for. */
export interface SettingFact {
  readonly path: Path;
  readonly automatic: boolean;
  readonly expression: Expression;
}
export const settingFact = factKind<SettingFact>("terraform/setting");

/** Told to the called directory: who calls it. */
export const callFact = factKind<{ readonly caller: string; readonly name: string }>("terraform/call");

/** Told to the called directory, by variable: what a caller passes. */
export const argumentFact = factKind<{ readonly caller: string; readonly expression: Expression }>("terraform/argument");

/** A module from elsewhere, by its source as written. The path is content, because the first of them speaks for all. */
export const moduleFact = factKind<{ readonly path: Path; readonly name: string; readonly versioned: boolean }>("terraform/module");

/**
 * What makes a directory a root, by kind of block: `terraform`, `provider` and `tfvars`. The path is content, because the first of them
 * speaks for the directory.
 */
export interface ConfigurationFact {
  readonly path: Path;
  readonly backend: boolean;
  readonly requiredVersion: boolean;
}
export const configurationFact = factKind<ConfigurationFact>("terraform/configuration");

/** A block without places, as far as other parts must read it. */
export interface PlainBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Readonly<Record<string, Expression>>;
  readonly blocks: readonly PlainBlock[];
}

/** The content of a resource that completes another, by its type. */
export const bodyFact = factKind<PlainBlock>("terraform/body");

/** Who uses something, by its address: a resource type, else the type of the block, such as `module` or `output`. */
export const useFact = factKind<{ readonly by: string }>("terraform/use");

/** An output of a module, by name. */
export const outputFact = factKind<Expression>("terraform/output");

/** Where a local module lies that is called once, by the name of the call: the scope of its folder. */
export const targetFact = factKind<string>("terraform/target");

/**
 * What an override file lays over a block, by the block's type and labels: its arguments take the place of the block's own, and so do its
 * blocks of each type. A local is like a block of type `local` with the argument `value`. It is `whole` where all of it could be read.
 */
export const overrideFact = factKind<PlainBlock & { readonly whole: boolean }>("terraform/override");

/** That a part refers to a resource, data source or module, by its address. */
export const referenceFact = factKind<true>("terraform/reference");

/** All resources, data sources and modules of the directory. */
export const resourceFact = factKind<{ readonly path: Path; readonly type: string; readonly address: string }>("terraform/resource");

export interface Declared {
  readonly root: "var" | "local";
  readonly name: string;
}

/** All variables and locals of the directory. */
export const declaredFact = factKind<Declared>("terraform/declared");

/** Who uses a provider, by its local name. */
export const providerUseFact = factKind<{ readonly path: Path }>("terraform/provider-use");

/** An entry of `required_providers`, by its local name. */
export const requiredProviderFact = factKind<{ readonly path: Path }>("terraform/required-provider");

/** The content of a provider block, by its name. */
export const providerBodyFact = factKind<PlainBlock>("terraform/provider-body");

/** A backend, by its type; `cloud` for a `cloud` block. */
export const backendFact = factKind<PlainBlock>("terraform/backend");

/** What a part offers the other files of its directory, and the modules it calls. */
export function* terraformFacts(
  tree: TerraformTree,
  text: string,
  file: { readonly path: Path; readonly kind: FileKind; readonly scope: string },
): Iterable<FactDraft> {
  if (file.kind === "tfvars") {
    yield* settingFacts(tree, file.path);
    return;
  }
  for (const block of tree.blocks) {
    if (isOverride(file.path)) yield* overrideFacts(block, !tree.errors.length);
    if (!isOverride(file.path) || !LAID_OVER.has(block.type)) yield* blockFacts(block, file.path, file.scope);
    yield* useFacts(block);
    yield* directoryFacts(block, file.path);
  }
  if (tree.errors.length && !tree.json) yield* usesInText(text);
}

/** Files that Terraform lays over the others of the directory. */
export const isOverride = (path: Path): boolean => /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(basename(path));

/** Blocks that are read by name: an override file only lays something over them. */
const LAID_OVER: ReadonlySet<string> = new Set(["locals", "variable", "output", "module"]);

function* overrideFacts(block: Block, whole: boolean): Iterable<FactDraft> {
  const plain = plainBlock(block);
  if (block.labels.length) yield fact(overrideFact, overrideKey(plain), { ...plain, whole }, placeOf(block));
  if (block.type !== "locals") return;
  for (const { name, expression, start, end } of block.attributes) {
    const local = { type: "local", labels: [name], attributes: { value: withoutPlace(expression) }, blocks: [] };
    yield fact(overrideFact, overrideKey(local), { ...local, whole }, range(start, end));
  }
}

/** Under what an override is kept: the type of a block and its labels. */
export const overrideKey = ({ type, labels }: { readonly type: string; readonly labels: readonly string[] }): string =>
  [type, ...labels].join(".");

/** A part that could not be read in whole may use whatever it mentions. */
function* usesInText(text: string): Iterable<FactDraft> {
  for (const { 0: address, index } of text.matchAll(/\b(?:var|local|data\.\w+|aws_\w+)\.[A-Za-z_][\w-]*/g))
    if (isWatched(address)) yield fact(useFact, address, { by: "module" }, range(index, index + address.length));
}

function* settingFacts(tree: TerraformTree, path: Path): Iterable<FactDraft> {
  const automatic = /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(basename(path));
  for (const { name, expression } of tree.attributes) {
    yield fact(settingFact, name, { path, automatic, expression: withoutPlace(expression) }, placeOf(expression));
    yield fact(configurationFact, "tfvars", { path, backend: false, requiredVersion: false }, placeOf(expression));
  }
}

function* blockFacts(block: Block, path: Path, scope: string): Iterable<FactDraft> {
  const [label, second] = block.labels;
  switch (block.type) {
    case "locals":
      for (const { name, expression } of block.attributes) {
        yield fact(localFact, name, withoutPlace(expression), placeOf(expression));
        yield fact(declaredFact, "", { root: "local", name }, placeOf(expression));
      }
      return;
    case "variable": {
      const value = find(block, "default")?.expression;
      if (!label) return;
      yield fact(variableFact, label.text, { default: value && withoutPlace(value) }, placeOf(value ?? label));
      yield fact(declaredFact, "", { root: "var", name: label.text }, placeOf(label));
      return;
    }
    case "output": {
      const value = find(block, "value")?.expression;
      if (label && value) yield fact(outputFact, label.text, withoutPlace(value), placeOf(value));
      return;
    }
    case "module":
      if (label) yield* callFacts(block, label, path, scope);
      return;
    case "terraform": {
      const backend = block.blocks.some((inner) => inner.type === "backend" || inner.type === "cloud");
      const requiredVersion = find(block, "required_version") !== undefined;
      yield fact(configurationFact, "terraform", { path, backend, requiredVersion }, range(block.start, block.typeEnd));
      return;
    }
    case "provider":
      yield fact(configurationFact, "provider", { path, backend: false, requiredVersion: false }, placeOf(label ?? block));
      return;
    case "resource":
      if (label && second && BODIES_TOLD.has(label.text)) yield fact(bodyFact, label.text, plainBlock(block), placeOf(second));
  }
}

function* directoryFacts(block: Block, path: Path): Iterable<FactDraft> {
  const [label, second] = block.labels;
  const at = placeOf(second ?? label ?? block);
  switch (block.type) {
    case "resource":
    case "data":
    case "ephemeral": {
      if (!label || !second) return;
      const address = `${block.type === "resource" ? "" : `${block.type}.`}${label.text}.${second.text}`;
      yield fact(resourceFact, "", { path, type: block.type === "resource" ? label.text : block.type, address }, at);
      const provider = find(block, "provider")?.expression;
      const name = provider?.kind === "reference" ? provider.root : (/^[a-z0-9]+/i.exec(label.text)?.[0] ?? "");
      yield fact(
        providerUseFact,
        label.text === "terraform_remote_state" || label.text === "terraform_data" ? "terraform" : name,
        { path },
        at,
      );
      return;
    }
    case "module": {
      if (label) yield fact(resourceFact, "", { path, type: "module", address: `module.${label.text}` }, at);
      const providers = find(block, "providers")?.expression;
      if (providers?.kind === "object")
        for (const { value } of providers.entries) if (value.kind === "reference") yield fact(providerUseFact, value.root, { path }, at);
      return;
    }
    case "provider":
      if (!label) return;
      yield fact(providerUseFact, label.text, { path }, at);
      yield fact(providerBodyFact, label.text, plainBlock(block), at);
      return;
    case "terraform":
      for (const inner of block.blocks) {
        if (inner.type === "backend" || inner.type === "cloud")
          yield fact(backendFact, inner.labels[0]?.text ?? "cloud", plainBlock(inner), placeOf(inner.labels[0] ?? inner));
        if (inner.type === "required_providers")
          for (const { name, start, nameEnd } of inner.attributes) yield fact(requiredProviderFact, name, { path }, range(start, nameEnd));
      }
  }
}

function* callFacts(block: Block, label: Label, path: Path, scope: string): Iterable<FactDraft> {
  const source = find(block, "source")?.expression;
  if (source?.kind !== "literal" || typeof source.value !== "string") return;
  if (!/^\.\.?(?:\/|$)/.test(source.value)) {
    yield fact(moduleFact, source.value, { path, name: label.text, versioned: find(block, "version") !== undefined }, placeOf(source));
    return;
  }
  const { kind } = scopeParts(scope);
  const target = `${kind}:${join(dirname(path), source.value)}`;
  if (!find(block, "count") && !find(block, "for_each")) yield fact(targetFact, label.text, target, placeOf(label));
  yield fact(callFact, "", { caller: scope, name: label.text }, placeOf(label), target);
  for (const { name, expression } of block.attributes) {
    if (META_ARGUMENTS.has(name)) continue;
    yield fact(argumentFact, name, { caller: scope, expression: withoutPlace(expression) }, placeOf(expression), target);
  }
}

const META_ARGUMENTS: ReadonlySet<string> = new Set(["source", "version", "count", "for_each", "providers", "depends_on"]);

/** Tells each thing that somebody watches for who uses it, once a block. */
function* useFacts(block: Block): Iterable<FactDraft> {
  const by = block.type === "resource" ? (block.labels[0]?.text ?? "") : block.type;
  // What a variable's validation says of itself is no use of it.
  const told = new Set<string>(block.type === "variable" ? [`var.${block.labels[0]?.text ?? ""}`] : []);
  for (const expression of expressionsOf(block)) {
    const address = expression.kind === "reference" ? addressOf(expression.root, expression.steps) : undefined;
    if (address === undefined || told.has(address)) continue;
    told.add(address);
    if (!NO_ADDRESS.has(address.slice(0, address.indexOf(".")))) yield fact(referenceFact, address, true, placeOf(expression));
    if (isWatched(address)) yield fact(useFact, address, { by }, placeOf(expression));
  }
}

/** Roots whose references lead to nothing that has a block of its own. */
const NO_ADDRESS: ReadonlySet<string> = new Set(["var", "local", "each", "count", "self", "path", "terraform"]);

const isWatched = (address: string): boolean =>
  /^(?:var|local|data)\./.test(address) || USES_TOLD.has(address.slice(0, address.lastIndexOf(".")));

/** The address a reference leads to: `aws_s3_bucket.logs`, `data.aws_region.here`, `module.vpc`. */
export function addressOf(root: string, steps: readonly unknown[]): string | undefined {
  const [first, second] = steps;
  if (typeof first !== "string") return undefined;
  if (root !== "data") return `${root}.${first}`;
  return typeof second === "string" ? `data.${first}.${second}` : undefined;
}

function plainBlock(block: Block): PlainBlock {
  return {
    type: block.type,
    labels: block.labels.map((label) => label.text),
    attributes: Object.fromEntries(block.attributes.map(({ name, expression }) => [name, withoutPlace(expression)])),
    blocks: block.blocks.map(plainBlock),
  };
}

const find = (block: Block, name: string): Attribute | undefined => block.attributes.find((attribute) => attribute.name === name);

const placeOf = ({ start, end }: Range): Range => range(start, end);

import type { FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { Field } from "../../core/field";
import { known, unknown } from "../../core/field";
import type { LanguageSupport } from "../../core/language";
import type { Part } from "../../core/part";
import type { Scope } from "../../core/scope";
import { range } from "../../core/text";
import type { Scalar, YamlMap, YamlScalar, YamlTree } from "../yaml/node";
import { parseYaml } from "../yaml/parse";
import { splitDocuments } from "../yaml/split";
import { valuesPath } from "./mask";

/** A leaf of values.yaml, by its dotted path. */
export const helmValue = factKind<Scalar>("helm/value");
/** The chart a folder holds, from Chart.yaml. */
export const helmChart = factKind<{ readonly name: string | undefined; readonly library: boolean; readonly dependencies: boolean }>(
  "helm/chart",
);

/** values.yaml and Chart.yaml: read for their facts, never linted as manifests. */
export const helmFiles: LanguageSupport<YamlTree> = {
  kinds: ["helm-values", "helm-chart"],
  split: (text) => splitDocuments(text, "document"),
  parse: (part, _kind, before) => parseYaml(part.text, { version: "1.1", templated: false, before }),
  *facts(tree, part, file) {
    if (tree.root?.kind !== "map") return;
    if (file.kind === "helm-values") yield* leaves(tree.root, "");
    else yield chartFact(tree.root, part);
  },
};

/**
 * The value of a templated scalar whose actions are all plain `.Values.x`, looked up in values.yaml. An empty value there is a
 * placeholder that the installation fills, so it is unknown; so is one that two values files set differently.
 */
export function resolveFromValues(scalar: YamlScalar, text: string, scope: Scope): Field<Scalar> {
  const at = range(scalar.start, scalar.end);
  const masks = scalar.masks ?? [];
  let result = "";
  let offset = scalar.style === "plain" ? scalar.start : scalar.start + 1;
  const end = scalar.style === "plain" ? scalar.end : scalar.end - 1;
  for (const mask of masks) {
    const path = valuesPath(mask.action);
    const found = path === undefined ? [] : scope.all(helmValue, path);
    const [first] = found;
    if (!first || first.value === null || first.value === "" || found.some((other) => other.value !== first.value)) return unknown(at);
    const whole = scalar.style === "plain" && mask.start === scalar.start && mask.end === scalar.end;
    if (whole) return known(first.value, at, first.at);
    result += text.slice(offset, mask.start) + String(first.value);
    offset = mask.end;
    if (mask === masks.at(-1)) return known(result + text.slice(offset, end), at, first.at);
  }
  return unknown(at);
}

function* leaves(map: YamlMap, prefix: string): Iterable<FactDraft> {
  for (const { key, value } of map.pairs) {
    const path = prefix === "" ? key.source : `${prefix}.${key.source}`;
    if (value?.kind === "map") yield* leaves(value, path);
    else if (value?.kind === "scalar") yield fact(helmValue, path, value.value, range(value.start, Math.max(value.end, value.start)));
    else if (!value) yield fact(helmValue, path, null, range(key.start, key.end));
  }
}

function chartFact(root: YamlMap, part: Part): FactDraft {
  const string = (name: string) => {
    const value = root.pairs.find((pair) => pair.key.source === name)?.value;
    return value?.kind === "scalar" ? value.source : undefined;
  };
  const dependencies = root.pairs.some(
    (pair) => pair.key.source === "dependencies" && pair.value?.kind === "seq" && pair.value.items.length > 0,
  );
  return fact(
    helmChart,
    "",
    { name: string("name"), library: string("type") === "library", dependencies },
    range(0, Math.min(1, part.text.length)),
  );
}

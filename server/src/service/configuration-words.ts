import { OPTIONS } from "../config/options";
import type { Reading } from "../core/rule";
import type { Suggestion } from "../languages/completions";
import { cursorAt } from "../languages/yaml/cursor";
import { documentRoot } from "../languages/yaml/document";
import type { YamlTree } from "../languages/yaml/node";
import { t } from "../l10n";
import { RULES } from "../rules/index.generated";

/** As much of JSON schema as the options use. */
interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly (string | boolean)[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

/** What may be written at an offset of a `.plimsoll.yaml`: options, their values, rules and levels, environments. */
export function* configurationWords(reading: Reading, offset: number): Iterable<Suggestion> {
  const cursor = cursorAt(reading.part.text, offset);
  if (!cursor) return;
  const schema = cursor.path.reduce<Schema | undefined>((outer, key) => outer && inside(outer, key), ROOT);
  const replaces = cursor.word;
  if (cursor.key !== undefined || cursor.item) {
    const value = cursor.key === undefined ? schema : schema && inside(schema, cursor.key);
    for (const word of valuesOf(value)) yield { label: word, detail: value?.description ?? "", insert: word, kind: "value", replaces };
    if (cursor.key === "environment")
      for (const name of environmentsOf(reading))
        yield { label: name, detail: t("environment"), insert: name, kind: "reference", replaces };
    if (cursor.key === "extends") yield* presetWords().map((word) => ({ ...word, replaces }));
    return;
  }
  for (const [name, { description, type }] of Object.entries(schema?.properties ?? {}))
    yield { label: name, detail: description ?? "", insert: isNested(type) ? `${name}:` : `${name}: `, kind: "key", replaces };
  if (cursor.path.at(-1) === "rules")
    for (const { id, detail } of ruleWords()) yield { label: id, detail, insert: `${id}: `, kind: "reference", replaces };
}

const isNested = (type: string | undefined): boolean => type === "object" || type === "array";

/** The options as one schema: `kubernetes.version` is a property of a property. */
const ROOT: Schema = { type: "object", properties: optionTree() };

function optionTree(): Record<string, Schema> {
  const properties: Record<string, Schema> = {};
  for (const { file, description, schema } of OPTIONS) {
    const [first, second] = file?.split(".") ?? [];
    if (first === undefined) continue;
    const leaf = { ...(schema as Schema), description };
    properties[first] =
      second === undefined ? leaf : { type: "object", properties: { ...properties[first]?.properties, [second]: leaf }, description };
  }
  return properties;
}

function inside(schema: Schema, key: string): Schema | undefined {
  if (key === "*") return schema.items;
  const own = schema.properties?.[key];
  return own ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
}

function valuesOf(schema: Schema | undefined): string[] {
  if (!schema) return [];
  if (schema.type === "boolean") return ["true", "false"];
  return [...(schema.enum ?? []), ...(schema.oneOf ?? []).flatMap((one) => one.enum ?? [])].map(String);
}

const presetWords = () =>
  (
    [
      ["essential", t("what is never wrong")],
      ["recommended", t("what a good colleague would mention in review")],
      ["strict", t("what a careful one would")],
      ["all", t("every opinion, those that contradict each other included")],
    ] as const
  ).map(([label, detail]) => ({ label, detail, insert: label, kind: "value" as const }));

/** Languages as globs, rules and the checks of grouped rules. */
const ruleWords = (): { readonly id: string; readonly detail: string }[] => [
  ...["kubernetes", "compose", "dockerfile", "terraform", "playbook", "plimsoll"].map((language) => ({
    id: `${language}/*`,
    detail: t("every rule of {0}", language),
  })),
  ...RULES.flatMap((rule) => [
    { id: rule.id, detail: rule.summary },
    ...Object.entries(rule.checks ?? {}).map(([id, { summary }]) => ({ id, detail: summary })),
  ]),
];

const environmentsOf = (reading: Reading): string[] => documentRoot(reading.tree as YamlTree, reading.part).map("environments").keys;

import type { Range } from "../../core/text";
import { contains, indentAt, lineStartAt, range } from "../../core/text";
import type { Suggestion } from "../completions";
import type { YamlMap, YamlNode, YamlTree } from "../yaml/node";
import type { Fields, Form } from "./form";
import { stepsOf } from "./flow";
import { readPlaybook } from "./read";
import { ENDS, PLAYBOOK } from "./shape";

/** A mapping of the file and the fields it may have. */
interface KnownMap {
  readonly node: YamlMap;
  readonly fields: Fields;
}

/** What a key means, where the cursor stands on one. */
export function describeKey(tree: YamlTree, offset: number): { readonly range: Range; readonly text: string } | undefined {
  for (const { node, fields } of knownMaps(tree, PLAYBOOK, tree.root))
    for (const { key } of node.pairs) {
      const at = range(key.start, key.end);
      const field = Object.hasOwn(fields, key.source) ? fields[key.source] : undefined;
      if (field && contains(at, offset)) return { range: at, text: `**${key.source}** (${wordOf(field.form)}): ${field.description}` };
    }
  return undefined;
}

/** What may be written at the cursor: the fields that its mapping lacks, or the values of the field it stands behind. */
export function suggestions(tree: YamlTree, text: string, offset: number): Suggestion[] {
  const line = text.slice(lineStartAt(text, offset), offset);
  const column = indentAt(text, offset).length + (/^\s*((?:- +)*)/.exec(line)?.[1]?.length ?? 0);
  const maps = [...knownMaps(tree, PLAYBOOK, tree.root)].filter(
    ({ node }) => node.start <= offset && node.pairs.some(({ key }) => key.start - lineStartAt(text, key.start) === column),
  );
  const here = maps.reduce<KnownMap | undefined>((best, map) => (best && best.node.start > map.node.start ? best : map), undefined);
  if (!here) return [];
  const key = /^\s*(?:- +)*([\w-]+):\s+\S*$/.exec(line)?.[1];
  if (key !== undefined) {
    const field = Object.hasOwn(here.fields, key) ? here.fields[key] : undefined;
    return field
      ? valuesOf(key, field.form, tree).map((label) => ({ label, detail: field.description, insert: label, kind: "value" as const }))
      : [];
  }
  const written = new Set(
    here.node.pairs.filter(({ key: own }) => !contains(range(own.start, own.end), offset)).map((pair) => pair.key.source),
  );
  return Object.entries(here.fields)
    .filter(([name]) => !written.has(name))
    .map(([name, { description }]) => ({ label: name, detail: description, insert: `${name}: `, kind: "key" as const }));
}

function valuesOf(key: string, form: Form, tree: YamlTree): readonly string[] {
  if (form.is === "choice") return form.values;
  if (form.is === "flag") return ["true", "false"];
  if (key !== "goto" && key !== "next") return [];
  const { playbook } = readPlaybook(tree);
  return playbook ? [...playbook.phases.map(({ id }) => id), ...stepsOf(playbook).map(({ step }) => step.id), ...ENDS] : ENDS;
}

function wordOf(form: Form): string {
  switch (form.is) {
    case "choice":
      return form.values.join(" | ");
    case "flag":
      return "true | false";
    case "pattern":
      return "regular expression";
    case "object":
    case "one":
    case "variant":
    case "map":
      return "mapping";
    default:
      return form.is;
  }
}

/** Walks a file and its form together. */
function* knownMaps(tree: YamlTree, form: Form, written: YamlNode | undefined): Iterable<KnownMap> {
  // An alias stands for text elsewhere, which is walked there.
  if (form.is === "list" && written?.kind === "seq") for (const { node } of written.items) yield* knownMaps(tree, form.item, node);
  if (written?.kind !== "map") return;
  if (form.is === "map") for (const { value } of written.pairs) yield* knownMaps(tree, form.value, value);
  const fields = fieldsOf(form, written);
  if (!fields) return;
  yield { node: written, fields };
  for (const { key, value } of written.pairs) {
    const field = Object.hasOwn(fields, key.source) ? fields[key.source] : undefined;
    if (field) yield* knownMaps(tree, field.form, value);
  }
}

function fieldsOf(form: Form, node: YamlMap): Fields | undefined {
  if (form.is === "object" || form.is === "one") return form.fields;
  if (form.is !== "variant") return undefined;
  const kind = node.pairs.find(({ key }) => key.source === form.tag)?.value;
  const name = kind?.kind === "scalar" ? kind.source : "";
  const chosen = Object.hasOwn(form.variants, name) ? form.variants[name] : undefined;
  const tag = {
    form: { is: "choice", values: Object.keys(form.variants) },
    required: true,
    description: "What kind of step it is.",
  } as const;
  return { [form.tag]: tag, ...form.shared, ...chosen?.fields };
}

import type { Any, Fields, Form } from "../../server/src/languages/playbook/form";
import { CALL, CHECK, INPUT, PHASE, PLAYBOOK, STEP, UNDO } from "../../server/src/languages/playbook/shape";
import type { Generated } from "./files";

type Schema = Readonly<Record<string, unknown>>;

/** Forms that stand in several places and get a definition of their own. */
const NAMED = new Map<Any, string>([
  [CALL, "call"],
  [CHECK, "check"],
  [UNDO, "undo"],
  [STEP, "step"],
  [PHASE, "phase"],
  [INPUT, "input"],
]);

/** The JSON schema of a playbook, from the one declaration of its shape. */
export function playbookSchema(): Generated {
  const root = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Plimsoll playbook",
    ...schemaOf(PLAYBOOK),
    $defs: Object.fromEntries([...NAMED].map(([form, name]) => [name, schemaOf(form)])),
  };
  return { path: "schemas/playbook.schema.json", content: `${JSON.stringify(root, undefined, 2)}\n` };
}

const reference = (form: Form): Schema => {
  const name = NAMED.get(form);
  return name === undefined ? schemaOf(form) : { $ref: `#/$defs/${name}` };
};

/** YAML reads 5 and true as what they are, and a text may be written so. */
const TEXT = { type: ["string", "number", "boolean"] };

function schemaOf(form: Any): Schema {
  switch (form.is) {
    case "text":
      return form.pattern ? { type: "string", pattern: form.pattern.source } : TEXT;
    case "choice":
      return { enum: form.values };
    case "flag":
      return { type: "boolean" };
    case "number":
      return { type: "number" };
    case "duration":
      return { type: "string", pattern: "^\\d{1,6}[smh]$" };
    case "pattern":
      return { type: "string", format: "regex" };
    case "list":
      return { type: "array", items: reference(form.item), ...(form.least > 0 ? { minItems: form.least } : {}) };
    case "map":
      return { type: "object", additionalProperties: reference(form.value), propertyNames: { pattern: form.keys.source } };
    case "object":
      return objectOf(form.fields);
    case "one":
      return { ...objectOf(form.fields, false), minProperties: 1, maxProperties: 1 };
    case "variant":
      return {
        type: "object",
        required: [form.tag],
        oneOf: Object.entries(form.variants).map(([name, { description, fields }]) => ({
          description,
          ...objectOf({ ...form.shared, ...fields }, true, { [form.tag]: { const: name } }),
        })),
      };
  }
}

function objectOf(fields: Fields, demanding = true, fixed: Readonly<Record<string, Schema>> = {}): Schema {
  const required = [...Object.keys(fixed), ...Object.keys(fields).filter((name) => fields[name]?.required === true)];
  return {
    type: "object",
    additionalProperties: false,
    ...(demanding && required.length ? { required } : {}),
    properties: {
      ...fixed,
      ...Object.fromEntries(Object.entries(fields).map(([name, { form, description }]) => [name, { description, ...reference(form) }])),
    },
  };
}

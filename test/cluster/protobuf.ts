/**
 * kubectl sends what it creates by itself as Protocol Buffers only: behind four bytes an envelope, whose second field holds the object. What is
 * needed of it is read by the numbers of its fields. Sources: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding and
 * the .proto files of the API.
 */
type Form = "text" | "texts" | "flag" | Fields | readonly [Fields];
type Fields = Readonly<Record<string, readonly [number: number, form: Form]>>;

const ENVELOPE: Fields = { type: [1, { apiVersion: [1, "text"], kind: [2, "text"] }] };
const METADATA: Fields = { name: [1, "text"], namespace: [3, "text"] };
const OBJECTS: Readonly<Record<string, Fields>> = {
  SelfSubjectAccessReview: { spec: [2, { resourceAttributes: [1, { verb: [2, "text"], resource: [5, "text"] }] }] },
  Pod: {
    metadata: [1, METADATA],
    spec: [
      2,
      {
        containers: [2, [{ name: [1, "text"], image: [2, "text"], command: [3, "texts"], args: [4, "texts"] }]],
        nodeName: [10, "text"],
        shareProcessNamespace: [27, "flag"],
      },
    ],
  },
};

/** The fields of an object that are known here; undefined for a kind of which nothing is known. */
export function objectOf(bytes: Buffer): unknown {
  const envelope = bytes.subarray(4);
  const { type } = read(envelope, ENVELOPE) as { type?: { apiVersion?: string; kind?: string } };
  const fields = OBJECTS[type?.kind ?? ""];
  const [object] = fieldsOf(envelope).get(2) ?? [];
  return fields && object instanceof Buffer ? { ...type, ...read(object, fields) } : undefined;
}

function read(message: Buffer, fields: Fields): Record<string, unknown> {
  const found = fieldsOf(message);
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [number, form]]) => {
      const values = found.get(number);
      return values === undefined ? [] : [[name, valueOf(values, form)]];
    }),
  );
}

function valueOf(values: readonly (Buffer | number)[], form: Form): unknown {
  const texts = values.map(String);
  if (form === "text") return texts[0];
  if (form === "texts") return texts;
  if (form === "flag") return values[0] === 1;
  const isList = Array.isArray(form);
  const inner = (isList ? form[0] : form) as Fields;
  const objects = values.map((value) => (value instanceof Buffer ? read(value, inner) : undefined));
  return isList ? objects : objects[0];
}

/** What stands at each number of a message: bytes, or a number where it is one. Fixed sizes are passed over. */
function fieldsOf(message: Buffer): ReadonlyMap<number, (Buffer | number)[]> {
  const fields = new Map<number, (Buffer | number)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const [number, wire] = [tag >> 3, tag & 7];
    const own = fields.get(number) ?? [];
    fields.set(number, own);
    if (wire === 0) own.push(varint());
    else if (wire === 2) {
      const length = varint();
      own.push(message.subarray(at, at + length));
      at += length;
    } else at += wire === 1 ? 8 : 4;
  }
  return fields;
}

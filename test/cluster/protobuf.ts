/**
 * kubectl sends some requests as Protocol Buffers only: behind four bytes an envelope, whose second field holds the object. What is needed of it
 * is read by the numbers of its fields. Sources: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding and the field
 * numbers in the API's .proto files.
 */
const ENVELOPE_OBJECT = 2;

/** A SelfSubjectAccessReview out of its bytes. */
export function accessReviewOf(bytes: Buffer): unknown {
  const object = fieldOf(bytes.subarray(4), ENVELOPE_OBJECT);
  const attributes = fieldOf(fieldOf(object, 2), 1);
  return {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    metadata: {},
    spec: { resourceAttributes: { verb: fieldOf(attributes, 2).toString(), resource: fieldOf(attributes, 5).toString() } },
  };
}

/** The bytes of the field with a number; empty where there is none. Fields that are no text and no object are passed over. */
function fieldOf(message: Buffer, number: number): Buffer {
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
    const [field, wire] = [tag >> 3, tag & 7];
    if (wire !== 2) {
      if (wire === 0) varint();
      else at += wire === 1 ? 8 : 4;
      continue;
    }
    const length = varint();
    if (field === number) return message.subarray(at, at + length);
    at += length;
  }
  return Buffer.alloc(0);
}

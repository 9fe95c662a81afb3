const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** What no text has: control characters other than tabs and line breaks. */
const HAS_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const ENCODED = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The text behind base64, byte by byte: enough to recognise what kind of value it is. Undefined for what is not base64, or no text.
 * Written out because neither `Buffer` nor `atob` is everywhere a rule runs.
 */
export function decodeBase64(encoded: string): string | undefined {
  const compact = encoded.replace(/\s+/g, "");
  if (compact === "" || compact.length % 4 !== 0 || !ENCODED.test(compact)) return undefined;
  const bytes: string[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of compact.replace(/=+$/, "")) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push(String.fromCharCode((bits >> count) & 0xff));
  }
  const text = bytes.join("");
  return HAS_CONTROL.test(text) ? undefined : text;
}

import type { Scalar } from "./node";

/** Kubernetes reads YAML 1.1 (`yes`, `on`, `0644` octal), Compose the 1.2 core schema. */
export type YamlVersion = "1.1" | "1.2";

const BOOLEANS_12: Readonly<Record<string, boolean>> = { true: true, True: true, TRUE: true, false: false, False: false, FALSE: false };
const BOOLEANS_11: Readonly<Record<string, boolean>> = {
  ...BOOLEANS_12,
  ...Object.fromEntries(["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"].map((word) => [word, true])),
  ...Object.fromEntries(["n", "N", "no", "No", "NO", "off", "Off", "OFF"].map((word) => [word, false])),
};

/** What a plain scalar means. Sources: yaml.org/type (1.1), YAML 1.2.2 chapter 10.3 (core schema). */
export function resolvePlain(source: string, version: YamlVersion): Scalar {
  const first = source.charCodeAt(0);
  // Most scalars start with a letter that no special word starts with: leave them without a single regular expression.
  if (Number.isNaN(first) || source === "~" || source === "null" || source === "Null" || source === "NULL") return null;
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) return resolveNumber(source, version) ?? source;
  if (source.length > 5) return source;
  return (version === "1.1" ? BOOLEANS_11 : BOOLEANS_12)[source] ?? source;
}

function resolveNumber(source: string, version: YamlVersion): number | undefined {
  if (/^[-+]?(?:0|[1-9][0-9]*)$/.test(source)) return Number(source);
  if (version === "1.1") {
    const octal = /^([-+]?)0o?([0-7_]+)$/.exec(source);
    if (octal) return signed(octal[1], Number.parseInt((octal[2] ?? "").replaceAll("_", ""), 8));
    const hex = /^([-+]?)0x([0-9a-fA-F_]+)$/.exec(source);
    if (hex) return signed(hex[1], Number.parseInt((hex[2] ?? "").replaceAll("_", ""), 16));
    if (/^[-+]?[1-9][0-9_]*$/.test(source)) return Number(source.replaceAll("_", ""));
  } else {
    if (/^0o[0-7]+$/.test(source) || /^0x[0-9a-fA-F]+$/.test(source)) return Number(source);
    if (/^[-+]?[0-9]+$/.test(source)) return Number(source);
  }
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(source)) return Number(source);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(source)) return source.startsWith("-") ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(source)) return Number.NaN;
  return undefined;
}

const signed = (sign: string | undefined, value: number): number => (sign === "-" ? -value : value);

/** Writes a scalar so that both YAML versions read it back as the same value. */
export function writeScalar(value: Scalar): string {
  if (typeof value !== "string") return String(value);
  const plain =
    value !== "" &&
    /^[^\s#&*!|>'"%@`?:,[\]{}-][^#:\n]*$/.test(value) &&
    !/\s$/.test(value) &&
    typeof resolvePlain(value, "1.1") === "string" &&
    typeof resolvePlain(value, "1.2") === "string" &&
    !/^[0-9][0-9_.:]*$/.test(value);
  const plainWithColon = /^[A-Za-z/][^#\s]*$/.test(value) && !value.endsWith(":") && !/[,[\]{}]/.test(value);
  return (plain || plainWithColon) && typeof resolvePlain(value, "1.1") === "string" ? value : JSON.stringify(value);
}

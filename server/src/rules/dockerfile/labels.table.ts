/** A form that values of some labels have. */
export interface LabelForm {
  readonly smell: string;
  readonly summary: string;
  /** What the value says, behind “expects”. */
  readonly what: string;
  readonly equivalents: readonly string[];
  readonly keys: RegExp;
  readonly isGood: (value: string) => boolean;
  readonly bad: { readonly label: string; readonly value: string };
  readonly good: { readonly label: string; readonly value: string };
}

const OCI = "org.opencontainers.image";

const isUrl = (value: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value);

/** Keys and forms of https://github.com/opencontainers/image-spec/blob/main/annotations.md, "Pre-Defined Annotation Keys". */
export const LABEL_FORMS: readonly LabelForm[] = [
  {
    smell: "label-address",
    summary: "Label that should hold an address and does not",
    what: "an address",
    equivalents: ["hadolint:DL3052"],
    keys: /^org\.opencontainers\.image\.(?:url|source|documentation)$/,
    isGood: isUrl,
    bad: { label: `${OCI}.source`, value: "acme/shop" },
    good: { label: `${OCI}.source`, value: "https://github.com/acme/shop" },
  },
  {
    smell: "label-time",
    summary: "Label that should hold a time and does not",
    what: "a time after RFC 3339",
    equivalents: ["hadolint:DL3053"],
    keys: /^org\.opencontainers\.image\.created$/,
    isGood: (value) =>
      /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
    bad: { label: `${OCI}.created`, value: "yesterday" },
    good: { label: `${OCI}.created`, value: "2026-11-20T14:00:00Z" },
  },
  {
    smell: "label-licence",
    summary: "Label that should hold a licence expression and does not",
    what: "an SPDX licence expression",
    equivalents: ["hadolint:DL3054"],
    keys: /^org\.opencontainers\.image\.licenses$/,
    isGood: (value) => /^\(*[A-Za-z0-9][\w.+-]*\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9][\w.+-]*\)*)*$/.test(value),
    bad: { label: `${OCI}.licenses`, value: "the MIT licence" },
    good: { label: `${OCI}.licenses`, value: "Apache-2.0 OR MIT" },
  },
  {
    smell: "label-revision",
    summary: "Label that should hold a commit and does not",
    what: "a commit's hash",
    equivalents: ["hadolint:DL3055"],
    keys: /^org\.opencontainers\.image\.revision$/,
    isGood: (value) => /^[0-9a-f]{7,40}$|^[0-9a-f]{64}$/.test(value),
    bad: { label: `${OCI}.revision`, value: "main" },
    good: { label: `${OCI}.revision`, value: "4cb9c9f" },
  },
  {
    smell: "label-version",
    summary: "Label that should hold a semantic version and does not",
    what: "a semantic version",
    equivalents: ["hadolint:DL3056"],
    keys: /^org\.opencontainers\.image\.version$/,
    isGood: (value) => /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(value),
    bad: { label: `${OCI}.version`, value: "newest" },
    good: { label: `${OCI}.version`, value: "1.4.2" },
  },
  {
    smell: "label-empty",
    summary: "Label without a value",
    what: "something",
    equivalents: ["hadolint:DL3051"],
    keys: /./,
    isGood: (value) => value.trim() !== "",
    bad: { label: "com.acme.team", value: "" },
    good: { label: "com.acme.team", value: "shop" },
  },
];

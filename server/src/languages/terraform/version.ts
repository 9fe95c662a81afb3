/** A release: its numbers, three of them. */
type Numbers = readonly [number, number, number];

/** How a version stands to a bound: below 0, 0 or above. */
const compare = (a: Numbers, b: Numbers): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

const numbersOf = (text: string): Numbers | undefined => {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text);
  return match ? [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] : undefined;
};

/**
 * Whether a version is one that a constraint of Terraform allows, such as `>= 5.40, < 7.0` or `~> 5.40`; undefined where it cannot be told, as
 * with releases before a release.
 */
export function allows(constraint: string, version: string): boolean | undefined {
  const found = numbersOf(version);
  const verdicts = constraint.split(",").map((part) => found && allowsOne(part.trim(), found));
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function allowsOne(part: string, version: Numbers): boolean | undefined {
  const [, operator = "", written = ""] = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/.exec(part) ?? [];
  const bound = numbersOf(written);
  if (!bound) return undefined;
  const side = compare(version, bound);
  switch (operator) {
    case "!=":
      return side !== 0;
    case ">":
      return side > 0;
    case ">=":
      return side >= 0;
    case "<":
      return side < 0;
    case "<=":
      return side <= 0;
    case "~>": {
      if (side < 0) return false;
      const places = written.split(".").length;
      // Tools differ on what one number alone means.
      if (places === 1) return version[0] === bound[0] ? true : undefined;
      return version[0] === bound[0] && (places === 2 || version[1] === bound[1]);
    }
    default:
      return side === 0;
  }
}

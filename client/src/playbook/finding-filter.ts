/** What the list of findings is narrowed to: words that must all be there, and severities of which one must be. */
export interface FindingFilter {
  readonly words: readonly string[];
  readonly severities: readonly SeverityName[];
}

export const SEVERITY_NAMES = ["error", "warning", "info", "hint"] as const;
export type SeverityName = (typeof SEVERITY_NAMES)[number];

export const NO_FILTER: FindingFilter = { words: [], severities: [] };

/** Reads what a person types: words, and `@error`, `@warning`, `@info` or `@hint`. An unknown `@word` is a word like any other. */
export function readFilter(text: string): FindingFilter {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const severities = SEVERITY_NAMES.filter((name) => words.includes(`@${name}`));
  return { words: words.filter((word) => !severities.some((name) => word === `@${name}`)), severities };
}

/** The filter as a person would type it. */
export const filterText = ({ words, severities }: FindingFilter): string => [...words, ...severities.map((name) => `@${name}`)].join(" ");

/** Whether a finding passes: words are looked for in its message, its rule and the path of its file. */
export function passes(
  { words, severities }: FindingFilter,
  finding: { readonly message: string; readonly rule: string; readonly path: string; readonly severity: SeverityName },
): boolean {
  if (severities.length && !severities.includes(finding.severity)) return false;
  const text = `${finding.message}\n${finding.rule}\n${finding.path}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

import type { LanguageSupport } from "./language";
import type { Part, PlacedPart } from "./part";
import type { Path } from "./path";
import type { AnyRule, Finding, Rule } from "./rule";
import type { FileKind, Settings } from "./settings";

/** A rule's finding with the part it belongs to. */
export interface RawFinding {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly part: Part;
}

export interface FileAnalysis {
  readonly path: Path;
  readonly kind: FileKind;
  readonly text: string;
  readonly parts: readonly PlacedPart[];
  readonly settings: Settings;
  readonly findings: readonly RawFinding[];
}

export interface EngineOptions {
  readonly languages: readonly LanguageSupport[];
  readonly rules: readonly AnyRule[];
  readonly settings: (path: Path, kind: FileKind) => Settings;
  /** Which rules run under these settings, and with what options. */
  readonly isOn: (rule: Rule, settings: Settings) => boolean;
  readonly optionsOf: (rule: Rule, settings: Settings) => unknown;
  readonly today: () => string;
  readonly log?: (message: string) => void;
}

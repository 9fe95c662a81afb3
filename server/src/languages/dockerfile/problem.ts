import type { Range } from "../../core/text";

export type SyntaxProblemCode =
  | "duplicate-directive"
  | "invalid-escape"
  | "unknown-instruction"
  | "unknown-flag"
  | "missing-argument"
  | "unterminated-heredoc"
  | "unterminated-quote"
  | "exec-form-not-strings"
  | "not-key-value"
  | "forbidden-trigger";

/** What BuildKit's parser would refuse, with the place to show it. */
export interface SyntaxProblem {
  readonly code: SyntaxProblemCode;
  readonly range: Range;
  readonly message: string;
}

import { t } from "../../server/src/l10n";

export const LEVELS = ["error", "warning", "info", "hint"] as const;

/** So many findings of a level, in words. */
export const COUNTED: Readonly<Record<(typeof LEVELS)[number], (count: number) => string>> = {
  error: (count) => (count === 1 ? t("1 error") : t("{0} errors", count)),
  warning: (count) => (count === 1 ? t("1 warning") : t("{0} warnings", count)),
  info: (count) => t("{0} information", count),
  hint: (count) => (count === 1 ? t("1 hint") : t("{0} hints", count)),
};

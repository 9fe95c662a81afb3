import type { Assumptions } from "../../server/src/languages/kubernetes/rollout/course";

/** What the page of a rollout preview says to the extension. What it is told is a `RolloutPreview`. */
export type PreviewMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "assume"; readonly assumptions: Partial<Assumptions> & Record<string, unknown> }
  | { readonly kind: "copy"; readonly text: string };

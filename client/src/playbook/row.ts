import type { PlainEdit } from "../../../server/src/lsp/protocol";
import type { Stage } from "../../../server/src/playbook/state";
import { t } from "../../../server/src/l10n";

/** What the colour of an icon says; the icon and the word say the same. Blue is for what goes on, orange for what needs somebody. */
export type Tone = "blue" | "orange" | "error" | "warning" | "info";

/** A row of a list, as data: the editor's own items are made of it. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** The name of a product icon. */
  readonly icon?: string;
  readonly tone?: Tone;
  /** What can be done with it: words that menus look for. */
  readonly context: string;
  readonly children?: readonly Row[];
  readonly expanded?: boolean;
  readonly run?: string;
  readonly step?: string;
  readonly playbook?: string;
  /** The address of a page that opens outside of the editor. */
  readonly link?: string;
  /** The finding it shows, or the file or folder that it gathers those of. */
  readonly finding?: { readonly uri: string; readonly rule: string; readonly range: PlainEdit["range"] };
  readonly resource?: string;
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
}

export const STAGES: Readonly<Record<Stage, { readonly word: () => string; readonly icon: string; readonly tone?: Tone }>> = {
  pending: { word: () => t("open"), icon: "circle-large-outline" },
  running: { word: () => t("running"), icon: "loading~spin", tone: "blue" },
  waiting: { word: () => t("waiting"), icon: "watch", tone: "blue" },
  done: { word: () => t("done"), icon: "pass" },
  failed: { word: () => t("failed"), icon: "error", tone: "orange" },
  skipped: { word: () => t("skipped"), icon: "debug-step-over" },
  interrupted: { word: () => t("interrupted"), icon: "warning", tone: "orange" },
};

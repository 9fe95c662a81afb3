import * as vscode from "vscode";
import type { PageLanguage } from "../../server/src/service/report-page";
import type { Translate } from "../../server/src/l10n";

/** As the editor speaks: what each bundle is told when it is loaded (`speak`). */
export const editorsLanguage: Translate = (sentence, ...values) => vscode.l10n.t(sentence, ...values);

/** What a page needs to speak as the editor does: it has no part in the editor's own translations. Undefined while that is English. */
export function pageLanguage(): PageLanguage | undefined {
  const { bundle } = vscode.l10n;
  return bundle && { name: vscode.env.language, sentences: bundle };
}

import { hash } from "../core/hash";
import { t } from "../l10n";
import type { Report } from "./report";

/** The language of a page that is not English: its name, such as `de`, and its sentences by the English ones. */
export interface PageLanguage {
  readonly name: string;
  readonly sentences: Readonly<Record<string, string>>;
}

/** Data in a page, read by its script: never markup. */
export const pageData = (id: string, data: unknown, nonce: string): string =>
  `<script type="application/json" id="${id}" nonce="${nonce}">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;

/**
 * A report as one HTML file: its data, its look and the script that draws it are inside, and nothing else may be loaded. The data is never
 * markup: the script shows it as text.
 */
export function reportPage(report: Report, script: string, language?: PageLanguage): string {
  const nonce = hash(JSON.stringify(report) + script);
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language?.name ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t("Plimsoll report")}</title>
</head>
<body>
<main id="page"><noscript>${t("This report is drawn by a script that it carries. Allow scripts for this file.")}</noscript></main>
${pageData("report", report, nonce)}
${language ? pageData("sentences", language.sentences, nonce) : ""}
<script nonce="${nonce}" data-nonce="${nonce}">${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

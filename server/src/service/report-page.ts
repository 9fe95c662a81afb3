import { hash } from "../core/hash";
import type { Report } from "./report";

/**
 * A report as one HTML file: its data, its look and the script that draws it are inside, and nothing else may be loaded. The data is never
 * markup: the script shows it as text.
 */
export function reportPage(report: Report, script: string): string {
  const data = JSON.stringify(report).replaceAll("<", "\\u003c");
  const nonce = hash(data + script);
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plimsoll report</title>
</head>
<body>
<main id="page"><noscript>This report is drawn by a script that it carries. Allow scripts for this file.</noscript></main>
<script type="application/json" id="report" nonce="${nonce}">${data}</script>
<script nonce="${nonce}" data-nonce="${nonce}">${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

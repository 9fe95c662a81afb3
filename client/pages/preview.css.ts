/** The look of the page: the editor's own colours and sizes, nothing that moves. */
export const STYLE = `
body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 16px 24px; line-height: 1.5; }
main { max-width: 60rem; }
h1 { font-size: 1.5em; font-weight: 600; margin: 16px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; font-weight: 600; margin: 24px 0 8px; }
ul { margin: 0; padding-left: 1.2em; }
li { overflow-wrap: anywhere; }
ul.first > li:first-child { font-weight: 600; }
form { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: end; }
label { display: flex; flex-direction: column; gap: 2px; }
label.check { flex-direction: row; align-items: center; gap: 6px; }
input[type=number] { width: 7em; font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--vscode-descriptionForeground))); padding: 3px 6px; }
input:focus-visible, button:focus-visible, summary:focus-visible, .scroll:focus-visible, pre:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
button { font: inherit; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-contrastBorder, transparent); padding: 3px 10px; cursor: pointer; }
.chart { position: relative; height: 18rem; margin-top: 8px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 4px; color: var(--vscode-descriptionForeground); }
th, td { text-align: right; padding: 3px 10px; border-bottom: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, var(--vscode-descriptionForeground))); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
pre { overflow-x: auto; background: var(--vscode-textCodeBlock-background); padding: 8px; font-family: var(--vscode-editor-font-family); }
summary { cursor: pointer; margin-top: 24px; }
`;

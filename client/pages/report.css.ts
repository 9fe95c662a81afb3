/** The look of a report: the editor's colours where it is shown in one, else those of the system, light or dark. Nothing moves. */
export const STYLE = `
:root { color-scheme: light dark;
  --text: var(--vscode-foreground, light-dark(#1f2328, #e6e6e6)); --soft: var(--vscode-descriptionForeground, light-dark(#59636e, #a8a8a8));
  --ground: var(--vscode-editor-background, light-dark(#ffffff, #1e1e1e)); --line: var(--vscode-editorWidget-border, light-dark(#d1d9e0, #454545));
  --link: var(--vscode-textLink-foreground, light-dark(#0969da, #4daafc)); --focus: var(--vscode-focusBorder, light-dark(#0969da, #4daafc));
  --field: var(--vscode-input-background, light-dark(#ffffff, #313131));
  --error: var(--vscode-problemsErrorIcon-foreground, light-dark(#b3261e, #f48771)); --warning: var(--vscode-problemsWarningIcon-foreground, light-dark(#9a6700, #cca700));
  --info: var(--vscode-problemsInfoIcon-foreground, light-dark(#1a5fb4, #59a4f9)); --hint: var(--vscode-descriptionForeground, light-dark(#6e7781, #9d9d9d)); }
body { font: var(--vscode-font-size, 14px) var(--vscode-font-family, system-ui, sans-serif); color: var(--text); background: var(--ground); margin: 0; padding: 0 20px 32px; line-height: 1.5; }
main { max-width: 72rem; margin: 0 auto; }
h1 { font-size: 1.6em; font-weight: 600; margin: 20px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.15em; font-weight: 600; margin: 28px 0 8px; }
p { margin: 4px 0; }
a { color: var(--link); }
.counts { display: flex; flex-wrap: wrap; gap: 8px 24px; list-style: none; margin: 12px 0; padding: 0; }
.counts li { border-left: 4px solid var(--line); padding-left: 10px; }
.counts b { display: block; font-size: 1.5em; font-weight: 600; line-height: 1.2; }
.counts .error { border-color: var(--error); } .counts .warning { border-color: var(--warning); border-left-style: double; }
.counts .info { border-color: var(--info); border-left-style: dashed; } .counts .hint { border-color: var(--hint); border-left-style: dotted; }
.chart { position: relative; margin-top: 8px; }
canvas:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible, summary:focus-visible, .scroll:focus-visible, a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.filter { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: end; margin-bottom: 8px; }
.filter label { display: flex; flex-direction: column; gap: 2px; }
input, select, button { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--soft); padding: 4px 8px; }
button { cursor: pointer; }
.scroll { overflow-x: auto; max-height: 40rem; overflow-y: auto; }
table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: 4px; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; }
td.message { min-width: 20rem; }
.level { white-space: nowrap; }
.level.error { color: var(--error); } .level.warning { color: var(--warning); } .level.info { color: var(--info); } .level.hint { color: var(--hint); } .level.grid { color: var(--line); }
summary { cursor: pointer; }
details ul { margin: 4px 0 8px; padding-left: 1.4em; }
.soft { color: var(--soft); }
[role=status] { min-height: 1.5em; color: var(--soft); }
`;

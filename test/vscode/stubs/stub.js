"use strict";
// Stands in for another extension: shows a diagnostic where it is told to, and takes it away again.
const vscode = require("vscode");

exports.activate = ({ extension, subscriptions }) => {
  const shown = vscode.languages.createDiagnosticCollection(extension.id);
  subscriptions.push(
    shown,
    vscode.commands.registerCommand(`stub.${extension.id}.show`, (uri, line, code, message) => {
      const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 0, line, 10), message, vscode.DiagnosticSeverity.Warning);
      diagnostic.source = extension.id;
      diagnostic.code = code;
      shown.set(uri, [diagnostic]);
    }),
    vscode.commands.registerCommand(`stub.${extension.id}.fallSilent`, () => shown.clear()),
  );
};

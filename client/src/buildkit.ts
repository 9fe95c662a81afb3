import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { BuildKitShown } from "../../server/src/lsp/protocol";
import { METHODS } from "../../server/src/lsp/protocol";

/** The names of BuildKit's checks: https://docs.docker.com/reference/build-checks/ */
const CHECKS: ReadonlySet<string> = new Set([
  "ConsistentInstructionCasing",
  "CopyIgnoredFile",
  "DuplicateStageName",
  "ExposeInvalidFormat",
  "ExposeProtoCasing",
  "FromAsCasing",
  "FromPlatformFlagConstDisallowed",
  "InvalidBaseImagePlatform",
  "InvalidDefaultArgInFrom",
  "InvalidDefinitionDescription",
  "JSONArgsRecommended",
  "LegacyKeyValueFormat",
  "MaintainerDeprecated",
  "MultipleInstructionsDisallowed",
  "NoEmptyContinuation",
  "RedundantTargetPlatform",
  "ReservedStageName",
  "SecretsUsedInArgOrEnv",
  "StageNameCasing",
  "UndefinedArgInFrom",
  "UndefinedVar",
  "WorkdirRelativePath",
]);

/** Tells the server in which Dockerfiles another extension shows what BuildKit found, whenever that changes. */
export function followBuildKit(client: BaseLanguageClient): vscode.Disposable {
  const shown = new Set<string>();
  const look = (uris: readonly vscode.Uri[]) => {
    let changed = false;
    for (const uri of uris) {
      const key = uri.toString();
      const isShown = vscode.languages.getDiagnostics(uri).some(isBuildKits);
      if (isShown === shown.has(key)) continue;
      if (isShown) shown.add(key);
      else shown.delete(key);
      changed = true;
    }
    const params: BuildKitShown = { uris: [...shown] };
    if (changed) void client.sendNotification(METHODS.buildKitShown, params);
  };
  look(vscode.languages.getDiagnostics().map(([uri]) => uri));
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    look(uris);
  });
}

function isBuildKits({ source, code }: vscode.Diagnostic): boolean {
  const name = typeof code === "object" ? code.value : code;
  return source !== "plimsoll" && typeof name === "string" && CHECKS.has(name);
}

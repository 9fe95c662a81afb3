import tseslint from "typescript-eslint";

/**
 * What each folder may not import: `core ← languages ← scope ← rules ← service ← { lsp, cli, api }`, as in ARCHITECTURE.md. Below `service/` all is
 * English: what is kept there does not depend on the language of an editor.
 */
const layer = (folder, forbidden, extra = []) => ({
  files: [`server/src/${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: `(^|/)\\.\\./(?:\\.\\./)*(?:${forbidden.join("|")})(?:/|$)`,
            message: `${folder}/ may not import ${forbidden.join(", ")}: data flows one way.`,
          },
          ...extra,
        ],
      },
    ],
  },
});

const noNode = { regex: "^(node:|fs$|path$|os$|child_process$|vscode)", message: "Below the entry files there is no I/O and no editor." };
const noYaml = { regex: "^yaml$", message: "The yaml package is imported only in languages/yaml/." };
const noLsp = { regex: "^vscode-", message: "Only lsp/ knows the protocol." };

export default tseslint.config(
  {
    ignores: ["out/", "dist/", "node_modules/", "bench/node_modules/", "scripts/schemas/node_modules/", "test/examples/", ".vscode-test/"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: ["test", "it", "describe", "suite"] }] },
      ],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  layer(
    "core",
    ["languages", "scope", "rules", "refactorings", "config", "service", "lsp", "cli", "l10n"],
    [noNode, noYaml, noLsp, { regex: "^[^.]", message: "core/ has no dependency at all." }],
  ),
  {
    ...layer("languages", ["rules", "config", "service", "lsp", "cli", "guidance", "l10n"], [noNode, noYaml, noLsp]),
    ignores: ["server/src/languages/yaml/**"],
  },
  { ...layer("languages/yaml", ["rules", "config", "service", "lsp", "cli", "guidance", "l10n"], [noNode, noLsp]) },
  layer("scope", ["rules", "config", "service", "lsp", "cli", "guidance", "l10n"], [noNode, noYaml, noLsp]),
  layer("rules", ["service", "lsp", "cli", "l10n"], [noNode, noYaml, noLsp]),
  layer("refactorings", ["rules", "service", "lsp", "cli", "l10n"], [noNode, noYaml, noLsp]),
  layer("snippets", ["service", "lsp", "cli", "rules", "languages", "l10n"], [noNode, noYaml, noLsp]),
  layer("config", ["service", "lsp", "cli", "rules", "playbook", "l10n"], [noNode, noYaml, noLsp]),
  layer("playbook", ["service", "lsp", "cli", "rules"], [noNode, noYaml, noLsp]),
  layer("service", ["lsp", "cli"], [noNode, noYaml, noLsp]),
  layer("cli", ["lsp"], [noYaml, noLsp]),
  { files: ["server/src/cli.ts", "server/src/cli/**/*.ts", "scripts/**/*.ts"], rules: { "no-console": "off" } },
);

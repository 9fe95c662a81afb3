import type { Generated } from "./files";
import { folders, list } from "./files";

/** The registry of rules: every file of rules/<language>/ that is no table, by name; a family stands where its file does. */
export const ruleIndex = (): Generated =>
  registry("server/src/rules", "Rule", "../core/rule", "RULES", "Every rule, by language and name; a family stands where its file does.");

/** The registry of refactorings, in the same way. */
export const refactoringIndex = (): Generated =>
  registry("server/src/refactorings", "Refactoring", "../core/refactoring", "REFACTORINGS", "Every refactoring, by language and name.");

function registry(folder: string, type: string, from: string, name: string, comment: string): Generated {
  const files = folders(folder).flatMap((language) =>
    list(`${folder}/${language}`, ".ts")
      .filter((file) => !file.includes(".table.") && !file.includes(".generated."))
      .map((file) => `${language}/${file.replace(/\.ts$/, "")}`),
  );
  const identifier = (file: string) => file.replace(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    path: `${folder}/index.generated.ts`,
    content: `// Generated from the files of this folder by \`npm run generate\`. The folder is the registry.
import type { ${type} } from "${from}";
${files.map((file) => `import ${identifier(file)} from "./${file}";`).join("\n")}

/** ${comment} */
export const ${name}: readonly ${type}[] = [
${files.map((file) => `  ${identifier(file)},`).join("\n")}
].flat();
`,
  };
}

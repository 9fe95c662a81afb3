import type { Generated } from "./files";
import { folders, list } from "./files";

const FOLDER = "server/src/rules";

/** The registry: every file of rules/<language>/ that is no table, by name. */
export function ruleIndex(): Generated {
  const files = folders(FOLDER).flatMap((language) =>
    list(`${FOLDER}/${language}`, ".ts")
      .filter((name) => !name.includes(".table.") && !name.includes(".generated."))
      .map((name) => `${language}/${name.replace(/\.ts$/, "")}`),
  );
  const identifier = (file: string) => file.replace(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    path: `${FOLDER}/index.generated.ts`,
    content: `// Generated from the files of this folder by \`npm run generate\`. The folder is the registry.
import type { Rule } from "../core/rule";
${files.map((file) => `import ${identifier(file)} from "./${file}";`).join("\n")}

/** Every rule, by language and name; a family stands where its file does. */
export const RULES: readonly Rule[] = [
${files.map((file) => `  ${identifier(file)},`).join("\n")}
].flat();
`,
  };
}

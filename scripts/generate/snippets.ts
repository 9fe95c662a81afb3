import type { Generated } from "./files";
import { list, read } from "./files";

const FOLDER = "snippets";
const LANGUAGES = ["kubernetes", "compose", "dockerfile", "terraform", "playbook"] as const;

/** A snippet as its file has it. */
interface Written {
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
  readonly group: string;
  readonly place?: string;
  readonly guidance?: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
}

/** Every snippet for the server, and those that VS Code is given itself: see {@link forEditor}. */
export function snippets(): Generated[] {
  const all = LANGUAGES.flatMap((language) =>
    list(FOLDER, ".json")
      .filter((name) => new RegExp(`^${language}(?:-[a-z-]+)?\\.json$`).test(name))
      .flatMap((name) =>
        Object.entries(JSON.parse(read(`${FOLDER}/${name}`)) as Record<string, Written>).map(([title, written]) => ({
          title,
          language,
          written,
        })),
      ),
  );
  const data = all.map(({ title, language, written: { prefix, description, group, place, guidance, context, body } }) => ({
    prefix,
    title,
    description,
    language,
    group,
    place: place ?? "file",
    guidance: guidance ?? [],
    context: context ?? {},
    body: body.join("\n"),
  }));
  return [
    {
      path: "server/src/snippets/snippets.generated.ts",
      content: `// Generated from snippets/*.json by \`npm run generate\`.
import type { Snippet } from "./snippet";

export const SNIPPETS: readonly Snippet[] = ${JSON.stringify(data, undefined, 2)};
`,
    },
    forEditor(
      "yaml",
      all.filter(({ language, written }) => ["kubernetes", "compose", "playbook"].includes(language) && written.place === undefined),
    ),
    forEditor(
      "dockerfile",
      all.filter(({ language, written }) => language === "dockerfile" && written.place === undefined),
    ),
  ];
}

/**
 * Whole files for the command "Snippets: Fill File with Snippet". Without a prefix they are offered nowhere while somebody types: a `yaml`
 * snippet would reach every YAML file there is. What is typed comes from the server, which knows what the file is.
 */
function forEditor(language: string, chosen: readonly { readonly title: string; readonly written: Written }[]): Generated {
  const entries = chosen.map(({ title, written: { body, description } }) => [
    `Plimsoll: ${title}`,
    { isFileTemplate: true, description, body },
  ]);
  return { path: `${FOLDER}/editor/${language}.json`, content: `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n` };
}

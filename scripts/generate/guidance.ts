import type { Generated } from "./files";
import { list, read } from "./files";

/** One piece of the articles' advice, as its file in server/src/guidance/ has it. */
export interface Advice {
  readonly id: string;
  readonly article: string;
  readonly title: string;
  /** `planned`, `carried`, or the reason why it is not in an editor. */
  readonly state: string;
  readonly text: string;
}

const FOLDER = "server/src/guidance";

/** All advice, by article and in the order of its file. */
export function readAdvice(): Advice[] {
  return list(FOLDER, ".md").flatMap((name) => {
    const source = read(`${FOLDER}/${name}`);
    const title = /^# (.+)$/m.exec(source)?.[1] ?? "";
    return source
      .split(/^## /m)
      .slice(1)
      .map((section): Advice => {
        const match = /^([A-Z0-9]+-\d+[a-z]?) · (.+)\n+([\s\S]*)$/.exec(section);
        if (!match) throw new Error(`${FOLDER}/${name}: a section does not read "## ID · state": ${section.slice(0, 60)}`);
        const [, id = "", state = "", text = ""] = match;
        return { id, article: name.replace(/\.md$/, ""), title, state: state.trim(), text: text.trim() };
      });
  });
}

/** The union of ids, so that a dangling one does not compile. No code: it is wanted before anything else compiles. */
export function guidanceIds(advice: readonly Advice[]): Generated {
  return {
    path: `${FOLDER}/ids.generated.ts`,
    content: `// Generated from the Markdown files beside this one by \`npm run generate\`.\n\nexport type GuidanceId =\n${advice.map(({ id }) => `  | "${id}"`).join("\n")};\n`,
  };
}

/** What hovers say of an article's advice. */
export function guidanceTexts(advice: readonly Advice[]): Generated {
  const rows = advice.map(
    ({ id, article, title, text }) => `  ${JSON.stringify(id)}: ${JSON.stringify({ article, title, text: text.replace(/\s+/g, " ") })},`,
  );
  return {
    path: `${FOLDER}/texts.generated.ts`,
    content: `// Generated from the Markdown files beside this one by \`npm run generate\`.\nimport type { GuidanceId } from "./ids.generated";\n\nexport interface Guidance {\n  readonly article: string;\n  readonly title: string;\n  readonly text: string;\n}\n\nexport const GUIDANCE: Readonly<Record<GuidanceId, Guidance>> = {\n${rows.join("\n")}\n};\n`,
  };
}

/** The guidance files with each state as it is: what rules cite is carried, what nothing cites is planned, reasons stay. */
export function withStates(cited: ReadonlySet<string>): Generated[] {
  return list(FOLDER, ".md").map((name) => {
    const path = `${FOLDER}/${name}`;
    const content = read(path).replace(/^## (\S+) · (.+)$/gm, (line, id: string, state: string) =>
      state.startsWith("not in an editor") && !cited.has(id) ? line : `## ${id} · ${cited.has(id) ? "carried" : "planned"}`,
    );
    return { path, content };
  });
}

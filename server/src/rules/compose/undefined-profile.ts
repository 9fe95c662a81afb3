import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { files } from "../../core/example";
import type { Fact } from "../../core/fact";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { dotenvVariable } from "../../languages/compose/dotenv";
import { definedProfiles } from "../../languages/compose/profiles";
import { composeFile } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/undefined-profile",
  summary: "Chosen profile that no service has",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [
    "https://docs.docker.com/compose/how-tos/profiles/",
    "https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_profiles",
  ],
  rationale:
    "`COMPOSE_PROFILES` in `.env` chooses which services start besides those without a profile. Of a name that no service has Compose says nothing: the services that were meant simply do not start. " +
    "Said where the whole project can be read; names behind `--profile` stand in no file that Compose reads.",
  examples: [
    {
      title: "a slip, and a profile that is gone",
      source: files({
        "compose.yaml": `services:
^^^^^^^^ 💡 warning: COMPOSE_PROFILES in .env names "debgu", and no service has that profile. Did you mean "debug"?
^^^^^^^^ warning: COMPOSE_PROFILES in .env names "metrics", and no service has that profile.
  web:
    image: shop/web:1.4.2
  tools:
    image: shop/tools:1.4.2
    profiles: [debug, tools]
`,
        ".env": "TAG=1\nCOMPOSE_PROFILES=tools,debgu,metrics\n",
      }),
      fixed: {
        "compose.yaml": `services:
  web:
    image: shop/web:1.4.2
  tools:
    image: shop/tools:1.4.2
    profiles: [debug, tools]
`,
        ".env": "TAG=1\nCOMPOSE_PROFILES=tools,debug,metrics\n",
      },
    },
    {
      title: "profiles that are there, all of them",
      source: files({
        "compose.yaml": `services:\n  tools:\n    image: shop/tools:1.4.2\n    profiles: [debug]\n`,
        ".env": `COMPOSE_PROFILES="debug,*"\n`,
      }),
    },
    {
      title: "a variable decides, another file may add services",
      source: files({
        "a/compose.yaml": `services:\n  tools:\n    image: shop/tools:1.4.2\n    profiles: ["\${MODE}"]\n`,
        "a/.env": `COMPOSE_PROFILES=debug\n`,
        "b/compose.yaml": `services:\n  web:\n    image: shop/web:1.4.2\n`,
        "b/compose.tools.yaml": `services:\n  tools:\n    image: shop/tools:1.4.2\n    profiles: [debug]\n`,
        "b/.env": `COMPOSE_PROFILES=debug\n`,
      }),
    },
  ],
  on: composeFile,
  *check(file, _context, scope) {
    const chosen = scope.all(dotenvVariable, `${file.folder}/.env`).findLast(({ value }) => value.name === "COMPOSE_PROFILES");
    const project = chosen && file.isComplete && file.isFirst ? file.project : undefined;
    const defined = project?.main === file.path && !project.elsewhere.services.length ? definedProfiles(project) : undefined;
    if (!chosen || !defined) return;
    for (const { name, start } of namesIn(chosen.value.value ?? "")) {
      if (name === "*" || defined.includes(name)) continue;
      const meant = closest(name, defined);
      yield {
        at: file.root.keyRange("services"),
        message: `COMPOSE_PROFILES in .env names "${name}", and no service has that profile.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
        related: [{ at: chosen.at, message: "It is chosen here." }],
        fixes: meant === undefined ? [] : useName(chosen, start, name, meant),
      };
    }
  },
});

/** The names between the commas, and where each begins in the text. */
function namesIn(text: string): { name: string; start: number }[] {
  return [...text.matchAll(/[^,\s][^,]*/g)].map((match) => ({ name: match[0].trim(), start: match.index }));
}

/** Replaces a name where the value stands as it is, without escapes or variables. */
function useName({ at, value }: Fact<{ readonly value: string | undefined }>, start: number, name: string, meant: string): Fix[] {
  const quotes = at.range.end - at.range.start - (value.value?.length ?? 0);
  if (quotes !== 0 && quotes !== 2) return [];
  const from = at.range.start + quotes / 2 + start;
  return [
    {
      title: `Use "${meant}"`,
      safety: "suggestion",
      edits: [{ at: { file: at.file, part: at.part, range: range(from, from + name.length) }, text: meant }],
    },
  ];
}

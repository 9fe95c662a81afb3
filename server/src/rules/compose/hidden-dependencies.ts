import { files } from "../../core/example";
import { defineRule } from "../../core/rule";
import { builtStage, dockerfileText } from "../../languages/compose/build";
import { isList, textOf } from "../../languages/compose/data";
import type { Template } from "../../languages/dockerfile/variables";
import { services } from "../../languages/compose/queries";
import { cleanPath, readMount } from "../../languages/compose/volumes";

export default defineRule({
  id: "compose/hidden-dependencies",
  summary: "Bind mount over the dependencies that the image installed",
  severity: "info",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/engine/storage/bind-mounts/#mounting-over-existing-data"],
  rationale:
    "The build installs `node_modules` beside the source, then the bind mount covers both with the folder of the host: on a fresh checkout the program does not start (`Cannot find module`), on another system native packages do not load. A volume at `node_modules` keeps what the image installed; mounting only the source does as well.",
  examples: [
    {
      title: "the whole folder over a Node image",
      source: files({
        "compose.yaml": `services:
  web:
    build: ./web
    volumes:
      - ./web:/app
        ^^^^^^^^^^ info: The mount hides /app/node_modules that the image of service "web" installed.
`,
        "web/Dockerfile": 'FROM node:22.11\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nCMD ["npm", "start"]\n',
      }),
    },
    {
      title: "moved out of the way",
      source: files({
        "compose.yaml": "services:\n  web:\n    build: ./web\n    volumes: [./web:/app]\n",
        "web/Dockerfile":
          'FROM node:22.11\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci && mv node_modules /node_modules\nCOPY . .\nCMD ["npm", "start"]\n',
      }),
    },
    {
      title: "a volume keeps them, the source alone, dependencies that are installed at the start",
      source: files({
        "compose.yaml": `services:
  web:
    build: ./web
    volumes: [./web:/app, /app/node_modules]
  src:
    build: ./web
    volumes: [./web/src:/app/src]
  start:
    build: ./web
    command: sh -c "npm install && npm start"
    volumes: [./web:/app]
`,
        "web/Dockerfile": 'FROM node:22.11\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nCMD ["npm", "start"]\n',
      }),
    },
  ],
  on: services,
  *check(service, _context, scope) {
    const { merged } = service;
    const build = merged && builtStage(merged, scope);
    if (!build || !/(?:^|\/)node(?::|@|$)/.test(build.stage.image ?? "")) return;
    const workdir = build.stage.workdirs.at(-1)?.value;
    const folder = workdir?.state === "known" ? cleanPath(workdir.value) : undefined;
    const copiesManifest = build.stage.instructions.some(
      ({ value: header }) =>
        header.keyword === "COPY" &&
        header.from === undefined &&
        header.sources.some((source) => textOfTemplate(source).startsWith("package")),
    );
    // Whoever mentions the folder has thought of it: some move it up, some set NODE_PATH.
    const dockerfile = dockerfileText(merged, scope);
    if (dockerfile === undefined || !/\b(?:npm (?:ci|i|install)|yarn|pnpm)\b/.test(dockerfile) || /node_modules|NODE_PATH/.test(dockerfile))
      return;
    const commands = [service.get("command"), service.get("entrypoint")].map((command) =>
      isList(command) ? command.map(textOf).join(" ") : (textOf(command) ?? ""),
    );
    if (folder === undefined || !copiesManifest || commands.some((command) => /\b(?:install|ci|yarn)\b/.test(command))) return;
    const volumes = service.get("volumes");
    const targets = isList(volumes) ? volumes.map((entry) => cleanPath(readMount(entry)?.target ?? "")) : [];
    if (targets.some((target) => target.startsWith(`${folder}/node_modules`) || target === "")) return;
    for (const { data, at } of service.items("volumes")) {
      const mount = readMount(data);
      if (mount?.type === "bind" && mount.target !== undefined && cleanPath(mount.target) === folder)
        yield { at, message: `The mount hides ${folder}/node_modules that the image of service "${service.name}" installed.` };
    }
  },
});

/** How the name of what is copied begins. */
const textOfTemplate = (template: Template | undefined): string => {
  const [first] = template ?? [];
  return typeof first === "string" ? first.replace(/^\.?\//, "") : "";
};

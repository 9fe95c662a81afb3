/** Who is measured: Plimsoll as it was built, and the peers as bench/package-lock.json has them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../scripts/process.mjs";

export const bench = path.join(repository, "bench");
const modules = path.join(bench, "node_modules");

/** @param {string} folder of a package */
const versionIn = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")).version;

export const ours = () => ({
  name: "Plimsoll",
  version: versionIn(repository),
  command: [path.join(repository, "dist", "server.js"), "--stdio"],
  languages: ["kubernetes", "dockerfile", "compose", "terraform"],
});

/** No schema store: what a peer may fetch from the network would be measured as its own speed. */
const withoutNetwork = { yaml: { schemaStore: { enable: false }, kubernetesCRDStore: { enable: false }, validate: true }, http: {} };

/** @returns {readonly import("./measure.mjs").Contender[]} */
export function peers() {
  const peer = (name, program, languages, rest = {}) => ({
    name,
    version: versionIn(path.join(modules, name)),
    command: [path.join(modules, name, program), "--stdio"],
    languages,
    ...rest,
  });
  return [
    peer("dockerfile-language-server-nodejs", "bin/docker-langserver", ["dockerfile"]),
    peer("yaml-language-server", "bin/yaml-language-server", ["kubernetes", "compose"], { settings: withoutNetwork, debounce: 200 }),
    peer("@microsoft/compose-language-service", "bin/docker-compose-langserver", ["compose"], { debounce: 1000 }),
  ];
}

export const plimsollLint = () => ({
  name: "Plimsoll",
  version: versionIn(repository),
  command: (folder) => [path.join(repository, "dist", "cli.js"), "lint", "--format", "json", folder],
});

export const dclint = () => ({
  name: "dclint",
  version: versionIn(path.join(modules, "dclint")),
  command: (folder) => [path.join(modules, "dclint", "bin", "dclint.cjs"), "--recursive", "--formatter", "json", folder],
});

/**
 * Bundles what ships into dist/: the extension and its language server, each for Node and for the browser, the command line, the API,
 * and the WebAssembly they read.
 *
 *   node esbuild.mjs [--dev] [--watch]
 *
 * --dev: readable, with source maps. --watch: stays and builds again after each change.
 */
import { build, context } from "esbuild";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { repository, runMain } from "./scripts/process.mjs";
import { noticesOf } from "./scripts/notices.mjs";

const { resolve } = createRequire(import.meta.url);
const dist = path.join(repository, "dist");

/** Its import build uses import.meta and top-level await, which a CommonJS bundle cannot. */
const webTreeSitter = resolve("web-tree-sitter");

/**
 * web-tree-sitter holds the Node half of its loader too; in a browser that half is never reached, so what it asks for may be empty.
 * Only for web-tree-sitter: a Node module imported by our own browser code must fail the build.
 *
 * @type {import("esbuild").Plugin}
 */
const emptyNodeModules = {
  name: "empty-node-modules",
  setup(bundle) {
    bundle.onResolve({ filter: /^(?:node:)?(?:fs|fs\/promises|module|path|url)$/ }, ({ importer, path: name }) =>
      importer === webTreeSitter ? { path: name, namespace: "empty" } : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * What the extension loads when it is first needed, each a file of its own: Node reads and compiles the whole of a file that it loads, and
 * VS Code waits for the extension. In a browser an extension is one file.
 */
const lazy = new Map([
  ["client/src/runtime/node.ts", "language-client.js"],
  ["client/src/playbook/playbooks.ts", "playbooks.js"],
  ["client/src/report.ts", "report-view.js"],
  ["client/src/playbook/machine.ts", "programs.js"],
]);

/** @type {import("esbuild").Plugin} */
const filesOfTheirOwn = {
  name: "files-of-their-own",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\// }, ({ kind, path: name, resolveDir }) => {
      const source = path
        .relative(repository, path.resolve(resolveDir, name.replace(/\.js$/, ".ts")))
        .split(path.sep)
        .join("/");
      const file = kind === "dynamic-import" ? lazy.get(source) : undefined;
      return file === undefined ? undefined : { path: `./${file}`, external: true };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: repository,
  bundle: true,
  metafile: true,
  logLevel: "warning",
  alias: { "web-tree-sitter": webTreeSitter },
};

// `module` before `main`: the `main` of jsonc-parser and vscode-uri is UMD, which finds its own files only at run time.
/** @type {import("esbuild").BuildOptions} */
const forNode = { ...common, platform: "node", format: "cjs", target: "node20", mainFields: ["module", "main"] };

/** @type {import("esbuild").BuildOptions} */
const forBrowser = {
  ...common,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  plugins: [emptyNodeModules],
};

// Loaded with `require`: through it VS Code hands out its API.
/** @type {import("esbuild").BuildOptions} */
const forExtension = { ...forNode, external: ["vscode"], plugins: [filesOfTheirOwn], supported: { "dynamic-import": false } };

/** @type {readonly { from: string, to: string, options: import("esbuild").BuildOptions }[]} */
const bundles = [
  { from: "client/src/extension.ts", to: "extension.js", options: forExtension },
  ...[...lazy].map(([from, to]) => ({ from, to, options: { ...forNode, external: ["vscode"] } })),
  { from: "client/src/extension.web.ts", to: "extension.web.js", options: { ...forBrowser, format: "cjs", external: ["vscode"] } },
  { from: "client/pages/preview.ts", to: "preview.js", options: { ...forBrowser, format: "iife" } }, // a webview
  { from: "client/pages/report.ts", to: "report.js", options: { ...forBrowser, format: "iife" } }, // a webview, and inside of HTML reports
  { from: "server/src/main.ts", to: "server.js", options: forNode },
  { from: "server/src/browser.ts", to: "server.web.js", options: { ...forBrowser, format: "iife" } }, // a web worker
  { from: "server/src/cli.ts", to: "cli.js", options: { ...forNode, banner: { js: "#!/usr/bin/env node" } } },
  { from: "server/src/api.ts", to: "api.js", options: forNode },
];

const wasm = [
  resolve("web-tree-sitter/web-tree-sitter.wasm"),
  path.join(path.dirname(resolve("@tree-sitter-grammars/tree-sitter-hcl/package.json")), "tree-sitter-terraform.wasm"),
  path.join(path.dirname(resolve("tree-sitter-bash/package.json")), "tree-sitter-bash.wasm"),
];

await runMain(async () => {
  const { values } = parseArgs({ options: { dev: { type: "boolean", default: false }, watch: { type: "boolean", default: false } } });
  const present = bundles.filter(({ from }) => existsSync(path.join(repository, from)));
  for (const { from, to } of bundles) {
    if (!present.some((bundle) => bundle.to === to)) console.log(`dist/${to}: left out, there is no ${from} yet`);
  }

  mkdirSync(dist, { recursive: true });
  if (!values.dev) removeSourceMaps();
  for (const file of wasm) copyFileSync(file, path.join(dist, path.basename(file)));

  const options = present.map((bundle) => optionsOf(bundle, values.dev));
  if (values.watch) return watch(options);
  const results = await Promise.all(options.map((each) => build(each)));
  makeExecutable();
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(path.join(dist, "third-party-notices.txt"), noticesOf([...inputs, ...wasm]));
  printSizes([...present.map(({ to }) => to), ...wasm.map((file) => path.basename(file))]);
});

/** @param {typeof bundles[number]} bundle @param {boolean} dev @returns {import("esbuild").BuildOptions} */
function optionsOf({ from, to, options }, dev) {
  return { ...options, entryPoints: [from], outfile: path.join("dist", to), minify: !dev, sourcemap: dev };
}

/** @param {readonly import("esbuild").BuildOptions[]} options */
async function watch(options) {
  const contexts = await Promise.all(options.map((each) => context({ ...each, logLevel: "info" })));
  await Promise.all(contexts.map((each) => each.watch()));
  await new Promise(() => {}); // until Ctrl-C
}

/** So that dist/cli.js can be called by its name. */
function makeExecutable() {
  const cli = path.join(dist, "cli.js");
  if (existsSync(cli)) chmodSync(cli, 0o755);
}

/** Source maps of an earlier --dev build do not belong to the new bundles. */
function removeSourceMaps() {
  for (const name of readdirSync(dist).filter((each) => each.endsWith(".map"))) rmSync(path.join(dist, name));
}

/** @param {readonly string[]} names */
function printSizes(names) {
  for (const name of names) {
    const kilobytes = (statSync(path.join(dist, name)).size / 1024).toFixed(0);
    console.log(`${`dist/${name}`.padEnd(34)} ${kilobytes.padStart(6)} kB`);
  }
}

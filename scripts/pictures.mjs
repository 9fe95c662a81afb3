/**
 * Takes every picture of README.md and of the walkthrough anew, of the real editor with the extension packaged once.
 *
 *   node scripts/pictures.mjs [NAME…]       (npm run pictures)
 *
 * A NAME is a picture's path, such as walkthrough/fix.png; without any all are taken.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { bundle } from "./build.mjs";
import { packageExtension } from "./package.mjs";
import { Complaint, repository, runMain, say } from "./process.mjs";
import { temporaryFolder } from "./vscode.mjs";

/** The side bar with the list of findings, and the editor beside it. */
const findings = ["--command", "Plimsoll: Look at the Whole Workspace", "--command", "Plimsoll: Focus on Findings View"];
const small = ["--size", "1100x640"];

/** @type {Readonly<Record<string, readonly string[]>>} what picture.mjs is told for each */
const PICTURES = {
  "images/editor.png": ["k8s/base/orders.yaml", "--at", "livenessProbe", "--hover"],
  "images/preview.png": [
    "k8s/base/orders.yaml",
    ...["--size", "1280x900", "--line", "3"],
    ...["--command", "Plimsoll: Preview Rollout", "--page", "canvas"],
  ],
  "images/rollout.png": [],
  // Without the list of rollouts, which says on which machine programs run.
  "walkthrough/find.png": [
    "k8s/base/orders.yaml",
    ...small,
    ...findings,
    ...["--wait", ".monaco-list-row:has-text('Warnings')", "--click", ".pane-header[aria-label^='Rollouts']"],
  ],
  "walkthrough/why.png": ["k8s/base/orders.yaml", ...small, "--at", "serviceAccount:", "--hover"],
  "walkthrough/fix.png": ["k8s/base/orders.yaml", ...small, "--at", "serviceAccount:", "--quickfix"],
  "walkthrough/configure.png": [
    "k8s/base/orders.yaml",
    ...small,
    ...["--setting", "editor.minimap.enabled=false"],
    "--command",
    "Plimsoll: Create .plimsoll.yaml",
    "--wait",
    ".tab.active[data-resource-name='.plimsoll.yaml']",
  ],
  "walkthrough/write.png": [
    "k8s/base/orders.yaml",
    ...small,
    "--at",
    "image:",
    "--command",
    "Plimsoll: Insert Snippet…",
    "--wait",
    ".quick-input-list .monaco-list-row[aria-label*='probe']",
  ],
};

/** Pictures with a script of their own; all others are taken by picture.mjs. @type {Readonly<Record<string, string>>} */
const SCRIPTS = { "images/rollout.png": "rollout-picture.mjs" };

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in PICTURES));
  if (unknown) throw new Complaint(`there is no picture ${unknown}. There are: ${Object.keys(PICTURES).join(", ")}`, 2);
  const vsix = path.join(temporaryFolder(), "plimsoll.vsix");
  bundle();
  standIn();
  packageExtension(vsix);
  const failed = Object.entries(PICTURES)
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .filter(([name, options]) => {
      say(name);
      const args = [
        path.join(repository, "scripts", SCRIPTS[name] ?? "picture.mjs"),
        path.join(repository, name),
        ...options,
        "--vsix",
        vsix,
      ];
      return spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0;
    });
  if (failed.length > 0) throw new Complaint(`not as they should be: ${failed.map(([name]) => name).join(", ")}`);
  return 0;
});

/** A picture that was never taken is named by package.json all the same, and the package is made before any is: the icon stands in. */
function standIn() {
  for (const name of Object.keys(PICTURES)) {
    const file = path.join(repository, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file)) copyFileSync(path.join(repository, "images", "icon.png"), file);
  }
}

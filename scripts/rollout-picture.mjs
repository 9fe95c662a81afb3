/**
 * Takes the picture of a rollback that does not come through: in a real VS Code, with the packaged extension, the real kubectl and the stand-in
 * cluster of the tests.
 *
 *   node scripts/rollout-picture.mjs OUT.png --vsix FILE
 */
import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Complaint, repository, runMain, say } from "./process.mjs";
import { openBrowser, startCode, temporaryFolder, workbenchUrl } from "./vscode.mjs";
import { inWebview, repeat, runCommand } from "./window.mjs";

const FILE = "k8s/base/orders.yaml";
const CONTEXT = "prod-eu";
const NAMESPACE = "shop";
const OBJECT = "apps/v1 Deployment orders";
const RELEASED = "eclipse-temurin:21-jre";
const BEFORE = "eclipse-temurin:17-jre";

/** What is asked on the way, and what is answered where the first of the list is not meant. */
const ANSWERS = [
  [/fits this object|playbook/i, /^Roll back a release deliberately/],
  [/context/i, new RegExp(`^${CONTEXT}`)],
  [/change a schema/, /did not/],
  [/split traffic/, /^No/],
  [/good service soonest/, /^Undo/],
];

/** What the status bar says at the end of the way. */
const FAILED = /Return to the revision \(failed\)/;

const quickInput = ".quick-input-widget:not([style*='display: none'])";
const statusBar = ".statusbar-item[id*='plimsoll']";

/** A step takes no longer than this, and the whole way no more steps. */
const stepLimit = 20_000;
const mostSteps = 30;

await runMain(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { vsix: { type: "string" } } });
  const [picture] = positionals;
  if (!picture || !values.vsix) throw new Complaint("usage: node scripts/rollout-picture.mjs OUT.png --vsix FILE", 2);
  build();
  const { Cluster } = createRequire(import.meta.url)(path.join(repository, "out", "test", "cluster", "cluster.js"));

  let gone = false;
  const cluster = new Cluster({ ready: ({ spec }) => !(gone && spec.containers[0]?.image === BEFORE) });
  await cluster.start(CONTEXT, NAMESPACE);
  const workspace = path.join(temporaryFolder(), "examples");
  cpSync(path.join(repository, "test", "examples"), workspace, { recursive: true });
  writeFileSync(
    path.join(workspace, ".plimsoll.yaml"),
    `environments:\n  production:\n    files: ["k8s/base/**"]\n    production: true\n    contexts: ["prod-*"]\n`,
  );
  const code = await startCode({ vsix: values.vsix, env: { KUBECONFIG: cluster.kubeconfig } });
  const browser = await openBrowser({ width: 1280, height: 900 });
  const { page } = browser;
  page.setDefaultTimeout(stepLimit);
  try {
    await release(cluster);
    gone = true;
    await page.goto(workbenchUrl(code, workspace, [["openFile", code.remote(path.join(workspace, FILE))]]));
    await rollBack(page);
    return 0;
  } catch (error) {
    console.error(`plimsoll: ${error.message}\nThe picture shows how far it came.\n${code.logTails()}`);
    return 1;
  } finally {
    await page.screenshot({ path: picture, animations: "disabled" });
    await browser.close();
    await code.stop();
    await cluster.stop();
  }
});

/** Two revisions, the second of which is what the file says. @param {any} cluster */
async function release(cluster) {
  cluster.put(deployment(BEFORE), NAMESPACE);
  const ready = () => cluster.read(OBJECT, "status.readyReplicas", NAMESPACE) === 2;
  await cluster.until("the first version serves", ready);
  cluster.merge(OBJECT, { spec: { template: { spec: { containers: [{ name: "orders", image: RELEASED }] } } } }, NAMESPACE);
  const isThrough = () => cluster.read(OBJECT, "status.conditions[0].reason", NAMESPACE) === "NewReplicaSetAvailable";
  await cluster.until("the release is through", () => isThrough() && ready());
}

/** @param {string} image */
function deployment(image) {
  return `apiVersion: v1
kind: Node
metadata: { name: one }
spec: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: 2
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers: [{ name: orders, image: ${image} }]
`;
}

/** From the line above the Deployment to the step that fails. @param {import("playwright-core").Page} page */
async function rollBack(page) {
  // A line that VS Code draws anew takes no click.
  await repeat(async () => {
    await page.locator(".codelens-decoration a", { hasText: "Roll out…" }).first().click();
    await page.locator(`${quickInput} .monaco-list-row`).first().waitFor({ timeout: 4_000 });
  });
  for (let i = 0; i < mostSteps; i++) {
    while (await answer(page));
    const now = await standing(page);
    if (FAILED.test(now)) return showStep(page);
    await runCommand(page, /incident|going back/.test(now) ? "Plimsoll: Mark Step Done" : "Plimsoll: Run Next Step");
    await page.waitForTimeout(700);
  }
  throw new Complaint(`after ${mostSteps} steps the run stands at: ${await standing(page)}`);
}

/** The page of the step at hand, with room for what the cluster says. @param {import("playwright-core").Page} page */
async function showStep(page) {
  await page.locator(".monaco-list-row", { hasText: "Return to the revision" }).first().click();
  await inWebview(page).locator("h1").first().waitFor();
  // Its start: in the middle stand buttons.
  await page.locator(".pane-header[aria-label^='Findings']").click({ position: { x: 10, y: 10 } });
  await page.mouse.move(900, 300);
  await page.waitForTimeout(1_000);
}

/** Answers a question that is asked; false when none is. @param {import("playwright-core").Page} page */
async function answer(page) {
  const input = page.locator(`${quickInput} input.input`);
  await page.waitForTimeout(700);
  if (!(await input.isVisible())) return false;
  const message = await page.locator(`${quickInput} .quick-input-message`).innerText();
  const toType = /Type (\S+) to run/.exec(message)?.[1];
  if (toType !== undefined) {
    await input.fill(toType);
    await page.keyboard.press("Enter");
    return true;
  }
  const asked = (await input.getAttribute("placeholder")) ?? "";
  const wanted = ANSWERS.find(([question]) => question.test(asked))?.[1];
  const rows = page.locator(`${quickInput} .monaco-list-row`);
  if (wanted) await rows.filter({ hasText: wanted }).first().click();
  else await page.keyboard.press("Enter");
  return true;
}

/** What the status bar says of the run. @param {import("playwright-core").Page} page */
async function standing(page) {
  return (await page.locator(statusBar).allInnerTexts()).join(" ");
}

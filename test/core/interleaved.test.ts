import assert from "node:assert/strict";
import { before, it } from "node:test";
import { RULES } from "../../server/src/rules/index.generated";
import { loadGrammarsForTests } from "../support/grammars";
import type { Workspace } from "../../server/src/service/workspace";
import { absolute, problemsIn, workspaceOf } from "../support/workspace";
import type { Files } from "../support/workspace";

before(loadGrammarsForTests);

it("a file that is read while another one is checked is there for the parts that follow", () => {
  const files = { "main.tf": 'output "a" {\n  value = var.a\n}\n\noutput "b" {\n  value = var.a\n}\n' };
  const variables = absolute("variables.tf");
  const workspace = workspaceOf(files, RULES);
  workspace.list([variables], () => false);
  const steps = workspace.report(absolute("main.tf"));
  assert.equal(steps.next().done, false, "the first part was checked, and another is to come");
  workspace.set(variables, 'variable "a" {}\n');
  workspace.list([], () => true);
  let step = steps.next();
  while (!step.done) step = steps.next();
  assert.deepEqual(
    step.value?.problems.filter(({ id }) => id === "terraform/undeclared-reference"),
    [],
  );
});

const DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n";

it("a file that was open before the workspace was listed is what its marker makes of it", () => {
  const template = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: {{- toYaml .Values.spec | nindent 2 }}\n";
  const files: Files = {
    "base/web.yaml": `${DEPLOYMENT}      containers: [{ name: web, image: shop/web:1.4.2, ports: [{ containerPort: 80 }] }]\n`,
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "prod/kustomization.yaml": "resources: [../base]\npatches: [{ path: probe.yaml }]\n",
    "prod/probe.yaml": `${DEPLOYMENT}      containers: [{ name: web, readinessProbe: { tcpSocket: { port: 80 } } }]\n`,
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/templates/web.yaml": template,
  };
  const idsIn = (workspace: Workspace) => problemsIn(workspace).map(({ id, path }) => `${path} ${id}`);
  const open = ["base/web.yaml", "chart/templates/web.yaml"];
  const workspace = workspaceOf(Object.fromEntries(open.map((name) => [name, files[name] ?? ""])), RULES);
  problemsIn(workspace);
  workspace.list(Object.keys(files).map(absolute), () => true);
  for (const [name, text] of Object.entries(files)) if (!open.includes(name)) workspace.set(absolute(name), text);
  assert.deepEqual(idsIn(workspace), idsIn(workspaceOf(files, RULES)));
  assert.equal(workspace.recognition(absolute("chart/templates/web.yaml"))?.kind, "helm-template");
});

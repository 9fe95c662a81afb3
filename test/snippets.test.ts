import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { plainText } from "../server/src/core/edit";
import { GUIDANCE } from "../server/src/guidance/texts.generated";
import { RULES } from "../server/src/rules/index.generated";
import { snippetSuggestions, snippetsAt } from "../server/src/service/snippets";
import type { PlaceName, Snippet } from "../server/src/snippets/snippet";
import { SNIPPETS } from "../server/src/snippets/snippets.generated";
import { loadGrammarsForTests } from "./support/grammars";
import { absolute, problemsIn, workspaceOf } from "./support/workspace";

before(loadGrammarsForTests);

/** A file of each language, whole but for what the snippet brings: `|` marks where it goes. */
const HOSTS: Readonly<Record<PlaceName, { readonly path: string; readonly text: string } | undefined>> = {
  file: undefined,
  "kubernetes/metadata": { path: "app.yaml", text: deployment({ metadata: true }) },
  "kubernetes/workload-spec": { path: "app.yaml", text: deployment({ workload: true }) },
  "kubernetes/pod-spec": { path: "app.yaml", text: deployment({ pod: true }) },
  "kubernetes/container": { path: "app.yaml", text: deployment({ container: true }) },
  "compose/top-level": { path: "compose.yaml", text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n|" },
  "compose/services": { path: "compose.yaml", text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n  |" },
  "compose/service": { path: "compose.yaml", text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n    |" },
  "dockerfile/instruction": { path: "Dockerfile", text: "FROM registry.example.com/base:1.4.2\nWORKDIR /app\n|" },
  "terraform/block": { path: "main.tf", text: "|" },
  "playbook/step": undefined,
};

function deployment(mark: Partial<Record<"metadata" | "workload" | "pod" | "container", true>>): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
${mark.metadata ? "  |\n" : ""}spec:
  selector:
    matchLabels:
      app: web
${mark.workload ? "  |\n" : ""}  template:
    metadata:
      labels:
        app: web
    spec:
${mark.pod ? "      |\n" : ""}      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
${mark.container ? "          |\n" : ""}`;
}

/** The file a snippet makes by itself. */
const FILE: Readonly<Record<Snippet["language"], string>> = {
  kubernetes: "manifest.yaml",
  compose: "compose.yaml",
  dockerfile: "Dockerfile",
  terraform: "main.tf",
  playbook: ".plimsoll/playbooks/playbook.yaml",
};

/** How many there are at least of each language. */
const LEAST: Readonly<Partial<Record<Snippet["language"], number>>> = {};

describe("snippets", () => {
  for (const snippet of SNIPPETS)
    it(`${snippet.language}: ${snippet.title}`, () => {
      const text = plainText(snippet.body);
      assert.ok(!/[ \t]$/m.test(text), "blanks at the end of a line");
      for (const id of snippet.guidance) assert.ok(id in GUIDANCE, id);
      for (const stop of Object.keys(snippet.context)) assert.ok(snippet.body.includes(`\${${stop}`), `there is no tab stop ${stop}`);
      const said = messages(...inPlace(snippet, text));
      const host = HOSTS[snippet.place];
      const before = host ? messages(host.path, host.text.replace(/^ *\|\n?/m, "")) : [];
      assert.deepEqual(
        said.filter((message) => !before.includes(message)),
        [],
      );
    });

  it("have prefixes that are all different, those of files with pl-", () => {
    assert.equal(new Set(SNIPPETS.map(({ prefix }) => prefix)).size, SNIPPETS.length);
    for (const { prefix, place } of SNIPPETS) assert.equal(prefix.startsWith("pl-"), place === "file", prefix);
  });

  for (const [language, least] of Object.entries(LEAST))
    it(`are at least ${least} for ${language}`, () => {
      assert.ok(SNIPPETS.filter((snippet) => snippet.language === language).length >= least);
    });
});

describe("a snippet is offered", () => {
  const labels = (path: string, marked: string) => {
    const offset = marked.indexOf("|");
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    return snippetSuggestions(workspaceOf({ [path]: text }, []), absolute(path), text, offset).map(({ label }) => label);
  };

  it("as a whole file where nothing is written, by what the file may become", () => {
    assert.ok(labels("app.yaml", "pl|").includes("pl-configmap"));
    assert.deepEqual(labels(".github/workflows/build.yml", "p|"), []);
    assert.deepEqual(labels("mkdocs.yml", "p|"), []);
    assert.deepEqual(labels("app.yaml", "name: x\np|"), []);
  });

  it("inside of the place it belongs to, filled with what stands there", () => {
    const host = HOSTS["kubernetes/container"];
    assert.ok(host);
    const offset = host.text.indexOf("|");
    const text = host.text.replace("|", "");
    const found = snippetsAt(workspaceOf({ [host.path]: text }, []), absolute(host.path), text, offset).find(
      ({ prefix }) => prefix === "readiness",
    );
    assert.match(found?.body ?? "", /port: \$\{2:http\}/);
    assert.ok(!labels("app.yaml", deployment({ pod: true })).includes("readiness"));
  });
});

/** The file with the snippet in it, as an editor inserts it: every line at the column of the cursor. */
function inPlace(snippet: Snippet, text: string): [path: string, text: string] {
  const host = HOSTS[snippet.place];
  if (!host) return [FILE[snippet.language], text];
  const offset = host.text.indexOf("|");
  const column = offset - (host.text.lastIndexOf("\n", offset) + 1);
  return [host.path, host.text.replace("|", text.replaceAll(/\n(?=.)/g, `\n${" ".repeat(column)}`))];
}

const messages = (path: string, text: string): string[] =>
  problemsIn(workspaceOf({ [path]: text }, RULES, { preset: "strict" })).map(
    ({ id, severity, message }) => `${severity} ${id}: ${message}`,
  );

/**
 * Writes the skeleton of a rule: `npm run new-rule kubernetes/host-network`. It compiles and is tidy; its examples are yours to write.
 */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Complaint, repository, runMain, say } from "./process.mjs";

/** For each language: the query to start from, where it comes from, and a file that has nothing to report. */
const LANGUAGES = {
  kubernetes: {
    query: "objects",
    from: "../../languages/kubernetes/queries",
    tag: "yaml",
    clean: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n",
    hit: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: change-me\n        ^^^^^^^^^ warning: ConfigMap "change-me" has this smell.\n',
    check: 'object.name === "change-me"',
    node: "object",
    at: "object.anchor",
    message: "${object.title} has this smell.",
  },
  compose: {
    query: "services",
    from: "../../languages/compose/queries",
    tag: "yaml",
    clean: "services:\n  web:\n    image: shop/web:1.4.2\n",
    hit: 'services:\n  change-me:\n  ^^^^^^^^^ warning: Service "change-me" has this smell.\n    image: shop/web:1.4.2\n',
    check: 'service.name === "change-me"',
    node: "service",
    at: "service.keyRange",
    message: 'Service "${service.name}" has this smell.',
  },
  dockerfile: {
    query: 'instructions("LABEL")',
    import: "instructions",
    from: "../../languages/dockerfile/queries",
    tag: "dockerfile",
    clean: "FROM alpine:3.20.3\n",
    hit: "FROM alpine:3.20.3\nLABEL change=me\n^^^^^ warning: LABEL has this smell.\n",
    check: 'instruction.argumentsText.includes("change=me")',
    node: "{ instruction }",
    at: "instruction.keywordRange",
    message: "${instruction.keyword} has this smell.",
  },
  terraform: {
    query: "resources()",
    import: "resources",
    from: "../../languages/terraform/queries",
    tag: "hcl",
    clean: 'resource "aws_sqs_queue" "jobs" {\n}\n',
    hit: 'resource "aws_sqs_queue" "change_me" {\n                         ^^^^^^^^^^^ warning: Resource "change_me" has this smell.\n}\n',
    check: 'block.name === "change_me"',
    node: "block",
    at: "block.anchor",
    message: 'Resource "${block.name}" has this smell.',
  },
};

await runMain(() => {
  const [id = ""] = process.argv.slice(2);
  const match = /^(kubernetes|compose|dockerfile|terraform)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(id);
  if (!match) throw new Complaint("usage: npm run new-rule <kubernetes|compose|dockerfile|terraform>/<smell-in-lower-case>", 2);
  const [, language, smell] = match;
  const file = path.join(repository, "server/src/rules", language, `${smell}.ts`);
  if (existsSync(file)) throw new Complaint(`server/src/rules/${id}.ts is already there`);
  writeFileSync(file, skeleton(id, smell, LANGUAGES[language]));
  say(`server/src/rules/${id}.ts: write its words, examples and check, then run npm run generate and npm run test:unit`);
  return 0;
});

/** @param {string} id @param {string} smell @param {(typeof LANGUAGES)["kubernetes"] & { import?: string }} language */
function skeleton(id, smell, language) {
  const summary = smell.replaceAll("-", " ");
  return `import { ${language.tag} } from "../../core/example";
import { defineRule } from "../../core/rule";
import { ${language.import ?? language.query} } from "${language.from}";

export default defineRule({
  id: "${id}",
  summary: "${summary.charAt(0).toUpperCase()}${summary.slice(1)}",
  severity: "warning",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "What goes wrong, and what to do instead.",
  examples: [
    {
      title: "the smell",
      source: ${language.tag}\`
${language.hit}\`,
    },
    {
      title: "nothing to report",
      source: ${language.tag}\`
${language.clean}\`,
    },
  ],
  on: ${language.query},
  *check(${language.node}) {
    if (!(${language.check})) return;
    yield { at: ${language.at}, message: \`${language.message}\` };
  },
});
`;
}

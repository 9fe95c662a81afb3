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

/** So that what a pod says of its own security is all that is missing. */
const HARDENED = `          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
`;

/** A file of each language, whole but for what the snippet brings: `|` marks where it goes. */
const HOSTS: Readonly<Record<PlaceName, { readonly path: string; readonly text: string } | undefined>> = {
  file: undefined,
  "kubernetes/metadata": { path: "app.yaml", text: deployment({ metadata: true }) },
  "kubernetes/workload-spec": { path: "app.yaml", text: deployment({ workload: true }) },
  "kubernetes/pod-spec": { path: "app.yaml", text: deployment({ pod: true }) },
  "kubernetes/container": { path: "app.yaml", text: deployment({ container: true }) },
  "compose/top-level": { path: "compose.yaml", text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n|" },
  "compose/services": {
    path: "compose.yaml",
    text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n  |\nvolumes:\n  data:\n",
  },
  "compose/service": { path: "compose.yaml", text: "services:\n  web:\n    image: registry.example.com/web:1.4.2\n    |" },
  "dockerfile/instruction": { path: "Dockerfile", text: "FROM registry.example.com/base:1.4.2\nWORKDIR /app\n|" },
  "terraform/block": { path: "main.tf", text: "|" },
  "playbook/step": { path: ".plimsoll/playbooks/release.yaml", text: playbook("      - |\n") },
};

/** A playbook with ways to go to, into which a step can be put. */
function playbook(step: string): string {
  const phase = (id: string) => `  - id: ${id}
    title: ${id}
    steps:
      - id: ${id}-look
        title: Look at the graphs
        kind: manual
`;
  return `id: release
title: Release a new version
summary: Looks at what runs, and releases it.
topic: rollout
appliesTo: [Deployment]
inputs:
  name:
    title: Deployment
    from: { manifest: metadata.name }
phases:
${phase("before")}${step}${phase("done")}${phase("back")}`;
}

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
${mark.container ? "          |\n" : HARDENED}`;
}

/** The file a snippet makes by itself. */
const FILE: Readonly<Record<Snippet["language"], string>> = {
  kubernetes: "manifest.yaml",
  compose: "compose.yaml",
  dockerfile: "Dockerfile",
  terraform: "main.tf",
  playbook: ".plimsoll/playbooks/release-orders.yaml",
};

/** How many there are at least of each language. */
const LEAST: Readonly<Record<Snippet["language"], number>> = { kubernetes: 75, terraform: 45, compose: 22, dockerfile: 19, playbook: 6 };

/** What no snippet can say: nobody knows the digest of an image before it is chosen. */
const UNKNOWABLE = /\/missing-image-digest$/;

const locked = (provider: string, version: string) =>
  `provider "registry.terraform.io/hashicorp/${provider}" {\n  version = "${version}"\n}\n`;

/** What a project has beside the file: the snippets that build copy a folder, and say so; a root has a lock file. */
const BESIDE: Readonly<Partial<Record<Snippet["language"], Readonly<Record<string, string>>>>> = {
  compose: { Dockerfile: "FROM scratch AS development\n" },
  dockerfile: { ".dockerignore": ".git\n.env\n" },
  terraform: { ".terraform.lock.hcl": [locked("aws", "5.90.0"), locked("azurerm", "4.20.0"), locked("google", "6.20.0")].join("\n") },
};

describe("snippets", () => {
  for (const snippet of SNIPPETS)
    it(`${snippet.language}: ${snippet.title}`, () => {
      const text = plainText(snippet.body);
      assert.ok(!/[ \t]$/m.test(text), "blanks at the end of a line");
      for (const id of snippet.guidance) assert.ok(id in GUIDANCE, id);
      for (const stop of Object.keys(snippet.context)) assert.ok(snippet.body.includes(`\${${stop}`), `there is no tab stop ${stop}`);
      const said = messages(snippet, ...inPlace(snippet, text));
      const host = HOSTS[snippet.place];
      const before = host ? messages(snippet, host.path, host.text.replace(/^ *(?:- )?\|\n?/m, "")) : [];
      assert.deepEqual(
        said.filter((message) => !before.some((other) => saysNoMore(message, other))),
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

/** What is often handed on in half, or wrong: the snippet that has it whole, what makes it right, and what must not come back. */
const WHOLE: readonly (readonly [what: string, prefix: string, says: readonly RegExp[], never?: RegExp])[] = [
  ["HTTPS at an ALB", "pl-ingress-alb", [/ssl-redirect: "443"/, /certificate-arn:/, /ingressClassName: alb/]],
  ["a workload with a role", "pl-deployment-irsa", [/role-arn:/, /^kind: Deployment$/m, /serviceAccountName:/], /AWS_SECRET_ACCESS_KEY/],
  [
    "a Secret that follows a rotation",
    "pl-deployment-secret",
    [/^kind: ExternalSecret$/m, /secretName:/, /readOnly: true/],
    /secretKeyRef|secretRef:/,
  ],
  ["a sidecar that starts first", "pl-deployment-sidecar", [/initContainers:\n(?: .*\n)*? +restartPolicy: Always/, /^kind: ConfigMap$/m]],
  ["a StatefulSet with its Service", "pl-statefulset", [/clusterIP: None/, /serviceName:/, /volumeClaimTemplates:/]],
  ["a JVM that starts slowly", "probes-jvm", [/startupProbe:/, /readinessProbe:/, /livenessProbe:/]],
  [
    "an image built in the cluster",
    "pl-job-image-build",
    [/context=.*#[0-9a-f]{40}$/m, /mode=max$/m, /config\.json/],
    /kaniko|:latest|privileged/,
  ],
  ["a canary", "pl-istio-canary", [/^kind: DestinationRule$/m, /weight: 90/, /weight: 10/]],
  ["retries that repeat no write", "pl-istio-retries", [/exact: GET/, /perTryTimeout:/], /retryOn:.*5xx/],
  ["retries that repeat no write (Linkerd)", "pl-linkerd-profile", [/method: POST\n.*\n *isRetryable: false/, /retryBudget:/]],
  ["pods of a mesh", "pl-namespace-linkerd", [/linkerd\.io\/inject: enabled/], /linkerd-proxy/],
  [
    "a database that loses no commit",
    "pl-cnpg",
    [/synchronous:\n *method: any/, /^kind: ScheduledBackup$/m, /^kind: ObjectStore$/m, /initdb:/],
    /barmanObjectStore|md5|accessKeyId/,
  ],
  ["a database reached from another namespace", "pl-networkpolicy-cnpg", [/kubernetes\.io\/metadata\.name:/, /port: 8000/, /port: 9187/]],
  [
    "a database of AWS",
    "pl-crossplane-rds",
    [/manageMasterUserPassword: true/, /skipFinalSnapshot: false/, /providerConfigRef:/],
    /"Delete"/,
  ],
  ["metrics sent elsewhere", "pl-prometheus", [/url: https:/, /basicAuth:/, /replicas: 2/]],
  [
    "a web service that counts",
    "pl-compose-redis",
    [/condition: service_healthy/, /redis-cli/, /redis-data:\/data/],
    /pip install|^version:/m,
  ],
  ["a database beside what is built here", "pl-compose-dev-postgres", [/PASSWORD_FILE/, /127\.0\.0\.1:5432/], /POSTGRES_PASSWORD:/],
  ["a tool in an image", "pl-docker-tool", [/alpine:\d/, /--no-cache/, /^USER \d/m], /apk update/],
  ["a Node program without a build", "pl-docker-node-plain", [/package-lock\.json[\s\S]*npm ci[\s\S]*COPY src/, /^USER \d/m]],
  ["a module that cannot change", "module", [/\?ref=[0-9a-f]{40}"/]],
  ["a locked backend", "backend-s3", [/use_lockfile = true/], /dynamodb_table/],
  ["the end of objects", "s3-lifecycle", [/filter \{\}/, /expiration \{/, /noncurrent_version_expiration \{/]],
  ["rights of one function", "lambda-role", [/dynamodb:PutItem/, /kms:ViaService/], /resources = \["\*"\]/],
  ["readers of a secret", "secret", [/ArnNotEquals/, /aws_iam_role\.rotate\.arn/, /aws_secretsmanager_secret_policy/]],
  [
    "spot over a base",
    "autoscaling-spot",
    [/on_demand_base_capacity/, /capacity_rebalance +=/, /(?:override[\s\S]*){3}/],
    /spot_percentage/,
  ],
];

describe("snippets have whole what is often handed on in half", () => {
  for (const [what, prefix, says, never] of WHOLE)
    it(`${what}: ${prefix}`, () => {
      const text = plainText(SNIPPETS.find((snippet) => snippet.prefix === prefix)?.body ?? "");
      for (const line of says) assert.match(text, line);
      if (never) assert.doesNotMatch(text, never);
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

  it("with the label that the pods of the place have", () => {
    const text = deployment({ pod: true }).replaceAll("app: web", "app.kubernetes.io/name: web");
    const offset = text.indexOf("|");
    const found = snippetsAt(workspaceOf({ "app.yaml": text.replace("|", "") }, []), absolute("app.yaml"), text.replace("|", ""), offset);
    const spread = found.find(({ prefix }) => prefix === "spread");
    assert.equal(spread?.body.split("${2:app.kubernetes.io/name}: ${1:web}").length, 3);
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

/** A file that uses the variables a snippet declares: whoever inserts one is about to. */
const usesOf = (text: string): Readonly<Record<string, string>> => {
  const names = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name = ""]) => `var.${name}`);
  return names.length ? { "uses.tf": `resource "terraform_data" "uses" {\n  input = [${names.join(", ")}]\n}\n` } : {};
};

const messages = ({ language }: Snippet, path: string, text: string): string[] =>
  problemsIn(workspaceOf({ ...BESIDE[language], ...usesOf(text), [path]: text }, RULES, { preset: "strict" }))
    .filter((problem) => problem.path === absolute(path) && !UNKNOWABLE.test(problem.id))
    .map(({ id, severity, message }) => `${severity} ${id}: ${message}`);

/** A finding that lists what is missing says the same once a snippet has brought some of it, with fewer words. */
const saysNoMore = (message: string, before: string): boolean => {
  const known = wordsOf(before);
  return wordsOf(message).every((word) => known.includes(word));
};

const wordsOf = (text: string): string[] => text.split(/[ ,.]+/);

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import type { Container } from "../../languages/kubernetes/container";
import { containers } from "../../languages/kubernetes/queries";
import { classifyCredential } from "../../languages/shared/credentials";
import { isGuessable, namesAccount, passwordIn } from "../../languages/shared/guessable-passwords";
import { parseImage } from "../../languages/shared/image";
import { setAt, TabStop, removeKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/credential-in-env",
  summary: "Credential in clear text in a container's environment",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-03", "IDP-01", "SCR-02"],
  equivalents: ["kube-linter:env-var-secret", "polaris:sensitiveContainerEnvVar"],
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/"],
  rationale:
    "What is committed is in every clone, fork, backup and build log, and stays in the history after the line is gone: treat the credential as leaked and rotate it. " +
    "Keep the value in a Secret that comes from outside the repository (External Secrets, Sealed Secrets, SOPS) and refer to it with `secretKeyRef`. Placeholders, a tutorial's password and one that repeats a name beside it are information, unless the path says production.",
  examples: [
    {
      title: "a password as a literal",
      source: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - name: DB_PASSWORD
              value: tr0ub4dor-7 # from the wiki
                     ^^^^^^^^^^^ 💡 error: DB_PASSWORD holds a password in clear text.
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - name: DB_PASSWORD
              valueFrom: # from the wiki
                secretKeyRef:
                  name: web-secrets
                  key: DB_PASSWORD
`,
    },
    {
      title: "a value whose shape alone says what it is, and a placeholder",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        - name: DATABASE_URL
          value: postgres://shop:s3cure-4711@db:5432/shop
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 error: DATABASE_URL holds a password in a URL in clear text.
        - name: API_TOKEN
          value: changeme
                 ^^^^^^^^ 💡 info: API_TOKEN holds a placeholder where a token will stand: refer to a Secret instead.
`,
    },
    {
      title: "the password of a tutorial, and one that says the user's name again",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: mysql:8.4.3
      env:
        - name: MYSQL_ROOT_PASSWORD
          value: my-secret-pw
                 ^^^^^^^^^^^^ 💡 info: MYSQL_ROOT_PASSWORD holds a value everybody can guess: fine for a trial, open anywhere else.
        - name: MYSQL_USER
          value: shopkeeper
        - name: MYSQL_PASSWORD
          value: shopkeeper
                 ^^^^^^^^^^ 💡 info: MYSQL_PASSWORD holds a value everybody can guess: fine for a trial, open anywhere else.
`,
    },
    {
      title: "the same in production",
      settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: mysql:8.4.3
      env:
        - name: MYSQL_ROOT_PASSWORD
          value: my-secret-pw
                 ^^^^^^^^^^^^ 💡 error: MYSQL_ROOT_PASSWORD holds a value everybody can guess (said because the path says prod).
`,
    },
    {
      title: "references, paths and switches",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef: { name: web, key: password }
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db
        - name: TOKEN_TTL
          value: 30m
        - name: REQUIRE_PASSWORD
          value: "true"
        - name: COPY_OF_PASSWORD
          value: $(DB_PASSWORD)
        - name: PUBLIC_KEY
          value: pk_4711
        - name: API_TOKEN
          value: {{ .Values.token }}
`,
    },
  ],
  on: containers,
  *check(container, { settings }) {
    const production = settings.environment?.production === true ? settings.environment : undefined;
    for (const entry of container.root.list("env").maps()) {
      const name = entry.string("name");
      const value = entry.string("value");
      const found = value === undefined || entry.scalar("value").state !== "known" ? undefined : classifyCredential(name, value);
      if (!found || name === undefined) continue;
      const pair = entry.pair("value");
      const secret = `${container.object.name ?? "app"}-secrets`;
      const isKnown = value !== undefined && isWellKnown(container, value);
      const isPlaceholder = !isKnown && found.certainty === "placeholder";
      const holds = isPlaceholder
        ? `a placeholder where ${found.what} will stand: refer to a Secret instead`
        : isKnown
          ? `a value everybody can guess${production ? ` (said ${production.because})` : ": fine for a trial, open anywhere else"}`
          : `${found.what} in clear text`;
      yield {
        at: entry.rangeOf("value"),
        message: `${name} holds ${holds}.`,
        ...(isPlaceholder || (isKnown && !production) ? { severity: "info" as const } : {}),
        certain: found.issued,
        ...(pair?.value &&
        entry.node &&
        !entry.node.flow &&
        pair.value.kind === "scalar" &&
        pair.value.style !== "block" &&
        !pair.value.masks
          ? {
              fixes: [
                {
                  title: "Refer to a Secret",
                  safety: "suggestion" as const,
                  edits: referTo(entry, pair.key.start, pair.value.end, secret, name),
                },
              ],
            }
          : {}),
      };
    }
  },
});

/** A password that says the name of the user, the database, the container or its image again, or that everybody knows. */
function isWellKnown(container: Container, value: string): boolean {
  const { password, user } = passwordIn(value);
  const accounts = [...container.root.list("env").maps()].filter((entry) => namesAccount(entry.string("name") ?? ""));
  const image = container.root.string("image");
  return isGuessable(password, {
    names: [user, container.name, ...accounts.map((entry) => entry.string("value"))],
    repository: image === undefined ? undefined : parseImage(image)?.repository,
  });
}

/** Replaces `value: …` where it stands; a comment behind it stays on its line. */
function referTo(entry: Parameters<typeof setAt>[0], from: number, to: number, secret: string, key: string) {
  const { text } = entry.world;
  const insertion = setAt(entry, ["valueFrom", "secretKeyRef"], { name: new TabStop(secret), key: new TabStop(key) }, ["value"]);
  const [first] = insertion;
  if (!first || !("at" in first)) return removeKey(entry, "value");
  const [, head = "", rest = ""] = /^(\r?\n\s*valueFrom:)([\s\S]*)$/.exec(first.text) ?? [];
  const lineEnd = text.slice(to).search(/\r?\n|$/) + to;
  return [
    { at: range(from, to), text: head.trim() },
    { at: range(lineEnd, lineEnd), text: rest, snippet: true },
  ];
}

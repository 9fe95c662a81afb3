import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { joinWords } from "../../core/words";
import { containers } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/secret-in-environment",
  summary: "Secrets read through environment variables",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-12", "SCR-23", "GIT-02"],
  equivalents: ["kube-linter:read-secret-from-env-var", "checkov:CKV_K8S_35", "kics:secrets_as_environment_variables"],
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  rationale:
    "An environment is inherited by child processes, printed by debug pages and crash reports, and stays as it was until the pod restarts. A Secret mounted as a file is read by whoever opens it and follows a rotation. " +
    "It is the usual way all the same, and right where a program can do nothing else; that is why only the `all` preset says it.",
  examples: [
    {
      title: "values from a Secret",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      envFrom:
        - secretRef: { name: web }
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef: { name: db, key: password }
            ^^^^^^^^^^^^ hint: Container "web" reads Secrets through its environment: DB_PASSWORD and all of "web".
`,
    },
    {
      title: "mounted as files, or decided by a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      env:
        {{- toYaml .Values.env | nindent 8 }}
        - name: LEVEL
          valueFrom:
            configMapKeyRef: { name: web, key: level }
      volumeMounts:
        - { name: db, mountPath: /run/secrets/db, readOnly: true }
`,
    },
  ],
  on: containers,
  *check(container) {
    const found = [...container.root.list("env").maps()].flatMap((entry) => {
      const source = entry.map("valueFrom");
      return source.has("secretKeyRef") ? [{ words: entry.string("name") ?? "a variable", at: source.keyRange("secretKeyRef") }] : [];
    });
    for (const source of container.root.list("envFrom").maps()) {
      const name = source.map("secretRef").string("name");
      if (name !== undefined) found.push({ words: `all of "${name}"`, at: source.keyRange("secretRef") });
    }
    const [first] = found;
    if (!first) return;
    const words = found.map((one) => one.words);
    const list = joinWords(words);
    yield { at: first.at, message: `${container.title} reads Secrets through its environment: ${list}.` };
  },
});

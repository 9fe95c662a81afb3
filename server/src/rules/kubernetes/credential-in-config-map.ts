import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { asOpinion } from "../../languages/kubernetes/node-agent";
import { kinds } from "../../languages/kubernetes/queries";
import type { Credential } from "../../languages/shared/credentials";
import { classifyCredential } from "../../languages/shared/credentials";

/** A longer value is a program or a dashboard: nobody would thank us for reading it on every keystroke. */
const LONGEST = 50_000;

export default defineRule({
  id: "kubernetes/credential-in-config-map",
  summary: "Credential in a ConfigMap",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-05", "SCR-03", "DS-01"],
  equivalents: ["polaris:sensitiveConfigmapContent", "trivy:KSV-0109"],
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/"],
  rationale:
    "ConfigMaps are for what everybody may see: the `view` role reads them, etcd encryption usually leaves them out, and this one is in the repository as well. " +
    "Treat the credential as leaked and rotate it; keep the new one in a Secret from outside the repository, and let the configuration refer to a file or variable. In files inside a ConfigMap only credentials of a known shape are reported; `all` also names files with a key that is called like one.",
  examples: [
    {
      title: "by name, by shape, and inside a file",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
  DB_PASSWORD: tr0ub4dor-7
               ^^^^^^^^^^^ error: ConfigMap "web" holds a password under "DB_PASSWORD", in clear text.
  app.yaml: |
  ^^^^^^^^ error: ConfigMap "web" holds a password in a URL under "app.yaml", in clear text.
    # redis://cache:example@localhost
    queue: amqp://shop:s3cure-4711@mq:5672
  API_TOKEN: changeme
             ^^^^^^^^ info: ConfigMap "web" has a placeholder under "API_TOKEN": what will stand there belongs into a Secret.
`,
    },
    {
      title: "settings, references, and what a template fills in",
      source: yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  DB_PASSWORD_FILE: /run/secrets/db
  DB_HOST: db.shop.svc
  TOKEN_TTL: 30m
  API_TOKEN: {{ .Values.token }}
  app.yaml: |
    url: postgres://shop:$(DB_PASSWORD)@db/shop
    password: \${DB_PASSWORD}
`,
    },
  ],
  on: kinds("", "ConfigMap"),
  *check(object) {
    const data = object.root.map("data");
    for (const key of data.keys) {
      const field = data.scalar(key);
      const value = data.string(key);
      if (field.state !== "known" || field.origin || value === undefined || value.length > LONGEST) continue;
      const found = value.includes("\n") ? inLines(value) : classifyCredential(key, value);
      if (!found) {
        if (value.includes("\n") && hasNamedCredential(value))
          yield {
            at: data.rangeOf(key),
            message: `${object.title} seems to hold a password or key in "${key}", in clear text.`,
            ...asOpinion,
          };
        continue;
      }
      const isPlaceholder = found.certainty === "placeholder";
      yield {
        at: data.rangeOf(key),
        message: isPlaceholder
          ? `${object.title} has a placeholder under "${key}": what will stand there belongs into a Secret.`
          : `${object.title} holds ${found.what} under "${key}", in clear text.`,
        ...(isPlaceholder ? { severity: "info" as const } : {}),
        certain: found.issued,
      };
    }
  },
});

/** A line that gives a value to a key with the name of a credential: a template or a default as often as the real one. */
const hasNamedCredential = (text: string): boolean =>
  text.split("\n").some((line) => {
    const [, name, value] = /^\s*["']?([\w.-]+)["']?\s*[=:]\s*["']?([^"'\s,]+)/.exec(line) ?? [];
    return name !== undefined && value !== undefined && classifyCredential(name, value) !== undefined;
  });

/** The first credential of a known shape in a file, comments aside. */
function inLines(text: string): Credential | undefined {
  for (const line of text.split("\n")) {
    if (/^\s*(?:#|\/\/|;|--|\*|<!--)/.test(line)) continue;
    const found = classifyCredential(undefined, line);
    if (found?.certainty === "shape") return found;
  }
  return undefined;
}

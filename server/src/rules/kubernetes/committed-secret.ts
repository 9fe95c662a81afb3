import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { Range } from "../../core/text";
import { decodeBase64 } from "../../languages/kubernetes/base64";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { kinds } from "../../languages/kubernetes/queries";
import { isGuessable } from "../../languages/shared/guessable-passwords";
import type { Credential } from "../../languages/shared/credentials";
import { classifyCredential } from "../../languages/shared/credentials";

export default defineRule({
  id: "kubernetes/committed-secret",
  summary: "Secret whose values are in the repository",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-04", "SCR-04", "IDP-02", "GIT-05", "PG-44"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  rationale:
    "base64 is no encryption: whoever can read the repository, a fork of it or an old backup has the values, and deleting the lines does not take them back. " +
    "Commit an ExternalSecret, a SealedSecret or a file that SOPS has encrypted, and rotate what was already pushed. Private keys and tokens of a known shape are errors; placeholders and user names are left alone.",
  examples: [
    {
      title: "a password, readable by everybody who can clone",
      source: yaml`
apiVersion: v1
kind: Secret
metadata:
  name: db
type: Opaque
data:
^^^^ info: Secret "db" keeps its values in the repository: password, replication-password.
  username: c2hvcA==
  password: dHIwdWI0ZG9yLTctc2hvcA==
  replication-password: dHIwdWI0ZG9yLTgtc2hvcA==
  spare: Y2hhbmdlbWU=
stringData:
  host: db.shop.svc
`,
    },
    {
      title: "shapes that prove themselves, encoded or not",
      source: yaml`
apiVersion: v1
kind: Secret
metadata:
  name: web
stringData:
  gitlab: glpat-aB3dE5fG7hI9jK1lM3nO
          ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Secret "web" holds a GitLab token under "gitlab", readable for everybody who has the repository.
---
apiVersion: v1
kind: Secret
metadata:
  name: web-tls
type: kubernetes.io/tls
data:
  dh.pem: LS0tLS1CRUdJTiBESCBQQVJBTUVURVJTLS0tLS0K
  tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
  tls.key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUJWZ0lCQURBTkJna3Foa2lHOXcwQkFRCg==
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Secret "web-tls" holds a private key under "tls.key", readable for everybody who has the repository.
`,
    },
    {
      title: "encrypted, from elsewhere, empty, or a placeholder",
      source: yaml`
apiVersion: v1
kind: Secret
metadata:
  name: encrypted
stringData:
  password: ENC[AES256_GCM,data:c2VjcmV0,iv:aaaa,tag:bbbb,type:str]
sops:
  mac: ENC[AES256_GCM,data:aaaa]
---
apiVersion: v1
kind: Secret
metadata:
  name: token
  annotations:
    kubernetes.io/service-account.name: web
type: kubernetes.io/service-account-token
---
apiVersion: v1
kind: Secret
metadata:
  name: later
stringData:
  password: changeme
  token: $(TOKEN)
  key: ""
`,
    },
    {
      title: "a chart that fills it from values",
      source: files({
        "chart/Chart.yaml": "name: shop\nversion: 1.0.0\n",
        "chart/values.yaml": "password: dHIwdWI0ZG9yLTctc2hvcA==\n",
        "chart/templates/secret.yaml": yaml`
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: {{ .Values.password }}
  other: {{ .Values.other | b64enc }}
`,
      }),
    },
  ],
  on: kinds("", "Secret"),
  *check(object) {
    if (object.root.has("sops") || object.root.string("type") === "kubernetes.io/service-account-token") return;
    const values = literals(object);
    const proven = values.filter(({ credential }) => credential?.certainty === "shape");
    for (const { key, at, credential } of proven)
      yield {
        at,
        message: `${object.title} holds ${credential?.what ?? "a credential"} under "${key}", readable for everybody who has the repository.`,
        severity: "error",
        certain: credential?.issued === true,
      };
    const rest = values.filter(({ credential, key }) => credential?.certainty === "name" || (!credential && !NO_SECRET.test(key)));
    const [first] = rest;
    if (!first || proven.length) return;
    const keys = rest.map(({ key }) => key);
    const more = keys.length > 3 ? ` and ${keys.length - 3} more` : "";
    yield {
      at: object.root.keyRange(first.part),
      message: `${object.title} keeps its values in the repository: ${keys.slice(0, 3).join(", ")}${more}.`,
    };
  },
});

/** Keys that stand beside a credential and are none. */
const NO_SECRET =
  /(?:user(?:[-_]?name)?(?:_in)?|login|email|host(?:name)?|server|address|port|ur[li]|endpoint|database|name|namespace|type|project|region|realm|issuer|client[-_]?id|crt|cert|certificate|pub)$|^(?:db|enabled?|insecure)$/i;

/** What encrypts, refers or still has to be filled in. */
const NO_VALUE =
  /^(?:ENC\[|AgA|\$[({]|\$\w+$|<|vault:|ref\+|op:\/\/|arn:|\{\{|\[)|^(?:change[-_ ]?me|replace[-_ ]?me|todo|tbd|fixme|example|placeholder|dummy|redacted|x{3,}|\*+|\.{3}|your[-_ ].*|none|null|true|false|-?\d{0,5})$/i;

/** Certificates, public keys and parameters, which everybody may see. */
const PUBLIC = /^\s*-----BEGIN (?!(?:[A-Z]+ )*PRIVATE KEY)/;

interface Literal {
  readonly part: "data" | "stringData";
  readonly key: string;
  readonly at: Range;
  readonly credential: Credential | undefined;
}

/** The values that are written in the file itself and could be one, base64 taken off. */
function literals(object: KubernetesObject): Literal[] {
  const names = (object.name ?? "").split("-");
  return (["data", "stringData"] as const).flatMap((part) => {
    const mapping = object.root.map(part);
    return mapping.keys.flatMap((key): Literal[] => {
      const field = mapping.scalar(key);
      const written = mapping.string(key);
      if (field.state !== "known" || field.origin || written === undefined) return [];
      const text = part === "data" ? (decodeBase64(written) ?? written) : written;
      const credential = classifyCredential(key, text.trim());
      if (isGuessable(text.trim(), { names, repository: undefined })) return [];
      if (text.trim() === "" || NO_VALUE.test(text.trim()) || PUBLIC.test(text) || credential?.certainty === "placeholder") return [];
      return [{ part, key, at: mapping.rangeOf(key), credential }];
    });
  });
}

import { dockerfile } from "../../core/example";
import type { Finding } from "../../core/rule";
import { defineRule } from "../../core/rule";
import { instructions } from "../../languages/dockerfile/queries";
import { copySources } from "../../languages/dockerfile/sources";

interface Kind {
  readonly pattern: RegExp;
  readonly what: string;
  readonly grave: boolean;
}

/** By what is copied, its folder included. Where the name may mean something public as well, it is left out. */
const KINDS: readonly Kind[] = [
  { pattern: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, what: "a private SSH key", grave: true },
  { pattern: /(?:^|\/)\.ssh(?:\/(?!known_hosts|authorized_keys|config$|[\w.-]*\.pub$)|$)/, what: "SSH keys", grave: true },
  { pattern: /(?:^|\/)\.aws(?:\/|$)(?!config$)/, what: "AWS credentials", grave: true },
  { pattern: /(?:^|\/)\.(?:kube\/config|kubeconfig)$|(?:^|\/)kubeconfig$/, what: "access to a cluster", grave: true },
  { pattern: /(?:^|\/)\.docker\/config\.json$|(?:^|\/)\.dockercfg$/, what: "logins of container registries", grave: true },
  {
    pattern: /(?:^|\/)(?:[\w.-]*[._-])?(?:private|priv|privkey)[\w.-]*\.(?:pem|key)$|(?:^|\/)privkey\d*\.pem$/,
    what: "a private key",
    grave: true,
  },
  { pattern: /(?:^|[/._-])key\.pem$|\.(?:p12|pfx|jks|keystore|ppk)$/, what: "a private key", grave: false },
  // A `.key` may as well be what a vendor signs packages with, and public.
  {
    pattern: /(?:^|[/._-])(?:server|client|tls|ssl|https?|localhost|domain|rsa|ecdsa|cert(?:ificate)?)[\w.-]*\.key$/i,
    what: "a private key",
    grave: false,
  },
  {
    pattern: /(?:^|\/)\.env(?:\.(?:local|prod|production|staging|live|dev|development|secret))?$/,
    what: "settings that often hold secrets",
    grave: false,
  },
  { pattern: /(?:^|\/)\.(?:git-credentials|netrc|pgpass|my\.cnf|vault-token|htpasswd)$/, what: "passwords", grave: true },
  { pattern: /(?:^|\/)\.(?:npmrc|yarnrc\.yml|pypirc)$/, what: "a registry's settings, usually with its token", grave: false },
  {
    pattern: /(?:^|\/)(?:service[-_]?account|gcp[-_]?key|application_default_credentials|credentials)\.json$/i,
    what: "a cloud account's key",
    grave: true,
  },
  { pattern: /(?:^|\/)terraform\.tfstate$/, what: "Terraform state, passwords and all", grave: true },
];

export default defineRule({
  id: "dockerfile/credential-copied",
  summary: "File with a credential copied into the image",
  severity: "error",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["SEC-07", "SCR-07", "IDP-04"],
  equivalents: [],
  references: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
  ],
  rationale:
    "A file of this name holds a key or a password, and every layer can be unpacked by whoever pulls the image: removing it in a later RUN leaves it in the " +
    "layer below. During a build mount it (`RUN --mount=type=secret,id=npmrc,target=/root/.npmrc`), at run time supply it from outside, and list it in " +
    "`.dockerignore`. In stages whose layers do not reach the final image it is information: the build cache still has it.",
  examples: [
    {
      title: "keys and settings",
      source: dockerfile`
FROM debian:12
COPY id_rsa config/.env /app/
     ^^^^^^ error: COPY puts "id_rsa" into the image: a private SSH key.
            ^^^^^^^^^^^ warning: COPY puts "config/.env" into the image: settings that often hold secrets.
ADD ["certs/server.key", "/etc/ssl/"]
     ^^^^^^^^^^^^^^^^^^ warning: ADD puts "certs/server.key" into the image: a private key.
`,
    },
    {
      title: "in a stage that only builds",
      source: dockerfile`
FROM node:22.1 AS build
COPY .npmrc package.json ./
     ^^^^^^ info: COPY puts ".npmrc" into a layer of the build cache: a registry's settings, usually with its token.
FROM node:22.1-slim
COPY --from=build /app /app
`,
    },
    {
      title: "examples, certificates and public keys",
      source: dockerfile`
FROM debian:12
COPY .env.example .env.test ca.pem server.crt nginx-signing.key jenkins.io-2026.key id_rsa.pub .ssh/known_hosts .ssh/authorized_keys credentials/ /app/
COPY --from=build /root/.npmrc.d /x
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
`,
    },
  ],
  on: instructions("COPY", "ADD"),
  *check(node): Iterable<Finding> {
    const shipped = node.onbuild || node.context.shipped;
    for (const { value, at } of copySources(node.instruction)) {
      const kind = KINDS.find(({ pattern }) => pattern.test(value));
      if (!kind) continue;
      const place = shipped ? "into the image" : "into a layer of the build cache";
      yield {
        at,
        ...(shipped ? (kind.grave ? {} : { severity: "warning" as const }) : { severity: "info" as const }),
        message: `${node.keyword} puts "${value}" ${place}: ${kind.what}.`,
      };
    }
  },
});

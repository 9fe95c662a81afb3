/**
 * What is a credential, in every language. A literal is one when its name and its value both say so, or when the value has a known shape.
 * No entropy test: it is wrong too often. Whoever reports one must never repeat the value.
 */
export interface Credential {
  /** `shape`: the value alone proves it; `name`: name and value together; `placeholder`: stands where a credential will stand. */
  readonly certainty: "shape" | "name" | "placeholder";
  /** What it is, for messages: `an AWS access key`. */
  readonly what: string;
  /** A service gave it out, so it opens that service wherever it is found. A key or password of one's own may be made for a test. */
  readonly issued: boolean;
}

/** Sources: the token format pages of AWS (IAM identifiers), GitHub, GitLab, Slack, Stripe, Google Cloud, npm, SendGrid; RFC 7468, 7515, 3986. */
const SHAPES: readonly (readonly [pattern: RegExp, what: string])[] = [
  // The id alone is a name, which logs and consoles show; with the secret behind it, it is a credential.
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])[^]{1,120}?(?<![\w/+])[\w/+]{40}(?![\w/+=])/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{40,}\b/, "a GitHub token"],
  [/\bglpat-[\w-]{20,}\b/, "a GitLab token"],
  [/\bxox[abeoprs]-[A-Za-z0-9-]{10,}\b/, "a Slack token"],
  [/\b[sr]k_live_[A-Za-z0-9]{16,}\b/, "a live Stripe key"],
  [/\bAIza[\w-]{35}\b/, "a Google API key"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "an npm token"],
  [/\bSG\.[\w-]{22}\.[\w-]{43}\b/, "a SendGrid key"],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\[nr])+(?:[A-Za-z-]+: [^\n]*\s+)*[A-Za-z0-9+/=]{20,}/, "a private key"],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}\b/, "a signed token (JWT)"],
];

const SELF_MADE: ReadonlySet<string> = new Set(["a private key", "a signed token (JWT)"]);

const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/([^\s:/@?#]*):([^\s/@?#]+)@[^\s/@]/i;

/** Names are compared word by word in lower case: `redisPassword`, `REDIS_PASSWORD` and `redis.password` are one. */
const SECRET_NAME =
  /(?:^|_)(?:pass(?:word|wd|phrase)?|pwd|secrets?|tokens?|credentials?|(?:api|private|signing|encryption|auth|secret|master|account|storage|shared)_?keys?)(?:_|\d*$)/;
const SECRET_END = /(?:password|passwd|passphrase|secret|apikey|token)\d*$/;

/** Of Kafka's images the credentials of a store are the name of a file: https://docs.confluent.io/platform/current/installation/docker/security.html */
const NOT_A_SECRET_NAME =
  /_(?:file|path|dir|names?|arn|ids?|ur[li]|host|port|ttl|expiry|expiration|expires|timeout|lifetime|duration|interval|length|size|min|max|count|limit|header|enabled|disabled|required|type|mode|algorithm|alg|issuer|audience|policy|version|prefix|suffix|ref|format|endpoint|location|field|method|rotation|store|manager|provider|class|namespace|username|user|env|encoder|hash|hint|reset|validation|expression|schedule|sources?|servers?|protocol|mechanism|backend|driver|engine|group|role|scope|scopes|claim|field|column|table|key_id|service|account|ssl_(?:keystore|key|truststore)_credentials)$|(?:^|_)(?:public|publishable|anon|site|pub|no|allow|disable|enable|use|require|random|empty|show|hide|min|max)_/;

const REFERENCE =
  /^\$[({A-Za-z_]|\$\{|\{\{|\}\}|^!|^%[{(]|^<.*>$|^(?:vault|ref\+\w+|op|awssm|aws-sm|gcpsm|azurekv|secretref|secret|env|file|ssm|sops|bws|doppler|infisical|keyvault|secretsmanager):|^arn:|^ENC\[|^\{cipher\}|^\{\{?resolve:|^resolve:|^AgA[A-Za-z0-9+/]{40}|^(?:var|local|data|module|each|self|random_\w+|aws_\w+)\.|^\$\{?\(/i;

const PLACEHOLDER =
  /^(?:change[-_ ]?(?:me|it|this)?\w*|replace(?:[-_ ].*)?|replaceme|example\w*|placeholder|(?:dummy|fake|sample|demo)(?:[-_ ].*|[\w-]*)|your\w+|\w+_val(?:ue)?|todo|tbd|fixme|none|null|nil|undefined|unset|redacted|xxx+|\*+|\.\.\.+|-+|_+|your[-_ ].*|my[-_ ]?(?:password|secret|token|api[-_]?key)|<.*>|\[.*\]|insert[-_ ].*|set[-_ ]?(?:me|in|by|out)?.*|password|passwd|secret|token|pass|test|testing|foo|bar|foobar|abc|abc123|123456?7?8?9?0?|admin|root|user|default|string|value|some[-_ ].*|not[-_ ]?(?:a|the|for|so)[-_ ].*|super[-_ ]?secret.*|s3cr3t.*|secret[-_ ]?(?:key|value|password|token)|.*(?:[-_ ]here|change[-_]?me|placeholder|dummy|EXAMPLE(?:KEY)?))$/i;

const PLAIN_VALUE =
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|always|never|optional|required|auto|bearer|basic|jwt|opaque|plain|md5|sha\d*|scram.*|bcrypt|argon2.*|rs\d{3}|hs\d{3}|es\d{3})$|^-?[\d.,_]+$|^-?\d+(?:\.\d+)?\s*(?:ns|us|ms|s|m|h|d|w|y|sec\w*|min\w*|hours?|days?|[kmgt]i?b?)$|^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[^\s]*$|^[a-z][\w+.-]*:\/\/[^\s@]*$/i;

/** What a literal is; undefined when it is no credential. `name` is the variable, key or argument that holds it, if any. */
export function classifyCredential(name: string | undefined, value: string): Credential | undefined {
  const text = value.trim();
  if (text.length < 3) return undefined;
  for (const [pattern, what] of SHAPES) {
    const match = pattern.exec(text);
    if (match)
      return /EXAMPLE|XXXX|0000000000|1234567890123/.test(match[0])
        ? { certainty: "placeholder", what, issued: false }
        : { certainty: "shape", what, issued: !SELF_MADE.has(what) };
  }
  const url = URL_WITH_PASSWORD.exec(text);
  if (url) return urlCredential(url[2] ?? "");
  if (name === undefined || !namesSecret(name)) return undefined;
  if (REFERENCE.test(text) || PLAIN_VALUE.test(text) || /\s{2,}|\n/.test(text)) return undefined;
  const what = /token/i.test(name) ? "a token" : /pass|pwd/i.test(name) ? "a password" : /key/i.test(name) ? "a key" : "a secret";
  if (PLACEHOLDER.test(text) || samePlaceholder(name, text)) return { certainty: "placeholder", what, issued: false };
  return { certainty: "name", what, issued: false };
}

/** Whether a name says that a credential stands behind it. */
export function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return (SECRET_NAME.test(words) || SECRET_END.test(words)) && !NOT_A_SECRET_NAME.test(words);
}

function urlCredential(password: string): Credential | undefined {
  if (REFERENCE.test(password) || password.includes("$") || password.includes("{{") || /^\(/.test(password)) return undefined;
  const what = "a password in a URL";
  return PLACEHOLDER.test(decodeURIComponentSafe(password))
    ? { certainty: "placeholder", what, issued: false }
    : { certainty: "shape", what, issued: false };
}

/** `DB_PASSWORD: db_password` and the like: the name said again is no secret. */
function samePlaceholder(name: string, value: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return bare(name).endsWith(bare(value)) && bare(value).length > 3;
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

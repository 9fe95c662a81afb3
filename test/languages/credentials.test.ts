import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { classifyCredential } from "../../server/src/languages/shared/credentials";

type Verdict = "shape" | "name" | "placeholder" | undefined;

/** name, value, verdict. Values are put together, so that no scanner takes this file for a leak. */
const CASES: readonly (readonly [name: string | undefined, value: string, verdict: Verdict])[] = [
  [undefined, ["AKIA", "QWERTYUIOPASDFGH"].join(""), undefined],
  ["AWS_ACCESS_KEY_ID", ["AKIA", "QWERTYUIOPASDFGH"].join(""), undefined],
  [undefined, `id = ${["AKIA", "QWERTYUIOPASDFGH"].join("")}\nsecret = ${"aB3/".repeat(10)}`, "shape"],
  [undefined, `id = ${["AKIA", "IOSFODNN7EXAMPLE"].join("")}\nsecret = ${"aB3/".repeat(10)}`, "placeholder"],
  ["X", `ghp_${"a1B2".repeat(9)}`, "shape"],
  ["X", `glpat-${"a1B2c".repeat(4)}`, "shape"],
  ["X", ["xoxb", "123456789012", "abcdefghijkl"].join("-"), "shape"],
  ["X", ["sk", "live", "a1B2c3D4e5F6g7H8"].join("_"), "shape"],
  ["tls.key", `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEow".repeat(8)}\n`, "shape"],
  ["tls.key", "-----BEGIN RSA PRIVATE KEY-----", undefined],
  ["DB_PASSWORD", "fake_password", "placeholder"],
  ["DB_PASSWORD", "yourpassword", "placeholder"],
  ["MINIO_ACCESS_KEY", "storage-4711", undefined],
  ["password_rotation_schedule_expression", "rate-15-days", undefined],
  ["DATABASE_URL", "postgres://shop:s3cure-4711@db/shop", "shape"],
  ["DATABASE_URL", "postgres://shop:password@db/shop", "placeholder"],
  ["DATABASE_URL", "postgres://shop:${DB_PASSWORD}@db/shop", undefined],
  ["DATABASE_URL", "postgres://db/shop", undefined],
  ["DB_PASSWORD", "tr0ub4dor-and-3", "name"],
  ["POSTGRES_PASSWORD", "hunter22", "name"],
  ["redisPassword", "hunter22", "name"],
  ["JWT_SECRET", "f0f0f0-not-so-random", "name"],
  ["API_KEY", "k-4711-0815", "name"],
  ["AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCY", "name"],
  ["DB_PASSWORD", "changeme", "placeholder"],
  ["SECRET_KEY", "dummyKeyWithMinimumLength---------", "placeholder"],
  ["DB_PASSWORD", "<your-password>", undefined],
  ["DB_PASSWORD", "your-password", "placeholder"],
  ["DB_PASSWORD", "password", "placeholder"],
  ["DB_PASSWORD", "db_password", "placeholder"],
  ["DB_PASSWORD", "", undefined],
  ["DB_PASSWORD", "$(OTHER)", undefined],
  ["DB_PASSWORD", "${DB_PASSWORD:?}", undefined],
  ["DB_PASSWORD", "{{ .Values.password }}", undefined],
  ["DB_PASSWORD", "!Ref Secret", undefined],
  ["DB_PASSWORD", "vault:secret/data/db#password", undefined],
  ["DB_PASSWORD", "ref+awssecrets://db", undefined],
  ["DB_PASSWORD", "op://vault/db/password", undefined],
  ["DB_PASSWORD", "arn:aws:secretsmanager:eu-central-1:1:secret:db", undefined],
  ["DB_PASSWORD", "ENC[AES256_GCM,data:x]", undefined],
  ["DB_PASSWORD", "{{resolve:secretsmanager:db}}", undefined],
  ["DB_PASSWORD", "/run/secrets/db", undefined],
  ["REQUIRE_PASSWORD", "true", undefined],
  ["PASSWORD_LENGTH", "16", undefined],
  ["TOKEN_TTL", "30m", undefined],
  ["TOKEN_LIFETIME_SECRET", "30m", undefined],
  ["TOKEN_URL", "https://auth.example.com/token", undefined],
  ["AUTH_TOKEN", "https://auth.example.com/token", undefined],
  ["PASSWORD_FILE", "secret-file", undefined],
  ["SECRET_NAME", "web-secrets", undefined],
  ["KMS_KEY_ARN", "key-4711", undefined],
  ["SECRET_KEY_REF", "web", undefined],
  ["KAFKA_SSL_KEYSTORE_CREDENTIALS", "broker_keystore_creds", undefined],
  ["PUBLIC_KEY", "pk-4711-0815", undefined],
  ["STRIPE_PUBLISHABLE_KEY", "pk-4711-0815", undefined],
  ["SUPABASE_ANON_KEY", "anon-4711-0815", undefined],
  ["RECAPTCHA_SITE_KEY", "site-4711-0815", undefined],
  ["TOKEN_ISSUER", "shop-auth", undefined],
  ["PASSWORD_POLICY", "strong-ones", undefined],
  ["SECRET_VERSION", "v3-beta", undefined],
  ["TOKENIZER", "wordpiece", undefined],
  ["SPRING_CREDENTIALS_SOURCE", "vault-kv", undefined],
  ["SASL_TOKEN_MECHANISM", "oauth-bearer", undefined],
  ["KEYCLOAK_ADMIN", "boss-4711", undefined],
  ["MONKEY", "banana-4711", undefined],
  ["COMPASS", "north-4711", undefined],
];

describe("credentials", () => {
  for (const [name, value, verdict] of CASES)
    it(`${name ?? "a bare value"} = ${value.length > 40 ? `${value.slice(0, 40)}…` : JSON.stringify(value)} is ${verdict ?? "none"}`, () => {
      assert.equal(classifyCredential(name, value)?.certainty, verdict);
    });

  it("never says the value", () => {
    for (const [name, value, verdict] of CASES)
      if (verdict === "shape" || verdict === "name") assert.ok(!(classifyCredential(name, value)?.what ?? "").includes(value));
  });
});

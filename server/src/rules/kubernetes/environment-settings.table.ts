import { yaml } from "../../core/example";
import type { Category, Environment, Preset, RuleId, Settings, Severity } from "../../core/settings";
import type { Range } from "../../core/text";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { Container } from "../../languages/kubernetes/container";

/** A variable whose value is written in the manifest. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

interface Around {
  readonly container: Container;
  /** Where the file is known to belong to production. */
  readonly environment: Environment | undefined;
}

/** One slip that literal variables show. */
export interface EnvironmentRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
  readonly settings?: Partial<Settings>;
  /** What is wrong, in words that follow the container's title. Values are never repeated, but for host names. */
  readonly problems: (literals: readonly Variable[], around: Around) => Iterable<{ readonly at: Range; readonly says: string }>;
  readonly hit: string;
  readonly clean: string;
}

const CONFIG_MAPS = ["https://kubernetes.io/docs/concepts/configuration/configmap/"];

/** So many literal settings are worth a ConfigMap of their own. */
const MANY = 5;

/** The host in a URL or in `host:port`; undefined for other values. */
const hostOf = (value: string): string | undefined =>
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^\s:/?#]+)/i.exec(value)?.[1] ?? /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?$/i.exec(value)?.[1];

/** The label of a host that says it is none of production's. `dev` and `test` are parts of too many names to mean anything. */
const OTHER_ENVIRONMENT = /^(?:staging|stage|stg|uat|preprod)$/i;

/** Variables that hold the address of a store of secrets or settings. */
const STORE = /^(?:VAULT_ADDR|CONSUL_HTTP_ADDR|SPRING_CLOUD_CONFIG_URI|SPRING_CLOUD_VAULT_URI)$/;

export const ENVIRONMENT_ROWS: readonly EnvironmentRow[] = [
  {
    id: "kubernetes/host-of-other-environment",
    summary: "Production that uses a host of another environment",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["SEC-01", "SEC-29", "SCR-19", "SCR-20"],
    references: CONFIG_MAPS,
    rationale:
      "A staging host in a production manifest sends real orders to the wrong database. It comes from copying a manifest. Keep addresses in a ConfigMap for each environment. Said where production is known and a whole part of the host's name is another environment's.",
    settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
    *problems(literals, { environment }) {
      for (const { value, at } of environment ? literals : []) {
        const host = hostOf(value);
        const other = host
          ?.split(".")
          .slice(0, -1)
          .find((label) => OTHER_ENVIRONMENT.test(label));
        if (host !== undefined && other !== undefined)
          yield {
            at,
            says: `is in production and uses "${host}", whose name says ${other.toLowerCase()} (said ${environment?.because ?? ""})`,
          };
      }
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - name: ORDERS
          value: https://orders.staging.example.com/api
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Container "web" is in production and uses "orders.staging.example.com", whose name says staging (said because the path says prod).
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - { name: ORDERS, value: "https://orders.example.com/staging" }
        - { name: DOCS, value: "https://developer.example.com" }
        - { name: MODE, value: test }
`,
  },
  {
    id: "kubernetes/localhost-in-production",
    summary: "Production that looks for a service on localhost",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["SCR-20"],
    references: CONFIG_MAPS,
    rationale:
      "In a pod localhost is the pod itself: a database is not there unless a sidecar brings it. Such values come from a developer's machine. Said where production is known and the pod has a single container.",
    settings: { environment: { name: "prod", production: true, because: "because the path says prod" } },
    *problems(literals, { container, environment }) {
      const all = container.podSpec.list("containers");
      if (!environment || all.length !== 1 || all.open || container.podSpec.has("initContainers")) return;
      const own = new Set(container.ports.map(({ number }) => String(number)));
      for (const { value, at } of literals) {
        const port = /^[a-z][a-z0-9+]*:\/\/(?:localhost|127\.0\.0\.1):(\d+)/i.exec(value)?.[1];
        if (port !== undefined && !own.has(port)) yield { at, says: `looks for port ${port} on localhost, where only itself is` };
      }
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - name: ORDERS
          value: http://localhost:9000
                 ^^^^^^^^^^^^^^^^^^^^^ info: Container "web" looks for port 9000 on localhost, where only itself is.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      ports: [{ containerPort: 8080 }]
      env:
        - { name: SELF, value: "http://localhost:8080" }
`,
  },
  {
    id: "kubernetes/many-literal-settings",
    summary: "Many settings written into the pod",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["SEC-02"],
    references: CONFIG_MAPS,
    rationale:
      "Literal values force a new rollout for each setting and tie the manifest to one environment. In a ConfigMap they can be replaced as a whole. For a few that never change, literals are easier to read, so this is an opinion.",
    *problems(literals, { container }) {
      if (literals.length >= MANY)
        yield { at: container.root.keyRange("env"), says: `has ${literals.length} settings written into the pod` };
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
      ^^^ hint: Container "web" has 5 settings written into the pod.
        - { name: A, value: "1" }
        - { name: B, value: "2" }
        - { name: C, value: "3" }
        - { name: D, value: "4" }
        - { name: E, value: "5" }
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - { name: A, value: "1" }
        - { name: B, value: "2" }
`,
  },
  {
    id: "kubernetes/literal-address",
    summary: "Address of a service written into the pod",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["SCR-21"],
    references: CONFIG_MAPS,
    rationale:
      "An address in the pod ties one manifest to one environment. With a `configMapKeyRef` the workload stays the same everywhere and only the ConfigMap differs. Addresses within the cluster differ by nothing, and are left alone.",
    *problems(literals) {
      for (const { name, value, at } of literals)
        if (/^[a-z][a-z0-9+]*:\/\/[^\s/]*\.[a-z]{2,}(?:[:/]|$)/i.test(value) && !/\.svc(?:\.|[:/]|$)|\.local(?:[:/]|$)/.test(value))
          yield { at, says: `has the address for ${name} written into the pod` };
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - name: PAYMENTS
          value: https://payments.example.com
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Container "web" has the address for PAYMENTS written into the pod.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - { name: ORDERS, value: "http://orders.shop.svc.cluster.local" }
        - { name: CACHE, value: "redis://cache:6379" }
`,
  },
  {
    id: "kubernetes/plain-secret-store",
    summary: "Secret store reached without verified TLS",
    severity: "warning",
    preset: "strict",
    category: "security",
    guidance: ["SEC-27"],
    references: ["https://developer.hashicorp.com/vault/docs/commands#configure-environment-variables"],
    rationale:
      "By plain HTTP, or with a skipped certificate check, anybody on the path reads what the store returns or answers in its name. Use `https://` and trust the issuing CA. Where a mesh encrypts between the pods this is settled.",
    *problems(literals) {
      for (const { name, value, at } of literals) {
        if (STORE.test(name) && /^http:\/\/(?!localhost\b|127\.0\.0\.1\b)/i.test(value))
          yield { at, says: `reaches its store by plain HTTP (${name})` };
        if (name === "VAULT_SKIP_VERIFY" && /^(?:1|true)$/i.test(value)) yield { at, says: "does not check the certificate of Vault" };
      }
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - name: VAULT_ADDR
          value: http://vault.vault:8200
                 ^^^^^^^^^^^^^^^^^^^^^^^ warning: Container "web" reaches its store by plain HTTP (VAULT_ADDR).
        - name: VAULT_SKIP_VERIFY
          value: "true"
                 ^^^^^^ warning: Container "web" does not check the certificate of Vault.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      env:
        - { name: VAULT_ADDR, value: "https://vault.vault:8200" }
        - { name: VAULT_SKIP_VERIFY, value: "false" }
        - { name: CONSUL_HTTP_ADDR, value: "http://127.0.0.1:8500" }
`,
  },
];

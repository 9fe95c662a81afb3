import { files, yaml } from "../../core/example";
import type { Fact } from "../../core/fact";
import { dirname } from "../../core/path";
import { defineRule, query } from "../../core/rule";
import type { Reading } from "../../core/rule";
import type { Scope } from "../../core/scope";
import type { Range } from "../../core/text";
import { dotenvAt } from "../../languages/compose/dotenv";
import { configFact } from "../../languages/kubernetes/facts";
import { objectsOf } from "../../languages/kubernetes/object";
import { buildOf } from "../../languages/kustomize/build";
import { generatorFact, generatorsOf } from "../../languages/kustomize/generators";
import { documentRoot } from "../../languages/yaml/document";
import { setAt, TabStop } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";
import type { YamlTree } from "../../languages/yaml/node";

/** A ConfigMap or Secret as one file writes it: an object, a patch, or a generator of a kustomization. */
interface Config {
  readonly kind: string;
  readonly name: string;
  readonly at: Range;
  /** Where a key of it can be added. */
  readonly data: Mapping | undefined;
}

export default defineRule({
  id: "kubernetes/missing-production-key",
  summary: "Key of a ConfigMap that staging has and production lacks",
  severity: "info",
  preset: "strict",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DRF-05"],
  equivalents: [],
  references: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/"],
  rationale:
    "A key that was added for staging and forgotten for production is missed on the day of the release, when the program starts without it. Keep the same names in both folders, and let the values differ alone. Said of a ConfigMap or Secret in a folder named for production that has one of the same name in the folder for staging; what a base supplies counts.",
  examples: [
    {
      title: "two overlays, one generated and one patched",
      settings: { preset: "strict" },
      source: files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  DATABASE: shop
`,
        "overlays/production/kustomization.yaml": yaml`
resources: [../../base]
patches:
  - path: web.yaml
configMapGenerator:
  - name: mail
          ^^^^ info: ConfigMap "mail" lacks SENDER and 1 more key that staging sets.
    literals:
      - HOST=smtp.example.com
`,
        "overlays/production/web.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
        ^^^ 💡 info: ConfigMap "web" lacks SEARCH_URL, which staging sets.
data:
  CACHE: redis
`,
        "overlays/staging/kustomization.yaml": yaml`
resources: [../../base]
patches:
  - path: web.yaml
configMapGenerator:
  - name: mail
    literals:
      - HOST=localhost
    envs: [mail.env]
`,
        "overlays/staging/mail.env": "SENDER=shop@example.com\nPORT=25\n",
        "overlays/staging/web.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  CACHE: redis
  DATABASE: shop_staging
  SEARCH_URL: http://search
`,
      }),
    },
    {
      title: "plain folders",
      settings: { preset: "strict" },
      source: files({
        "prod/config.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
        ^^^ 💡 info: ConfigMap "web" lacks QUEUE, which staging sets.
data:
  PORT: "80"
`,
        "staging/config.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  PORT: "80"
  QUEUE: orders
`,
      }),
      fixed: files({
        "prod/config.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  PORT: "80"
  QUEUE: value
`,
        "staging/config.yaml": yaml`
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  PORT: "80"
  QUEUE: orders
`,
      }),
    },
    {
      title: "keys that a base or a file supplies, one that nobody can read, staging alone",
      settings: { preset: "strict" },
      source: files({
        "base/kustomization.yaml": "configMapGenerator: [{ name: web, literals: [SEARCH_URL=http://search] }]\n",
        "production/kustomization.yaml": yaml`
resources: [../base]
configMapGenerator:
  - name: web
    behavior: merge
    literals: [DATABASE=shop]
  - name: mail
    envs: [mail.env]
  - name: unread
    envs: [unread.env]
`,
        "production/mail.env": "HOST=smtp.example.com\n",
        "staging/kustomization.yaml": yaml`
resources: [../base]
configMapGenerator:
  - name: web
    behavior: merge
    literals: [DATABASE=staging, SEARCH_URL=http://search-staging]
  - name: mail
    literals: [HOST=localhost]
  - name: unread
    literals: [HOST=localhost]
  - name: debug
    literals: [TRACE=1]
`,
      }),
    },
  ],
  on: query(["kubernetes", "kustomization"], configs),
  *check({ kind, name, at, data }, _context, scope) {
    for (const { id, folder } of stagingOf(scope)) {
      const staging = keysIn([id], kind, name, scope);
      const own = keysIn(buildOf(scope).scopes, kind, name, scope);
      // One of a file that nobody can read may have them all.
      if (!staging.from || !own.complete) continue;
      const [key, ...others] = [...staging.keys].filter((each) => !own.keys.has(each));
      if (key === undefined) continue;
      const more = others.length === 1 ? "1 more key" : `${others.length} more keys`;
      yield {
        at,
        message: `${kind} "${name}" lacks ${key}${others.length ? ` and ${more} that` : ", which"} ${folder} sets.`,
        related: [{ at: staging.from.at, message: "It is set here." }],
        fixes: data ? [{ title: `Add ${key}`, safety: "suggestion", edits: setAt(data, [key], new TabStop("value")) }] : [],
      };
      return;
    }
  },
});

/** What a file writes of ConfigMaps and Secrets. */
function configs(reading: Reading): readonly Config[] {
  if (reading.kind === "kustomization") {
    const root = documentRoot(reading.tree as YamlTree, reading.part);
    return [...generatorsOf(root, dirname(reading.path))].map(({ kind, name, at }) => ({ kind, name, at, data: undefined }));
  }
  return objectsOf(reading).flatMap((object) => {
    const { name, kind, root, anchor } = object;
    if (name === undefined || !object.is("", "ConfigMap", "Secret")) return [];
    // A value of a Secret is encoded: where there is plain text, it goes there.
    const data = root.map(kind === "Secret" ? "stringData" : "data");
    return [{ kind, name, at: anchor, data: data.presence === "written" ? data : undefined }];
  });
}

const PRODUCTION = /(?<![A-Za-z0-9])(?:production|prod)(?![A-Za-z0-9])/g;

/** The scopes that may be to staging what this one is to production, with what tells their folders apart. */
function stagingOf({ id }: Scope): { readonly id: string; readonly folder: string }[] {
  const match = [...id.matchAll(PRODUCTION)].at(-1);
  if (!match || id.startsWith("chart:")) return [];
  return ["staging", "stage"].map((word) => {
    const other = id.slice(0, match.index) + word + id.slice(match.index + match[0].length);
    return { id: other, folder: other.slice(other.lastIndexOf("/", match.index) + 1) };
  });
}

interface Keys {
  readonly keys: ReadonlySet<string>;
  /** Whether all that writes it could be read. */
  readonly complete: boolean;
  /** The first that writes it. */
  readonly from: Fact | undefined;
}

/** The keys of the ConfigMap or Secret of a name in some scopes. */
function keysIn(scopes: readonly string[], kind: string, name: string, scope: Scope): Keys {
  const written = scopes.flatMap((id) => scope.in(id).pick(configFact, kind, called, name));
  const generated = scopes.flatMap((id) => scope.in(id).pick(generatorFact, kind, called, name));
  const envs = generated.flatMap(({ value }) => value.envs.map((path) => dotenvAt(scope, path)));
  const read = [...written, ...generated].flatMap(({ value }) => value.keys);
  return {
    keys: new Set([...read, ...envs.flatMap((variables) => [...(variables?.keys() ?? [])])]),
    complete: !envs.includes(undefined),
    from: written[0] ?? generated[0],
  };
}

const called = <V extends { readonly name: string | undefined }>(facts: readonly Fact<V>[], name: string): readonly Fact<V>[] =>
  facts.filter(({ value }) => value.name === name);

import { yaml } from "../../core/example";
import type { Edit } from "../../core/edit";
import type { Rule } from "../../core/rule";
import { defineRules } from "../../core/rule";
import type { RuleId } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { objects } from "../../languages/kubernetes/queries";
import { removeKey, setAt } from "../../languages/yaml/edit";
import type { Mapping } from "../../languages/yaml/mapping";

/** Where something stands and where it is read. */
interface Misplacement {
  readonly from: Mapping;
  /** The metadata that should hold it; undefined where no fix is possible. */
  readonly to: Mapping | undefined;
  /** What is wrong, in words that follow "of <object>". */
  readonly says: string;
}

interface Row {
  readonly id: RuleId;
  readonly summary: string;
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
  readonly key: RegExp;
  readonly places: (object: KubernetesObject) => readonly Misplacement[];
  readonly hit: string;
  readonly fixed?: string;
  readonly clean: string;
}

const onTemplate = "is not on the pod template, where it is read";

/** An annotation on a controller that only means something on its pods, where those do not have it. */
const onController = (object: KubernetesObject): readonly Misplacement[] => {
  const pods = object.podMetadata;
  const isController = pods !== undefined && object.kind !== "Pod" && object.kind !== "PodTemplate";
  return isController ? [{ from: object.metadata.map("annotations"), to: pods, says: onTemplate }] : [];
};

const ROWS: readonly Row[] = [
  {
    id: "kubernetes/injection-on-controller",
    summary: "Linkerd's injection asked for where nobody reads it",
    guidance: ["ME-16", "LI-01"],
    references: ["https://linkerd.io/2/features/proxy-injection/"],
    rationale:
      "Linkerd's webhook reads the namespace and the pod. On the Deployment itself the annotation is never looked at: pods start without a proxy, and their traffic is in plain text.",
    key: /^(?:linkerd\.io\/inject|config\.linkerd\.io\/.+)$/,
    places: onController,
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    linkerd.io/inject: enabled
    ^^^^^^^^^^^^^^^^^ 💡 warning: linkerd.io/inject of Deployment "web" is not on the pod template, where it is read.
spec:
  template:
    metadata:
      labels: { app: web }
`,
    fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      labels: { app: web }
      annotations:
        linkerd.io/inject: enabled
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations: { linkerd.io/inject: enabled }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { linkerd.io/inject: enabled } }
`,
  },
  {
    id: "kubernetes/injection-as-label",
    summary: "Linkerd's injection written as a label",
    guidance: ["ME-17"],
    references: ["https://linkerd.io/2/features/proxy-injection/"],
    rationale: "Linkerd is asked for by an annotation; as a label the words mean nothing, and the traffic stays in plain text.",
    key: /^linkerd\.io\/inject$/,
    places: (object) =>
      [object.metadata, ...(object.podMetadata ? [object.podMetadata] : [])].map((metadata) => ({
        from: metadata.map("labels"),
        to: metadata,
        says: "is a label, and only annotations are read",
      })),
    hit: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    linkerd.io/inject: enabled
    ^^^^^^^^^^^^^^^^^ 💡 warning: linkerd.io/inject of Namespace "shop" is a label, and only annotations are read.
`,
    clean: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations: { linkerd.io/inject: enabled }
`,
  },
  {
    id: "kubernetes/scrape-on-controller",
    summary: "Scrape annotations where discovery does not look",
    guidance: ["PM-04"],
    references: ["https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml"],
    rationale:
      "Discovery of pods reads the pod. The annotations of a Deployment never reach it, so nothing is scraped and nothing says so. Put them on the template.",
    key: /^prometheus\.io\/(?:scrape|port|path|scheme)$/,
    places: onController,
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
    ^^^^^^^^^^^^^^^^^^^^ 💡 warning: prometheus.io/scrape of Deployment "web" is not on the pod template, where it is read.
spec:
  template:
    metadata:
      annotations: { team: shop }
`,
    fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations: { team: shop, prometheus.io/scrape: "true" }
`,
    clean: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: { prometheus.io/scrape: "true" }
spec:
  template:
    metadata:
      annotations: { prometheus.io/scrape: "true" }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: templated
  annotations: { prometheus.io/scrape: "true" }
spec:
  template:
    metadata:
      {{- include "shop.metadata" . | nindent 6 }}
`,
  },
  {
    id: "kubernetes/role-on-workload",
    summary: "Cloud role on something else than a ServiceAccount",
    guidance: ["ING-30"],
    references: ["https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"],
    rationale:
      "EKS reads `eks.amazonaws.com/role-arn` on the ServiceAccount alone. On a Deployment or its pods it is ignored: they run with the rights of the node.",
    key: /^eks\.amazonaws\.com\/role-arn$/,
    places: (object) =>
      object.podMetadata
        ? [object.metadata, object.podMetadata].map((metadata) => ({
            from: metadata.map("annotations"),
            to: undefined,
            says: "is read on ServiceAccounts only",
          }))
        : [],
    hit: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/shop
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: eks.amazonaws.com/role-arn of Deployment "web" is read on ServiceAccounts only.
`,
    clean: yaml`
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/shop" }
`,
  },
];

/** Annotations that are read elsewhere than where they stand: nothing rejects them, and they do nothing. */
export default defineRules(ROWS, ({ key, places, hit, fixed, clean, ...row }): Rule<KubernetesObject> => ({
  ...row,
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  equivalents: [],
  examples: [
    { title: "reported", source: hit, ...(fixed === undefined ? {} : { fixed }) },
    { title: "left alone", source: clean },
  ],
  on: objects,
  *check(object) {
    for (const { from, to, says } of places(object)) {
      const there = to?.map("annotations");
      for (const name of from.keys) {
        const value = from.get(name);
        if (!key.test(name) || value === undefined || (there && !there.lacks(name))) continue;
        const isMovable = to?.presence === "written" && there !== undefined;
        yield {
          at: from.keyRange(name),
          message: `${name} of ${object.title} ${says}.`,
          ...(isMovable
            ? {
                fixes: [
                  {
                    title: "Move it to where it is read",
                    safety: "suggestion" as const,
                    edits: [...removed(from, name), ...setAt(to, ["annotations", name], value, ["labels"])],
                  },
                ],
              }
            : {}),
        };
      }
    }
  },
}));

/** Removes a key, and with its last one the mapping. */
const removed = (from: Mapping, key: string): Edit[] =>
  from.keys.length === 1 && from.parent ? removeKey(from.parent.mapping, from.parent.key) : removeKey(from, key);

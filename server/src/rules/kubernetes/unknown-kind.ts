import { closest } from "../../core/closest";
import type { Fix } from "../../core/edit";
import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import { builtInKinds, builtInVersions, builtInVersionsOf } from "../../languages/kubernetes/schema";
import { schemaObjects } from "../../languages/kubernetes/schema-walk";
import { slipOf } from "../../languages/kubernetes/words";
import { setAt } from "../../languages/yaml/edit";

/** `v1` of `apps/v1`: what lasts. Of alpha and beta versions the table does not know every kind. */
const STABLE = /(?:^|\/)v[0-9]+$/;

export default defineRule({
  id: "kubernetes/unknown-kind",
  summary: "Kind that its apiVersion does not have",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  family: "schema",
  since: "0.1.0",
  guidance: ["KCP-01"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/reference/using-api/#api-groups"],
  rationale:
    "A kind belongs to one group, and the API server knows it in that group only: no matches for kind. Said of the groups every cluster has, where the kind is another group's or one letter away from a known one.",
  examples: [
    {
      title: "another group's kind",
      source: yaml`
apiVersion: v1
kind: Deployment
      ^^^^^^^^^^ 💡 error: v1 has no kind Deployment, apps/v1 has: the API server rejects it.
metadata:
  name: web
`,
      fixed: yaml`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
`,
    },
    {
      title: "a slip of the pen",
      source: yaml`
apiVersion: apps/v1
kind: Statefulset
      ^^^^^^^^^^^ 💡 error: apps/v1 has no kind Statefulset, StatefulSet was probably meant: the API server rejects it.
metadata:
  name: web
`,
      fixed: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
`,
    },
    {
      title: "a version that never was",
      source: yaml`
apiVersion: networking.k8s.io/v2
kind: Ingress
      ^^^^^^^ 💡 error: networking.k8s.io/v2 has no kind Ingress, networking.k8s.io/v1 has: the API server rejects it.
metadata:
  name: web
`,
    },
    {
      title: "known, of a group that is not every cluster's, of a beta version, a list",
      source: yaml`
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: web }
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: web }
---
apiVersion: admissionregistration.k8s.io/v1beta1
kind: ValidatingAdmissionPolicy
metadata: { name: web }
---
apiVersion: v1
kind: List
items: []
---
apiVersion: v1
kind: BuildConfig
metadata: { name: web }
`,
    },
  ],
  on: schemaObjects,
  *check(object) {
    const { apiVersion, kind } = object;
    const kinds = builtInKinds(apiVersion);
    if (kinds?.has(kind) === true || kind.endsWith("List")) return;
    if (kinds ? !STABLE.test(apiVersion) : !isSlip(apiVersion)) return;
    const [version, ...others] = builtInVersionsOf(kind).filter((candidate) => STABLE.test(candidate));
    const meant = version === undefined && kinds ? slipOf(kind, [...kinds.keys()]) : undefined;
    if (version === undefined && meant === undefined) return;
    const instead = version === undefined ? `${meant ?? ""} was probably meant` : `${[version, ...others].join(" or ")} has`;
    yield {
      at: object.root.rangeOf("kind"),
      message: `${apiVersion} has no kind ${kind}, ${instead}: the API server rejects it.`,
      fixes:
        meant !== undefined
          ? changed(object, "kind", meant)
          : version !== undefined && !others.length
            ? changed(object, "apiVersion", version)
            : [],
    };
  },
});

/** Whether a version is a slip of one that every cluster has, or a later one of its group that does not exist. */
const isSlip = (apiVersion: string): boolean => STABLE.test(apiVersion) && closest(apiVersion, builtInVersions()) !== undefined;

const changed = (object: KubernetesObject, key: "apiVersion" | "kind", value: string): Fix[] => [
  { title: `Change it to ${value}`, safety: "suggestion", edits: setAt(object.root, [key], value) },
];

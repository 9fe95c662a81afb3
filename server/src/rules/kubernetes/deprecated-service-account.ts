import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloads } from "../../languages/kubernetes/queries";
import { removeKey, renameKey } from "../../languages/yaml/edit";

export default defineRule({
  id: "kubernetes/deprecated-service-account",
  summary: "Deprecated field serviceAccount",
  severity: "hint",
  preset: "recommended",
  category: "maintainability",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:deprecated-service-account-field"],
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"],
  rationale:
    "`serviceAccount` is kept only so that old manifests work; the API server copies it to `serviceAccountName`, which is what everything reads. With both written, the old one is ignored.",
  safeFix: "the API server copies `serviceAccount` to `serviceAccountName`, so the stored object is the same",
  examples: [
    {
      title: "the old name",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web # made by platform
  ^^^^^^^^^^^^^^ 💡 hint: "serviceAccount" is deprecated: the field is called serviceAccountName.
  containers: []
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web # made by platform
  containers: []
`,
    },
    {
      title: "both, with the same value",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  serviceAccount: web
  ^^^^^^^^^^^^^^ 💡 hint: "serviceAccount" is deprecated: the field is called serviceAccountName.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
`,
    },
    {
      title: "the current name",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
`,
    },
  ],
  on: workloads,
  *check(object) {
    const { podSpec } = object;
    if (!podSpec?.has("serviceAccount")) return;
    const both = podSpec.has("serviceAccountName");
    const same = podSpec.get("serviceAccount") === podSpec.get("serviceAccountName") && podSpec.get("serviceAccount") !== undefined;
    yield {
      at: podSpec.keyRange("serviceAccount"),
      message: '"serviceAccount" is deprecated: the field is called serviceAccountName.',
      tag: "deprecated",
      fixes:
        both && !same
          ? []
          : [
              {
                title: both ? "Remove the deprecated field" : "Rename it to serviceAccountName",
                safety: "safe",
                edits: both ? removeKey(podSpec, "serviceAccount") : renameKey(podSpec, "serviceAccount", "serviceAccountName"),
              },
            ],
    };
  },
});

import { files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";
import { isBuiltBySkaffold } from "../../languages/kubernetes/skaffold";
import { describeTag, imageFinding } from "../../languages/shared/image-finding";
import { parseImage } from "../../languages/shared/image";

/** What Kubebuilder's scaffold writes where `make deploy` puts the image: no registry has it. */
const KUBEBUILDER_IMAGE = "controller:latest";

export default defineRule({
  id: "kubernetes/mutable-image-tag",
  summary: "Image tag that may mean another image tomorrow",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CNA-07", "CLB-16", "ING-45", "DKR-12", "K3S-03", "SSS-12"],
  equivalents: [
    "kube-linter:latest-tag",
    "kube-score:container-image-tag",
    "polaris:tagNotSpecified",
    "checkov:CKV_K8S_14",
    "trivy:KSV-0013",
    "kics:invalid_image",
  ],
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
  rationale:
    "A pod that restarts on another node pulls the tag again and may get another program: two replicas of one Deployment then run two versions, and a rollback to the revision before changes nothing, because both revisions name the same tag. " +
    "Name the version you tested. Tags that merely move within a line (`1`, `alpine`, `stable`) are reported in the strict preset.",
  patient: true,
  examples: [
    {
      title: "no tag, and latest",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: wait
      image: busybox
             ^^^^^^^ 💡 warning: Image "busybox" has no tag, so it is whatever "latest" is when a node pulls it.
  containers:
    - name: web
      image: "registry.example.com:5000/shop/web:latest" # soon
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 warning: Image "registry.example.com:5000/shop/web:latest" is whatever "latest" is when a node pulls it.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: wait
      image: busybox:tag
  containers:
    - name: web
      image: "registry.example.com:5000/shop/web:latest" # soon
`,
    },
    {
      title: "a tag from values.yaml",
      source: files({
        "chart/Chart.yaml": "name: shop\n",
        "chart/values.yaml": yaml`
image:
  repository: shop/web
  tag: latest
`,
        "chart/templates/web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
spec:
  containers:
    - name: web
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Image "shop/web:latest" is whatever "latest" is when a node pulls it.
`,
      }),
    },
    {
      title: "a kustomization names the tag",
      source: files({
        "kustomization.yaml": yaml`
resources: [web.yaml]
images:
  - name: shop/web
    newTag: 1.4.2
`,
        "web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web
    - name: helper
      image: shop/helper
             ^^^^^^^^^^^ 💡 warning: Image "shop/helper" has no tag, so it is whatever "latest" is when a node pulls it.
`,
      }),
    },
    {
      title: "Skaffold builds the image and writes the tag",
      source: files({
        "skaffold.yaml": yaml`
apiVersion: skaffold/v4beta13
kind: Config
build:
  artifacts:
    - image: shop/web
`,
        "k8s/web.yaml": yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web
    - name: helper
      image: shop/helper
             ^^^^^^^^^^^ 💡 warning: Image "shop/helper" has no tag, so it is whatever "latest" is when a node pulls it.
`,
      }),
    },
    {
      title: "moving tags in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1
             ^^^^^^^ 💡 info: Tag "1" of image "nginx:1" moves: a restart may bring another version.
`,
    },
    {
      title: "a version, a digest, a template, a name that Kubebuilder keeps free",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
    - name: proxy
      image: envoyproxy/envoy@sha256:0000000000000000000000000000000000000000000000000000000000000000
    - name: moving
      image: nginx:1
    - name: templated
      image: "{{ .Values.image }}"
    - name: scaffolded
      image: controller:latest
`,
    },
  ],
  on: containers,
  *check(container, _context, scope) {
    const field = container.root.scalar("image");
    if (field.state !== "known" || typeof field.value !== "string") return;
    const image = parseImage(field.value);
    const node = container.root.pair("image")?.value;
    const trouble = image && describeTag(image);
    if (!image || !trouble || node?.kind !== "scalar") return;
    if (image.text === KUBEBUILDER_IMAGE || isBuiltBySkaffold(image.text, scope)) return;
    const start = node.style === "plain" ? node.start : node.start + 1;
    yield {
      ...imageFinding(container.root.rangeOf("image"), image, trouble, field.origin, start),
      // Other tools look for no tag and latest alone.
      ...(trouble.grave ? {} : { equivalents: [] }),
    };
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";

/** How image tags and names write an architecture at their end. Source: the platform names of the OCI image index. */
const ARCHITECTURE = /[-_.:/](amd64|arm64(?:v8)?|x86_64|aarch64)(?:@|$|:)/;
const NAMES: Readonly<Record<string, string>> = { amd64: "amd64", x86_64: "amd64", arm64: "arm64", arm64v8: "arm64", aarch64: "arm64" };

export default defineRule({
  id: "kubernetes/platform-mismatch",
  summary: "Image of one architecture on nodes of another",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CLB-17"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-arch"],
  rationale:
    "A program for another processor ends at once with `exec format error`, and the pod sits in CrashLoopBackOff. Use the image's name without the suffix, which most publish for several architectures, or the nodes it was built for.",
  examples: [
    {
      title: "an amd64 image on arm64 nodes",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  nodeSelector: { kubernetes.io/arch: arm64 }
  containers:
    - name: web
      image: shop/web:1.4.2-amd64
             ^^^^^^^^^^^^^^^^^^^^ warning: Container "web" runs an image for amd64 on nodes of arm64.
`,
    },
    {
      title: "the same, one for several, no choice of nodes",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  nodeSelector: { kubernetes.io/arch: arm64 }
  containers:
    - { name: web, image: "shop/web:1.4.2-arm64" }
    - { name: proxy, image: "envoyproxy/envoy:v1.32.1" }
---
apiVersion: v1
kind: Pod
metadata: { name: any }
spec:
  containers: [{ name: web, image: "shop/web:1.4.2-amd64" }]
`,
    },
  ],
  on: containers,
  *check(container) {
    const nodes = container.podSpec.map("nodeSelector").string("kubernetes.io/arch");
    const suffix = ARCHITECTURE.exec(container.root.string("image") ?? "")?.[1];
    const built = suffix === undefined ? undefined : NAMES[suffix];
    if (nodes === undefined || built === undefined || built === nodes) return;
    yield { at: container.root.rangeOf("image"), message: `${container.title} runs an image for ${built} on nodes of ${nodes}.` };
  },
});

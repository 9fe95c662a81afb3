import { dockerfile, files, yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { argumentsOf } from "../../languages/dockerfile/edit";
import { stages } from "../../languages/dockerfile/queries";
import { deploymentsOf } from "../../languages/shared/dockerfile-uses";

export default defineRule({
  id: "dockerfile/user-against-pod",
  summary: "User of an image that its pod does not allow",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  rationale:
    "With `runAsNonRoot: true` and no `runAsUser` the kubelet looks at the user the image names. For root, and for a name, which it cannot look up, it " +
    "refuses to start the container (CreateContainerConfigError). Write the number of the account, here or as `runAsUser`. The image is taken to be " +
    "built from this file if a Compose file says so, or if this is the only Dockerfile in a folder of the image's name.",
  examples: [
    {
      title: "a name, and root",
      source: files({
        "k8s/all.yaml": yaml`
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      securityContext: { runAsNonRoot: true }
      containers:
        - { name: orders, image: "ghcr.io/acme/orders:1.2" }
---
apiVersion: v1
kind: Pod
metadata: { name: billing }
spec:
  containers:
    - { name: billing, image: "ghcr.io/acme/billing:1.2", securityContext: { runAsNonRoot: true } }
`,
        "orders/Dockerfile": dockerfile`
FROM node:22.1
USER node
     ^^^^ 💡 warning: Deployment "orders" demands runAsNonRoot, and of "node" the kubelet cannot tell: write its number.
CMD ["node", "server.js"]
`,
        "billing/Dockerfile": dockerfile`
FROM debian:12
     ^^^^^^^^^ warning: Pod "billing" demands runAsNonRoot, and this image runs as root: it does not start.
CMD ["/app"]
`,
      }),
    },
    {
      title: "a number, here or there",
      source: files({
        "k8s/all.yaml": yaml`
apiVersion: v1
kind: Pod
metadata: { name: orders }
spec:
  securityContext: { runAsNonRoot: true }
  containers:
    - { name: orders, image: "ghcr.io/acme/orders:1.2" }
    - { name: billing, image: "ghcr.io/acme/billing:1.2", securityContext: { runAsUser: 1000 } }
`,
        "orders/Dockerfile": dockerfile`
FROM node:22.1
USER 1000
CMD ["node", "server.js"]
`,
        "billing/Dockerfile": dockerfile`
FROM debian:12
CMD ["/app"]
`,
      }),
    },
  ],
  on: stages,
  *check(stage, _context, scope) {
    const { user } = stage;
    const name = user.state === "known" ? user.value.replace(/:.*$/, "") : undefined;
    if (!stage.final || name === undefined || /^[1-9]\d*$/.test(name)) return;
    const strict = deploymentsOf(stage.reading.path, scope).find(({ value }) => value.runAsNonRoot === true && value.runAsUser === "unset");
    const at = user.at ? argumentsOf(user.at) : stage.imageWord?.range;
    if (!strict || !at) return;
    const isRoot = name === "root" || name === "0";
    yield {
      at,
      message: isRoot
        ? `${strict.value.by} demands runAsNonRoot, and this image runs as root: it does not start.`
        : `${strict.value.by} demands runAsNonRoot, and of "${name}" the kubelet cannot tell: write its number.`,
      related: [{ at: strict.at, message: "This container runs the image." }],
      fixes: isRoot ? [] : [{ title: "Write its number", safety: "suggestion", edits: [{ at, text: "${1:uid}", snippet: true }] }],
    };
  },
});

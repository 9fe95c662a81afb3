import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";
import { isFrom, parseImage } from "../../languages/shared/image";

export default defineRule({
  id: "kubernetes/untrusted-registry",
  summary: "Image from a registry that is not on the list",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: ["EDO-11"],
  equivalents: ["trivy:KSV-0125", "trivy:KSV-0124", "trivy:KSV-0032", "trivy:KSV-0033", "trivy:KSV-0034", "trivy:KSV-0035"],
  references: ["https://kubernetes.io/docs/concepts/containers/images/"],
  rationale:
    "Images from elsewhere pass by your scanner and your retention, and are gone when their owner deletes them. Pull them through your own registry. Only where `trustedRegistries` in `.plimsoll.yaml` names some is anything reported; an entry is a registry (`ghcr.io`) or the start of a name (`ghcr.io/acme`).",
  examples: [
    {
      title: "neither of the two that are trusted",
      settings: { trustedRegistries: ["registry.example.com", "ghcr.io/acme"] },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:1.4.2
    - name: api
      image: ghcr.io/acme/api:2.0.1
    - name: cache
      image: redis:7.4.1
             ^^^^^^^^^^^ warning: Image "redis:7.4.1" comes from docker.io, which is not among the trusted registries.
    - name: other
      image: ghcr.io/acme-labs/tool:1.0.0
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Image "ghcr.io/acme-labs/tool:1.0.0" comes from ghcr.io, which is not among the trusted registries.
`,
    },
    {
      title: "decided by a template",
      settings: { trustedRegistries: ["registry.example.com"] },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: "{{ .Values.registry }}/shop/web:1.4.2"
`,
    },
    {
      title: "nobody has made a list",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: redis:7.4.1
`,
    },
  ],
  on: containers,
  *check(container, { settings }) {
    if (!settings.trustedRegistries.length) return;
    const field = container.root.scalar("image");
    const image = field.state === "known" && typeof field.value === "string" ? parseImage(field.value) : undefined;
    if (field.state !== "known" || !image || isFrom(image, settings.trustedRegistries)) return;
    yield {
      at: container.root.rangeOf("image"),
      message: `Image "${image.text}" comes from ${image.registry}, which is not among the trusted registries.`,
      ...(field.origin ? { related: [{ at: field.origin, message: "The value is set here." }] } : {}),
    };
  },
});

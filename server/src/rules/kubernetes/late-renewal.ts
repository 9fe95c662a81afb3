import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { goSeconds } from "../../languages/kubernetes/durations";
import { kinds } from "../../languages/kubernetes/queries";

/** How long a certificate lasts when nothing is said: 90 days. Source: cert-manager's API reference, CertificateSpec. */
const DEFAULT = "2160h";

export default defineRule({
  id: "kubernetes/late-renewal",
  summary: "Certificate that would be renewed before it begins",
  severity: "error",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["BM-27"],
  equivalents: [],
  references: ["https://cert-manager.io/docs/usage/certificate/#renewal"],
  rationale:
    "`renewBefore` counts back from the end of the certificate. One that is not shorter than `duration` is rejected by cert-manager's webhook. Without it the certificate is renewed after two thirds of its life, which suits most.",
  examples: [
    {
      title: "as long as the certificate",
      source: yaml`
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec:
  duration: 24h
  renewBefore: 720h
               ^^^^ error: Certificate "shop" lasts 24h and would be renewed 720h before its end: cert-manager rejects it.
`,
    },
    {
      title: "shorter, not said, a template",
      source: yaml`
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec: { renewBefore: 360h }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: templated }
spec: { duration: 24h, renewBefore: "{{ .Values.renewBefore }}" }
`,
    },
  ],
  on: kinds("cert-manager.io", "Certificate"),
  *check(object) {
    const { spec } = object;
    const written = spec.lacks("duration") ? DEFAULT : spec.string("duration");
    const duration = goSeconds(written ?? "");
    const before = goSeconds(spec.string("renewBefore") ?? "");
    if (duration === undefined || before === undefined || before < duration) return;
    yield {
      at: spec.rangeOf("renewBefore"),
      message: `${object.title} lasts ${written ?? ""} and would be renewed ${spec.string("renewBefore") ?? ""} before its end: cert-manager rejects it.`,
    };
  },
});

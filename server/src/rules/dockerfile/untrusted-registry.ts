import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { usedImages } from "../../languages/dockerfile/queries";
import { isFrom } from "../../languages/shared/image";

export default defineRule({
  id: "dockerfile/untrusted-registry",
  summary: "Base image from a registry that is not on the list",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["hadolint:DL3026"],
  references: ["https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image"],
  rationale:
    "What is built on an image contains all of it. Only where `trustedRegistries` in `.plimsoll.yaml` names some is anything reported; an entry is a registry (`ghcr.io`) or the start of a name (`ghcr.io/acme`).",
  examples: [
    {
      title: "one that is not trusted",
      settings: { trustedRegistries: ["registry.example.com", "ghcr.io/acme"] },
      source: dockerfile`
FROM ghcr.io/acme/go:1.25 AS build
FROM alpine:3.22
     ^^^^^^^^^^^ warning: Image "alpine:3.22" comes from docker.io, which is not among the trusted registries.
COPY --from=build /app /app
COPY --from=quay.io/tools/jq:1.7 /jq /bin/
            ^^^^^^^^^^^^^^^^^^^^ warning: Image "quay.io/tools/jq:1.7" comes from quay.io, which is not among the trusted registries.
`,
    },
    { title: "nobody has made a list", source: `FROM alpine:3.22\n` },
    { title: "from nothing", settings: { trustedRegistries: ["ghcr.io"] }, source: `FROM scratch\n` },
  ],
  on: usedImages,
  *check({ image, at }, { settings }) {
    if (!settings.trustedRegistries.length || image.state !== "known" || image.value.scratch) return;
    if (!isFrom(image.value, settings.trustedRegistries))
      yield { at, message: `Image "${image.value.text}" comes from ${image.value.registry}, which is not among the trusted registries.` };
  },
});

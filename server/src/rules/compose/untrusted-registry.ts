import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { services } from "../../languages/compose/queries";
import { isFrom, parseImage } from "../../languages/shared/image";

export default defineRule({
  id: "compose/untrusted-registry",
  summary: "Image from a registry that is not on the list",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: ["https://docs.docker.com/reference/compose-file/services/#image"],
  rationale:
    "Images from elsewhere pass by your scanner and are gone when their owner deletes them. Only where `trustedRegistries` in `.plimsoll.yaml` names some is anything reported; an entry is a registry (`ghcr.io`) or the start of a name (`ghcr.io/acme`). An image that is built here is named, not pulled.",
  examples: [
    {
      title: "neither of the two that are trusted",
      settings: { trustedRegistries: ["registry.example.com", "ghcr.io/acme"] },
      source: yaml`
services:
  web:
    image: registry.example.com/shop/web:1.4.2
  cache:
    image: redis:7.4.1
           ^^^^^^^^^^^ warning: Image "redis:7.4.1" comes from docker.io, which is not among the trusted registries.
  api:
    image: shop/api:2.0.1
    build: ./api
`,
    },
    { title: "nobody has made a list", source: `services:\n  cache:\n    image: redis:7.4.1\n` },
  ],
  on: services,
  *check(service, { settings }) {
    const field = service.written.scalar("image");
    if (!settings.trustedRegistries.length || service.has("build") || field.state !== "known" || typeof field.value !== "string") return;
    const image = parseImage(field.value);
    if (image && !isFrom(image, settings.trustedRegistries))
      yield {
        at: service.written.rangeOf("image"),
        message: `Image "${image.text}" comes from ${image.registry}, which is not among the trusted registries.`,
      };
  },
});

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { services } from "../../languages/compose/queries";
import { pieces, usual } from "../../languages/compose/template";
import { parseImage } from "../../languages/shared/image";
import { describeTag, imageFinding } from "../../languages/shared/image-finding";

export default defineRule({
  id: "compose/mutable-image-tag",
  summary: "Image tag that may mean another image tomorrow",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["CMP-06", "DKR-12"],
  equivalents: ["dclint:service-image-require-explicit-tag"],
  references: ["https://docs.docker.com/reference/compose-file/services/#image"],
  rationale:
    "Without a version everybody runs what was newest on the day they pulled: the colleague who starts today gets another database than you have, and one that may refuse your data directory. Name the version you tested. Tags that merely move within a line (`1`, `alpine`, `stable`) are reported in the strict preset. The name that a service with `build` gives its own image is not judged.",
  patient: true,
  examples: [
    {
      title: "no tag, and latest",
      source: yaml`
services:
  cache:
    image: redis
           ^^^^^ 💡 warning: Image "redis" has no tag, so it is whatever "latest" is on the day it is pulled.
  web:
    image: "shop/web:latest" # soon
           ^^^^^^^^^^^^^^^^^ 💡 warning: Image "shop/web:latest" is whatever "latest" is on the day it is pulled.
`,
      fixed: yaml`
services:
  cache:
    image: redis:tag
  web:
    image: "shop/web:latest" # soon
`,
    },
    {
      title: "moving tags in the strict preset",
      settings: { preset: "strict" },
      source: yaml`
services:
  web:
    image: nginx:1
           ^^^^^^^ 💡 info: Tag "1" of image "nginx:1" moves: the next pull may bring another version.
`,
    },
    {
      title: "nothing but a variable, in the preset that asks for everything",
      settings: { preset: "all" },
      source: yaml`
services:
  web:
    image: \${WEB_IMAGE}
           ^^^^^^^^^^^^ hint: Which image of which version service "web" runs is not said here: a variable decides.
`,
    },
    {
      title: "a version, a digest, a variable, the name of what is built",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
  proxy:
    image: envoyproxy/envoy@sha256:0000000000000000000000000000000000000000000000000000000000000000
  db:
    image: postgres:\${POSTGRES_TAG:-latest}
  api:
    build: ./api
    image: shop/api
  moving:
    image: nginx:1
`,
    },
  ],
  on: services,
  *check(service) {
    const field = service.written.scalar("image");
    const node = service.written.pair("image")?.value;
    if (node?.kind === "scalar" && field.state === "unknown" && !service.has("build") && isWholeVariable(node.source))
      yield {
        at: service.written.rangeOf("image"),
        message: `Which image of which version service "${service.name}" runs is not said here: a variable decides.`,
        severity: "hint",
        preset: "all",
      };
    if (field.state !== "known" || typeof field.value !== "string" || node?.kind !== "scalar" || service.has("build")) return;
    const image = parseImage(field.value);
    const trouble = image && describeTag(image);
    if (!image || !trouble) return;
    const message = trouble.message
      .replace("when a node pulls it", "on the day it is pulled")
      .replace("a restart may bring", "the next pull may bring");
    yield imageFinding(
      service.written.rangeOf("image"),
      image,
      { ...trouble, message },
      field.origin,
      node.style === "plain" ? node.start : node.start + 1,
    );
  },
});

/** A variable and nothing else, without a default. */
function isWholeVariable(text: string): boolean {
  const [first, ...rest] = pieces(text);
  return first !== undefined && typeof first !== "string" && !rest.length && usual(text) === undefined;
}

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { hasKey } from "../../languages/compose/data";
import { services } from "../../languages/compose/queries";

export default defineRule({
  id: "compose/long-lived-cloud-key",
  summary: "Access key of AWS handed to a service",
  severity: "hint",
  preset: "all",
  category: "security",
  since: "0.1.0",
  guidance: ["IAM-43"],
  equivalents: [],
  references: [
    "https://docs.aws.amazon.com/sdkref/latest/guide/access.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  ],
  rationale:
    "An access key works from everywhere until somebody revokes it, and whoever sees the container's environment has it. On a laptop a profile with temporary credentials, mounted read-only from `~/.aws` and named by `AWS_PROFILE`, does the same; in the cloud a role does. " +
    "Local stand-ins such as LocalStack and MinIO take any key and are left alone.",
  examples: [
    {
      title: "passed on from the shell",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment:
      - AWS_REGION=eu-west-1
      - AWS_SECRET_ACCESS_KEY
        ^^^^^^^^^^^^^^^^^^^^^ hint: Service "web" gets an access key of AWS that does not expire.
`,
    },
    {
      title: "a profile, and a local stand-in",
      source: yaml`
services:
  web:
    image: shop/web:1.4.2
    environment: { AWS_PROFILE: dev }
    volumes: ["~/.aws:/home/app/.aws:ro"]
  api:
    image: shop/api:2.0.1
    environment: { AWS_SECRET_ACCESS_KEY: test, AWS_ENDPOINT_URL: "http://localstack:4566" }
`,
    },
  ],
  on: services,
  *check(service) {
    const environment = service.get("environment");
    const isLocal = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT", "S3_ENDPOINT", "AWS_S3_ENDPOINT", "AWS_SESSION_TOKEN"].some((key) =>
      hasKey(environment, key),
    );
    if (isLocal) return;
    for (const { key, data, at } of service.items("environment")) {
      const name = key ?? (typeof data === "string" ? data.split("=")[0] : undefined);
      if (name === "AWS_SECRET_ACCESS_KEY")
        yield { at, message: `Service "${service.name}" gets an access key of AWS that does not expire.` };
    }
  },
});

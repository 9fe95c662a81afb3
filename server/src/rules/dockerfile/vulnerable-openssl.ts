import { dockerfile } from "../../core/example";
import { defineRule, where } from "../../core/rule";
import { OPINION } from "../../languages/dockerfile/opinion";
import { packageCommands } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/vulnerable-openssl",
  summary: "OpenSSL held at a version that a certificate can crash",
  severity: "warning",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kics:vulnerable_openssl_version"],
  references: ["https://openssl-library.org/news/secadv/20221101.txt"],
  rationale:
    "OpenSSL 3.0.0 to 3.0.6 writes beyond a buffer while it checks the e-mail address of a certificate (CVE-2022-3602, CVE-2022-3786). 3.0.7 does not. " +
    "Debian, Ubuntu and Red Hat repaired it without a new version, so with them the number says little, and the finding is left to the preset `all`.",
  examples: [
    {
      title: "pinned below the repair",
      source: dockerfile`
FROM alpine:3.17.0
RUN apk add --no-cache openssl=3.0.5-r0
                       ^^^^^^^^^^^^^^^^ warning: OpenSSL 3.0.5-r0 is open to CVE-2022-3602: 3.0.7 repairs it.
`,
    },
    {
      title: "repaired, an older line, or not held",
      source: `FROM alpine:3.17.0\nRUN apk add openssl=3.0.7-r0 libssl1.1=1.1.1t-r0 curl openssl\n`,
    },
  ],
  on: where(packageCommands, ({ packages }) => packages.action === "install"),
  *check({ packages: { packages, manager } }) {
    for (const { name, version, word } of packages)
      if (/^(?:openssl|libssl3|libcrypto3|openssl-libs|openssl-dev)$/.test(name ?? "") && /^(?:\d+:)?3\.0\.[0-6](?!\d)/.test(version ?? ""))
        yield {
          at: word.range,
          ...(manager === "apk" ? {} : OPINION),
          message: `OpenSSL ${version ?? ""} is open to CVE-2022-3602: 3.0.7 repairs it.`,
        };
  },
});

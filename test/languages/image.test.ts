import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mutability, parseImage } from "../../server/src/languages/shared/image";

const parts = (text: string) => {
  const image = parseImage(text);
  return image && [image.registry, image.repository, image.tag, image.digest];
};
const DIGEST = `sha256:${"a1".repeat(32)}`;

describe("image references", () => {
  it("fills in what Docker Hub leaves out", () => {
    assert.deepEqual(parts("nginx"), ["docker.io", "library/nginx", undefined, undefined]);
    assert.deepEqual(parts("bitnami/redis:7.2"), ["docker.io", "bitnami/redis", "7.2", undefined]);
    assert.deepEqual(parts("docker.io/nginx"), ["docker.io", "library/nginx", undefined, undefined]);
    assert.equal(parseImage("docker.io/library/nginx")?.familiar, "nginx");
  });

  it("tells a registry's port from a tag", () => {
    assert.deepEqual(parts("localhost:5000/app"), ["localhost:5000", "app", undefined, undefined]);
    assert.deepEqual(parts("registry.example.com:5000/team/app:1.2"), ["registry.example.com:5000", "team/app", "1.2", undefined]);
    assert.deepEqual(parts("localhost/app"), ["localhost", "app", undefined, undefined]);
    assert.deepEqual(parts("team/app"), ["docker.io", "team/app", undefined, undefined]);
  });

  it("reads digests, with a tag and without", () => {
    assert.deepEqual(parts(`nginx@${DIGEST}`), ["docker.io", "library/nginx", undefined, DIGEST]);
    assert.deepEqual(parts(`ghcr.io/acme/api:1.2@${DIGEST}`), ["ghcr.io", "acme/api", "1.2", DIGEST]);
  });

  it("says where each piece stands", () => {
    const text = `ghcr.io/acme/api:1.2@${DIGEST}`;
    const ranges = parseImage(text)?.ranges;
    const cut = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    assert.deepEqual(
      [cut(ranges?.name), cut(ranges?.registry), cut(ranges?.tag), cut(ranges?.digest)],
      ["ghcr.io/acme/api", "ghcr.io", "1.2", DIGEST],
    );
  });

  it("refuses what no registry takes", () => {
    for (const text of [
      "",
      ":",
      "a:",
      "Nginx",
      "a//b",
      "a b",
      "nginx:",
      "nginx@sha256:short",
      "nginx:-x",
      "$IMAGE",
      "-a",
      "a/",
      "https://x/y",
    ])
      assert.equal(parseImage(text), undefined, text);
  });

  it("knows the empty image", () => {
    assert.equal(parseImage("scratch")?.scratch, true);
    assert.equal(parseImage("acme/scratch")?.scratch, false);
  });
});

describe("mutability of tags", () => {
  const cases: Record<string, readonly string[]> = {
    moving: [
      "1",
      "v2",
      "20-alpine",
      "20-alpine3.19",
      "alpine",
      "stable",
      "lts",
      "lts-slim",
      "bookworm",
      "22-bookworm-slim",
      "main",
      "edge",
      "nightly",
      "latest-alpine",
      "17-jdk",
      "alpine3.19",
    ],
    fixed: [
      "1.25",
      "1.25.3-alpine",
      "v1.2.3",
      "22.04",
      "20240605",
      "2024-06-05",
      "8u392-jre",
      "sha-3f2a9bc",
      "3f2a9bc1",
      "12345",
      "bookworm-20240612",
      "web-prod",
      "20.11-alpine3.19",
    ],
    latest: ["latest"],
    missing: [""],
  };
  for (const [expected, tags] of Object.entries(cases)) {
    it(expected, () => {
      for (const tag of tags) assert.equal(mutability(tag), expected, tag);
      assert.equal(mutability(undefined), "missing");
    });
  }
});

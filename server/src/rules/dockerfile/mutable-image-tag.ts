import { dockerfile } from "../../core/example";
import { defineRule } from "../../core/rule";
import { baseImage } from "../../languages/dockerfile/base-images.table";
import type { ImageReference } from "../../languages/shared/image";
import { describeTag, imageFinding } from "../../languages/shared/image-finding";
import type { UsedImage } from "../../languages/dockerfile/queries";
import { usedImages } from "../../languages/dockerfile/queries";

export default defineRule({
  id: "dockerfile/mutable-image-tag",
  summary: "Base image that may be another one tomorrow",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["DKR-12", "POD-12", "DS-11"],
  equivalents: [
    "hadolint:DL3006",
    "hadolint:DL3007",
    "trivy:DS-0001",
    "checkov:CKV_DOCKER_7",
    "kics:image_version_not_explicit",
    "kics:image_version_using_latest",
  ],
  references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
  rationale:
    "Two builds of one commit may start from different systems, and the one that works cannot be made again. Name the version you tested; a digest makes " +
    "it exact. Images that only help to build are reported as information; tags that move within a line (`3`, `alpine`, `bookworm`) are another rule's. " +
    "Distroless images have no other tags than moving ones: for them, too, strict asks for the digest.",
  patient: true,
  examples: [
    {
      title: "the image that is shipped, and one that only helps",
      source: dockerfile`
FROM golang AS build
     ^^^^^^ 💡 info: "golang" has no tag: each build takes what is newest then.
FROM alpine:latest
     ^^^^^^^^^^^^^ 💡 warning: "alpine:latest" is whatever is newest when the build runs.
COPY --from=build /app /app
`,
      fixed: dockerfile`
FROM golang:tag AS build
FROM alpine:latest
COPY --from=build /app /app
`,
    },
    {
      title: "an argument's default, which the build may override, is left to the strict preset",
      settings: { preset: "strict" },
      source: dockerfile`
ARG VERSION=latest
FROM node:\${VERSION}
     ^^^^^^^^^^^^^^^ info: "node:latest" is whatever is newest when the build runs.
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: "ghcr.io/astral-sh/uv:latest" is whatever is newest when the build runs.
`,
    },
    {
      title: "an image that has no other tags, in the strict preset",
      settings: { preset: "strict" },
      source: dockerfile`
FROM node:22-alpine AS build
FROM gcr.io/distroless/static-debian12
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 💡 info: "gcr.io/distroless/static-debian12" has no tag: each build takes what is newest then.
`,
    },
    {
      title: "versions, digests, stages and what is not known",
      source: dockerfile`
ARG BASE
FROM golang:1.25.1 AS build
FROM build AS test
FROM \${BASE} AS other
FROM gcr.io/distroless/static-debian12:nonroot
FROM node@sha256:0000000000000000000000000000000000000000000000000000000000000000
FROM scratch
COPY --from=build /app /app
`,
    },
  ],
  on: usedImages,
  *check(used) {
    const { image, at } = used;
    if (image.state !== "known") return;
    const trouble = describeTag(image.value);
    if (!trouble?.grave || mayBeContext(used, image.value)) return;
    const isWritten = used.node.reading.part.text.slice(at.start, at.end) === image.value.text;
    const finding = imageFinding(at, image.value, trouble, image.origin, at.start);
    const hasOnlyMoving = /^(?:gcr\.io\/distroless\/|cgr\.dev\/chainguard\/)/.test(image.value.text);
    yield {
      ...finding,
      message: message(image.value),
      ...(isWritten ? {} : { fixes: [] }),
      ...(!isShipped(used) ? { severity: "info" as const } : {}),
      ...(hasOnlyMoving || image.origin ? { severity: "info" as const, preset: "strict" as const } : {}),
    };
  },
});

/** A plain word behind `--from` may be a context given to the build, or a misspelt stage, which dockerfile/unknown-stage reports. */
const mayBeContext = ({ by }: UsedImage, image: ImageReference): boolean =>
  by !== "FROM" && !/[./:@]/.test(image.text) && !baseImage(image);

const isShipped = ({ stage }: UsedImage): boolean => stage?.stage.shipped === true;

function message({ text, tag }: ImageReference): string {
  return tag === undefined
    ? `"${text}" has no tag: each build takes what is newest then.`
    : `"${text}" is whatever is newest when the build runs.`;
}

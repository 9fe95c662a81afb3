/** Dockerfiles with several stages, as a build of several services out of one repository has them. */

const bases = ["node:20.11-alpine3.19", "python:3.12-slim-bookworm", "golang:1.23", "debian:bookworm-slim", "eclipse-temurin:21-jre"];

/** @param {import("../random.mjs").Random} random @param {number} number @returns {Iterable<string>} a build stage and the stage that runs what it built */
export function* stages(random, number) {
  const name = `service${number}`;
  const base = random.pick(bases);
  yield `# ${name}: built with everything, shipped with little
FROM ${random.chance(0.1) ? base.split(":")[0] : base} AS ${name}-build
ARG VERSION=1.${random.below(30)}.0
ENV APP_HOME=/srv/${name} \\
    APP_ENV=production
WORKDIR /src/${name}
RUN apt-get update \\
    && apt-get install -y ${random.chance(0.5) ? "--no-install-recommends " : ""}build-essential curl git \\
    && rm -rf /var/lib/apt/lists/*
COPY services/${name}/package.json services/${name}/package-lock.json ./
RUN --mount=type=cache,target=/root/.cache ${random.pick(["npm ci", "make deps", "pip install -r requirements.txt"])}
COPY services/${name} .
${random.chance(0.3) ? `RUN curl -fsSL https://example.com/tools/install-${random.below(9)}.sh | sh\n` : ""}RUN make build VERSION=\${VERSION} \\
    && mkdir -p /out \\
    # The symbols stay behind, they are kept with the release.
    && cp -r dist/. /out/

FROM ${base} AS ${name}
LABEL org.opencontainers.image.title="${name}" \\
      org.opencontainers.image.version="\${VERSION}"
ENV PORT=${8000 + random.below(1000)}
WORKDIR /app
COPY --from=${name}-build /out/ ./
RUN <<EOF
set -e
addgroup --system app
adduser --system --ingroup app app
EOF
${random.chance(0.7) ? "USER 10001\n" : ""}EXPOSE \${PORT}
HEALTHCHECK --interval=30s CMD ["/app/${name}", "health"]
${random.chance(0.7) ? `ENTRYPOINT ["/app/${name}"]` : `CMD /app/${name} --port $PORT`}

`;
}

import { DOCKER_HUB } from "../shared/image";
import type { ImageReference } from "../shared/image";

/** What an image brings along. Undefined is not known, or differs between its variants. */
export interface BaseImage {
  /** Whether a container runs as root where nobody says otherwise. Images whose entrypoint drops the rights itself are left out. */
  readonly root: boolean | undefined;
  /** What `/bin/sh` is; `none` where there is no shell at all. */
  readonly sh: "ash" | "dash" | "bash" | "none" | undefined;
  readonly packages: "apk" | "apt" | "dnf" | "microdnf" | "yum" | "zypper" | "pacman" | "none" | undefined;
  /** Compilers, headers, build tools: more than what a built program needs to run. */
  readonly sdk: boolean;
  /** An account without rights that the image brings and does not switch to, as USER takes it. */
  readonly user?: string;
  /** Starts as root, but what answers the network is a child that has given the rights up. */
  readonly dropsRights?: true;
}

/** `images` are familiar names, `*` standing for the rest of a name; `tag` narrows. The first row that fits wins. */
interface Row extends BaseImage {
  readonly images: readonly string[];
  readonly tag?: RegExp;
}

const ALPINE = /alpine/;
const SLIM = /slim/;
/** Windows has other accounts and shells. */
const WINDOWS = /windowsservercore|nanoserver|ltsc20\d\d/;
const DOTNET = ["mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime", "mcr.microsoft.com/dotnet/runtime-deps"];

/**
 * From the Dockerfiles behind the official images (github.com/docker-library/official-images, each image's "Dockerfile links"), those of
 * the vendors named, and Google's and Chainguard's documentation of theirs. As of 2025.
 */
const rows: readonly Row[] = [
  { images: ["scratch"], root: true, sh: "none", packages: "none", sdk: false },

  // Systems. https://hub.docker.com/_/alpine, _/debian, _/ubuntu, _/busybox and so on: no USER, /bin/sh as the distribution has it.
  { images: ["alpine"], root: true, sh: "ash", packages: "apk", sdk: false },
  { images: ["busybox"], root: true, sh: "ash", packages: "none", sdk: false },
  { images: ["debian", "ubuntu"], root: true, sh: "dash", packages: "apt", sdk: false },
  { images: ["buildpack-deps"], root: true, sh: "dash", packages: "apt", sdk: true },
  {
    images: ["rockylinux", "almalinux", "rockylinux/rockylinux", "oraclelinux"],
    tag: /minimal|slim/,
    root: true,
    sh: "bash",
    packages: "microdnf",
    sdk: false,
  },
  { images: ["oraclelinux"], tag: /^7/, root: true, sh: "bash", packages: "yum", sdk: false },
  {
    images: ["fedora", "rockylinux", "almalinux", "rockylinux/rockylinux", "oraclelinux"],
    root: true,
    sh: "bash",
    packages: "dnf",
    sdk: false,
  },
  { images: ["centos"], root: true, sh: "bash", packages: "yum", sdk: false },
  { images: ["amazonlinux"], tag: /^2(\.0|-|$)/, root: true, sh: "bash", packages: "yum", sdk: false },
  { images: ["amazonlinux"], root: true, sh: "bash", packages: "dnf", sdk: false },
  { images: ["archlinux"], root: true, sh: "bash", packages: "pacman", sdk: false },
  { images: ["opensuse/leap", "opensuse/tumbleweed"], root: true, sh: "bash", packages: "zypper", sdk: false },
  // https://catalog.redhat.com: the plain UBI images set no USER, their language builders run as 1001.
  {
    images: ["registry.access.redhat.com/ubi*/ubi-minimal", "redhat/ubi*-minimal"],
    root: true,
    sh: "bash",
    packages: "microdnf",
    sdk: false,
  },
  { images: ["registry.access.redhat.com/ubi*/ubi-micro", "redhat/ubi*-micro"], root: true, sh: "bash", packages: "none", sdk: false },
  {
    images: ["registry.access.redhat.com/ubi*/ubi", "registry.access.redhat.com/ubi8", "registry.access.redhat.com/ubi9", "redhat/ubi*"],
    root: true,
    sh: "bash",
    packages: "dnf",
    sdk: false,
  },
  { images: ["registry.access.redhat.com/ubi*/*"], root: undefined, sh: "bash", packages: undefined, sdk: false },

  // https://github.com/GoogleContainerTools/distroless: root unless the tag says nonroot; a shell (busybox) only in debug tags.
  { images: ["gcr.io/distroless/*"], tag: /debug-nonroot/, root: false, sh: "ash", packages: "none", sdk: false },
  { images: ["gcr.io/distroless/*"], tag: /nonroot/, root: false, sh: "none", packages: "none", sdk: false },
  { images: ["gcr.io/distroless/*"], tag: /debug/, root: true, sh: "ash", packages: "none", sdk: false, user: "nonroot" },
  { images: ["gcr.io/distroless/*"], root: true, sh: "none", packages: "none", sdk: false, user: "nonroot" },
  // https://edu.chainguard.dev/chainguard/chainguard-images: nonroot unless the variant is for development.
  { images: ["cgr.dev/chainguard/*"], tag: /dev/, root: undefined, sh: "ash", packages: "apk", sdk: false },
  { images: ["cgr.dev/chainguard/wolfi-base"], root: undefined, sh: "ash", packages: "apk", sdk: false },
  { images: ["cgr.dev/chainguard/*"], root: false, sh: "none", packages: "none", sdk: false },

  // Languages. Debian variants build on buildpack-deps, slim ones on debian:*-slim.
  { images: ["golang", "rust"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: true },
  { images: ["golang", "rust", "gcc", "haskell", "dart"], root: true, sh: "dash", packages: "apt", sdk: true },
  // https://github.com/swiftlang/swift-docker: Ubuntu unless the tag names Debian, Fedora, Amazon Linux or UBI.
  { images: ["swift"], tag: SLIM, root: true, sh: undefined, packages: undefined, sdk: false },
  { images: ["swift"], root: true, sh: undefined, packages: undefined, sdk: true },
  // https://github.com/nodejs/docker-node: every variant has the user, none switches to it.
  { images: ["node"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false, user: "node" },
  { images: ["node"], tag: SLIM, root: true, sh: "dash", packages: "apt", sdk: false, user: "node" },
  { images: ["node"], root: true, sh: "dash", packages: "apt", sdk: true, user: "node" },
  // https://github.com/docker-library/php: the workers of FPM and Apache run as www-data.
  { images: ["php"], tag: /fpm.*alpine/, root: true, sh: "ash", packages: "apk", sdk: false, dropsRights: true },
  { images: ["php"], tag: /fpm|apache/, root: true, sh: "dash", packages: "apt", sdk: false, dropsRights: true },
  { images: ["python", "ruby", "php", "elixir", "erlang"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false },
  { images: ["python", "ruby", "perl", "elixir", "erlang"], tag: SLIM, root: true, sh: "dash", packages: "apt", sdk: false },
  { images: ["python", "ruby", "perl", "elixir", "erlang"], root: true, sh: "dash", packages: "apt", sdk: true },
  { images: ["php"], root: true, sh: "dash", packages: "apt", sdk: false },
  { images: ["eclipse-temurin"], tag: /jre.*alpine/, root: true, sh: "ash", packages: "apk", sdk: false },
  { images: ["eclipse-temurin"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: true },
  { images: ["eclipse-temurin"], tag: /jre/, root: true, sh: undefined, packages: undefined, sdk: false },
  { images: ["eclipse-temurin", "openjdk", "amazoncorretto"], root: true, sh: undefined, packages: undefined, sdk: true },
  { images: ["maven"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: true },
  { images: ["maven", "gradle"], root: true, sh: undefined, packages: undefined, sdk: true },
  { images: ["composer"], root: true, sh: "ash", packages: "apk", sdk: true },
  // https://github.com/oven-sh/bun (dockerhub/), https://github.com/denoland/deno_docker: root and a user nobody switches to, but for the
  // distroless variants, which have neither user nor shell, and deno's `bin`, which is a program without a system.
  { images: ["oven/bun"], tag: /distroless/, root: true, sh: "none", packages: "none", sdk: false },
  { images: ["oven/bun"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false, user: "bun" },
  { images: ["oven/bun"], root: true, sh: "dash", packages: "apt", sdk: false, user: "bun" },
  { images: ["denoland/deno"], tag: /distroless|^bin/, root: true, sh: "none", packages: "none", sdk: false },
  { images: ["denoland/deno"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false, user: "deno" },
  { images: ["denoland/deno"], root: true, sh: "dash", packages: "apt", sdk: false, user: "deno" },
  // https://github.com/dotnet/dotnet-docker: chiseled and distroless images run as `app`; from 8.0 on the others have it, too, and start as
  // root. Debian or Ubuntu unless the tag names Alpine or Azure Linux.
  { images: ["mcr.microsoft.com/dotnet/*"], tag: /chiseled|distroless/, root: false, sh: "none", packages: "none", sdk: false },
  {
    images: [...DOTNET, "mcr.microsoft.com/dotnet/sdk"],
    tag: /azurelinux|mariner/,
    root: true,
    sh: "bash",
    packages: undefined,
    sdk: false,
  },
  { images: ["mcr.microsoft.com/dotnet/sdk"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: true },
  { images: ["mcr.microsoft.com/dotnet/sdk"], root: true, sh: "dash", packages: "apt", sdk: true },
  { images: DOTNET, tag: /^(?:[89]|1\d)\b.*alpine/, root: true, sh: "ash", packages: "apk", sdk: false, user: "$APP_UID" },
  { images: DOTNET, tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false },
  { images: DOTNET, tag: /^(?:[89]|1\d)\b/, root: true, sh: "dash", packages: "apt", sdk: false, user: "$APP_UID" },
  { images: DOTNET, root: true, sh: "dash", packages: "apt", sdk: false },
  // https://github.com/astral-sh/uv: built on the image the tag names, else the program alone. Hardened variants (dhi) are left out.
  { images: ["ghcr.io/astral-sh/uv"], tag: /dhi/, root: undefined, sh: undefined, packages: undefined, sdk: true },
  { images: ["ghcr.io/astral-sh/uv"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: true },
  { images: ["ghcr.io/astral-sh/uv"], tag: /debian|bookworm|trixie/, root: true, sh: "dash", packages: "apt", sdk: true },
  { images: ["ghcr.io/astral-sh/uv"], root: true, sh: "none", packages: "none", sdk: true },

  // Servers that start as root: nginx and httpd hand requests to workers without rights, the others stay root.
  { images: ["nginx", "httpd"], tag: ALPINE, root: true, sh: "ash", packages: "apk", sdk: false, dropsRights: true },
  { images: ["nginx", "httpd"], root: true, sh: "dash", packages: "apt", sdk: false, dropsRights: true },
  { images: ["tomcat"], root: true, sh: undefined, packages: undefined, sdk: false },
  { images: ["caddy", "traefik"], root: true, sh: "ash", packages: "apk", sdk: false },
  // Servers with a USER of their own.
  {
    images: ["nginxinc/nginx-unprivileged", "memcached", "haproxy", "varnish", "jetty", "kong"],
    tag: ALPINE,
    root: false,
    sh: "ash",
    packages: "apk",
    sdk: false,
  },
  {
    images: ["nginxinc/nginx-unprivileged", "memcached", "haproxy", "varnish", "jetty", "kong", "solr", "sonarqube"],
    root: false,
    sh: undefined,
    packages: undefined,
    sdk: false,
  },
  { images: ["elasticsearch", "kibana", "logstash", "docker.elastic.co/*"], root: false, sh: "bash", packages: undefined, sdk: false },
  {
    images: ["grafana/*", "prom/*", "quay.io/prometheus/*", "quay.io/keycloak/keycloak", "jenkins/jenkins", "bitnami/*", "bitnamilegacy/*"],
    root: false,
    sh: undefined,
    packages: undefined,
    sdk: false,
  },
];

/** What is known of an image; undefined where it is none of the table's. */
export function baseImage(image: ImageReference): BaseImage | undefined {
  const { tag = "" } = image;
  if (WINDOWS.test(tag)) return undefined;
  const familiar = image.registry === DOCKER_HUB || image.registry === "public.ecr.aws" ? hubName(image) : image.familiar;
  const candidates = rows.filter((row) => row.images.some((pattern) => matches(pattern, familiar)));
  // A digest alone may be that of any variant: what they agree on is known.
  if (image.digest !== undefined && image.tag === undefined) return candidates.length > 0 ? agreed(candidates) : undefined;
  return candidates.find((row) => row.tag === undefined || row.tag.test(tag));
}

function agreed(candidates: readonly BaseImage[]): BaseImage {
  const same = <V>(of: (row: BaseImage) => V): V | undefined => {
    const [first, ...rest] = candidates.map(of);
    return rest.every((other) => other === first) ? first : undefined;
  };
  const user = same((row) => row.user);
  return {
    root: same((row) => row.root),
    sh: same((row) => row.sh),
    packages: same((row) => row.packages),
    sdk: same((row) => row.sdk) ?? false,
    ...(user === undefined ? {} : { user }),
    ...(candidates.some((row) => row.dropsRights) ? { dropsRights: true as const } : {}),
  };
}

/** Amazon's mirror of the official images has them below `docker/library`. */
const hubName = (image: ImageReference): string =>
  image.registry === DOCKER_HUB ? image.familiar : image.repository.startsWith("docker/library/") ? image.name : image.familiar;

const patterns = new Map<string, RegExp>();

function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`)));
  return compiled.test(name);
}

/** How an instruction's arguments are cut into words. */
export type WordStyle = "plain" | "quoted" | "whole";

export interface KeywordFacts {
  /** `plain` at white space, `quoted` at white space outside of quotes, `whole` not at all. */
  readonly words: WordStyle;
  /** Whether `["a", "b"]` is read as a list. */
  readonly json: boolean;
  readonly flags: readonly string[];
  readonly heredocs: boolean;
}

const facts = (words: WordStyle, more: Partial<KeywordFacts> = {}): KeywordFacts => ({
  words,
  json: false,
  flags: [],
  heredocs: false,
  ...more,
});

/** Every instruction of the Dockerfile reference (docs.docker.com/reference/dockerfile), the deprecated MAINTAINER included. */
const keywords = {
  ADD: facts("plain", { json: true, heredocs: true, flags: ["keep-git-dir", "checksum", "chown", "chmod", "link", "exclude", "unpack"] }),
  ARG: facts("quoted"),
  CMD: facts("quoted", { json: true }),
  COPY: facts("plain", { json: true, heredocs: true, flags: ["from", "chown", "chmod", "link", "parents", "exclude"] }),
  ENTRYPOINT: facts("quoted", { json: true }),
  ENV: facts("quoted"),
  EXPOSE: facts("plain"),
  FROM: facts("plain", { flags: ["platform"] }),
  HEALTHCHECK: facts("quoted", { json: true, flags: ["interval", "timeout", "start-period", "start-interval", "retries"] }),
  LABEL: facts("quoted"),
  MAINTAINER: facts("whole"),
  ONBUILD: facts("whole"),
  RUN: facts("quoted", { json: true, heredocs: true, flags: ["mount", "network", "security", "device"] }),
  SHELL: facts("quoted", { json: true }),
  STOPSIGNAL: facts("whole"),
  USER: facts("whole"),
  VOLUME: facts("plain", { json: true }),
  WORKDIR: facts("whole"),
} satisfies Record<string, KeywordFacts>;

export type Keyword = keyof typeof keywords;

export const KEYWORDS = Object.keys(keywords) as readonly Keyword[];

export const isKeyword = (name: string): name is Keyword => Object.hasOwn(keywords, name);

const unknownKeyword = facts("quoted");

/** What is known of an instruction; for one that does not exist, the least. */
export const keywordFacts = (name: string): KeywordFacts => (isKeyword(name) ? keywords[name] : unknownKeyword);

/** Build arguments BuildKit sets without being asked: usable in FROM without a declaration. */
export const platformArguments: ReadonlySet<string> = new Set([
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDARCH",
  "BUILDVARIANT",
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETOSVERSION",
  "TARGETARCH",
  "TARGETVARIANT",
  "TARGETSTAGE",
]);

/** Build arguments that need no ARG: proxies and BuildKit's own switches. */
export const predefinedArguments: ReadonlySet<string> = new Set(
  ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]),
);

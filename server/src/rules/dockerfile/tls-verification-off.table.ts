import type { RuleId } from "../../core/settings";

/** How a program is told not to check certificates. */
export interface TlsRow {
  readonly id: RuleId;
  /** As the summary and the message name it. */
  readonly what: string;
  readonly programs: readonly string[];
  /** Flags that do it, each as it is written. */
  readonly flags?: readonly string[];
  /** Settings that do it: the words behind the program have to fit, joined by blanks. */
  readonly words?: RegExp;
  /** Environment variables that do it with such a value. */
  readonly variables?: Readonly<Record<string, RegExp>>;
  readonly cure: string;
  readonly equivalents: readonly string[];
  readonly reference: string;
  /** A RUN line that has it, and what of it is underlined. */
  readonly example: { readonly line: string; readonly at: string };
  readonly clean: string;
}

const OFF = /^(?:0|false|no|off)$/i;

/** From the manuals: curl(1), wget(1), pip's and npm's configuration pages, git-config(1), nodejs.org/api/cli.html, PEP 493, dnf.conf(5). */
export const tlsRows: readonly TlsRow[] = [
  {
    id: "dockerfile/curl-without-verification",
    what: "curl",
    programs: ["curl"],
    flags: ["-k", "--insecure", "--proxy-insecure"],
    cure: "Give curl the authority of the server with `--cacert`, or install it into the image's store.",
    equivalents: ["checkov:CKV2_DOCKER_2"],
    reference: "https://curl.se/docs/sslcerts.html",
    example: { line: "RUN curl -fsSL -k -o /tool https://example.com/tool", at: "-k" },
    clean: "RUN curl -fsSL --cacert /ca.pem -o /tool https://example.com/tool",
  },
  {
    id: "dockerfile/wget-without-verification",
    what: "wget",
    programs: ["wget"],
    flags: ["--no-check-certificate"],
    cure: "Install `ca-certificates`, or give wget the authority with `--ca-certificate`.",
    equivalents: ["checkov:CKV2_DOCKER_3"],
    reference: "https://www.gnu.org/software/wget/manual/html_node/HTTPS-_0028SSL_002fTLS_0029-Options.html",
    example: { line: "RUN wget --no-check-certificate https://example.com/tool", at: "--no-check-certificate" },
    clean: "RUN wget -q https://example.com/tool",
  },
  {
    id: "dockerfile/pip-without-verification",
    what: "pip",
    programs: ["pip", "pip3", "python", "python3", "uv"],
    flags: ["--trusted-host", "--allow-insecure-host"],
    words: /^config set (?:\S+\.)?trusted-host /,
    variables: { PIP_TRUSTED_HOST: /./, UV_INSECURE_HOST: /./ },
    cure: "Give pip the authority of the index with `--cert` or `PIP_CERT`.",
    equivalents: ["checkov:CKV2_DOCKER_4", "checkov:CKV2_DOCKER_16"],
    reference: "https://pip.pypa.io/en/stable/topics/https-certificates/",
    example: { line: "RUN pip install --trusted-host pip.example.com flask", at: "--trusted-host" },
    clean: "RUN pip install --cert /ca.pem flask",
  },
  {
    id: "dockerfile/npm-without-verification",
    what: "npm",
    programs: ["npm", "yarn", "pnpm"],
    flags: ["--no-strict-ssl", "--strict-ssl=false"],
    words: /^(?:config )?set (?:-g |--global )?"?strict-ssl"?[ =]"?(?:false|0)\b/,
    variables: { NPM_CONFIG_STRICT_SSL: OFF, npm_config_strict_ssl: OFF },
    cure: "Name the authority of the registry with `cafile` or `NODE_EXTRA_CA_CERTS`.",
    equivalents: ["checkov:CKV2_DOCKER_12", "checkov:CKV2_DOCKER_13"],
    reference: "https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl",
    example: { line: "RUN npm config set strict-ssl false && npm ci", at: "npm config set strict-ssl false" },
    clean: "RUN npm config set cafile /ca.pem && npm ci",
  },
  {
    id: "dockerfile/git-without-verification",
    what: "git",
    programs: ["git"],
    words: /(?:^|\s)http\.(?:\S+\.)?sslverify[ =](?:false|0|no|off)\b/i,
    variables: { GIT_SSL_NO_VERIFY: /^(?!0$|false$|no$|off$)./i },
    cure: "Name the authority of the server with `http.sslCAInfo`.",
    equivalents: ["checkov:CKV2_DOCKER_14"],
    reference: "https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify",
    example: {
      line: "RUN git config --global http.sslVerify false",
      at: "git config --global http.sslVerify false",
    },
    clean: "RUN git config --global http.sslCAInfo /ca.pem",
  },
  {
    id: "dockerfile/node-without-verification",
    what: "Node.js",
    programs: [],
    variables: { NODE_TLS_REJECT_UNAUTHORIZED: OFF },
    cure: "Name the authority of the server with `NODE_EXTRA_CA_CERTS`.",
    equivalents: ["checkov:CKV2_DOCKER_6"],
    reference: "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
    example: { line: "ENV NODE_TLS_REJECT_UNAUTHORIZED=0", at: "NODE_TLS_REJECT_UNAUTHORIZED=0" },
    clean: "ENV NODE_EXTRA_CA_CERTS=/ca.pem",
  },
  {
    id: "dockerfile/python-without-verification",
    what: "Python",
    programs: [],
    variables: { PYTHONHTTPSVERIFY: OFF },
    cure: "Name the authority of the server with `SSL_CERT_FILE`.",
    equivalents: ["checkov:CKV2_DOCKER_5"],
    reference: "https://peps.python.org/pep-0493/",
    example: { line: "ENV PYTHONHTTPSVERIFY=0", at: "PYTHONHTTPSVERIFY=0" },
    clean: "ENV SSL_CERT_FILE=/ca.pem",
  },
  {
    id: "dockerfile/rpm-repository-without-verification",
    what: "The package manager",
    programs: ["yum", "dnf", "microdnf", "tdnf", "yum-config-manager", "echo", "printf", "sed"],
    flags: ["--setopt=sslverify=0", "--setopt=sslverify=false", "--setopt=sslverify=no"],
    words: /(?:--setopt[ =](?:\S+\.)?|^|\s|\/)sslverify\s*=\s*(?:0|false|no)\b/i,
    cure: "Name the authority of the repository with `sslcacert`.",
    equivalents: ["checkov:CKV2_DOCKER_15"],
    reference: "https://dnf.readthedocs.io/en/latest/conf_ref.html",
    example: { line: "RUN dnf install -y --setopt=sslverify=false git", at: "--setopt=sslverify=false" },
    clean: "RUN dnf install -y git",
  },
];

import type { Path } from "../core/path";
import { basename, foldersAbove } from "../core/path";
import type { FileKind } from "../core/settings";

export interface Candidate {
  readonly path: Path;
  /** The language id an editor gave it, if one did. */
  readonly languageId?: string | undefined;
  /** The text, or its beginning. */
  readonly text: string;
  readonly has: (path: Path) => "present" | "absent" | "unknown";
  /** Whether a Compose file names this one behind `include`, `extends` or `-f`. */
  readonly composeTarget?: boolean;
}

export interface Recognition {
  /** Undefined: not ours. */
  readonly kind: FileKind | undefined;
  /** Why, as the command "Why Is (Not) This File Linted?" says it. */
  readonly because: string;
}

interface Row {
  /** The case, for the test that has one example a row. */
  readonly name: string;
  readonly kind?: FileKind;
  readonly because: string;
  readonly when: (file: Candidate, name: string) => boolean;
}

const yamlName = /\.(?:ya?ml|json)$/i;
const composeName = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
const dockerfileName = /^(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$|\.(?:dockerfile|containerfile)$/i;
const terraformName = /\.(?:tf|tofu)(?:\.json)?$/i;

const languageIs =
  (...ids: string[]) =>
  (file: Candidate) =>
    file.languageId !== undefined && ids.includes(file.languageId);
const pathHas = (pattern: RegExp) => (file: Candidate) => pattern.test(file.path);
const nameIs = (pattern: RegExp) => (_file: Candidate, name: string) => pattern.test(name);

/** Group and kind of things that have apiVersion and kind and never go to a cluster as workloads. */
const TOOL_CONFIGURATION =
  /^apiVersion:\s*["']?(?:skaffold\/|kind\.x-k8s\.io\/|kubeadm\.k8s\.io\/|eksctl\.io\/|backstage\.io\/|k3d\.io\/|audit\.k8s\.io\/|kubelet\.config\.k8s\.io\/|kubeproxy\.config\.k8s\.io\/|kubescheduler\.config\.k8s\.io\/|apiserver\.config\.k8s\.io\/|apiserver\.k8s\.io\/|client\.authentication\.k8s\.io\/|credentialprovider\.kubelet\.k8s\.io\/|kops\.k8s\.io\/|minikube\.|devspace|v\d+(?:alpha|beta)\d*["']?\s*$)/m;

const topLevel = (key: string) => new RegExp(`^["']?${key}["']?\\s*:`, "m");
/** Groups that go to a cluster: the core versions, the old groups without a dot, and names with one. A template may say it, too. */
const CLUSTER_GROUP =
  /^["']?apiVersion["']?\s*:\s*["']?(?:v\d\w*|(?:apps|batch|autoscaling|policy|extensions|[\w-]+(?:\.[\w-]+)+)\/v\d\w*|.*\{\{)/m;
const hasManifestHead = (text: string): boolean => CLUSTER_GROUP.test(text) && topLevel("kind").test(text);
const jsonManifest = (text: string): boolean => /^\s*[{[]/.test(text) && /"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text);

/** First match wins. */
export const ROWS: readonly Row[] = [
  // (a) what another extension has said
  {
    name: "another language's id",
    because: "another extension claims it as a language of its own",
    when: languageIs(
      "github-actions-workflow",
      "ansible",
      "azure-pipelines",
      "gitlab-ci",
      "bitbucket-pipelines",
      "home-assistant",
      "esphome",
      "spring-boot-properties-yaml",
      "terraform-test",
      "terraform-mock",
      "terraform-stack",
      "terraform-deploy",
    ),
  },
  // (b) paths of files that look like ours and are not
  {
    name: "encrypted file",
    because: "it is encrypted by git-crypt",
    when: (file) => file.text.startsWith("\0GITCRYPT"),
  },
  { name: "configuration of Plimsoll", kind: "plimsoll", because: "it configures Plimsoll", when: nameIs(/^\.plimsoll\.ya?ml$/) },
  {
    name: "a rollout playbook",
    kind: "playbook",
    because: "it lies in a playbook folder",
    when: pathHas(/(?:^|\/)\.plimsoll\/playbooks\/[^/]+\.ya?ml$/),
  },
  {
    name: "a rollout playbook in a folder of another owner",
    kind: "playbook",
    because: "it lies in a playbook folder and has phases",
    // Ansible's playbooks are lists.
    when: (file) =>
      /(?:^|\/)playbooks\/[^/]+\.ya?ml$/.test(file.path) && topLevel("phases").test(file.text) && topLevel("id").test(file.text),
  },
  {
    name: "CI workflow",
    because: "CI workflows are not linted",
    when: pathHas(
      /(?:^|\/)\.(?:github|gitea|forgejo)\/|(?:^|\/)action\.ya?ml$|(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\/|(?:^|\/)azure-pipelines[^/]*\.ya?ml$|(?:^|\/)\.circleci\/|(?:^|\/)cloudbuild[^/]*\.(?:ya?ml|json)$|(?:^|\/)bitbucket-pipelines\.ya?ml$|(?:^|\/)\.travis\.ya?ml$|(?:^|\/)\.drone\.ya?ml$|(?:^|\/)\.woodpecker/,
    ),
  },
  {
    name: "documentation and build settings",
    because: "it is the configuration of a build or documentation tool",
    when: nameIs(
      /^(?:mkdocs|buildspec|appspec|codecov|\.codecov|\.readthedocs|\.pre-commit-config|\.goreleaser|_config|pubspec|dependabot|renovate|\.golangci|pnpm-workspace|pnpm-lock|Taskfile|serverless|docker-bake|netlify|vercel|openapi|swagger)\.(?:ya?ml|json)$|^(?:package|package-lock|tsconfig|composer|deno|biome|lerna|nx|turbo|bower)\.json$/,
    ),
  },
  {
    name: "service container configuration",
    because: "config/services.yaml is framework configuration",
    when: pathHas(/(?:^|\/)config\/(?:.*\/)?services\.ya?ml$/),
  },
  { name: "helmfile", because: "helmfile describes releases, not objects", when: nameIs(/^helmfile.*\.ya?ml(?:\.gotmpl)?$/) },
  {
    name: "templated text that is not YAML yet",
    because: "it is a template that another tool renders first",
    when: nameIs(
      /\.gotmpl$|\.j2$|\.jinja2?$|\.erb$|\.tmpl$|\.tpl$|\.mustache$|\.hbs$|^NOTES\.txt$|^(?:Dockerfile|Containerfile).*\.(?:template|in|md|sh|ya?ml|json)$/,
    ),
  },
  {
    name: "Terraform test or lock file",
    because: "test and lock files hold no infrastructure",
    when: nameIs(/\.tftest\.(?:hcl|json)$|\.tofutest\.hcl$|^\.terraform\.lock\.hcl$|\.tfmock\.hcl$/),
  },
  { name: "Chart.yaml", kind: "helm-chart", because: "it describes a Helm chart", when: nameIs(/^Chart\.ya?ml$/) },
  {
    name: "values file",
    kind: "helm-values",
    because: "it holds the values of a Helm chart",
    when: (file, name) => /^values(?:[.-][\w.-]+)?\.ya?ml$/.test(name) && file.languageId !== "helm" && chartFolder(file) !== undefined,
  },
  {
    name: "values file without a chart",
    because: "values files are read with their chart, and there is none here",
    when: nameIs(/^values(?:[.-][\w.-]+)?\.ya?ml$/),
  },
  {
    name: "kustomization",
    kind: "kustomization",
    because: "it is a kustomization",
    when: nameIs(/^(?:kustomization\.ya?ml|Kustomization)$/),
  },
  { name: "devcontainer", kind: "devcontainer", because: "it describes a development container", when: nameIs(/^\.?devcontainer\.json$/) },
  { name: ".dockerignore", kind: "dockerignore", because: "it says what a build leaves out", when: nameIs(/\.?dockerignore$/) },
  { name: ".env", kind: "dotenv", because: "Compose reads its variables", when: nameIs(/^\.env(?:\.[\w.-]+)?$|\.env$/) },
  // ours by their name
  {
    name: "templated Dockerfile",
    because: "it is a template that another tool renders first",
    when: (file, name) =>
      (dockerfileName.test(name) || languageIs("dockerfile")(file)) &&
      /^(?:FROM[ \t]+)?(?:\{\{|\{%|<%|\$\{templateOption:)/m.test(file.text),
  },
  { name: "Dockerfile by language", kind: "dockerfile", because: "the editor calls it a Dockerfile", when: languageIs("dockerfile") },
  { name: "Dockerfile", kind: "dockerfile", because: "its name is that of a Dockerfile", when: nameIs(dockerfileName) },
  { name: "Terraform variables", kind: "tfvars", because: "it sets Terraform variables", when: nameIs(/\.tfvars(?:\.json)?$/) },
  {
    name: "Terraform",
    kind: "terraform",
    because: "its name is that of a Terraform file",
    when: (file, name) => terraformName.test(name) || languageIs("terraform", "opentofu")(file),
  },
  // (c) content
  {
    name: "not YAML",
    because: "it is no YAML, JSON, Dockerfile or Terraform file",
    when: (file, name) => !yamlName.test(name) && !languageIs("yaml", "helm", "dockercompose", "json")(file),
  },
  {
    name: "another template language",
    because: "it is a template of a language other than Helm's",
    when: (file) => /\{%-?\s|<%[\s=-]|^#@ /m.test(file.text),
  },
  {
    name: "CloudFormation, OpenAPI, AsyncAPI",
    because: "its content is that of another tool",
    when: (file) => /^(?:AWSTemplateFormatVersion|openapi|swagger|asyncapi|Transform)\s*:/m.test(file.text) && !hasManifestHead(file.text),
  },
  {
    name: "Helm template",
    kind: "helm-template",
    because: "it lies in the templates of a Helm chart",
    when: (file) =>
      /(?:^|\/)templates\//.test(file.path) &&
      (languageIs("helm")(file) || chartFolder(file) !== undefined || (file.text.includes("{{") && hasManifestHead(file.text))),
  },
  {
    name: "Compose",
    kind: "compose",
    because: "it has the name and the services of a Compose file",
    when: (file, name) =>
      (composeName.test(name) || languageIs("dockercompose")(file) || file.composeTarget === true) && topLevel("services").test(file.text),
  },
  {
    name: "Compose without services",
    because: "a Compose file has a top-level services map, and this has none",
    when: (_file, name) => composeName.test(name),
  },
  {
    name: "generated file",
    because: "it says that it is generated and not to be edited",
    // A licence may stand above it.
    when: (file) => /generated\b.*\bdo not (?:\w+ )?(?:edit|modify|change)/i.test(file.text.slice(0, 1500)),
  },
  {
    name: "live object",
    because: "it was read from a cluster: what it holds was decided there",
    when: (file) =>
      /^ {2}managedFields:/m.test(file.text) || (/^status:/m.test(file.text) && /^ {2}(?:resourceVersion|uid):/m.test(file.text)),
  },
  {
    name: "tool configuration with apiVersion",
    because: "it configures a tool and does not go to a cluster",
    when: (file) =>
      TOOL_CONFIGURATION.test(file.text) &&
      !topLevel("metadata").test(file.text.replace(/^kind:\s*(?:Cluster|Config|ClusterConfiguration|Simple|ClusterConfig)\b[\s\S]*/m, "")),
  },
  {
    name: "kubeconfig",
    because: "it is a kubeconfig",
    when: (file) => /^kind:\s*Config\s*$/m.test(file.text) && /^(?:clusters|current-context):/m.test(file.text),
  },
  {
    name: "Kubernetes with actions outside templates",
    kind: "helm-template",
    because: "it has apiVersion and kind, and template actions",
    when: (file) => hasManifestHead(file.text) && /\{\{-?\s*(?:\.|if|range|include|template|with|toYaml|\$|\/\*)/.test(file.text),
  },
  {
    name: "Kubernetes",
    kind: "kubernetes",
    because: "it has apiVersion and kind",
    when: (file) => hasManifestHead(file.text) || jsonManifest(file.text),
  },
];

const NOT_OURS: Recognition = {
  kind: undefined,
  because: "it has neither apiVersion and kind nor the name of a Compose, Docker or Terraform file",
};

/** What a file is to us, and why. Where nothing fits it is nobody's. */
export function recognize(file: Candidate): Recognition {
  const name = basename(file.path);
  const row = ROWS.find((candidate) => candidate.when(file, name));
  return row ? { kind: row.kind, because: row.because } : NOT_OURS;
}

/** Whether a path alone may be one of ours: what the workspace scan reads. */
export function mayBeOurs(path: Path): boolean {
  const name = basename(path);
  return (
    yamlName.test(name) ||
    dockerfileName.test(name) ||
    terraformName.test(name) ||
    /\.tfvars(?:\.json)?$|^Kustomization$|\.?dockerignore$|^\.env(?:\..+)?$|\.env$/.test(name)
  );
}

/** The folder of the chart a file belongs to: the nearest one above with a Chart.yaml. */
export function chartFolder(file: Pick<Candidate, "path" | "has">): Path | undefined {
  for (const folder of foldersAbove(file.path)) {
    if (file.has(`${folder}/Chart.yaml`) === "present") return folder;
  }
  return undefined;
}

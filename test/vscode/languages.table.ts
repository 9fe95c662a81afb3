/** One file that shows one rule at work, for languages.test.ts. */
export interface LanguageCase {
  readonly language: string;
  /** In the workspace, which is a copy of test/examples. */
  readonly file: string;
  readonly rule: string;
  /** Words of the rule's hover. */
  readonly hover: string;
  /** The title of the quick fix that makes the finding go away. */
  readonly fix: string;
}

export const languageCases: readonly LanguageCase[] = [
  {
    language: "kubernetes",
    file: "k8s/base/orders.yaml",
    rule: "kubernetes/deprecated-service-account",
    hover: "the API server copies it to",
    fix: "Rename it to serviceAccountName",
  },
  {
    language: "helm",
    file: "chart/templates/deployment.yaml",
    rule: "kubernetes/undeclared-probe-port",
    hover: "the kubelet cannot find the port",
    fix: 'Ask port "http"',
  },
  {
    language: "compose",
    file: "compose/compose.yaml",
    rule: "compose/undefined-reference",
    hover: "stops the whole project",
    fix: 'Declare the network "backend"',
  },
  {
    language: "dockerfile",
    file: "services/web/Dockerfile",
    rule: "dockerfile/unknown-stage",
    hover: "looked for on Docker Hub",
    fix: 'Use "build"',
  },
  {
    language: "terraform",
    file: "infra/main.tf",
    rule: "terraform/unpinned-module",
    hover: "lock file holds providers, not modules",
    fix: "Add a version",
  },
];

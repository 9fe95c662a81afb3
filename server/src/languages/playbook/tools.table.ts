/** What is known of the programs that playbooks start. Sources: the reference of each command line, named beside it. */
export interface Tool {
  /** Flags that say which cluster; one of them must be there. */
  readonly context?: readonly string[];
  /** Flags that say which namespace; one of them must be there unless the call is about the cluster itself. */
  readonly namespace?: readonly string[];
  /** Flags that bound the wait for the server. */
  readonly requestTimeout?: readonly string[];
  /** Commands that take such a bound; without it: all. */
  readonly boundCommands?: readonly string[];
  /** Commands that ask no server. */
  readonly local?: readonly string[];
  /** Commands about no namespace. */
  readonly clusterWide?: readonly string[];
  /** Commands that change something. */
  readonly mutating: readonly string[];
}

const NAMESPACE = ["--namespace", "-n", "--all-namespaces", "-A"];

/** Keys of {@link Tool.mutating}, `local` and `clusterWide` are the first words of a call: `rollout undo`, `state mv`. */
export const TOOLS: Readonly<Record<string, Tool>> = {
  // https://kubernetes.io/docs/reference/kubectl/generated/ and the plug-ins of Argo Rollouts and CloudNativePG, which take the same flags
  kubectl: {
    context: ["--context"],
    namespace: NAMESPACE,
    requestTimeout: ["--request-timeout"],
    local: ["config", "kustomize", "options", "completion", "version --client"],
    clusterWide: [
      "cordon",
      "uncordon",
      "drain",
      "taint",
      "version",
      "cluster-info",
      "api-resources",
      "api-versions",
      "certificate",
      "get --raw",
      ...["get", "describe", "label", "annotate", "create", "delete", "wait", "top", "debug"].flatMap((verb) =>
        ["node", "nodes", "namespace", "namespaces", "ns", "storageclass", "storageclasses", "pv", "persistentvolumes", "crd"].map(
          (kind) => `${verb} ${kind}`,
        ),
      ),
    ],
    mutating: [
      ...["apply", "create", "delete", "edit", "patch", "replace", "scale", "autoscale", "set", "label", "annotate", "taint", "cordon"],
      ...["uncordon", "drain", "expose", "run", "debug", "rollout undo", "rollout restart", "rollout pause", "rollout resume"],
      ...["certificate approve", "certificate deny"],
      ...["abort", "promote", "undo", "pause", "resume", "retry", "restart", "set", "create", "delete", "terminate"].map(
        (verb) => `argo rollouts ${verb}`,
      ),
      ...["promote", "restart", "reload", "hibernate", "destroy", "backup", "maintenance", "fencing"].map((verb) => `cnpg ${verb}`),
    ],
  },
  // https://helm.sh/docs/helm/
  helm: {
    context: ["--kube-context"],
    namespace: NAMESPACE,
    requestTimeout: ["--timeout"],
    boundCommands: ["install", "upgrade", "rollback", "uninstall", "test"],
    local: ["repo", "search", "show", "template", "lint", "version", "pull", "package", "dependency"],
    mutating: ["install", "upgrade", "rollback", "uninstall", "delete", "repo add"],
  },
  // https://istio.io/latest/docs/reference/commands/istioctl/
  istioctl: {
    context: ["--context"],
    local: ["version --remote=false"],
    mutating: ["install", "upgrade", "uninstall", "tag set", "tag remove"],
  },
  // https://linkerd.io/2/reference/cli/
  linkerd: { context: ["--context"], local: ["version --client"], mutating: [] },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd/
  argocd: {
    context: ["--argocd-context", "--server"],
    local: ["version --client"],
    mutating: ["app sync", "app set", "app rollback", "app delete", "app patch", "app terminate-op"],
  },
  // https://fluxcd.io/flux/cmd/
  flux: {
    context: ["--context"],
    namespace: NAMESPACE,
    requestTimeout: ["--timeout"],
    mutating: ["suspend", "resume", "reconcile", "delete", "create", "install", "uninstall"],
  },
  // https://developer.hashicorp.com/terraform/cli/commands
  terraform: {
    mutating: [
      ...["apply", "destroy", "import", "taint", "untaint", "refresh", "force-unlock", "init -migrate-state"],
      ...["state mv", "state rm", "state push", "state replace-provider", "workspace new", "workspace delete"],
    ],
  },
  // https://git-scm.com/docs
  git: { mutating: ["push", "commit", "revert", "reset", "merge", "rebase", "switch", "checkout", "filter-repo"] },
};

/** Words that begin the operations of the AWS command line that change something: `aws <service> <operation>`. */
export const AWS_MUTATING =
  /^(?:create|delete|put|update|modify|attach|detach|rotate|start|stop|terminate|deactivate|associate|disassociate|tag|untag|register|deregister|restore|cancel|enable|disable|revoke|authorize)-|^(?:rm|mv|cp|sync|mb|rb)$/;

/** Flags that take their value as the next argument: it is no word of the command. */
export const VALUE_FLAGS = new Set([
  ...["--context", "--kube-context", "--namespace", "-n", "--kubeconfig", "--request-timeout", "--timeout", "--cluster", "--user"],
  ...["--region", "--profile", "--server", "--argocd-context", "-C"],
]);

/** Programs that read a line of shell. */
export const SHELLS = new Set([
  "sh",
  "bash",
  "dash",
  "zsh",
  "ksh",
  "ash",
  "fish",
  "csh",
  "tcsh",
  "cmd",
  "cmd.exe",
  "powershell",
  "pwsh",
  "eval",
]);

import { yaml } from "../../core/example";
import type { Range } from "../../core/text";
import type { Category, RuleId } from "../../core/settings";
import type { Container } from "../../languages/kubernetes/container";
import { SERVING_KINDS } from "../../languages/kubernetes/workloads.table";
import type { Mapping } from "../../languages/yaml/mapping";

/** Something that some tool of the field asks of every container, and good engineers disagree about. */
export interface OpinionRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly category: Category;
  readonly equivalents: readonly string[];
  readonly references: readonly string[];
  readonly rationale: string;
  /** What to underline and words that follow the container's title; undefined where the opinion has nothing to say. */
  readonly wrong: (container: Container) => Opinion | undefined;
  readonly hit: string;
  readonly clean: string;
}

export interface Opinion {
  readonly at?: Range;
  readonly words: string;
}

const own = (container: Container): Mapping => container.map("securityContext");
const pods = (container: Container): Mapping => container.podSpec.map("securityContext");
const bothLack = (container: Container, key: string): boolean => own(container).lacks(key) && pods(container).lacks(key);

/** A capability as Kubernetes writes it, upper case without the prefix of the kernel's headers. */
const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, "");

/** The names in `add` or `drop`; undefined where a template may add some. */
function capabilities(container: Container, list: "add" | "drop"): { readonly name: string; readonly at: Range }[] | undefined {
  const names = own(container).map("capabilities").list(list);
  if (names.open) return undefined;
  return [...names.scalars()].flatMap((field) =>
    field.state === "known" ? [{ name: capability(String(field.value)), at: field.at }] : [],
  );
}

/** What `drop` says; undefined where it says nothing, which is another rule's matter, or where it is not known. */
function dropped(container: Container): readonly string[] | undefined {
  const all = capabilities(container, "drop");
  return all?.length ? all.map(({ name }) => name) : undefined;
}

const dropRange = (container: Container): Range => own(container).map("capabilities").keyRange("drop");

/** Numbers below belong to somebody on most nodes. */
const FIRST_HIGH = 10_000;

/** The first container of the pod, which speaks for what the pod says: once is enough. */
const speaksForPod = ({ podSpec, root }: Container): boolean => [...podSpec.list("containers").maps()][0]?.node === root.node;

const implicitRequest = (key: string, word: string) => (container: Container) => {
  const resources = container.map("resources");
  return resources.map("requests").lacks(key) && resources.map("limits").has(key)
    ? { at: resources.map("limits").rangeOf(key), words: `states no ${word} request: its limit is reserved for it` }
    : undefined;
};

const unlistedPort =
  (probe: "livenessProbe" | "readinessProbe" | "startupProbe", word: string) =>
  (container: Container): Opinion | undefined => {
    const ports = container.root.list("ports");
    if (ports.open || container.root.open || container.ports.some(({ number }) => number === undefined)) return undefined;
    for (const handler of ["httpGet", "tcpSocket", "grpc"]) {
      const target = container.map(probe).map(handler);
      const port = target.number("port");
      if (port !== undefined && !container.ports.some(({ number }) => number === port))
        return { at: target.rangeOf("port"), words: `has a ${word} probe on port ${port}, which is not among its ports` };
    }
    return undefined;
  };

const SECURITY_CONTEXT = "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/";
const RESOURCES = "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/";
const PROBES = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/";
const RESTRICTED = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted";

/** A pod with one container, its last lines given. */
const pod = (lines: string): string => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
${lines}`;

export const OPINIONS: readonly OpinionRow[] = [
  {
    id: "kubernetes/image-not-always-pulled",
    summary: "Image that is not asked for at every start",
    category: "security",
    equivalents: [
      "kube-score:container-image-pull-policy",
      "polaris:pullPolicyNotAlways",
      "checkov:CKV_K8S_15",
      "kics:pull_policy_not_always",
    ],
    references: ["https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy"],
    rationale:
      "Without `Always` a node runs the copy it has: a tag that moved stays old there, and on a node that several teams share a pod may run a private image without the right to pull it. " +
      "With fixed tags it costs a question to the registry at every start, and no start while the registry is away; that is why only `all` asks for it.",
    wrong: (container) => {
      const { root } = container;
      if (root.lacks("imagePullPolicy")) {
        const image = root.string("image");
        const isLatest = image !== undefined && (/:latest$/.test(image) || !/[:@][^/]*$/.test(image));
        return image === undefined || isLatest
          ? undefined
          : { words: "runs the copy of its image that the node has, without asking the registry" };
      }
      const policy = root.string("imagePullPolicy");
      return policy === undefined || policy === "Always"
        ? undefined
        : { at: root.rangeOf("imagePullPolicy"), words: "runs the copy of its image that the node has, without asking the registry" };
    },
    hit: pod(`      image: shop/web:1.4.2
      imagePullPolicy: IfNotPresent
                       ^^^^^^^^^^^^ hint: Container "web" runs the copy of its image that the node has, without asking the registry.
`),
    clean: pod(`      image: shop/web:1.4.2
      imagePullPolicy: Always
    - name: proxy
      image: shop/proxy
`),
  },
  {
    id: "kubernetes/unstated-user",
    summary: "Container that runs under whatever number its image says",
    category: "security",
    equivalents: [
      "kube-score:container-security-context-user-group-id",
      "checkov:CKV_K8S_40",
      "trivy:KSV-0020",
      "kics:container_running_with_low_uid",
    ],
    references: [SECURITY_CONTEXT],
    rationale:
      "A number in the manifest holds whatever the next image says, and is what policies can check. An image that expects its own number will not start under another, so look into it before you write one.",
    wrong: (container) => (bothLack(container, "runAsUser") ? { words: "runs under the user that its image names" } : undefined),
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ hint: Container "web" runs under the user that its image names.
      image: shop/web:1.4.2
`,
    clean: pod(`      securityContext: { runAsUser: 10001 }
`),
  },
  {
    id: "kubernetes/low-group",
    summary: "Group number that the node may know, or none",
    category: "security",
    equivalents: ["kube-score:container-security-context-user-group-id", "trivy:KSV-0021"],
    references: [SECURITY_CONTEXT],
    rationale:
      "What holds for the user's number holds for the group's: without user namespaces it is the same inside and outside, so files of that group on the node are its own. Left out, it is what the image says, mostly root's.",
    wrong: (container) => {
      const settings = own(container).has("runAsGroup") ? own(container) : pods(container);
      if (bothLack(container, "runAsGroup")) return { words: "runs under the group that its image names" };
      const group = settings.number("runAsGroup");
      if (group === undefined || group < 1 || group >= FIRST_HIGH) return undefined;
      const words = `runs as group ${group}, a number that the node may have given to somebody`;
      return settings === own(container) || speaksForPod(container) ? { at: settings.rangeOf("runAsGroup"), words } : undefined;
    },
    hit: pod(`      securityContext:
        runAsGroup: 1000
                    ^^^^ hint: Container "web" runs as group 1000, a number that the node may have given to somebody.
`),
    clean: pod(`      securityContext:
        runAsGroup: 10001
`),
  },
  {
    id: "kubernetes/root-group",
    summary: "Container in the group of root",
    category: "security",
    equivalents: ["trivy:KSV-0116"],
    references: [SECURITY_CONTEXT],
    rationale:
      "The group of root opens the files that images and volumes leave writable for it. OpenShift relies on it, with user numbers nobody knows beforehand; elsewhere any other group does.",
    wrong: (container) => {
      const words = "is in the group of root";
      if (own(container).is("runAsGroup", 0)) return { at: own(container).rangeOf("runAsGroup"), words };
      if (!speaksForPod(container)) return undefined;
      const settings = pods(container);
      for (const key of ["runAsGroup", "fsGroup"]) if (settings.is(key, 0)) return { at: settings.rangeOf(key), words };
      for (const group of settings.list("supplementalGroups").scalars())
        if (group.state === "known" && group.value === 0) return { at: group.at, words };
      return undefined;
    },
    hit: pod(`  securityContext:
    fsGroup: 0
             ^ hint: Container "web" is in the group of root.
`),
    clean: pod(`  securityContext:
    fsGroup: 10001
    supplementalGroups: [20001]
`),
  },
  {
    id: "kubernetes/added-capabilities",
    summary: "Container that gets a capability back",
    category: "security",
    equivalents: ["checkov:CKV_K8S_25", "trivy:KSV-0106", "kics:containers_with_added_capabilities"],
    references: [RESTRICTED],
    rationale:
      "The restricted profile lets a container add NET_BIND_SERVICE and nothing else. Others of the baseline profile, such as CHOWN or SETUID, serve programs that start as root and step down; an image with a user of its own needs none of them.",
    wrong: (container) => {
      const [first] = (capabilities(container, "add") ?? []).filter(({ name }) => name !== "NET_BIND_SERVICE");
      return first && { at: first.at, words: `adds ${first.name}, which the restricted profile does not allow` };
    },
    hit: pod(`      securityContext:
        capabilities:
          drop: [ALL]
          add: [CHOWN]
                ^^^^^ hint: Container "web" adds CHOWN, which the restricted profile does not allow.
`),
    clean: pod(`      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`),
  },
  {
    id: "kubernetes/low-port-capability",
    summary: "Container that gets the right to ports below 1024",
    category: "security",
    equivalents: ["checkov:CKV_K8S_25", "kics:containers_with_added_capabilities"],
    references: [RESTRICTED],
    rationale:
      "NET_BIND_SERVICE is the one capability that the restricted profile allows. A Service can show any port to its clients, so the program may as well listen above 1024 and have none.",
    wrong: (container) => {
      const added = (capabilities(container, "add") ?? []).find(({ name }) => name === "NET_BIND_SERVICE");
      return added && { at: added.at, words: "gets a capability back: on a port above 1024 it would need none" };
    },
    hit: pod(`      securityContext:
        capabilities:
          drop: [ALL]
          add: [NET_BIND_SERVICE]
                ^^^^^^^^^^^^^^^^ hint: Container "web" gets a capability back: on a port above 1024 it would need none.
`),
    clean: pod(`      securityContext:
        capabilities:
          drop: [ALL]
`),
  },
  {
    id: "kubernetes/partly-dropped-capabilities",
    summary: "Container that drops some capabilities and keeps the rest",
    category: "security",
    equivalents: ["polaris:insecureCapabilities", "checkov:CKV_K8S_37", "trivy:KSV-0003", "trivy:KSV-0106", "kics:no_drop_capabilities"],
    references: [RESTRICTED],
    rationale:
      "A list of what to drop lets pass what it does not think of, and what the runtime adds later. Drop ALL and add what the program needs: most need nothing.",
    wrong: (container) => {
      const names = dropped(container);
      return names && !names.includes("ALL")
        ? { at: dropRange(container), words: `drops ${names.join(", ")} and keeps all other capabilities` }
        : undefined;
    },
    hit: pod(`      securityContext:
        capabilities:
          drop: [MKNOD]
          ^^^^ hint: Container "web" drops MKNOD and keeps all other capabilities.
`),
    clean: pod(`      securityContext:
        capabilities:
          drop: [ALL]
`),
  },
  {
    id: "kubernetes/raw-sockets-kept",
    summary: "Container that may forge packets",
    category: "security",
    equivalents: ["kube-linter:drop-net-raw-capability", "checkov:CKV_K8S_28", "trivy:KSV-0119", "kics:net_raw_not_being_dropped"],
    references: [RESTRICTED],
    rationale:
      "NET_RAW is among the runtime's defaults. With it a process can answer ARP and DNS for others on its network. Only ping and packet captures need it, and ping works without on kernels of today.",
    wrong: (container) => {
      const added = capabilities(container, "add")?.find(({ name }) => name === "NET_RAW");
      if (added) return { at: added.at, words: "may send packets under the address of others: it has NET_RAW" };
      const context = own(container);
      if (context.presence === "written" && context.map("capabilities").lacks("drop"))
        return {
          at: container.root.keyRange("securityContext"),
          words: "may send packets under the address of others: it drops no capability",
        };
      const names = dropped(container);
      return names && !names.includes("ALL") && !names.includes("NET_RAW")
        ? { at: dropRange(container), words: "may send packets under the address of others: it keeps NET_RAW" }
        : undefined;
    },
    hit: pod(`      securityContext:
        capabilities:
          drop: [MKNOD]
          ^^^^ hint: Container "web" may send packets under the address of others: it keeps NET_RAW.
`),
    clean: pod(`      securityContext:
        capabilities:
          drop: [NET_RAW]
`),
  },
  {
    id: "kubernetes/unstated-apparmor-profile",
    summary: "Container that names no AppArmor profile",
    category: "security",
    equivalents: ["kics:missing_app_armor_config"],
    references: ["https://kubernetes.io/docs/tutorials/security/apparmor/"],
    rationale:
      "Where nodes have AppArmor, runtimes apply their own profile to containers that name none; said in the manifest, it cannot be lost with another runtime, and a node without AppArmor refuses the pod instead of running it unconfined.",
    wrong: (container) => {
      const annotations = container.object.podMetadata?.map("annotations");
      const annotation = `container.apparmor.security.beta.kubernetes.io/${container.name ?? ""}`;
      return bothLack(container, "appArmorProfile") && annotations?.lacks(annotation) !== false
        ? { words: "names no AppArmor profile" }
        : undefined;
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ hint: Container "web" names no AppArmor profile.
      image: shop/web:1.4.2
`,
    clean: pod(`      securityContext: { appArmorProfile: { type: RuntimeDefault } }
`),
  },
  {
    id: "kubernetes/custom-selinux-options",
    summary: "Container under SELinux options of its own",
    category: "security",
    equivalents: ["trivy:KSV-0025"],
    references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
    rationale:
      "The baseline profile allows the types that runtimes give to containers and no user or role: others reach what the node's policy keeps from containers. Some storage needs them; write beside it why.",
    wrong: (container) => {
      for (const settings of speaksForPod(container) ? [own(container), pods(container)] : [own(container)]) {
        const options = settings.map("seLinuxOptions");
        const type = options.string("type");
        if (type !== undefined && !["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t"].includes(type))
          return { at: options.rangeOf("type"), words: `runs under the SELinux type ${type}, which the baseline profile does not allow` };
        for (const key of ["user", "role"])
          if (options.string(key))
            return {
              at: options.rangeOf(key),
              words: `runs under an SELinux ${key} of its own, which the baseline profile does not allow`,
            };
      }
      return undefined;
    },
    hit: pod(`      securityContext:
        seLinuxOptions:
          user: sysadm_u
                ^^^^^^^^ hint: Container "web" runs under an SELinux user of its own, which the baseline profile does not allow.
`),
    clean: pod(`      securityContext:
        seLinuxOptions: { type: container_t, level: "s0:c1,c2" }
`),
  },
  {
    id: "kubernetes/no-security-context",
    summary: "Neither the pod nor the container says what it may do",
    category: "security",
    equivalents: ["checkov:CKV_K8S_30", "trivy:KSV-0118", "kics:pod_or_container_without_security_context"],
    references: [SECURITY_CONTEXT],
    rationale: "Nobody has thought about it yet: everything is as generous as the runtime's defaults are.",
    wrong: (container) =>
      container.root.lacks("securityContext") && container.podSpec.lacks("securityContext")
        ? { words: "has no security context, and its pod has none" }
        : undefined,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
            ^^^ hint: Container "web" has no security context, and its pod has none.
`,
    clean: pod(`      securityContext: { readOnlyRootFilesystem: true }
`),
  },
  {
    id: "kubernetes/no-container-security-context",
    summary: "Container without a security context of its own",
    category: "security",
    equivalents: ["checkov:CKV_K8S_30", "kics:pod_or_container_without_security_context"],
    references: [SECURITY_CONTEXT],
    rationale:
      "The pod's settings reach its containers, but capabilities, the read-only root and privilege escalation can only be said on each container.",
    wrong: (container) =>
      container.root.lacks("securityContext") && container.podSpec.has("securityContext")
        ? { words: "has no security context of its own" }
        : undefined,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: { runAsNonRoot: true }
  containers:
    - name: web
            ^^^ hint: Container "web" has no security context of its own.
`,
    clean: pod(`      securityContext: { readOnlyRootFilesystem: true }
  securityContext: { runAsNonRoot: true }
`),
  },
  {
    id: "kubernetes/implicit-cpu-request",
    summary: "CPU request that is taken from the limit",
    category: "reliability",
    equivalents: [
      "kube-linter:unset-cpu-requirements",
      "kube-score:container-resources",
      "polaris:cpuRequestsMissing",
      "checkov:CKV_K8S_10",
      "trivy:KSV-0015",
      "kics:cpu_requests_not_set",
    ],
    references: [RESOURCES],
    rationale:
      "Where only a limit is written the API server takes it as the request too. That may be meant; often it reserves several times what is used, and the node is full on paper.",
    wrong: implicitRequest("cpu", "CPU"),
    hit: pod(`      resources:
        limits:
          cpu: "2"
               ^^^ hint: Container "web" states no CPU request: its limit is reserved for it.
`),
    clean: pod(`      resources:
        requests: { cpu: 100m }
        limits: { cpu: "2" }
`),
  },
  {
    id: "kubernetes/implicit-memory-request",
    summary: "Memory request that is taken from the limit",
    category: "reliability",
    equivalents: [
      "kube-score:container-resources",
      "polaris:memoryRequestsMissing",
      "checkov:CKV_K8S_12",
      "trivy:KSV-0016",
      "kics:memory_requests_not_defined",
    ],
    references: [RESOURCES],
    rationale:
      "Where only a limit is written the API server takes it as the request too. For memory that is a good choice; written down, the next reader need not know the rule.",
    wrong: implicitRequest("memory", "memory"),
    hit: pod(`      resources:
        limits:
          memory: 1Gi
                  ^^^ hint: Container "web" states no memory request: its limit is reserved for it.
`),
    clean: pod(`      resources:
        requests: { memory: 1Gi }
        limits: { memory: 1Gi }
`),
  },
  {
    id: "kubernetes/unequal-ephemeral-storage",
    summary: "Local storage request and limit that differ",
    category: "reliability",
    equivalents: ["kube-score:container-ephemeral-storage-request-equals-limit"],
    references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage"],
    rationale:
      "A container that may write more than it reserved can fill its node's disk together with its neighbours, and all of them are evicted.",
    wrong: (container) => {
      const key = "ephemeral-storage";
      const limits = container.map("resources").map("limits");
      const [request, limit] = [container.map("resources").map("requests").string(key), limits.string(key)];
      return request === undefined || limit === undefined || request === limit
        ? undefined
        : { at: limits.rangeOf(key), words: `requests ${request} of local storage and is limited to ${limit}` };
    },
    hit: pod(`      resources:
        requests: { ephemeral-storage: 1Gi }
        limits:
          ephemeral-storage: 2Gi
                             ^^^ hint: Container "web" requests 1Gi of local storage and is limited to 2Gi.
`),
    clean: pod(`      resources:
        requests: { ephemeral-storage: 1Gi }
        limits: { ephemeral-storage: 1Gi }
`),
  },
  ...(["liveness", "readiness", "startup"] as const).map((word): OpinionRow => ({
    id: `kubernetes/unlisted-${word}-port`,
    summary: `${word.charAt(0).toUpperCase()}${word.slice(1)} probe on a port number that is not listed`,
    category: "maintainability",
    equivalents: [`kube-linter:${word}-port`],
    references: [PROBES],
    rationale:
      "The list of ports opens nothing and closes nothing, so the probe works. It is where people look for what a container listens on, and a probe on a number that is not there is either undocumented or a slip.",
    wrong: (container) =>
      SERVING_KINDS.includes(container.object.kind) ? unlistedPort(`${word}Probe` as const, word)(container) : undefined,
    hit: pod(`      ports: [{ containerPort: 8080 }]
      ${word}Probe:
        tcpSocket:
          port: 8081
                ^^^^ hint: Container "web" has a ${word} probe on port 8081, which is not among its ports.
`),
    clean: pod(`      ports: [{ containerPort: 8080 }]
      ${word}Probe:
        tcpSocket:
          port: 8080
`),
  })),
];

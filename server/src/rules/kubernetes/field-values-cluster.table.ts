import { yaml } from "../../core/example";
import type { Mapping } from "../../languages/yaml/mapping";
import type { FieldRow } from "./field-values.table";

const CONTROL_PLANE_PATHS = [["spec", "replicas"]];
const isEven = (value: unknown): value is number => typeof value === "number" && value > 0 && value % 2 === 0;
const hasExternalEtcd: FieldRow["unless"] = ({ spec }) =>
  !spec.map("kubeadmConfigSpec").map("clusterConfiguration").map("etcd").lacks("external");

/** Whether requests are those of a volume claim: the spec of a StatefulSet has none of its own. */
const isClaims = (requests: Mapping): boolean => requests.parent?.mapping.parent?.mapping.has("accessModes") === true;

/** What the cluster itself is made of: control planes, nodes, namespaces, storage, networks. */
export const CLUSTER_FIELDS: readonly FieldRow[] = [
  {
    id: "kubernetes/even-control-plane",
    summary: "Control plane with an even number of nodes",
    severity: "error",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-01", "BM-05"],
    references: ["https://cluster-api.sigs.k8s.io/tasks/control-plane/kubeadm-control-plane"],
    rationale:
      "Each control-plane node brings an etcd member, and etcd needs a majority: four survive the loss of one, just as three do, and two survive none. Cluster API's webhook rejects an even number unless etcd is external.",
    groups: [["controlplane.cluster.x-k8s.io", "KubeadmControlPlane"]],
    paths: CONTROL_PLANE_PATHS,
    unless: hasExternalEtcd,
    wrong: (replicas) => (isEven(replicas) ? `has ${replicas} nodes with stacked etcd: an even number is rejected` : undefined),
    hit: yaml`
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: prod }
spec:
  replicas: 2
            ^ error: KubeadmControlPlane "prod" has 2 nodes with stacked etcd: an even number is rejected.
`,
    clean: yaml`
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: prod }
spec:
  replicas: 3
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: external }
spec:
  replicas: 2
  kubeadmConfigSpec:
    clusterConfiguration:
      etcd:
        external: { endpoints: [] }
`,
  },
  {
    id: "kubernetes/single-control-plane",
    summary: "Single control-plane node",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["BM-01"],
    references: ["https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/"],
    rationale:
      "With one control-plane node, losing that machine stops the API: running pods go on, but nothing is rescheduled, scaled or deployed. Three keep etcd writable after one failure.",
    groups: [["controlplane.cluster.x-k8s.io", "KubeadmControlPlane"]],
    paths: CONTROL_PLANE_PATHS,
    inProduction: true,
    wrong: (replicas) => (replicas === 1 ? "has one node: the API is down with it" : undefined),
    hit: yaml`
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: prod }
spec:
  replicas: 1
            ^ info: KubeadmControlPlane "prod" has one node: the API is down with it (said because the path says prod).
`,
    clean: yaml`
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: { name: prod }
spec:
  replicas: 3
`,
  },
  {
    id: "kubernetes/few-workers",
    summary: "Fewer than three worker nodes",
    severity: "hint",
    preset: "all",
    category: "reliability",
    guidance: ["BM-02"],
    references: ["https://cluster-api.sigs.k8s.io/developer/core/controllers/machine-deployment"],
    rationale:
      "When one of two workers is drained the other has to take everything, and a fault at that moment takes the rest. Three leave room for maintenance and one failure. Several MachineDeployments of one cluster may add up to enough.",
    groups: [["cluster.x-k8s.io", "MachineDeployment"]],
    paths: [["spec", "replicas"]],
    wrong: (replicas) =>
      replicas === 1 || replicas === 2
        ? `has ${replicas} ${replicas === 1 ? "node" : "nodes"}: little is left when one is drained`
        : undefined,
    hit: yaml`
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: workers }
spec:
  replicas: 2
            ^ hint: MachineDeployment "workers" has 2 nodes: little is left when one is drained.
`,
    clean: yaml`
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: workers }
spec:
  replicas: 3
`,
  },
  {
    id: "kubernetes/layer-2-advertisement",
    summary: "Load balancer addresses announced in layer 2",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: ["BM-08"],
    references: ["https://metallb.io/concepts/layer2/"],
    rationale:
      "In layer 2 mode one node receives all traffic of an address, and a failover takes seconds. BGP spreads it over several nodes, but needs a router that speaks it. Small networks manage without, so this is an opinion.",
    groups: [["metallb.io", "L2Advertisement"]],
    paths: [["kind"]],
    wrong: () => "sends all traffic of an address to one node",
    hit: yaml`
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
      ^^^^^^^^^^^^^^^ hint: L2Advertisement "lan" sends all traffic of an address to one node.
metadata: { name: lan }
`,
    clean: yaml`
apiVersion: metallb.io/v1beta1
kind: BGPAdvertisement
metadata: { name: rack }
`,
  },
  {
    id: "kubernetes/missing-pod-security-label",
    summary: "Namespace without a Pod Security level",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: ["BM-14"],
    references: ["https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/"],
    rationale:
      "Pod Security admission checks nothing until the namespace carries its label, unless the cluster sets a default. Enforce `baseline`, and warn about `restricted` to see what is missing before it counts.",
    groups: [["", "Namespace"]],
    paths: [["metadata", "labels", "pod-security.kubernetes.io/enforce"]],
    unless: ({ name }) => name === undefined || /^kube-/.test(name),
    missing: "enforces no Pod Security level: a privileged pod is admitted",
    fix: { title: "Enforce the baseline level", value: "baseline" },
    hit: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
  ^^^^^^ 💡 info: Namespace "shop" enforces no Pod Security level: a privileged pod is admitted.
    team: shop
`,
    fixed: yaml`
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: shop
    pod-security.kubernetes.io/enforce: baseline
`,
    clean: yaml`
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system }
`,
  },
  {
    id: "kubernetes/claim-without-size",
    summary: "Volume claim that asks for no storage",
    severity: "error",
    preset: "essential",
    category: "reliability",
    guidance: ["BM-16"],
    equivalents: ["kics:requests_storage"],
    references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims"],
    rationale:
      "The API server rejects a claim without `resources.requests.storage`; in a StatefulSet its pods are never created. Leaving out the storage class is legal and takes the cluster's default.",
    groups: [
      ["", "PersistentVolumeClaim"],
      ["apps", "StatefulSet"],
    ],
    paths: [
      ["spec", "resources", "requests", "storage"],
      ["spec", "volumeClaimTemplates[]", "spec", "resources", "requests", "storage"],
    ],
    missing: (requests) => (isClaims(requests) ? "asks for no storage: the API server rejects the claim" : undefined),
    hit: yaml`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
^^^^ error: PersistentVolumeClaim "data" asks for no storage: the API server rejects the claim.
  accessModes: [ReadWriteOnce]
`,
    clean: yaml`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: {{ .Values.size }} } }
`,
  },
  {
    id: "kubernetes/hand-written-volume",
    summary: "PersistentVolume written by hand",
    severity: "hint",
    preset: "all",
    category: "maintainability",
    guidance: ["BM-19"],
    references: ["https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/"],
    rationale:
      "Volumes written by hand are created, bound and cleaned one at a time. A StorageClass with a CSI driver does it on demand; static ones suit exports that exist already, so this is an opinion.",
    groups: [["", "PersistentVolume"]],
    paths: [["kind"]],
    wrong: () => "has to be created, bound and cleaned by hand",
    hit: yaml`
apiVersion: v1
kind: PersistentVolume
      ^^^^^^^^^^^^^^^^ hint: PersistentVolume "export" has to be created, bound and cleaned by hand.
metadata: { name: export }
`,
    clean: yaml`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
`,
  },
  {
    id: "kubernetes/older-volume-type",
    summary: "StorageClass of gp2 volumes",
    severity: "info",
    preset: "recommended",
    category: "cost",
    guidance: ["AWS-02", "PG-14"],
    references: ["https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html"],
    rationale:
      "gp2 costs about a quarter more than gp3 and ties speed to size: 100 GiB get 300 operations a second where gp3 gives 3,000. Parameters of a StorageClass cannot be changed: create one of gp3, make it the default, and migrate volumes when it suits.",
    groups: [["storage.k8s.io", "StorageClass"]],
    paths: [["parameters", "type"]],
    wrong: (type) => (type === "gp2" ? "makes gp2 volumes, which cost more and are slower than gp3" : undefined),
    hit: yaml`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
parameters:
  type: gp2
        ^^^ info: StorageClass "fast" makes gp2 volumes, which cost more and are slower than gp3.
`,
    clean: yaml`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: ebs.csi.aws.com
parameters: { type: gp3 }
`,
  },
  {
    id: "kubernetes/single-volume-copy",
    summary: "StorageClass of volumes with a single copy",
    severity: "info",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-20"],
    references: ["https://longhorn.io/docs/latest/references/storage-class-parameters/"],
    rationale:
      "With one Longhorn replica a dead disk takes the volume with it. Keep two or three; one is right only for data that something above replicates.",
    groups: [["storage.k8s.io", "StorageClass"]],
    paths: [["parameters", "numberOfReplicas"]],
    wrong: (copies) => (String(copies) === "1" ? "keeps one copy of each volume: a dead disk loses it" : undefined),
    hit: yaml`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: longhorn-one }
provisioner: driver.longhorn.io
parameters:
  numberOfReplicas: "1"
                    ^^^ info: StorageClass "longhorn-one" keeps one copy of each volume: a dead disk loses it.
`,
    clean: yaml`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: longhorn }
provisioner: driver.longhorn.io
parameters: { numberOfReplicas: "3" }
`,
  },
  {
    id: "kubernetes/ceph-monitors",
    summary: "Ceph without a majority to lose",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-21"],
    references: ["https://rook.io/docs/rook/latest/CRDs/Cluster/ceph-cluster-crd/#mon-settings"],
    rationale:
      "Ceph's monitors vote: with one or two the loss of a single monitor stops all storage, and four survive no more than three. Use three, or five in large clusters, each on a host of its own.",
    groups: [["ceph.rook.io", "CephCluster"]],
    paths: [["spec", "mon", "count"]],
    wrong: (count) =>
      count === 1 || isEven(count)
        ? `has ${count} ${count === 1 ? "monitor" : "monitors"}: ${count < 3 ? "storage stops when one is lost" : `it survives no more than ${count - 1} would`}`
        : undefined,
    hit: yaml`
apiVersion: ceph.rook.io/v1
kind: CephCluster
metadata: { name: rook-ceph }
spec:
  mon:
    count: 2
           ^ warning: CephCluster "rook-ceph" has 2 monitors: storage stops when one is lost.
`,
    clean: yaml`
apiVersion: ceph.rook.io/v1
kind: CephCluster
metadata: { name: rook-ceph }
spec:
  mon: { count: 3, allowMultiplePerNode: false }
`,
  },
  {
    id: "kubernetes/ceph-pool-copies",
    summary: "Ceph pool with fewer than three copies",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["BM-21"],
    references: ["https://rook.io/docs/rook/latest/CRDs/Block-Storage/ceph-block-pool-crd/"],
    rationale:
      "A pool with one copy loses data with any disk, and one with two cannot tell which copy is right after a fault. Three is Ceph's own default.",
    groups: [["ceph.rook.io", "CephBlockPool"]],
    paths: [["spec", "replicated", "size"]],
    wrong: (size) =>
      size === 1
        ? "keeps one copy: any dead disk loses data"
        : size === 2
          ? "keeps two copies: after a fault nobody knows which is right"
          : undefined,
    hit: yaml`
apiVersion: ceph.rook.io/v1
kind: CephBlockPool
metadata: { name: replicapool }
spec:
  replicated:
    size: 1
          ^ warning: CephBlockPool "replicapool" keeps one copy: any dead disk loses data.
`,
    clean: yaml`
apiVersion: ceph.rook.io/v1
kind: CephBlockPool
metadata: { name: replicapool }
spec:
  replicated: { size: 3 }
`,
  },
  {
    id: "kubernetes/volume-bound-to-node",
    summary: "Single replica whose volume lives on one node",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["BM-17"],
    references: ["https://kubernetes.io/docs/concepts/storage/storage-classes/#local"],
    rationale:
      "A local volume lives and dies with its node, and the pod cannot move elsewhere. That suits databases which replicate themselves; a single instance wants replicated storage.",
    groups: [["apps", "StatefulSet"]],
    paths: [["spec", "volumeClaimTemplates[]", "spec", "storageClassName"]],
    unless: ({ spec }) => !(spec.lacks("replicas") || spec.is("replicas", 1)),
    wrong: (name) =>
      /(?:^|-)(?:local|hostpath)(?:-|$)/.test(String(name))
        ? `has one replica, and its volume of class "${String(name)}" stays on one node`
        : undefined,
    hit: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  replicas: 1
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        storageClassName: local-path
                          ^^^^^^^^^^ info: StatefulSet "db" has one replica, and its volume of class "local-path" stays on one node.
        resources: { requests: { storage: 10Gi } }
`,
    clean: yaml`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  replicas: 3
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { storageClassName: local-path, resources: { requests: { storage: 10Gi } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: single }
spec:
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { storageClassName: longhorn, resources: { requests: { storage: 10Gi } } }
`,
  },
  {
    id: "kubernetes/needless-encapsulation",
    summary: "Pool that wraps all traffic between nodes",
    severity: "hint",
    preset: "all",
    category: "performance",
    guidance: ["NET-03"],
    references: ["https://docs.tigera.io/calico/latest/networking/configuring/vxlan-ipip"],
    rationale:
      "VXLAN takes 50 bytes of each packet, IPIP 20, and both take CPU. With `CrossSubnet` only traffic between subnets is wrapped; nodes of one subnet talk directly. Networks that check source addresses need it everywhere, so this is an opinion.",
    groups: [
      ["crd.projectcalico.org", "IPPool"],
      ["projectcalico.org", "IPPool"],
    ],
    paths: [
      ["spec", "vxlanMode"],
      ["spec", "ipipMode"],
    ],
    wrong: (mode) => (mode === "Always" ? "wraps traffic between all nodes, also those of one subnet" : undefined),
    hit: yaml`
apiVersion: crd.projectcalico.org/v1
kind: IPPool
metadata: { name: default-ipv4-ippool }
spec:
  cidr: 10.244.0.0/16
  vxlanMode: Always
             ^^^^^^ hint: IPPool "default-ipv4-ippool" wraps traffic between all nodes, also those of one subnet.
`,
    clean: yaml`
apiVersion: crd.projectcalico.org/v1
kind: IPPool
metadata: { name: default-ipv4-ippool }
spec:
  cidr: 10.244.0.0/16
  vxlanMode: CrossSubnet
`,
  },
  {
    id: "kubernetes/privileged-scc",
    summary: "Security context constraints that admit privileged containers",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: [],
    equivalents: ["kube-linter:scc-deny-privileged-container"],
    references: [
      "https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/managing-pod-security-policies",
    ],
    rationale:
      "Whoever may use these constraints can start a container that is root on its node. Grant them to the one ServiceAccount that needs it, and write narrower ones for the rest.",
    groups: [["security.openshift.io", "SecurityContextConstraints"]],
    paths: [["allowPrivilegedContainer"]],
    wrong: (allowed) => (allowed === true ? "admits privileged containers" : undefined),
    hit: yaml`
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: { name: agents }
allowPrivilegedContainer: true
                          ^^^^ info: SecurityContextConstraints "agents" admits privileged containers.
`,
    clean: yaml`
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: { name: web }
allowPrivilegedContainer: false
`,
  },
  {
    id: "kubernetes/role-for-default-account",
    summary: "Role given to the default ServiceAccount",
    severity: "info",
    preset: "strict",
    category: "security",
    guidance: [],
    equivalents: ["checkov:CKV_K8S_42", "kics:role_binding_to_default_sa"],
    references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
    rationale:
      "Every pod of the namespace that names no ServiceAccount runs under `default` and gets the role as well. Make an account for the workload that needs it.",
    groups: [["rbac.authorization.k8s.io", "RoleBinding", "ClusterRoleBinding"]],
    paths: [["subjects[]", "name"]],
    wrong: (name, subject) =>
      name === "default" && subject.is("kind", "ServiceAccount") ? "gives its role to every pod that names no account" : undefined,
    hit: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: readers }
subjects:
  - kind: ServiceAccount
    name: default
          ^^^^^^^ info: RoleBinding "readers" gives its role to every pod that names no account.
`,
    clean: yaml`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: readers }
subjects:
  - { kind: ServiceAccount, name: reader }
  - { kind: User, name: default }
`,
  },
];

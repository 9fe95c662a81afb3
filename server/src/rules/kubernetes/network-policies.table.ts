import { yaml } from "../../core/example";
import type { Preset, RuleId, Severity } from "../../core/settings";
import type { Range } from "../../core/text";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { Mapping } from "../../languages/yaml/mapping";

interface Problem {
  readonly at: Range;
  /** What is wrong, in words that follow the policy's title. */
  readonly says: string;
  /** A type the policy should have. */
  readonly type?: string;
}

/** One slip of a NetworkPolicy. */
export interface NetworkPolicyRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly guidance: readonly GuidanceId[];
  readonly rationale: string;
  readonly problems: (spec: Mapping) => Iterable<Problem>;
  readonly hit: string;
  readonly fixed?: string;
  readonly clean: string;
}

const DIRECTIONS = [
  { key: "ingress", peers: "from", type: "Ingress" },
  { key: "egress", peers: "to", type: "Egress" },
] as const;

/** Ports of databases, each a port that only applications should reach. */
const DATABASE_PORTS = [3306, 5432, 6379, 9200, 27017];

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** Whether a peer is every pod of every namespace, or every address. */
function isEverybody(peer: Mapping): boolean {
  if (peer.open) return false;
  const block = peer.map("ipBlock");
  if (EVERYWHERE.includes(block.string("cidr") ?? "")) return block.lacks("except");
  const namespaces = peer.map("namespaceSelector");
  const allNamespaces = namespaces.presence === "written" && !namespaces.open && namespaces.keys.length === 0;
  const pods = peer.map("podSelector");
  return allNamespaces && (peer.lacks("podSelector") || (pods.presence === "written" && !pods.open && pods.keys.length === 0));
}

/** Whether a rule lets everybody in, or out: it names no peers, or one that is everybody. */
function isOpen(rule: Mapping, peers: "from" | "to"): boolean {
  const list = rule.list(peers);
  return !rule.open && !list.open && (list.empty || [...list.maps()].some(isEverybody));
}

export const NETWORK_POLICY_ROWS: readonly NetworkPolicyRow[] = [
  {
    id: "kubernetes/ignored-policy-rules",
    summary: "Policy whose rules are ignored",
    severity: "warning",
    preset: "recommended",
    guidance: ["ING-37", "PG-38"],
    rationale:
      "Only the directions in `policyTypes` count: rules for another one are stored and ignored, so traffic that looks restricted flows freely. Without `policyTypes` both count as soon as they have rules.",
    *problems(spec) {
      const types = spec.list("policyTypes");
      if (types.open || types.empty || types.strings().length !== types.length) return;
      for (const { key, type } of DIRECTIONS)
        if (spec.list(key).length && !types.strings().includes(type))
          yield { at: spec.keyRange(key), says: `has ${key} rules that are ignored: its policyTypes lack ${type}`, type };
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes:
    - Ingress
  egress:
  ^^^^^^ 💡 warning: NetworkPolicy "db" has egress rules that are ignored: its policyTypes lack Egress.
    - to: [{ podSelector: { matchLabels: { app: backup } } }]
`,
    fixed: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes:
    - Ingress
    - Egress
  egress:
    - to: [{ podSelector: { matchLabels: { app: backup } } }]
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: backup } } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: {}
  egress:
    - to: [{ podSelector: {} }]
`,
  },
  {
    id: "kubernetes/blocked-name-resolution",
    summary: "Policy that leaves no way to DNS",
    severity: "info",
    preset: "strict",
    guidance: ["PG-38"],
    rationale:
      "As soon as a policy restricts where pods may go, that includes DNS: every name takes its time-out to fail, which looks like a broken service. Allow port 53 by UDP and TCP, unless another policy of the namespace does.",
    *problems(spec) {
      const egress = spec.list("egress");
      if (egress.open || egress.empty) return;
      const rules = [...egress.maps()];
      const reachesDns = (rule: Mapping) => {
        const ports = rule.list("ports");
        return (
          rule.open ||
          ports.open ||
          ports.empty ||
          [...ports.maps()].some((port) => port.is("port", 53) || port.is("port", "dns") || port.lacks("port") || port.has("endPort"))
        );
      };
      if (!rules.some(reachesDns)) yield { at: spec.keyRange("egress"), says: "lets its pods out without DNS" };
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
  ^^^^^^ info: NetworkPolicy "web" lets its pods out without DNS.
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ port: 5432 }]
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ port: 5432 }]
    - ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
`,
  },
  {
    id: "kubernetes/open-database-policy",
    summary: "Policy that opens a database to everybody",
    severity: "warning",
    preset: "recommended",
    guidance: ["PG-41"],
    rationale:
      "A rule without `from`, or from every namespace or address, lets any pod that is broken into try the database's passwords. Name the workloads that use it.",
    *problems(spec) {
      for (const rule of spec.list("ingress").maps()) {
        const port = [...rule.list("ports").maps()].find((one) => DATABASE_PORTS.includes(one.number("port") ?? 0));
        if (port && isOpen(rule, "from"))
          yield { at: port.rangeOf("port"), says: `opens the database port ${String(port.number("port"))} to everybody` };
      }
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - ports: [{ port: 5432 }]
                      ^^^^ warning: NetworkPolicy "db" opens the database port 5432 to everybody.
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 5432 }]
    - ports: [{ port: 9187 }]
`,
  },
  {
    id: "kubernetes/open-policy",
    summary: "Policy that allows everything",
    severity: "info",
    preset: "strict",
    guidance: ["ING-38"],
    rationale:
      "An empty rule allows all traffic of its direction, whatever other policies restrict: policies only add. It is written on purpose to open one workload, and left behind after an incident as often.",
    *problems(spec) {
      for (const { key, peers } of DIRECTIONS)
        for (const rule of spec.list(key).maps())
          if (isOpen(rule, peers) && rule.lacks("ports"))
            yield { at: spec.keyRange(key), says: `allows ${key === "ingress" ? "everybody in" : "its pods to go anywhere"}` };
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open }
spec:
  podSelector: {}
  egress:
  ^^^^^^ info: NetworkPolicy "open" allows its pods to go anywhere.
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: world }
spec:
  podSelector: {}
  egress:
    - to:
        - ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] }
`,
  },
  {
    id: "kubernetes/policy-without-ports",
    summary: "Policy that opens every port to its peers",
    severity: "hint",
    preset: "all",
    guidance: ["ING-39"],
    rationale:
      "Who may talk to the web port may then also talk to the debug port. Within a namespace of one team that is a fair choice, so this is an opinion.",
    *problems(spec) {
      for (const { key, peers } of DIRECTIONS)
        for (const rule of spec.list(key).maps())
          if (rule.has(peers) && rule.lacks("ports")) yield { at: rule.keyRange(peers), says: "opens every port to these peers" };
    },
    hit: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ^^^^ hint: NetworkPolicy "db" opens every port to these peers.
`,
    clean: yaml`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 5432 }]
`,
  },
];

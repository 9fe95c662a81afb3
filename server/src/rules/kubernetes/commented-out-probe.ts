import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { range } from "../../core/text";
import { PROBES } from "../../languages/kubernetes/probe";
import { containers } from "../../languages/kubernetes/queries";
import { inSentence } from "../../languages/kubernetes/words";
import type { YamlNode } from "../../languages/yaml/node";

export default defineRule({
  id: "kubernetes/commented-out-probe",
  summary: "Probe that was commented out and left",
  severity: "hint",
  preset: "strict",
  category: "maintainability",
  since: "0.1.0",
  guidance: ["CLB-02"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
  rationale:
    "A probe is commented out to look at a pod that keeps restarting, and then forgotten: from that day the container is not watched. Put it back with times that fit, or delete the lines and say why none is wanted.",
  examples: [
    {
      title: "out of action",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      # livenessProbe:
        ^^^^^^^^^^^^^ hint: The liveness probe of container "web" is commented out.
      #   httpGet: { path: /live, port: 8080 }
      image: shop/web:1.4.2
`,
    },
    {
      title: "there after all, in a script, or as a template decides",
      source: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      # livenessProbe: the old one asked /
      livenessProbe: { tcpSocket: { port: 8080 } }
      args:
        - |
          # readinessProbe:
          run
    - name: templated
      {{- toYaml .Values.probes | nindent 6 }}
      # readinessProbe:
      image: shop/web:1.4.2
`,
    },
  ],
  on: containers,
  *check(container) {
    const { node, world } = container.root;
    if (!node) return;
    const scripts = [...scalarsOf(node)];
    for (const key of PROBES) {
      if (!container.root.lacks(key)) continue;
      const comment = new RegExp(`^[ \\t]*#[ \\t]*${key}:`, "m").exec(world.text.slice(node.start, node.end));
      if (!comment) continue;
      const end = node.start + comment.index + comment[0].length - 1;
      if (scripts.some((scalar) => scalar.start < end && end <= scalar.end)) continue;
      yield {
        at: range(end - key.length, end),
        message: `The ${key.replace("Probe", "")} probe of ${inSentence(container.title)} is commented out.`,
      };
    }
  },
});

/** Every scalar below a node that may span lines: a comment sign inside one is text. */
function* scalarsOf(node: YamlNode): Iterable<YamlNode> {
  if (node.kind === "scalar" && node.style !== "plain") yield node;
  else if (node.kind === "map") for (const { value } of node.pairs) yield* value ? scalarsOf(value) : [];
  else if (node.kind === "seq") for (const item of node.items) yield* item.node ? scalarsOf(item.node) : [];
}

import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";

/** Programs whose trade is SSH. */
const SSH_TRADE = /ssh|sftp|\bgit|gitea|gitlab|forgejo|gerrit|gogs|bastion|jump|rsync|borg|tailscale|teleport|workspace|coder/i;

export default defineRule({
  id: "kubernetes/ssh-port",
  summary: "Container that offers SSH",
  severity: "info",
  preset: "recommended",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["kube-linter:ssh-port"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/"],
  rationale:
    "An SSH server in a container is a second way in, with keys and users of its own that no RBAC rule and no audit log knows. For looking inside there are `kubectl exec` and ephemeral containers. Git and SFTP servers, whose trade it is, are left alone.",
  examples: [
    {
      title: "port 22 in a web server",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: shop/web:1.4.2
      ports:
        - containerPort: 8080
        - containerPort: 22
                         ^^ info: Container "web" offers SSH on port 22: use kubectl exec instead.
`,
    },
    {
      title: "a Git server, another protocol, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: code
spec:
  containers:
    - name: code
      image: gitea/gitea:1.24.2
      ports:
        - containerPort: 22
    - name: odd
      image: shop/odd:1.0.0
      ports:
        - containerPort: 22
          protocol: UDP
        - containerPort: {{ .Values.port }}
`,
    },
  ],
  on: containers,
  *check(container) {
    const names = [container.name, container.object.name, container.root.string("image")].join(" ");
    if (SSH_TRADE.test(names)) return;
    for (const port of container.root.list("ports").maps()) {
      if (!port.is("containerPort", 22) || (!port.lacks("protocol") && !port.is("protocol", "TCP"))) continue;
      yield { at: port.rangeOf("containerPort"), message: `${container.title} offers SSH on port 22: use kubectl exec instead.` };
    }
  },
});

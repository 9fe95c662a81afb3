import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { containers } from "../../languages/kubernetes/queries";

/** What makes git-sync run another program: the path of git itself, and the commands it calls. Source: git-sync's manual. */
const VARIABLES: readonly string[] = ["GITSYNC_GIT", "GIT_SYNC_GIT", "GITSYNC_EXECHOOK_COMMAND", "GITSYNC_SYNC_HOOK_COMMAND"];
const FLAG = /^--?(git|exechook-command|sync-hook-command)(?:=|$)/;

export default defineRule({
  id: "kubernetes/git-sync-command",
  summary: "git-sync that runs a program of the manifest's choice",
  severity: "info",
  preset: "strict",
  category: "security",
  since: "0.1.0",
  guidance: [],
  equivalents: ["checkov:CKV_K8S_159"],
  references: ["https://github.com/kubernetes/git-sync"],
  rationale:
    "git-sync starts whatever `GITSYNC_GIT` or a hook names, with the rights of its pod, and the file may well come from the volume it fills: who can change the manifest or the repository runs code in a pod that reads as harmless. Leave git where the image has it, and let a container of its own react to changes.",
  examples: [
    {
      title: "another program in the place of git",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: ["--repo=https://git.example.com/site", "--exechook-command=/git/run.sh"]
                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Container "sync" lets git-sync run a program of the manifest's choice.
      env:
        - name: GITSYNC_GIT
                ^^^^^^^^^^^ info: Container "sync" lets git-sync run a program of the manifest's choice.
          value: /data/git
`,
    },
    {
      title: "plain syncing, another program, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args: ["--repo=https://git.example.com/site", "--git-gc=auto"]
    - name: other
      image: shop/builder:1.4.2
      args: ["--git=/usr/bin/git"]
    - name: templated
      image: registry.k8s.io/git-sync/git-sync:v4.4.0
      args:
        {{- toYaml .Values.args | nindent 8 }}
`,
    },
  ],
  on: containers,
  *check(container) {
    if (!/(?:^|\/)git-sync(?:[:@]|$)/.test(container.root.string("image") ?? "")) return;
    const message = `${container.title} lets git-sync run a program of the manifest's choice.`;
    for (const list of ["command", "args"])
      for (const field of container.root.list(list).scalars())
        if (field.state === "known" && FLAG.test(String(field.value))) yield { at: field.at, message };
    for (const entry of container.root.list("env").maps())
      if (VARIABLES.includes(entry.string("name") ?? "")) yield { at: entry.rangeOf("name"), message };
  },
});

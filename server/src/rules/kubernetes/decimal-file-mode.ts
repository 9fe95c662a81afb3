import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { workloads } from "../../languages/kubernetes/queries";
import { fileModes } from "../../languages/kubernetes/volumes";

/** Octal modes that people write. Their decimal look-alikes make no sense as modes; 420 or 256, which are right in decimal, are not among them. */
const MEANT = /^(?:400|440|444|500|550|555|600|640|644|660|664|666|700|740|744|750|755|770|775|777)$/;
const HIGHEST = 0o777;

export default defineRule({
  id: "kubernetes/decimal-file-mode",
  summary: "File mode in decimal that was meant in octal",
  severity: "error",
  preset: "essential",
  category: "security",
  since: "0.1.0",
  guidance: ["CLB-22", "SCR-24"],
  equivalents: [],
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod"],
  rationale:
    "Without a leading zero YAML reads a number in decimal: `defaultMode: 400` is 0620, which lets the group write the key file that nobody else was meant to read, and SSH or Postgres then refuse it. Above 511 the API server rejects it. Write `0400`; JSON knows no octal and needs 256.",
  examples: [
    {
      title: "accepted with another meaning, and rejected",
      settings: { preset: "recommended" },
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: key
      secret:
        secretName: key
        defaultMode: 400
                     ^^^ 💡 warning: The mode 400 is decimal and means 0620: 0400 in octal was probably meant.
    - name: script
      configMap:
        name: script
        items:
          - { key: run.sh, path: run.sh, mode: 755 }
                                               ^^^ 💡 error: The mode 755 is decimal and means 01363, which the API server rejects: 0755 in octal was probably meant.
`,
      fixed: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: key
      secret:
        secretName: key
        defaultMode: 0400
    - name: script
      configMap:
        name: script
        items:
          - { key: run.sh, path: run.sh, mode: 755 }
`,
    },
    {
      title: "octal, the right decimal, a template",
      source: yaml`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - { name: a, secret: { secretName: a, defaultMode: 0400 } }
    - { name: b, secret: { secretName: b, defaultMode: 420 } }
    - { name: c, secret: { secretName: c, defaultMode: 256 } }
    - name: d
      secret:
        secretName: d
        defaultMode: {{ .Values.mode }}
`,
    },
  ],
  on: workloads,
  *check(object) {
    if (!object.podSpec) return;
    for (const { mapping, key } of fileModes(object.podSpec)) {
      const node = mapping.pair(key)?.value;
      const value = mapping.number(key);
      if (value === undefined || node?.kind !== "scalar" || node.masks || !MEANT.test(node.source)) continue;
      const rejected = value > HIGHEST;
      const octal = `0${node.source}`;
      const isJson = /^\s*\{/.test(mapping.world.text);
      yield {
        at: mapping.rangeOf(key),
        message: `The mode ${node.source} is decimal and means 0${value.toString(8)}${rejected ? ", which the API server rejects" : ""}: ${octal} in octal was probably meant.`,
        ...(rejected ? {} : { severity: "warning" as const, preset: "recommended" as const }),
        fixes: [
          {
            title: isJson ? `Write ${octal} in decimal` : `Write it in octal, ${octal}`,
            safety: "suggestion",
            edits: [{ at: mapping.rangeOf(key), text: isJson ? String(Number.parseInt(node.source, 8)) : octal }],
          },
        ],
      };
    }
  },
});

// Generated from snippets/*.json by `npm run generate`.
import type { Snippet } from "./snippet";

export const SNIPPETS: readonly Snippet[] = [
  {
    "prefix": "readiness",
    "title": "Readiness probe",
    "description": "Takes the pod out of the Service while it cannot answer",
    "language": "kubernetes",
    "group": "Probes",
    "place": "kubernetes/container",
    "guidance": [
      "RBK-05"
    ],
    "context": {
      "2": "port"
    },
    "body": "readinessProbe:\n  httpGet:\n    path: ${1:/readyz}\n    port: ${2:http}\n  periodSeconds: ${3:5}\n  timeoutSeconds: ${4:2}\n  failureThreshold: ${5:3}"
  },
  {
    "prefix": "pl-configmap",
    "title": "ConfigMap",
    "description": "Settings for programs, one key a setting; nothing secret",
    "language": "kubernetes",
    "group": "Configuration",
    "place": "file",
    "guidance": [
      "SEC-01"
    ],
    "context": {},
    "body": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${1:name}\n  labels:\n    app.kubernetes.io/name: ${1:name}\ndata:\n  ${2:LOG_LEVEL}: ${3:info}\n"
  }
];

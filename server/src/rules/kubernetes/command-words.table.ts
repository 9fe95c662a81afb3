import { yaml } from "../../core/example";
import type { Category, Preset, RuleId, Severity } from "../../core/settings";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { Container } from "../../languages/kubernetes/container";

/** Where a word of a command stands. */
export interface WordPlace {
  readonly container: Container;
  /** All words of `command` and `args`; the empty string for one that is not known. */
  readonly words: readonly string[];
  readonly index: number;
}

/** A slip that a single word of a container's command shows. */
export interface CommandRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly category: Category;
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
  /** What is wrong, in words that follow the container's title. */
  readonly wrong: (word: string, place: WordPlace) => string | undefined;
  /** One finding a container is enough. */
  readonly once?: true;
  readonly hit: string;
  readonly clean: string;
}

/** Flags that take a secret as their value. What names a file, an address or a lifetime of one is none. */
const SECRET_FLAG = /^--?(?:[a-z0-9]+[-_.])*(?:password|passwd|secret|api[-_]?key|access[-_]?token|auth[-_]?token|secret[-_]?key)$/i;

const isKaniko = ({ container }: WordPlace): boolean =>
  /(?:^|\/)kaniko(?:-project)?(?:\/executor)?(?:[:@]|$)/.test(container.root.string("image") ?? "");

/** The flag a word is or begins with, and its value: behind the `=`, or the word that follows. */
function flagAt({ words, index }: WordPlace): { readonly flag: string; readonly value: string } {
  const [, flag, value] = /^([^=]*)(?:=([^]*))?$/.exec(words[index] ?? "") ?? [];
  return { flag: flag ?? "", value: value ?? words[index + 1] ?? "" };
}

/** Programs and flags by which servers are told an address to listen on. */
const LISTEN_FLAG = /^--?(?:host|bind|bind-address|listen-address|listen|address|addr)$/;
const LOCAL = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/;

export const COMMAND_ROWS: readonly CommandRow[] = [
  {
    id: "kubernetes/secret-on-command-line",
    summary: "Secret passed as an argument",
    severity: "warning",
    preset: "recommended",
    category: "security",
    guidance: ["SEC-10", "SCR-22"],
    references: ["https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/"],
    rationale:
      "Arguments show up in `ps`, in crash reports and monitoring, and are read by whatever shares the process namespace, even where the pod only names a variable. Let the program read the environment or, better, a mounted file: most have a `…-file` flag or a variable of their own.",
    wrong: (_word, place) => {
      const { flag, value } = flagAt(place);
      return SECRET_FLAG.test(flag) && /^\$[({][A-Za-z_]\w*[)}]$/.test(value) ? `gets a secret as the argument ${flag}` : undefined;
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      args: ["--listen=:8080", "--db-password=$(DB_PASSWORD)"]
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Container "web" gets a secret as the argument --db-password.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      args: ["--password-file=/run/secrets/db", "--token-ttl=$(TTL)", "--secret-name=$(NAME)", "--password="]
`,
  },
  {
    id: "kubernetes/typographic-dash",
    summary: "Flag with a dash of typesetting",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["NET-17"],
    references: ["https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/"],
    rationale:
      "A word processor, or a page that was copied from, has turned `--` into one long dash. It looks right and is a different character: the program takes the word for a file name or refuses it.",
    wrong: (word) =>
      /^[\u2013\u2014]+[A-Za-z]/.test(word)
        ? `has a typographic dash in "${word.split("=")[0] ?? ""}" where a flag should begin`
        : undefined,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      args: ["serve", "—port=8080"]
                      ^^^^^^^^^^^^ warning: Container "web" has a typographic dash in "—port" where a flag should begin.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      args: ["serve", "--port=8080", "--title=Shop — the best"]
`,
  },
  {
    id: "kubernetes/install-at-start",
    summary: "Container that installs packages when it starts",
    severity: "info",
    preset: "strict",
    category: "reliability",
    guidance: ["DK-22"],
    references: ["https://kubernetes.io/docs/concepts/containers/images/"],
    rationale:
      "Each start downloads anew: it takes minutes, fails when the mirror does, and installs whatever is newest today, as root. Build an image with the packages inside.",
    wrong: (word) => {
      const [tool] =
        /\b(?:apt-get|apt|apk|yum|dnf|pip3?|npm)\b(?: -\S+)* (?:install|add|ci)\b/.exec(word) ??
        /\bcurl\b[^|\n]*\| *(?:ba)?sh\b/.exec(word) ??
        [];
      return tool === undefined ? undefined : `runs "${tool.replaceAll(/\s+/g, " ").slice(0, 40)}" at each start`;
    },
    once: true,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      command: [sh, -c, "apt-get update && apt-get install -y curl && exec /serve"]
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Container "web" runs "apt-get install" at each start.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      command: [sh, -c, "npm run migrate && exec npm start"]
`,
  },
  {
    id: "kubernetes/listens-on-localhost",
    summary: "Server that listens on localhost alone",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["DK-35"],
    references: ["https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/"],
    rationale:
      "Localhost is the pod's own: other pods, Services and the kubelet's probes come in by the pod's address and are refused. Listen on `0.0.0.0`. Behind a sidecar that forwards it is right, so pods with several containers are left alone.",
    wrong: (_word, place) => {
      const { flag, value } = flagAt(place);
      const { container } = place;
      const isAlone =
        container.role === "app" && container.podSpec.list("containers").length === 1 && !container.podSpec.list("containers").open;
      return isAlone && container.ports.length > 0 && LISTEN_FLAG.test(flag) && LOCAL.test(value)
        ? `declares a port and listens on ${value} alone`
        : undefined;
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      command: [uvicorn, "app:main", --host, 127.0.0.1]
                                     ^^^^^^ warning: Container "web" declares a port and listens on 127.0.0.1 alone.
      ports: [{ containerPort: 8000 }]
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      command: [uvicorn, "app:main", --host, 0.0.0.0]
      ports: [{ containerPort: 8000 }]
---
apiVersion: v1
kind: Pod
metadata: { name: behind }
spec:
  containers:
    - name: web
      command: [serve, --bind=127.0.0.1:8000]
      ports: [{ containerPort: 8000 }]
    - name: proxy
      image: envoyproxy/envoy:v1.32.1
`,
  },
  {
    id: "kubernetes/pushes-latest",
    summary: "Image build that pushes to latest",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["DKR-13"],
    references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
    rationale:
      "What is pushed to `latest` cannot be told from yesterday's image, and going back to it is impossible: the name is all there was. Tag by version or commit; `latest` may point at it besides.",
    wrong: (word, place) => {
      const targets = place.words.filter((one) => /^--destination=/.test(one));
      return isKaniko(place) && /^--destination=.*:latest$/.test(word) && targets.every((one) => one.endsWith(":latest"))
        ? "pushes its image to latest alone"
        : undefined;
    },
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: build }
spec:
  containers:
    - name: kaniko
      image: gcr.io/kaniko-project/executor:v1.23.2
      args: ["--cache=true", "--destination=registry.example.com/shop:latest"]
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Container "kaniko" pushes its image to latest alone.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: build }
spec:
  containers:
    - name: kaniko
      image: gcr.io/kaniko-project/executor:v1.23.2
      args: ["--cache=true", "--destination=registry.example.com/shop:1.4.2", "--destination=registry.example.com/shop:latest"]
`,
  },
  {
    id: "kubernetes/uncached-image-build",
    summary: "Image build that starts from nothing each time",
    severity: "hint",
    preset: "strict",
    category: "performance",
    guidance: ["DKR-18"],
    references: ["https://github.com/GoogleContainerTools/kaniko#caching"],
    rationale: "Without `--cache=true` kaniko runs every instruction again in each build, for it keeps nothing between pods.",
    wrong: (word, place) =>
      isKaniko(place) && word.startsWith("--destination=") && place.words.every((one) => one !== "" && !/^--cache(?:=|$)/.test(one))
        ? "builds without a cache"
        : undefined,
    once: true,
    hit: yaml`
apiVersion: v1
kind: Pod
metadata: { name: build }
spec:
  containers:
    - name: kaniko
      image: gcr.io/kaniko-project/executor:v1.23.2
      args: ["--destination=registry.example.com/shop:1.4.2"]
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Container "kaniko" builds without a cache.
`,
    clean: yaml`
apiVersion: v1
kind: Pod
metadata: { name: build }
spec:
  containers:
    - name: kaniko
      image: gcr.io/kaniko-project/executor:v1.23.2
      args: ["--cache=true", "--destination=registry.example.com/shop:1.4.3"]
`,
  },
  {
    id: "kubernetes/backup-lost-with-pod",
    summary: "Database dump that is gone with its pod",
    severity: "warning",
    preset: "recommended",
    category: "reliability",
    guidance: ["PG-07"],
    references: ["https://www.postgresql.org/docs/current/app-pgdump.html"],
    rationale:
      "The dump is written to a volume that lasts as long as the pod, so it is gone as soon as it is done. Send it to an object store, or keep it on a claim.",
    wrong: (word, { container, words }) => {
      const [volumes, mounts] = [container.podSpec.list("volumes"), container.root.list("volumeMounts")];
      const isCron = container.object.kind === "CronJob" && !volumes.open && mounts.length > 0;
      const isLost = [...volumes.maps()].every((volume) =>
        ["emptyDir", "configMap", "secret", "projected"].some((kind) => volume.has(kind)),
      );
      const isSent = words.some(
        (one) => one === "" || /\b(?:aws|s3cmd|gsutil|gcloud|rclone|mc|az|restic|curl|scp|rsync|wal-g|borg)\b/.test(one),
      );
      const isShared = container.podSpec.list("containers").length > 1 || container.role === "init";
      return isCron && isLost && !isSent && !isShared && /\bpg_dump(?:all)?\b/.test(word)
        ? "writes its dump to a volume that is gone with the pod"
        : undefined;
    },
    once: true,
    hit: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: dump
              command: [sh, -c, "pg_dump orders > /backup/orders.sql"]
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Container "dump" writes its dump to a volume that is gone with the pod.
              volumeMounts: [{ name: backup, mountPath: /backup }]
          volumes:
            - name: backup
              emptyDir: {}
`,
    clean: yaml`
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: dump
              command: [sh, -c, "pg_dump orders > /backup/orders.sql"]
              volumeMounts: [{ name: backup, mountPath: /backup }]
          volumes:
            - name: backup
              persistentVolumeClaim: { claimName: backup }
`,
  },
];

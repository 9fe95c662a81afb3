import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the stand-in answers, by the first pattern that a call's words match. Revision 9 is not there, which only the real undo notices; revision 4 takes its time. */
const SCRIPT = `#!/bin/sh
echo "$*" >> "$(dirname "$0")/calls"
case "$*" in
  "config get-contexts"*) printf 'prod-eu\\nstaging\\n' ;;
  "config current-context"*) echo staging ;;
  "config view"*) printf '{"clusters":[{"cluster":{"server":"https://api.example.test"}}],"contexts":[{"context":{"namespace":"shop"}}]}' ;;
  *"kube-system"*) printf '{"metadata":{"uid":"%s"}}' "$(cat "$(dirname "$0")/uid")" ;;
  "version"*) printf '{"clientVersion":{"gitVersion":"v1.32.0","minor":"32"},"serverVersion":{"gitVersion":"v1.32.1","minor":"32"}}' ;;
  "auth can-i"*) echo yes ;;
  "rollout undo"*"--dry-run=server"*) echo "deployment.apps/orders rolled back (server dry run)" ;;
  "rollout undo"*"--to-revision=4 "*) sleep 20 ;;
  "rollout undo"*"--to-revision=9 "*) echo "error: unable to find specified revision 9 in history" >&2; exit 1 ;;
  "rollout undo"*) echo "deployment.apps/orders rolled back" ;;
  "get deployment"*"--output json"*)
    printf '{"metadata":{"name":"orders","annotations":{"deployment.kubernetes.io/revision":"7"}},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"orders"}},"template":{"spec":{"containers":[{"name":"orders","image":"eclipse-temurin:17-jre"}]}}},"status":{"readyReplicas":1}}' ;;
  "get replicasets.apps --selector app=orders"*)
    set_of() { printf '{"metadata":{"annotations":{"deployment.kubernetes.io/revision":"%s"},"ownerReferences":[{"kind":"Deployment","name":"orders"}]},"spec":{"template":{"spec":{"containers":[{"name":"orders","image":"%s"}]}}},"status":{"replicas":%s,"readyReplicas":%s}}' "$1" "$2" "$3" "$3"; }
    printf '{"items":[%s,%s]}' "$(set_of 7 eclipse-temurin:17-jre 1)" "$(set_of 5 eclipse-temurin:21-jre 0)" ;;
  "rollout status"*"--watch=false"*) echo "Waiting for deployment rollout to finish: 1 of 2 updated replicas are available..." ;;
  *"--output json"*) printf '{"items":[]}' ;;
  *) echo "it is as it is" ;;
esac
`;

/** A program called kubectl, first on the PATH, that remembers what it was asked. */
export class StandIn {
  readonly folder = mkdtempSync(path.join(tmpdir(), "plimsoll-kubectl-"));
  readonly #path = process.env["PATH"];

  constructor() {
    const file = path.join(this.folder, "kubectl");
    writeFileSync(file, SCRIPT);
    chmodSync(file, 0o755);
    this.cluster = "uid-1";
    process.env["PATH"] = `${this.folder}${path.delimiter}${this.#path ?? ""}`;
  }

  /** The identity of the cluster behind every context. */
  set cluster(uid: string) {
    writeFileSync(path.join(this.folder, "uid"), uid);
  }

  get calls(): readonly string[] {
    const file = path.join(this.folder, "calls");
    return existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => line !== "")
      : [];
  }

  dispose(): void {
    process.env["PATH"] = this.#path;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

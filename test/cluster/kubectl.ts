import { spawn, spawnSync } from "node:child_process";
import type { Cluster } from "./cluster";

/** Why what needs kubectl is skipped; false: it is here. */
export const NO_KUBECTL =
  spawnSync("kubectl", ["version", "--client"], { stdio: "ignore" }).status === 0 ? false : "kubectl is not installed here";

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the real kubectl against a stand-in. Nothing of this machine's settings reaches it. */
export function kubectl(cluster: Cluster, args: readonly string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH, HOME: cluster.home, KUBECONFIG: cluster.kubeconfig };
  return new Promise((resolve, reject) => {
    const child = spawn("kubectl", ["--context", "stand-in", ...args], { env, stdio: ["ignore", "pipe", "pipe"], timeout: 30_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, output });
    });
  });
}

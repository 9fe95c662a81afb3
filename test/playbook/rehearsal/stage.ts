import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Outcome, ReadyCall } from "../../../server/src/playbook/call";
import { judge, readyCall } from "../../../server/src/playbook/call";
import type { Target } from "../../../server/src/playbook/state";
import { CLUSTER, SERVER, targetOf } from "../../../server/src/playbook/target";
import { runProgram } from "../../../client/src/playbook/process";
import { Cluster } from "../../cluster/cluster";
import type { Script } from "../../cluster/script";
import type { Program } from "./programs";
import { Programs } from "./programs";
import { StateServer } from "./state-server";

export const CONTEXT = "prod-eu";
export const NAMESPACE = "shop";

/** Where a rehearsal takes place: a stand-in cluster, stand-ins for absent programs, a place for states, and a folder for files. */
export class Stage {
  readonly cluster: Cluster;
  readonly folder: string;
  readonly programs: Programs;
  readonly state = new StateServer();

  constructor(script: Script, programs: (stage: Stage) => Readonly<Record<string, Program>>) {
    this.cluster = new Cluster(script);
    this.folder = path.join(this.cluster.folder, "files");
    this.programs = new Programs(path.join(this.cluster.folder, "bin"), programs(this));
  }

  async start(): Promise<void> {
    await this.cluster.start(CONTEXT, NAMESPACE);
    await this.programs.start();
    await this.state.start();
    mkdirSync(this.folder);
  }

  async stop(): Promise<void> {
    await this.programs.stop();
    await this.state.stop();
    await this.cluster.stop();
  }

  /** Writes a file, and says where it is. */
  write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** What is at a path of an object such as `apps/v1 Deployment web`. */
  read = (object: string, at: string): unknown => this.cluster.read(object, at, NAMESPACE);
  merge = (object: string, patch: unknown): void => {
    this.cluster.merge(object, patch, NAMESPACE);
  };

  /** Starts a program for real, as the editor does. */
  run = (call: ReadyCall): Promise<Outcome> =>
    runProgram(call, {
      cwd: this.folder,
      env: {
        PATH: `${this.programs.folder}${path.delimiter}${process.env.PATH ?? ""}`,
        HOME: this.cluster.home,
        KUBECONFIG: this.cluster.kubeconfig,
        CHECKPOINT_DISABLE: "1",
      },
    }).outcome;

  /** The target, read as it is read when a run begins and before each change. */
  async target(): Promise<Target | undefined> {
    const [server, cluster] = await Promise.all(
      [SERVER, CLUSTER].map(async (call) => {
        const ready = readyCall(call, { context: CONTEXT });
        return judge(call, "call" in ready ? await this.run(ready.call) : NOT_RUN);
      }),
    );
    return server && cluster && targetOf(CONTEXT, this.cluster.kubeconfig, server, cluster, NAMESPACE);
  }
}

const NOT_RUN: Outcome = { exitCode: undefined, timedOut: false, stdout: "", stderr: "", truncated: false };

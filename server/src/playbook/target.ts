import type { Call } from "../languages/playbook/shape";
import type { Judgement } from "./call";
import type { Target } from "./state";

/**
 * How the target of a run is read, when it is pinned and again before each change. Never with `--raw`: without it kubectl leaves tokens and
 * keys out of what it prints.
 */
export const CONTEXTS: Call = { program: "kubectl", args: ["config", "get-contexts", "--output", "name"], timeout: 10 };

/** Server and namespace of the context `${context}`. */
export const SERVER: Call = {
  program: "kubectl",
  args: ["config", "view", "--minify", "--context", "${context}", "--output", "json"],
  timeout: 10,
  keep: { server: "clusters[0].cluster.server", namespace: "contexts[0].context.namespace" },
};

/** The uid of kube-system, which is the identity of the cluster. */
export const CLUSTER: Call = {
  program: "kubectl",
  args: ["get", "namespace", "kube-system", "--output", "json", "--context", "${context}", "--request-timeout", "5s"],
  timeout: 10,
  keep: { clusterId: "metadata.uid" },
};

/** What {@link SERVER} and {@link CLUSTER} said, put together; undefined when one of them did not answer. */
export function targetOf(
  context: string,
  kubeconfig: string,
  server: Judgement,
  cluster: Judgement,
  namespace: string | undefined,
): Target | undefined {
  const address = server.kept.server;
  const { clusterId } = cluster.kept;
  if (!server.ok || !cluster.ok || address === undefined || clusterId === undefined) return undefined;
  return { kubeconfig, context, server: address, clusterId, namespace: namespace ?? server.kept.namespace ?? "default" };
}

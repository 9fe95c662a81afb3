import type { Call } from "../languages/playbook/shape";
import type { Outcome, Values } from "./call";
import { judge, valueAt } from "./call";
import type { BoundObject } from "./state";

/** What is known of the object before anything is asked: its file. */
export interface FileSays {
  readonly manifest?: unknown;
}

/** A row of the target card: what is asked of the cluster, only reading, and the sentence that comes of the answer. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly call: Call;
  readonly say: (answer: unknown, file: FileSays) => string;
}

/** kubectl's words for the kinds that rollouts are about. */
const RESOURCES: Readonly<Record<string, string>> = {
  Deployment: "deployments.apps",
  StatefulSet: "statefulsets.apps",
  DaemonSet: "daemonsets.apps",
  Rollout: "rollouts.argoproj.io",
};

/** No preflight takes longer, in seconds; kubectl itself gives up before. */
const LIMIT = 10;
const HERE = ["--context", "${context}", "--namespace", "${namespace}", "--request-timeout", "5s"];
const reading = (...args: string[]): Call => ({ program: "kubectl", args: [...args, ...HERE], timeout: LIMIT });

/** What is read when a run is pinned: nothing where there is no workload. */
export function preflight({ kind }: Pick<BoundObject, "kind">): readonly Check[] {
  const resource = RESOURCES[kind];
  return [
    {
      id: "version",
      title: "Version",
      call: {
        program: "kubectl",
        args: ["version", "--output", "json", "--context", "${context}", "--request-timeout", "5s"],
        timeout: LIMIT,
      },
      say: versions,
    },
    ...(resource === undefined ? [] : workload(resource)),
  ];
}

const workload = (resource: string): Check[] => [
  {
    id: "permission",
    title: "May change it",
    call: { ...reading("auth", "can-i", "patch", resource), exit: [0, 1], keep: { answer: "." } },
    say: (answer) => (/^yes\b/.test(String(answer)) ? "yes" : "no: ask for the right to patch it"),
  },
  { id: "live", title: "Live", call: reading("get", resource, "${name}", "--output", "json"), say: live },
  { id: "owner", title: "Owner", call: reading("get", resource, "${name}", "--output", "json"), say: owner },
  {
    id: "fights",
    title: "What may fight",
    call: reading("get", "horizontalpodautoscalers,poddisruptionbudgets", "--output", "json"),
    say: fights,
  },
  {
    id: "events",
    title: "Latest warning",
    call: reading("get", "events", "--field-selector", "involvedObject.name=${name},type=Warning", "--output", "json"),
    say: latestWarning,
  },
];

/** What a row says once its call has ended. */
export function checkRow(check: Check, outcome: Outcome, file: FileSays): { readonly ok: boolean; readonly text: string } {
  const { ok, problems, kept } = judge(check.call, outcome);
  if (!ok) return { ok, text: lastLine(outcome.stderr) ?? problems.join(" ") };
  const answer = kept.answer ?? parsed(outcome.stdout);
  return answer === undefined
    ? { ok: false, text: lastLine(outcome.stderr) ?? "The answer could not be read." }
    : { ok, text: check.say(answer, file) };
}

/** What a program complained about last, which is what it ended for. */
const lastLine = (text: string): string | undefined =>
  text
    .trim()
    .split(/\r?\n/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, "") || undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const word = (value: unknown): string | undefined => (typeof value === "string" || typeof value === "number" ? String(value) : undefined);
const items = (answer: unknown): unknown[] => {
  const found = valueAt(answer, "items");
  return Array.isArray(found) ? found : [];
};

/** kubectl supports servers one minor version older or newer: https://kubernetes.io/releases/version-skew-policy/#kubectl */
function versions(answer: unknown): string {
  const [client, server] = ["clientVersion", "serverVersion"].map((which) => ({
    version: word(valueAt(answer, `${which}.gitVersion`)) ?? "unknown",
    minor: Number(/^\d+/.exec(word(valueAt(answer, `${which}.minor`)) ?? "")?.[0] ?? NaN),
  }));
  const apart = Math.abs((client?.minor ?? NaN) - (server?.minor ?? NaN));
  const skew = apart > 1 ? `: ${apart} minor versions apart, one is supported` : "";
  return `kubectl ${client?.version ?? "unknown"}, server ${server?.version ?? "unknown"}${skew}`;
}

/** Revision and image, against those of the file, and how many pods are ready. */
function live(answer: unknown, { manifest }: FileSays): string {
  const image = "spec.template.spec.containers[0].image";
  const [runs, says] = [word(valueAt(answer, image)), word(valueAt(manifest, image))];
  const revision = word(valueAt(answer, 'metadata.annotations["deployment.kubernetes.io/revision"]'));
  const ready = word(valueAt(answer, "status.readyReplicas")) ?? word(valueAt(answer, "status.numberReady")) ?? "0";
  const wanted = word(valueAt(answer, "spec.replicas")) ?? word(valueAt(answer, "status.desiredNumberScheduled"));
  return [
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(runs === undefined ? [] : [runs === says || says === undefined ? runs : `${runs}, while the file says ${says}`]),
    ...(wanted === undefined ? [] : [`${ready} of ${wanted} ready`]),
    ...(valueAt(answer, "spec.paused") === true ? ["paused"] : []),
  ].join(" · ");
}

/** Who brings it back when somebody undoes it. */
function owner(answer: unknown): string {
  const helm = word(valueAt(answer, 'metadata.annotations["meta.helm.sh/release-name"]'));
  const argo = word(valueAt(answer, 'metadata.annotations["argocd.argoproj.io/tracking-id"]'));
  const flux = word(valueAt(answer, 'metadata.labels["kustomize.toolkit.fluxcd.io/name"]'));
  const owners = [
    ...(argo === undefined ? [] : [`Argo CD (${argo.split(":")[0] ?? argo}): it may undo what Git does not say`]),
    ...(flux === undefined ? [] : [`Flux (${flux}): it undoes what Git does not say`]),
    ...(helm === undefined ? [] : [`Helm release ${helm}`]),
  ];
  return owners.length ? owners.join(" · ") : "none that is known";
}

function fights(answer: unknown): string {
  const found = items(answer).flatMap((item) => {
    const name = word(valueAt(item, "metadata.name")) ?? "?";
    if (valueAt(item, "kind") === "HorizontalPodAutoscaler")
      return [`autoscaler ${name} keeps ${word(valueAt(item, "spec.minReplicas")) ?? "1"} or more`];
    return valueAt(item, "status.disruptionsAllowed") === 0 ? [`budget ${name} allows no disruption`] : [];
  });
  return found.length ? found.join(" · ") : "nothing in this namespace";
}

function latestWarning(answer: unknown): string {
  const latest = items(answer)
    .map((item) => ({
      time: word(valueAt(item, "lastTimestamp")) ?? word(valueAt(item, "eventTime")) ?? "",
      text: `${word(valueAt(item, "reason")) ?? "?"}: ${word(valueAt(item, "message")) ?? ""}`,
    }))
    .reduce<{ time: string; text: string } | undefined>((best, item) => (best && best.time > item.time ? best : item), undefined);
  return latest ? `${latest.text.replace(/\s+/g, " ")}${latest.time === "" ? "" : ` (${latest.time})`}` : "none";
}

/** The values a preflight call is filled with. */
export const preflightValues = (
  target: { readonly context: string; readonly namespace: string },
  object: BoundObject | undefined,
): Values => ({
  context: target.context,
  namespace: target.namespace,
  ...(object ? { name: object.name } : {}),
});

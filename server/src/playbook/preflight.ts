import type { Call } from "../languages/playbook/shape";
import { t } from "../l10n";
import { selectorOf, wordAt } from "./answers";
import { applicationOf, noApplication, selfHealing } from "./argo-cd";
import type { Outcome, Values } from "./call";
import { judge, lastLine } from "./call";
import { helmRow } from "./helm";
import type { Said } from "./said";
import { alarming, calm } from "./said";
import type { Known } from "./sentences";
import { drift, fights, latestWarning, live, noMesh, owner, restarts, revisions, routes, versions } from "./sentences";
import type { BoundObject } from "./state";

/** A row of the target card: what is asked of the cluster, only reading, and the sentence that comes of the answer. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly call: Call;
  readonly say: (answer: unknown, known: Known) => Said;
  /** What an error of the program means where it is an answer too. */
  readonly sayError?: (error: string) => string | undefined;
  /** Whether the live object is needed first: for its selector, or for what is said of the answer. */
  readonly needsLive?: boolean;
  /** What of the live object its call is filled with, and what is said where the object has none. */
  readonly needs?: { readonly value: string; readonly otherwise: string };
}

/** kubectl's words for the kinds that rollouts are about. */
export const RESOURCES: Readonly<Record<string, string>> = {
  Deployment: "deployments.apps",
  StatefulSet: "statefulsets.apps",
  DaemonSet: "daemonsets.apps",
  Rollout: "rollouts.argoproj.io",
};

/** No preflight takes longer, in seconds; kubectl itself gives up before. */
export const LIMIT = 10;
export const HERE = ["--context", "${context}", "--namespace", "${namespace}", "--request-timeout", "5s"];
const reading = (...args: string[]): Call => ({ program: "kubectl", args: [...args, ...HERE], timeout: LIMIT });
/** The call whose answer is the live object. */
export const liveCall = ({ kind }: Pick<BoundObject, "kind">): Call | undefined => {
  const resource = RESOURCES[kind];
  return resource === undefined ? undefined : reading("get", resource, "${name}", "--output", "json");
};

const REPLICA_SETS = reading("get", "replicasets.apps", "--selector", "${selector}", "--output", "json");
const CONTROLLER_REVISIONS = reading("get", "controllerrevisions.apps", "--selector", "${selector}", "--output", "json");

/** The calls whose answers have the revisions of a workload, by its kind. */
export const REVISIONS: Readonly<Record<string, Call>> = {
  Deployment: REPLICA_SETS,
  Rollout: REPLICA_SETS,
  StatefulSet: CONTROLLER_REVISIONS,
  DaemonSet: CONTROLLER_REVISIONS,
};

/** The call whose answer has the revisions of a Helm release, the newest 20. */
export const HELM_HISTORY: Call = {
  program: "helm",
  args: [
    ...["history", "${release}", "--max", "20", "--output", "json"],
    ...["--kube-context", "${context}", "--namespace", "${namespace}"],
  ],
  timeout: LIMIT,
};

/** The call whose answer has the Argo CD applications of a name, in whatever namespace they are. */
const APPLICATIONS: Call = {
  program: "kubectl",
  args: [
    ...["get", "applications.argoproj.io", "--all-namespaces", "--field-selector", "metadata.name=${application}"],
    ...["--output", "json", "--context", "${context}", "--request-timeout", "5s"],
  ],
  timeout: LIMIT,
};

/** The call whose answer has the pods of a workload. */
export const PODS: Call = reading("get", "pods", "--selector", "${selector}", "--output", "json");

/** The call whose answer has the routes that may split traffic. */
export const ROUTES: Call = reading("get", "virtualservices.networking.istio.io,destinationrules.networking.istio.io", "--output", "json");

/** What is read when a run is pinned: nothing but the version where there is no workload. */
export function preflight({ kind }: Pick<BoundObject, "kind">): readonly Check[] {
  const resource = RESOURCES[kind];
  return [
    {
      id: "version",
      title: t("Version"),
      call: {
        program: "kubectl",
        args: ["version", "--output", "json", "--context", "${context}", "--request-timeout", "5s"],
        timeout: LIMIT,
      },
      say: versions,
    },
    ...(resource === undefined ? [] : workload(kind, resource)),
  ];
}

const workload = (kind: string, resource: string): Check[] => [
  {
    id: "permission",
    title: t("May change it"),
    call: { ...reading("auth", "can-i", "patch", resource), exit: [0, 1], keep: { answer: "." } },
    say: (answer) => (/^yes\b/.test(String(answer)) ? calm(t("yes")) : alarming(t("no: ask for the right to patch it"))),
  },
  { id: "live", title: t("Live"), call: reading("get", resource, "${name}", "--output", "json"), say: live },
  { id: "drift", title: t("Drift"), call: reading("get", resource, "${name}", "--output", "json"), say: drift },
  ...(kind === "Rollout"
    ? []
    : [
        {
          id: "progress",
          title: t("Rollout"),
          call: { ...reading("rollout", "status", `${kind.toLowerCase()}/\${name}`, "--watch=false"), keep: { answer: "." } },
          say: (answer: unknown) => calm(String(answer).replace(/\s+/g, " ")),
        },
      ]),
  ...(REVISIONS[kind] ? [{ id: "revisions", title: t("Revisions"), needsLive: true, call: REVISIONS[kind], say: revisions }] : []),
  {
    id: "pods",
    title: t("Restarts"),
    needsLive: true,
    call: PODS,
    say: restarts,
  },
  { id: "owner", title: t("Owner"), call: reading("get", resource, "${name}", "--output", "json"), say: owner },
  {
    id: "helm",
    title: t("Helm release"),
    needsLive: true,
    needs: { value: "release", otherwise: t("none") },
    call: HELM_HISTORY,
    say: (answer, { now }) => helmRow(answer, now),
    sayError: (error) => (/helm.*(?:not found|not installed|ENOENT)/i.test(error) ? t("unknown: helm is not here") : undefined),
  },
  {
    id: "self-heal",
    title: t("Argo CD self-heal"),
    needsLive: true,
    needs: { value: "application", otherwise: t("none: no Argo CD application is named") },
    call: APPLICATIONS,
    say: (answer, { live: object }) => selfHealing(answer, object),
    sayError: noApplication,
  },
  {
    id: "fights",
    title: t("What may fight"),
    needsLive: true,
    call: reading("get", "horizontalpodautoscalers,poddisruptionbudgets", "--output", "json"),
    say: fights,
  },
  { id: "routes", title: t("Traffic"), call: ROUTES, say: routes, sayError: noMesh },
  {
    id: "events",
    title: t("Latest warning"),
    call: reading("get", "events", "--field-selector", "involvedObject.name=${name},type=Warning", "--output", "json"),
    say: latestWarning,
  },
];

export interface Answer extends Said {
  /** Whether there is an answer; else the text says why not. */
  readonly ok: boolean;
}

/** What a row says once its call has ended. */
export function checkRow(check: Check, outcome: Outcome, known: Known): Answer {
  const { ok, problems, kept } = judge(check.call, outcome);
  if (!ok) {
    const error = lastLine(outcome.stderr) ?? problems.join(" ");
    const meant = check.sayError?.(error);
    return { ok: meant !== undefined, text: meant ?? error, alarming: meant === undefined };
  }
  const answer = kept.answer ?? parsed(outcome.stdout);
  if (answer === undefined) return { ok: false, text: lastLine(outcome.stderr) ?? t("The answer could not be read."), alarming: true };
  return { ok, ...check.say(answer, known) };
}

/** The JSON that a program printed; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values a preflight call is filled with. `live`: the object, once it has been read. */
export const preflightValues = (
  target: { readonly context: string; readonly namespace: string },
  object: BoundObject | undefined,
  live?: unknown,
): Values => {
  const [selector, release, application] = [selectorOf(live), releaseOf(live), applicationOf(live)];
  return {
    context: target.context,
    namespace: target.namespace,
    ...(object ? { name: object.name } : {}),
    ...(selector === undefined ? {} : { selector }),
    ...(release === undefined ? {} : { release }),
    ...(application === undefined ? {} : { application }),
  };
};

/** The Helm release that an object belongs to, in its own namespace. */
function releaseOf(live: unknown): string | undefined {
  const name = wordAt(live, 'metadata.annotations["meta.helm.sh/release-name"]');
  return name !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(name) ? name : undefined;
}

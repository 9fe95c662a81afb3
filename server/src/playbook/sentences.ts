import { t } from "../l10n";
import { age, items, listAt, selects, shortImage, textsAt, timeAt, wordAt } from "./answers";
import { valueAt } from "./call";
import { revisionText, revisionsIn, suggestedRevision } from "./revisions";
import type { Said } from "./said";
import { alarming, calm } from "./said";
import type { Served } from "./served";
import type { BoundObject } from "./state";

/** What is known of the object while the cluster is asked. */
export interface Known {
  /** The object of the run. */
  readonly object?: Pick<BoundObject, "kind" | "name">;
  /** The object as its file has it. */
  readonly manifest?: unknown;
  /** The object as the cluster has it: undefined until it has been read. */
  readonly live?: unknown;
  /** What ended runs know of its revisions. */
  readonly served?: readonly Served[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Restarts and warnings that are older say nothing of this release, in milliseconds. */
const RECENT_RESTARTS = 10 * 60_000;
const RECENT_WARNINGS = 15 * 60_000;

/** kubectl supports servers one minor version older or newer: https://kubernetes.io/releases/version-skew-policy/#kubectl */
export function versions(answer: unknown): Said {
  const [client, server] = ["clientVersion", "serverVersion"].map((which) => ({
    version: wordAt(answer, `${which}.gitVersion`) ?? t("unknown"),
    minor: Number(/^\d+/.exec(wordAt(answer, `${which}.minor`) ?? "")?.[0] ?? NaN),
  }));
  const apart = Math.abs((client?.minor ?? NaN) - (server?.minor ?? NaN));
  const [ours, theirs] = [client?.version ?? "", server?.version ?? ""];
  return apart > 1
    ? alarming(t("kubectl {0}, server {1}: {2} minor versions apart, one is supported", ours, theirs, apart))
    : calm(t("kubectl {0}, server {1}", ours, theirs));
}

/** Revision and images, and how many pods are ready. */
export function live(answer: unknown): Said {
  const images = listAt(answer, "spec.template.spec.containers").flatMap((container) => wordAt(container, "image") ?? []);
  const revision =
    wordAt(answer, 'metadata.annotations["deployment.kubernetes.io/revision"]') ??
    wordAt(answer, 'metadata.annotations["rollout.argoproj.io/revision"]');
  const ready = wordAt(answer, "status.readyReplicas") ?? wordAt(answer, "status.numberReady") ?? "0";
  const wanted = wordAt(answer, "spec.replicas") ?? wordAt(answer, "status.desiredNumberScheduled");
  const parts = [
    ...(wanted === undefined ? [] : [t("{0} of {1} ready", ready, wanted)]),
    ...(revision === undefined ? [] : [t("revision {0}", revision)]),
    ...images,
  ];
  return calm(parts.join(" · "));
}

/** What the file says otherwise than the cluster: images, and the number of pods. */
export function drift(answer: unknown, { manifest }: Known): Said {
  if (manifest === undefined) return calm(t("none that is known: there is no file"));
  const imagesOf = (object: unknown): Map<string, string | undefined> =>
    new Map(listAt(object, "spec.template.spec.containers").map((each, i) => [wordAt(each, "name") ?? String(i), wordAt(each, "image")]));
  const said = imagesOf(manifest);
  const images = [...imagesOf(answer)].flatMap(([name, runs]) => {
    const says = said.get(name);
    return says === undefined || runs === undefined || says === runs
      ? []
      : [t("the file says {0}, the cluster runs {1}", shortImage(says), shortImage(runs))];
  });
  const [wanted, has] = [wordAt(manifest, "spec.replicas"), wordAt(answer, "spec.replicas")];
  const isSame = wanted === undefined || has === undefined || wanted === has;
  const found = [...images, ...(isSame ? [] : [t("the file says {0} pods, the cluster has {1}", wanted, has)])];
  return found.length ? alarming(found.join(" · ")) : calm(t("none"));
}

/** The revision that a rollback most likely goes to, and whether anything shows that it was ready. */
export function revisions(answer: unknown, { object, live: running, served, now }: Known): Said {
  const found = object ? revisionsIn(answer, object, running, served) : [];
  const number = suggestedRevision(found);
  const before = found.find((each) => each.number === number);
  if (!found.length) return calm(t("none were kept"));
  if (!before) return calm(t("only the one that runs: there is nothing to undo to"));
  const text = revisionText(before, now);
  const which = before.proof ? t("last that was ready {0}: {1}", before.number, text) : t("before this one {0}: {1}", before.number, text);
  return calm(`${t("{0} are kept", found.length)} · ${which}`);
}

/** How often containers were restarted of late, and how they ended last. */
export function restarts(answer: unknown, { now }: Known): Said {
  const statuses = items(answer).flatMap((pod) => listAt(pod, "status.containerStatuses"));
  const ended = statuses
    .flatMap((status) => {
      const time = timeAt(status, "lastState.terminated.finishedAt");
      return time === undefined ? [] : [{ status, time }];
    })
    .sort((a, b) => b.time - a.time);
  const total = statuses.reduce<number>((all, status) => all + Number(wordAt(status, "restartCount") ?? 0), 0);
  const [last] = ended;
  if (!last) return total ? alarming(t("{0}, none that says why", total)) : calm(t("none"));
  const recent = ended.filter(({ time }) => time >= now - RECENT_RESTARTS).length;
  const code = wordAt(last.status, "lastState.terminated.exitCode");
  const why = wordAt(last.status, "lastState.terminated.reason") ?? "?";
  const ago = age(last.time, now);
  const text = [
    recent === 0
      ? t("none in the last 10 min")
      : recent === 1
        ? t("1 container in the last 10 min")
        : t("{0} containers in the last 10 min", recent),
    code === undefined ? t("last {0} ago: {1}", ago, why) : t("last {0} ago: {1}, exit code {2}", ago, why, code),
    t("{0} in all", total),
  ].join(" · ");
  return recent ? alarming(text) : calm(text);
}

/** Who brings it back when somebody undoes it. */
export function owner(answer: unknown): Said {
  const helm = wordAt(answer, 'metadata.annotations["meta.helm.sh/release-name"]');
  const argo =
    wordAt(answer, 'metadata.annotations["argocd.argoproj.io/tracking-id"]') ??
    wordAt(answer, 'metadata.labels["argocd.argoproj.io/instance"]');
  const flux =
    wordAt(answer, 'metadata.labels["kustomize.toolkit.fluxcd.io/name"]') ??
    wordAt(answer, 'metadata.labels["helm.toolkit.fluxcd.io/name"]');
  const owners = [
    ...(argo === undefined ? [] : [t("Argo CD ({0}): it may undo what Git does not say", argo.split(":")[0] ?? argo)]),
    ...(flux === undefined ? [] : [t("Flux ({0}): it undoes what Git does not say", flux)]),
    ...(helm === undefined ? [] : [t("Helm release {0}", helm)]),
  ];
  return calm(owners.length ? owners.join(" · ") : t("none that is known"));
}

/** What changes the same fields, holds pods up, or keeps the rollout from moving at all. */
export function fights(answer: unknown, { live: object }: Known): Said {
  const name = wordAt(object, "metadata.name");
  const labels = textsAt(object, "spec.template.metadata.labels");
  const around = items(answer).flatMap((item) => {
    const own = wordAt(item, "metadata.name") ?? "?";
    if (wordAt(item, "kind") === "HorizontalPodAutoscaler") {
      const [least, most] = [wordAt(item, "spec.minReplicas") ?? "1", wordAt(item, "spec.maxReplicas") ?? "?"];
      return wordAt(item, "spec.scaleTargetRef.name") === name ? [t("autoscaler {0} keeps {1} to {2} pods", own, least, most)] : [];
    }
    const isBlocked = valueAt(item, "status.disruptionsAllowed") === 0;
    return isBlocked && selects(textsAt(item, "spec.selector.matchLabels"), labels) ? [t("budget {0} allows no disruption", own)] : [];
  });
  const partition = wordAt(object, "spec.updateStrategy.rollingUpdate.partition");
  const found = [
    ...(valueAt(object, "spec.paused") === true ? [t("it is paused: nothing rolls out until it is resumed")] : []),
    ...(partition === undefined || partition === "0" ? [] : [t("partition {0}: pods below keep the old version", partition)]),
    ...around,
  ];
  return found.length ? alarming(found.join(" · ")) : calm(t("nothing that is known"));
}

/** The routes of the namespace that split traffic, each with its shares. */
export function routes(answer: unknown): Said {
  const split = splitRoutes(answer).map(
    ({ name, shares }) => `${name}: ${shares.map(({ to, weight }) => t("{0} % to {1}", weight, to)).join(", ")}`,
  );
  return calm(split.length ? split.join(" · ") : t("no VirtualService here splits it"));
}

/** A rule of a VirtualService with more than one route. */
export interface Split {
  readonly name: string;
  /** The number of the rule. */
  readonly http: number;
  readonly shares: readonly { readonly to: string; readonly weight: number }[];
}

/** The rules of VirtualServices that have more than one route. */
export const splitRoutes = (answer: unknown): Split[] =>
  items(answer)
    .filter((item) => wordAt(item, "kind") === "VirtualService")
    .flatMap((item) =>
      listAt(item, "spec.http").flatMap((rule, http) => {
        const shares = listAt(rule, "route").map((route) => ({
          to: wordAt(route, "destination.subset") ?? wordAt(route, "destination.host") ?? "?",
          weight: Number(wordAt(route, "weight") ?? 0),
        }));
        return shares.length > 1 ? [{ name: wordAt(item, "metadata.name") ?? "?", http, shares }] : [];
      }),
    );

/** A cluster without a mesh knows none of its kinds. */
export const noMesh = (error: string): string | undefined =>
  /doesn't have a resource type|could not find the requested resource|no matches for kind/.test(error)
    ? t("no traffic switch here: no mesh is installed")
    : undefined;

/** The newest warning, if it is fresh enough to be about this release. */
export function latestWarning(answer: unknown, { now }: Pick<Known, "now">): Said {
  const latest = items(answer)
    .map((item) => ({
      time: timeAt(item, "lastTimestamp") ?? timeAt(item, "eventTime"),
      text: `${wordAt(item, "reason") ?? "?"}: ${wordAt(item, "message") ?? ""}`,
    }))
    .filter(({ time }) => time === undefined || time >= now - RECENT_WARNINGS)
    .reduce<{ time: number | undefined; text: string } | undefined>(
      (best, item) => (best && (best.time ?? 0) > (item.time ?? 0) ? best : item),
      undefined,
    );
  if (!latest) return calm(t("none in the last 15 min"));
  const text = latest.text.replace(/\s+/g, " ");
  return alarming(latest.time === undefined ? text : t("{0} ({1} ago)", text, age(latest.time, now)));
}

import { dirname } from "../core/path";
import type { Path } from "../core/path";
import type { Assumptions, Course, Moment } from "../languages/kubernetes/rollout/course";
import type { KubernetesObject } from "../languages/kubernetes/object";
import { objectOf } from "../languages/kubernetes/object";
import type { RolloutPlan } from "../languages/kubernetes/rollout/plan";
import { rolloutPlan } from "../languages/kubernetes/rollout/plan";
import { simulate } from "../languages/kubernetes/rollout/simulate";
import type { Mapping } from "../languages/yaml/mapping";
import { t } from "../l10n";
import type { Workspace } from "./workspace";

/** A route of a VirtualService, and the Deployment behind it where one of the same folder is. */
export interface Route {
  /** Such as `web/canary`. */
  readonly to: string;
  /** Percent. */
  readonly weight: number;
  readonly deployment: { readonly title: string; readonly plan: RolloutPlan } | undefined;
}

/**
 * The routes of the first rule of a VirtualService that has more than one; undefined where nothing is split. Their Deployments are looked for
 * in the folder of the file, by the labels of the Service and of the subset.
 */
export function routesOf(workspace: Workspace, path: Path, object: KubernetesObject): Route[] | undefined {
  const rule = [...object.spec.list("http").maps()].find((each) => each.list("route").length > 1);
  if (!object.is("networking.istio.io", "VirtualService") || !rule) return undefined;
  const around = [...workspace.engine.paths]
    .filter((other) => dirname(other) === dirname(path))
    .flatMap((other) => [...workspace.engine.readings(other)].flatMap((reading) => objectOf(reading) ?? []));
  return [...rule.list("route").maps()].map((route) => {
    const destination = route.map("destination");
    const [host, subset] = [destination.string("host") ?? "?", destination.string("subset")];
    const labels = labelsOf(around, host, subset);
    const found = labels && around.find((each) => each.is("apps", "Deployment") && carries(each, labels));
    const plan = found && rolloutPlan(found);
    return {
      to: subset === undefined ? host : `${host}/${subset}`,
      weight: route.number("weight") ?? 0,
      deployment: found && plan ? { title: found.title, plan } : undefined,
    };
  });
}

/** The labels that the pods behind a host and a subset have; undefined where neither a Service nor a subset says so. */
function labelsOf(around: readonly KubernetesObject[], host: string, subset: string | undefined): Map<string, string> | undefined {
  const name = host.split(".")[0];
  const service = around.find((each) => each.is("", "Service") && each.name === name);
  const rules = around.filter(
    (each) => each.is("networking.istio.io", "DestinationRule") && each.spec.string("host")?.split(".")[0] === name,
  );
  const declared = rules.flatMap((each) => [...each.spec.list("subsets").maps()]).find((each) => each.string("name") === subset);
  if (!service || (subset !== undefined && !declared)) return undefined;
  return new Map([...textsOf(service.spec.map("selector")), ...(declared ? textsOf(declared.map("labels")) : [])]);
}

function carries(object: KubernetesObject, wanted: Map<string, string>): boolean {
  const labels = object.spec.map("template").map("metadata").map("labels");
  return wanted.size > 0 && [...wanted].every(([key, value]) => labels.string(key) === value);
}

const textsOf = (mapping: Mapping): [string, string][] =>
  mapping.keys.flatMap((key): [string, string][] => {
    const value = mapping.string(key);
    return value === undefined ? [] : [[key, value]];
  });

/** What the routes say, a sentence each. */
export const routeSentences = (routes: readonly Route[]): string[] =>
  routes.map(({ to, weight, deployment }) => {
    if (!deployment) return t("{0}% of the traffic goes to {1}: its Deployment is not in this folder.", weight, to);
    const { title, plan } = deployment;
    return plan.pods === 1
      ? t("{0}% of the traffic goes to {1}: {2}, 1 pod.", weight, to, title)
      : t("{0}% of the traffic goes to {1}: {2}, {3} pods.", weight, to, title, plan.pods);
  });

/** What comes of the split itself, a sentence each. */
export function splitSentences(routes: readonly Route[]): string[] {
  const sum = routes.reduce((all, { weight }) => all + weight, 0);
  const smallest = newRoute(routes);
  const loads = routes.flatMap(({ to, weight, deployment }) =>
    deployment?.plan.pods && weight ? [{ to, load: weight / deployment.plan.pods }] : [],
  );
  const [most, least] = [Math.max(...loads.map(({ load }) => load)), Math.min(...loads.map(({ load }) => load))];
  const busiest = loads.find(({ load }) => load === most);
  return [
    t("The weights hold as soon as they are applied: a VirtualService has no steps of its own, and nothing takes them back."),
    ...(sum === 100 ? [] : [t("The weights add up to {0}.", sum)]),
    ...(smallest ? [t("Whatever is wrong with {0} is wrong for {1} of 100 requests.", smallest.to, smallest.weight)] : []),
    ...(busiest && loads.length > 1 && most / least >= 1.5
      ? [t("A pod of {0} gets {1} times as much as the least busy one.", busiest.to, Math.round((10 * most) / least) / 10)]
      : []),
    ...routes.flatMap(({ to, weight, deployment }) =>
      weight > 0 && deployment?.plan.pods === 0 ? [t("{0} has no pods: its {1}% of the requests get 503.", to, weight)] : [],
    ),
  ];
}

/** The route that is the new version's: the one with the smallest share that gets any. */
const newRoute = (routes: readonly Route[]): Route | undefined =>
  routes
    .filter(({ weight }) => weight > 0 && weight < 100)
    .reduce<Route | undefined>((best, each) => (best && best.weight <= each.weight ? best : each), undefined);

/** The rollout of the Deployment with the smallest share, seen from all users: the pods of the others stay as they are. */
export function routedCourse(routes: readonly Route[], assumptions: Assumptions): Course | undefined {
  const route = newRoute(routes);
  if (!route?.deployment) return undefined;
  const course = simulate(route.deployment.plan, assumptions);
  const others = routes.reduce((all, each) => all + (each === route ? 0 : (each.deployment?.plan.pods ?? 0)), 0);
  const seen = (moment: Moment): Moment => ({
    ...moment,
    old: moment.old + others,
    available: moment.available + others,
    answering: moment.answering + others,
    share: Math.round((moment.share * route.weight) / 100),
  });
  return {
    ...course,
    before: seen(course.before),
    moments: course.moments.map(seen),
    peak: course.peak + others,
    lowest: course.lowest + others,
    fewestAnswering: course.fewestAnswering + others,
  };
}

import type { FactDraft } from "../../core/fact";
import { fact, factKind } from "../../core/fact";
import type { Part } from "../../core/part";
import type { Path } from "../../core/path";
import { documentRoot, stringMap } from "../yaml/document";
import type { Mapping } from "../yaml/mapping";
import type { YamlTree } from "../yaml/node";
import type { Container } from "./container";
import { containersOf } from "./container";
import { earliestFailure } from "./analysis";
import { deployedImages } from "./deployed-images";
import { KubernetesObject, listed } from "./object";
import type { Subject } from "./rbac";
import { plainSubject, roleRefOf, subjectsOf } from "./rbac";

/** Any object, by kind: `Service`, `ConfigMap` … */
export interface ObjectFact {
  readonly group: string;
  readonly kind: string;
  /** Undefined when a template decides it. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}
export const objectFact = factKind<ObjectFact>("kubernetes/object");

/** Any object; the key is {@link fileObjectKey}. */
export const fileObjectFact = factKind<ObjectFact>("kubernetes/file-object");

/** An object as one file names it: those of another name are another key, so that a new name is news to its namesakes alone. */
export const fileObjectKey = (path: Path, { group, kind, namespace, name }: ObjectFact): string =>
  [path, group, kind, namespace ?? "", name ?? ""].join("\n");

export interface WorkloadFact extends ObjectFact {
  /** The labels of its pods; undefined when any is unknown. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly ports: readonly { readonly name: string | undefined; readonly number: number | undefined }[];
  /** Whether the ports are all known. */
  readonly portsKnown: boolean;
  readonly replicas: number | undefined;
  /** The containers that state neither a request nor a limit of a resource, by their names; nothing that a template may fill. */
  readonly unrequested: { readonly cpu: readonly string[]; readonly memory: readonly string[] };
}
export const workloadFact = factKind<WorkloadFact>("kubernetes/workload");

export interface ServiceFact extends ObjectFact {
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly headless: boolean | undefined;
  /** The ports it serves, by number and name; undefined when any is unknown. */
  readonly ports: readonly { readonly number: number; readonly name: string | undefined }[] | undefined;
  /** Its own labels, by which monitors find it; undefined when any is unknown. */
  readonly labels: Readonly<Record<string, string>> | undefined;
}
export const serviceFact = factKind<ServiceFact>("kubernetes/service");

/** The pods a NetworkPolicy is about; undefined when its selector is not one of known equalities. */
export const policyFact = factKind<ObjectFact & { readonly selector: Readonly<Record<string, string>> | undefined }>("kubernetes/policy");

/** The pods a PodDisruptionBudget protects; the selector is undefined when it is not one of known equalities, the counts where not known. */
export interface BudgetFact extends ObjectFact {
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly minAvailable: number | string | undefined;
  readonly maxUnavailable: number | string | undefined;
}
export const budgetFact = factKind<BudgetFact>("kubernetes/budget");

/** When an AnalysisTemplate of Argo Rollouts can fail at the earliest, in seconds; undefined when not known. By its name. */
export const analysisFact = factKind<ObjectFact & { readonly fails: number | undefined }>("argo/analysis");

/** The pools an advertisement of MetalLB names; undefined when it covers all, or may. */
export const advertisementFact = factKind<ObjectFact & { readonly pools: readonly string[] | undefined }>("metallb/advertisement");

/** The keys that a ConfigMap or a Secret holds, by kind: their names, never what they say. */
export const configFact = factKind<ObjectFact & { readonly keys: readonly string[] }>("kubernetes/config");

/** The subsets a DestinationRule declares; keyed by nothing, its host is content. */
export interface SubsetFact {
  readonly host: string;
  readonly namespace: string | undefined;
  readonly subsets: readonly string[];
  readonly complete: boolean;
}
export const subsetFact = factKind<SubsetFact>("istio/destination-rule");

/** Something that scales a workload, by the workload's name. */
export interface ScaledFact {
  readonly kind: string;
  readonly minimum: number | undefined;
}
export const scaledObjectFact = factKind<ScaledFact>("kubernetes/scaled");

/** Who is given a role, by the role's name. Subjects that a template decides are left out. */
export interface BindingFact extends ObjectFact {
  readonly roleKind: string | undefined;
  readonly subjects: readonly Subject[];
}
export const bindingFact = factKind<BindingFact>("kubernetes/binding");

/** Whether a ServiceAccount hands its token to pods, by its name; undefined where that is not known. */
export const serviceAccountFact = factKind<ObjectFact & { readonly automount: boolean | undefined }>("kubernetes/service-account");

/** What an object offers others. Templated values are undefined: facts may not depend on other files. */
export function* kubernetesFacts(tree: YamlTree, part: Part, path: Path): Iterable<FactDraft> {
  const root = documentRoot(tree, part);
  if (root.string("apiVersion") === undefined || root.string("kind") === undefined) return;
  for (const object of listed(new KubernetesObject(root, tree))) yield* factsOf(object, path);
}

function* factsOf(object: KubernetesObject, path: Path): Iterable<FactDraft> {
  const { root } = object;
  const base: ObjectFact = { group: object.group, kind: object.kind, name: object.name, namespace: object.namespace };
  const at = object.anchor;
  yield fact(objectFact, object.kind, base, at);
  if (object.name !== undefined) yield fact(fileObjectFact, fileObjectKey(path, base), base, at);
  if (object.podSpec) {
    yield fact(workloadFact, "", workload(object, base), at);
    yield* deployedImages(object);
  }
  if (object.is("", "Service")) {
    const clusterIp = object.spec.scalar("clusterIP");
    const headless = clusterIp.state === "known" ? clusterIp.value === "None" : clusterIp.state === "absent" ? false : undefined;
    yield fact(
      serviceFact,
      "",
      {
        ...base,
        selector: selectorOf(object.spec),
        headless,
        ports: portsOf(object.spec),
        labels: stringMap(object.metadata.map("labels")),
      },
      at,
    );
  }
  if (object.is("", "ConfigMap", "Secret")) {
    const keys = ["data", "binaryData", "stringData"].flatMap((section) => root.map(section).keys);
    yield fact(configFact, object.kind, { ...base, keys }, at);
  }
  if (object.is("metallb.io", "L2Advertisement", "BGPAdvertisement")) {
    const { spec } = object;
    const pools = spec.list("ipAddressPools");
    const isWhole = spec.lacks("ipAddressPoolSelectors") && !pools.open && pools.length > 0 && pools.strings().length === pools.length;
    yield fact(advertisementFact, "", { ...base, pools: isWhole ? pools.strings() : undefined }, at);
  }
  if (object.is("policy", "PodDisruptionBudget"))
    yield fact(budgetFact, "", { ...base, selector: equalities(object.spec.map("selector")), ...countsOf(object.spec) }, at);
  if (object.is("argoproj.io", "AnalysisTemplate", "ClusterAnalysisTemplate") && object.name !== undefined)
    yield fact(analysisFact, object.name, { ...base, fails: earliestFailure(object) }, at);
  if (object.is("networking.k8s.io", "NetworkPolicy"))
    yield fact(policyFact, "", { ...base, selector: equalities(object.spec.map("podSelector")) }, at);
  if (object.is("autoscaling", "HorizontalPodAutoscaler") || object.is("keda.sh", "ScaledObject")) {
    const target = object.spec.map("scaleTargetRef");
    const name = target.string("name");
    const minimum = object.spec.number("minReplicas") ?? object.spec.number("minReplicaCount");
    if (name !== undefined) yield fact(scaledObjectFact, name, { kind: target.string("kind") ?? "Deployment", minimum }, at);
  }
  if (object.is("rbac.authorization.k8s.io", "RoleBinding", "ClusterRoleBinding")) {
    const { roleKind, roleName } = roleRefOf(object);
    if (roleName !== undefined)
      yield fact(bindingFact, roleName, { ...base, roleKind, subjects: subjectsOf(object).map(plainSubject) }, at);
  }
  if (object.is("", "ServiceAccount") && object.name !== undefined) {
    const field = root.scalar("automountServiceAccountToken");
    const automount =
      field.state === "absent" ? true : field.state === "known" && typeof field.value === "boolean" ? field.value : undefined;
    yield fact(serviceAccountFact, object.name, { ...base, automount }, at);
  }
  if (object.is("networking.istio.io", "DestinationRule")) {
    const subsets = object.spec.list("subsets");
    const names = [...subsets.maps()].map((subset) => subset.string("name"));
    const host = object.spec.string("host");
    if (host !== undefined) {
      const complete = !subsets.open && names.every((name) => name !== undefined) && names.length === subsets.length;
      yield fact(subsetFact, "", { host, namespace: object.namespace, subsets: names.filter((name) => name !== undefined), complete }, at);
    }
  }
}

/** A label selector that is one of equalities alone; an empty one selects everything. */
const equalities = (selector: Mapping): Record<string, string> | undefined =>
  !selector.lacks("matchExpressions") ? undefined : selector.lacks("matchLabels") ? {} : stringMap(selector.map("matchLabels"));

function countsOf(spec: Mapping): Pick<BudgetFact, "minAvailable" | "maxUnavailable"> {
  const count = (key: string): number | string | undefined => spec.number(key) ?? spec.string(key);
  return { minAvailable: count("minAvailable"), maxUnavailable: count("maxUnavailable") };
}

function portsOf(spec: Mapping): ServiceFact["ports"] {
  const list = spec.list("ports");
  const ports = [...list.maps()].map((port) => ({
    number: port.number("port"),
    name: port.string("name"),
    isKnown: port.lacks("name") || port.string("name") !== undefined,
  }));
  if (list.open || ports.length !== list.length) return undefined;
  const known = ports.flatMap(({ number, name, isKnown }) => (number !== undefined && isKnown ? [{ number, name }] : []));
  return known.length === ports.length ? known : undefined;
}

const selectorOf = (spec: Mapping): Record<string, string> | undefined =>
  spec.has("selector") ? stringMap(spec.map("selector")) : undefined;

function workload(object: KubernetesObject, base: ObjectFact): WorkloadFact {
  const containers = containersOf(object);
  const known = object.podSpec !== undefined && !object.podSpec.list("containers").open;
  return {
    ...base,
    labels: object.podLabels,
    ports: containers.flatMap((container) => container.ports.map(({ name, number }) => ({ name, number }))),
    portsKnown: known && containers.every((container) => !container.root.list("ports").open && !container.root.open),
    replicas: object.spec.number("replicas"),
    unrequested: { cpu: withoutRequest(containers, "cpu"), memory: withoutRequest(containers, "memory") },
  };
}

const withoutRequest = (containers: readonly Container[], key: string): string[] =>
  containers.flatMap(({ role, root, name }) => {
    const resources = root.map("resources");
    const lacks = resources.map("requests").lacks(key) && resources.map("limits").lacks(key);
    return role !== "init" && role !== "ephemeral" && name !== undefined && lacks ? [name] : [];
  });

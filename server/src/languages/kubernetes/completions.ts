import type { Fact } from "../../core/fact";
import type { Reading } from "../../core/rule";
import type { Completer, Suggestion } from "../completions";
import type { YamlCursor } from "../yaml/cursor";
import { cursorAt } from "../yaml/cursor";
import { stringMap } from "../yaml/document";
import type { Container } from "./container";
import { containersOf } from "./container";
import type { ObjectFact } from "./facts";
import { configFact, objectFact, subsetFact, workloadFact } from "./facts";
import type { KubernetesObject } from "./object";
import { objectsOf } from "./object";
import { deployed, selectedBy } from "./related";

/**
 * What a place refers to, by the end of its path. The first that fits wins. Kinds of objects stand for the names of those that are deployed
 * with this one.
 */
const REFERENCES: readonly (readonly [end: string, kinds: readonly string[]])[] = [
  ["configMapKeyRef.name", ["ConfigMap"]],
  ["configMapRef.name", ["ConfigMap"]],
  ["configMap.name", ["ConfigMap"]],
  ["secretKeyRef.name", ["Secret", "SealedSecret", "ExternalSecret"]],
  ["secretRef.name", ["Secret", "SealedSecret", "ExternalSecret"]],
  ["secretName", ["Secret", "SealedSecret", "ExternalSecret"]],
  ["imagePullSecrets.*.name", ["Secret", "SealedSecret", "ExternalSecret"]],
  ["serviceAccountName", ["ServiceAccount"]],
  ["persistentVolumeClaim.claimName", ["PersistentVolumeClaim"]],
  ["scaleTargetRef.name", ["Deployment", "StatefulSet", "ReplicaSet", "Rollout"]],
  ["targetRef.name", ["Deployment", "StatefulSet", "DaemonSet", "Rollout"]],
  ["workloadRef.name", ["Deployment"]],
  ["backend.service.name", ["Service"]],
  ["defaultBackend.service.name", ["Service"]],
  ["backendRefs.*.name", ["Service"]],
  ["destination.host", ["Service"]],
  ["spec.serviceName", ["Service"]],
  ["stableService", ["Service"]],
  ["canaryService", ["Service"]],
  ["activeService", ["Service"]],
  ["previewService", ["Service"]],
  ["parentRefs.*.name", ["Gateway"]],
  ["roleRef.name", ["Role", "ClusterRole"]],
  ["storageClassName", ["StorageClass"]],
  ["priorityClassName", ["PriorityClass"]],
  ["ingressClassName", ["IngressClass"]],
];

/** Names of other objects, of their keys, ports and subsets: what no schema knows. */
export const kubernetesCompletions: Completer = function* (reading, offset) {
  const cursor = cursorAt(reading.part.text, offset);
  if (!cursor || (cursor.key === undefined && !cursor.item)) return;
  const end = [...cursor.path, ...(cursor.key === undefined ? [] : [cursor.key])].join(".");
  for (const { name, detail } of namesAt(end, cursor, reading, offset))
    yield { label: name, detail, insert: name, kind: "reference", replaces: cursor.word } satisfies Suggestion;
};

interface Name {
  readonly name: string;
  readonly detail: string;
}

function namesAt(end: string, cursor: YamlCursor, reading: Reading, offset: number): Name[] {
  const object = objectsOf(reading).findLast(({ root }) => (root.node?.start ?? 0) <= offset);
  const endsWith = (suffix: string) => end === suffix || end.endsWith(`.${suffix}`);
  if (endsWith("configMapKeyRef.key")) return keysOf("ConfigMap", siblingName(reading, cursor, offset), reading);
  if (endsWith("secretKeyRef.key")) return keysOf("Secret", siblingName(reading, cursor, offset), reading);
  if (object && /(?:httpGet|tcpSocket)\.port$/.test(end)) return portsOf(containerAt(object, offset));
  if (object && endsWith("volumeMounts.*.name")) return volumesOf(object);
  if (object?.is("", "Service") === true && endsWith("ports.*.targetPort")) return selectedPorts(object, reading);
  if (endsWith("destination.subset")) return subsetsOf(reading);
  const kinds = REFERENCES.find(([suffix]) => endsWith(suffix))?.[1] ?? [];
  return kinds.flatMap((kind) => deployed(reading.scope, objectFact, kind).flatMap((fact) => named(fact, kind)));
}

function named({ value, at }: Fact<ObjectFact>, kind: string): Name[] {
  if (value.name === undefined) return [];
  const where = at.file.slice(at.file.lastIndexOf("/") + 1);
  return [{ name: value.name, detail: `${kind}${value.namespace === undefined ? "" : ` in ${value.namespace}`}, ${where}` }];
}

const keysOf = (kind: string, name: string | undefined, { scope }: Reading): Name[] =>
  deployed(scope, configFact, kind).flatMap(({ value }) =>
    name === undefined || value.name === name
      ? value.keys.map((key) => ({ name: key, detail: `key of ${kind} "${value.name ?? "?"}"` }))
      : [],
  );

/** What stands behind `name:` in the mapping of the cursor. */
function siblingName({ part: { text } }: Reading, { column }: YamlCursor, offset: number): string | undefined {
  const before = text.slice(0, offset).split("\n").slice(0, -1).reverse();
  const after = text.slice(offset).split("\n").slice(1);
  const own = (lines: readonly string[]) => {
    const stop = lines.findIndex((line) => line.trim() !== "" && line.search(/\S/) < column);
    return lines.slice(0, stop < 0 ? undefined : stop);
  };
  const line = [...own(before), ...own(after)].find((candidate) => /^\s*name:\s*\S/.test(candidate) && candidate.search(/\S/) === column);
  return line === undefined ? undefined : /name:\s*["']?([^\s"'#]+)/.exec(line)?.[1];
}

const containerAt = (object: KubernetesObject, offset: number): Container | undefined =>
  containersOf(object).findLast(({ root }) => (root.node?.start ?? Infinity) <= offset);

const portsOf = (container: Container | undefined): Name[] =>
  (container?.ports ?? []).flatMap(({ name, number }) =>
    name === undefined ? [] : [{ name, detail: `port ${number ?? "?"} of the container` }],
  );

const volumesOf = ({ podSpec, spec, kind }: KubernetesObject): Name[] =>
  [
    ...[...(podSpec?.list("volumes").maps() ?? [])].map((volume) => volume.string("name")),
    ...(kind === "StatefulSet" ? [...spec.list("volumeClaimTemplates").maps()].map((claim) => claim.map("metadata").string("name")) : []),
  ].flatMap((name) => (name === undefined ? [] : [{ name, detail: "volume of the pod" }]));

function selectedPorts(service: KubernetesObject, { scope }: Reading): Name[] {
  const selector = stringMap(service.spec.map("selector"));
  const workloads =
    selector && Object.keys(selector).length ? selectedBy(selector, service.namespace, scope).workloads : deployed(scope, workloadFact);
  return workloads.flatMap(({ value }) =>
    value.ports.flatMap(({ name, number }) =>
      name === undefined ? [] : [{ name, detail: `port ${number ?? "?"} of ${value.kind} "${value.name ?? "?"}"` }],
    ),
  );
}

const subsetsOf = ({ scope }: Reading): Name[] =>
  deployed(scope, subsetFact).flatMap(({ value }) => value.subsets.map((name) => ({ name, detail: `subset of ${value.host}` })));

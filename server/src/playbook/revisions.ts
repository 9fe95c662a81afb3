import { classifyCredential, namesSecret } from "../languages/shared/credentials";
import { age, items, listAt, shortImage, timeAt, wordAt } from "./answers";
import { valueAt } from "./call";

/** A revision that a Deployment can return to: what its ReplicaSet says. */
export interface Revision {
  readonly number: string;
  readonly images: readonly string[];
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
  /** The annotation `kubernetes.io/change-cause`. */
  readonly cause: string | undefined;
  readonly hash: string | undefined;
  readonly pods: number;
  readonly ready: number;
  /** Whether it is the one that runs now. */
  readonly isNow: boolean;
  readonly template: unknown;
}

/** The revisions in a list of ReplicaSets, the newest first; those of other Deployments are left out. */
export function revisionsIn(answer: unknown, deployment: string): Revision[] {
  const own = items(answer).filter((item) =>
    listAt(item, "metadata.ownerReferences").some(
      (owner) => wordAt(owner, "kind") === "Deployment" && wordAt(owner, "name") === deployment,
    ),
  );
  const found = own.flatMap((item): Omit<Revision, "isNow">[] => {
    const number = wordAt(item, 'metadata.annotations["deployment.kubernetes.io/revision"]');
    if (number === undefined || !/^\d+$/.test(number)) return [];
    return [
      {
        number,
        images: listAt(item, "spec.template.spec.containers").flatMap((container) => wordAt(container, "image") ?? []),
        created: timeAt(item, "metadata.creationTimestamp"),
        cause: wordAt(item, 'metadata.annotations["kubernetes.io/change-cause"]'),
        hash: wordAt(item, 'metadata.labels["pod-template-hash"]'),
        pods: Number(wordAt(item, "status.replicas") ?? 0),
        ready: Number(wordAt(item, "status.readyReplicas") ?? 0),
        template: valueAt(item, "spec.template"),
      },
    ];
  });
  return found.sort((a, b) => Number(b.number) - Number(a.number)).map((revision, i) => ({ ...revision, isNow: i === 0 }));
}

/**
 * The revision that is most likely meant: an older one that still has ready pods, else the one before. A ReplicaSet without pods does not
 * say whether it ever served.
 */
export function suggestedRevision(revisions: readonly Revision[]): string | undefined {
  const older = revisions.filter(({ isNow }) => !isNow);
  return (older.find(({ ready }) => ready > 0) ?? older[0])?.number;
}

/** What a list says of a revision: images, age, cause, and whether it serves. */
export function revisionText({ images, created, cause, pods, ready, isNow }: Revision, now: number): string {
  return [
    images.map(shortImage).join(", "),
    ...(created === undefined ? [] : [`${age(created, now)} old`]),
    ...(cause === undefined ? [] : [cause]),
    ...(isNow ? ["runs now"] : []),
    ...(pods ? [`${ready} of ${pods} pods ready`] : []),
  ].join(" · ");
}

/** A difference between two pod templates. */
export interface TemplateChange {
  /** Such as `web image` or `web env LOG_LEVEL`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const NONE = "(none)";

/** What differs between two pod templates, a value each. Values that are credentials by their name are not shown. */
export function templateChanges(from: unknown, to: unknown): TemplateChange[] {
  const [before, after] = [leaves(from), leaves(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  return names.map((what) => {
    const name = what.split(" ").at(-1) ?? "";
    const shown = (value: string | undefined) =>
      value === undefined ? NONE : namesSecret(name) || classifyCredential(name, value) ? "***" : value;
    return { what, from: shown(before.get(what)), to: shown(after.get(what)) };
  });
}

/** `web image: shop/web:1.4.3 → shop/web:1.4.2`. */
export const changeText = ({ what, from, to }: TemplateChange): string => `${what}: ${from} → ${to}`;

/** Every value of a template by its path; items of lists that have names go by these. */
function leaves(template: unknown): Map<string, string> {
  const found = new Map<string, string>();
  /** `isNamed`: the path has the name already. */
  const walk = (value: unknown, path: string, isNamed = false): void => {
    if (Array.isArray(value))
      value.forEach((item, i) => {
        walk(item, `${path} ${wordAt(item, "name") ?? String(i)}`, true);
      });
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) {
        if (key === "pod-template-hash" || (key === "name" && isNamed)) continue;
        walk(item, key === "value" ? path : `${path} ${key}`);
      }
    // What is null is not there: controllers write it and leave it out as they like.
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") found.set(plain(path), String(value));
  };
  walk(template, "");
  return found;
}

/** `spec containers web image` is `web image`. */
const plain = (path: string): string => path.trim().replace(/^(?:spec (?:containers )?|metadata )/, "");

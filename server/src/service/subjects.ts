import type { Path } from "../core/path";
import type { Range } from "../core/text";
import { range } from "../core/text";
import type { Edit, TextEdit } from "../core/edit";
import { plainText } from "../core/edit";
import type { KubernetesObject } from "../languages/kubernetes/object";
import { isPatch, objectOf } from "../languages/kubernetes/object";
import { rolloutPlan } from "../languages/kubernetes/rollout/plan";
import type { Step } from "../languages/playbook/shape";
import { dataOf } from "../languages/yaml/document";
import type { Written } from "../languages/yaml/edit";
import { setAt } from "../languages/yaml/edit";
import type { Mapping } from "../languages/yaml/mapping";
import { resolvePlain } from "../languages/yaml/scalar";
import type { Problem } from "./problem";
import type { FileReport, Workspace } from "./workspace";

/** What a playbook can be started from: an object of a manifest, or a file of another language as a whole. */
export interface SubjectPart {
  readonly kind: string;
  readonly language: string;
  readonly name: string;
  readonly range: Range;
  readonly rollsOut: boolean;
  readonly manifest?: unknown;
  readonly problems: readonly Problem[];
}

/** The subjects of a file. Hints count: a gate that names a rule means it. */
export function subjects(report: FileReport, workspace: Workspace): SubjectPart[] {
  const problems = report.problems.filter(({ path }) => path === report.path);
  if (report.kind !== "kubernetes" && report.kind !== "helm-template")
    return [{ kind: report.kind, language: report.kind, name: "", range: range(0, report.text.length), rollsOut: false, problems }];
  return objects(workspace, report.path).map(({ object, patch, start, end, part }) => ({
    kind: object.kind,
    language: "kubernetes",
    name: object.name ?? "",
    range: range(start, end),
    rollsOut: !patch && rolloutPlan(object) !== undefined,
    manifest: dataOf(object.root),
    problems: problems.filter(({ owner }) => owner.part === part),
  }));
}

type EditOfStep = Extract<Step, { readonly kind: "edit" }>["edit"];

/** What an edit step changes in a file: the first fix of a rule, or values at paths of the object. Lists are not reached into. */
export function stepEdits(report: FileReport, workspace: Workspace, kind: string, name: string, edit: EditOfStep): TextEdit[] {
  if ("fix" in edit) {
    const problem = subjects(report, workspace)
      .filter((subject) => subject.kind === kind && subject.name === name)
      .flatMap(({ problems }) => problems)
      .find(({ id, fixes }) => id === edit.fix && fixes.length > 0);
    const texts = problem?.fixes[0] && workspace.resolve(problem.fixes[0].edits, problem.owner)?.texts.get(report.path);
    return (texts ?? []).map(({ start, end, text, snippet }) => ({ start, end, text: snippet ? plainText(text) : text }));
  }
  const found = objects(workspace, report.path).find(({ object }) => object.kind === kind && object.name === name);
  if (!found) return [];
  return Object.entries(edit.change).flatMap(([path, value]) =>
    setPlace(found.object.root, path, resolvePlain(value, "1.1")).flatMap(({ text, ...change }) =>
      "at" in change && "start" in change.at ? [{ start: found.start + change.at.start, end: found.start + change.at.end, text }] : [],
    ),
  );
}

/** Sets what a path such as `spec.template.spec.containers[0].image` leads to; nothing where a list lacks the item. */
function setPlace(root: Mapping, path: string, value: Written): Edit[] {
  const [, before, index, rest] = /^(.+?)\[(\d+)\]\.(.+)$/.exec(path) ?? [];
  if (before === undefined || rest === undefined) return setAt(root, path.split("."), value);
  const keys = before.split(".");
  const holder = keys.slice(0, -1).reduce((mapping, key) => mapping.map(key), root);
  const item = [...holder.list(keys.at(-1) ?? "").maps()][Number(index)];
  return item ? setPlace(item, rest, value) : [];
}

interface PlacedObject {
  readonly object: KubernetesObject;
  /** It says only what changes of an object that another file holds. */
  readonly patch: boolean;
  readonly start: number;
  readonly end: number;
  readonly part: Problem["owner"]["part"];
}

function objects(workspace: Workspace, path: Path): PlacedObject[] {
  return [...workspace.engine.readings(path)].flatMap((reading) => {
    const object = objectOf(reading);
    const patch = isPatch(reading);
    return object ? [{ object, patch, start: reading.start, end: reading.start + reading.part.text.length, part: reading.part }] : [];
  });
}

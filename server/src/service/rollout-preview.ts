import type { Path } from "../core/path";
import type { Assumptions, Course, Moment } from "../languages/kubernetes/rollout/course";
import { TYPICAL, format } from "../languages/kubernetes/rollout/course";
import type { RolloutPlan, Strategy } from "../languages/kubernetes/rollout/plan";
import { rolloutPlan } from "../languages/kubernetes/rollout/plan";
import { concernText, concernsOf, noticedAt } from "../languages/kubernetes/rollout/concerns";
import { simulate } from "../languages/kubernetes/rollout/simulate";
import { startWindow } from "../languages/kubernetes/rollout/start";
import { objectOf } from "../languages/kubernetes/object";
import type { Route } from "./route-preview";
import { routeSentences, routedCourse, routesOf, splitSentences } from "./route-preview";
import type { Workspace } from "./workspace";

/** What a preview shows: the same course as sentences, as a table, as points to draw and as Mermaid text. */
export interface RolloutPreview {
  /** `Deployment "web"`. */
  readonly title: string;
  readonly assumptions: Assumptions;
  /** What the manifest says, a sentence each. */
  readonly plan: readonly string[];
  /** What comes of it, a sentence each, the most important first. */
  readonly summary: readonly string[];
  /** What speaks against it, whatever is assumed. */
  readonly concerns: readonly string[];
  /** When Kubernetes says that the rollout failed, in seconds, if it comes to that within what is shown. */
  readonly noticed: number | undefined;
  /** The first is what was there before, at a time below 0. */
  readonly moments: readonly Moment[];
  readonly table: readonly PreviewRow[];
  readonly mermaid: string;
}

export interface PreviewRow {
  readonly time: string;
  readonly old: number;
  readonly new: number;
  readonly available: number;
  readonly answering: number;
  readonly unavailable: number;
  readonly terminating: number;
  /** Percent. */
  readonly share: number;
}

/** The rollout of the workload at an offset, played through; undefined where there is none. */
export function rolloutPreview(
  workspace: Workspace,
  path: Path,
  offset: number,
  assumed: Partial<Assumptions> = {},
): RolloutPreview | undefined {
  const reading = workspace.engine.reading(path, offset);
  const object = reading && objectOf(reading);
  const assumptions = { ...TYPICAL, ...assumed };
  const routes = object && routesOf(workspace, path, object);
  if (routes) return routePreview(object.title, routes, assumptions);
  const plan = object && rolloutPlan(object);
  if (!plan) return undefined;
  const course = simulate(plan, assumptions);
  return {
    title: object.title,
    assumptions,
    plan: planSentences(plan),
    summary: [...courseSentences(plan, course, assumptions), ...course.notes, ...noticeSentence(plan, assumptions)],
    concerns: concernsOf(plan).map(concernText),
    noticed: course.noticed,
    ...shown(course),
    mermaid: mermaid(object.title, course),
  };
}

/** A course as points and as rows, what was there before first: a little to the left of all that happens. */
function shown({ before, moments }: Course): Pick<RolloutPreview, "moments" | "table"> {
  const lead = Math.max(1, Math.round((moments.at(-1)?.time ?? 0) / 20));
  return {
    moments: [{ ...before, time: -lead }, ...moments],
    table: [{ ...before, time: "before" }, ...moments.map((moment) => ({ ...moment, time: format(moment.time) }))],
  };
}

/** A split of traffic: its shares, and the rollout of the version that gets the smallest. */
function routePreview(title: string, routes: readonly Route[], assumptions: Assumptions): RolloutPreview {
  const course = routedCourse(routes, assumptions);
  return {
    title,
    assumptions,
    plan: routeSentences(routes),
    summary: [
      ...splitSentences(routes),
      ...(course?.done === undefined
        ? []
        : [`A rollout of the version with the smallest share takes ${format(course.done)}; the course below is that.`]),
      ...(course?.notes ?? []),
    ],
    concerns: routes.flatMap(({ to, deployment }) =>
      deployment ? concernsOf(deployment.plan).map((concern) => `${to}: ${concernText(concern)}`) : [],
    ),
    noticed: course?.noticed,
    ...(course ? shown(course) : { moments: [], table: [] }),
    mermaid: course ? mermaid(title, course) : pie(title, routes),
  };
}

/** The longest time until a version that never answers is noticed, said even where the new version is taken to be well. */
function noticeSentence(plan: RolloutPlan, { broken }: Assumptions): string[] {
  const at = broken ? undefined : noticedAt(plan);
  return at === undefined ? [] : [`A version that never answers is noticed after ${format(at)} at the latest.`];
}

/** The shares alone. Source: Mermaid documentation, "Pie chart diagrams". */
const pie = (title: string, routes: readonly Route[]): string =>
  [`pie title ${title.replaceAll('"', "'")}`, ...routes.map(({ to, weight }) => `  "${to.replaceAll('"', "'")}" : ${weight}`), ""].join(
    "\n",
  );

const count = (pods: number, what = "pod"): string => `${pods} ${what}${pods === 1 ? "" : "s"}`;

function planSentences(plan: RolloutPlan): string[] {
  const { pods, minReady, progressDeadline, grace } = plan;
  const window = startWindow(plan);
  return [
    `${count(pods, plan.kind === "DaemonSet" ? "node" : "pod")}; ${strategySentence(plan.strategy, pods)}.`,
    window === undefined
      ? "Nothing ends a start that takes too long."
      : `A container may take ${format(window)} to start; after that it is killed.`,
    ...(minReady ? [`A pod counts ${format(minReady)} after it is ready.`] : []),
    ...(progressDeadline === undefined
      ? []
      : [`Without progress for ${format(progressDeadline)} the rollout counts as failed; nothing is rolled back.`]),
    `A pod that is told to stop has ${format(grace)}.`,
    ...plan.assumed.map(({ what, taken }) => `${what} is not known from this file: ${taken} is taken.`),
  ];
}

function strategySentence(strategy: Strategy, pods: number): string {
  switch (strategy.kind) {
    case "rolling":
      return `at most ${count(pods + strategy.surge)} at a time, at least ${count(Math.max(0, pods - strategy.unavailable))} available`;
    case "recreate":
      return "all old pods go before the first new one comes";
    case "ordered":
      return `one after the other from the highest ordinal down${strategy.partition ? ` to ${strategy.partition}` : ""}`;
    case "onDelete":
      return "a pod is replaced when somebody deletes it";
    case "canary":
      return `a canary in ${count(strategy.steps.length, "step")}${strategy.routed ? ", the traffic split by weight" : ", the traffic split by pods"}`;
    case "blueGreen":
      return "the new pods come up beside the old ones and get the traffic all at once";
  }
}

function courseSentences(plan: RolloutPlan, course: Course, { broken }: Assumptions): string[] {
  const { pods } = plan;
  const least =
    course.lowest === 0
      ? "No pod is available in between"
      : `At least ${count(course.lowest)} of ${pods} ${course.lowest === 1 ? "is" : "are"} available`;
  const lies = course.fewestAnswering < course.lowest;
  const answering =
    course.fewestAnswering === 0
      ? "no pod answers"
      : `only ${count(course.fewestAnswering)} ${course.fewestAnswering === 1 ? "answers" : "answer"}`;
  const served = Math.max(...course.moments.map(({ share }) => share));
  return [
    course.done === undefined
      ? "The rollout does not end by itself."
      : course.done === 0
        ? "Kubernetes calls the rollout done at once."
        : `The rollout takes ${format(course.done)}.`,
    `${least}, and there are up to ${count(course.peak)} at a time.`,
    ...(lies
      ? [`For a while ${answering}, though Kubernetes sends traffic to ${course.lowest}: nothing asks a new pod whether it answers.`]
      : []),
    ...(course.noticed === undefined
      ? broken
        ? ["Kubernetes never says that it failed."]
        : []
      : [`Kubernetes says after ${format(course.noticed)} that it failed: ProgressDeadlineExceeded.`]),
    ...(broken && served > 0 ? [`Up to ${served}% of the traffic goes to the broken version.`] : []),
  ];
}

/** An xychart, with a value at every moment. Source: Mermaid documentation, "XY Chart". */
function mermaid(title: string, { before, moments, peak }: Course): string {
  const line = (name: string, of: (moment: Moment) => number) => `  line "${name}" [${[before, ...moments].map(of).join(", ")}]`;
  return [
    "xychart-beta",
    `  title "${title.replaceAll('"', "'")}: pods during the rollout"`,
    `  x-axis [${['"before"', ...moments.map(({ time }) => `"${format(time)}"`)].join(", ")}]`,
    `  y-axis "Pods" 0 --> ${peak}`,
    line("old", (moment) => moment.old),
    line("new", (moment) => moment.new),
    line("available", (moment) => moment.available),
    "",
  ].join("\n");
}

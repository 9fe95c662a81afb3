import type { Path } from "../core/path";
import type { Assumptions, Course, Moment } from "../languages/kubernetes/rollout/course";
import { TYPICAL, format } from "../languages/kubernetes/rollout/course";
import { rolloutPlan } from "../languages/kubernetes/rollout/plan";
import { concernsOf } from "../languages/kubernetes/rollout/concerns";
import { simulate } from "../languages/kubernetes/rollout/simulate";
import { objectOf } from "../languages/kubernetes/object";
import { t } from "../l10n";
import { concernText, courseSentences, noteText, noticeSentence, planSentences } from "./rollout-words";
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
    summary: [...courseSentences(plan, course, assumptions), ...course.notes.map(noteText), ...noticeSentence(plan, assumptions)],
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
    table: [{ ...before, time: t("before") }, ...moments.map((moment) => ({ ...moment, time: format(moment.time) }))],
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
        : [t("A rollout of the version with the smallest share takes {0}; the course below is that.", format(course.done))]),
      ...(course?.notes ?? []).map(noteText),
    ],
    concerns: routes.flatMap(({ to, deployment }) =>
      deployment ? concernsOf(deployment.plan).map((concern) => `${to}: ${concernText(concern)}`) : [],
    ),
    noticed: course?.noticed,
    ...(course ? shown(course) : { moments: [], table: [] }),
    mermaid: course ? mermaid(title, course) : pie(title, routes),
  };
}

/** The shares alone. Source: Mermaid documentation, "Pie chart diagrams". */
const pie = (title: string, routes: readonly Route[]): string =>
  ["pie", `  title ${quotable(title)}`, ...routes.map(({ to, weight }) => `  "${quotable(to)}" : ${weight}`), ""].join("\n");

const quotable = (text: string): string => text.replaceAll('"', "'");

/** An xychart, with a value at every moment. Source: Mermaid documentation, "XY Chart". */
function mermaid(title: string, { before, moments, peak }: Course): string {
  const line = (name: string, of: (moment: Moment) => number) => `  line "${name}" [${[before, ...moments].map(of).join(", ")}]`;
  return [
    "xychart-beta",
    `  title "${quotable(t("{0}: pods during the rollout", title))}"`,
    `  x-axis [${[`"${quotable(t("before"))}"`, ...moments.map(({ time }) => `"${format(time)}"`)].join(", ")}]`,
    `  y-axis "${quotable(t("Pods"))}" 0 --> ${peak}`,
    line("old", (moment) => moment.old),
    line("new", (moment) => moment.new),
    line("available", (moment) => moment.available),
    "",
  ].join("\n");
}

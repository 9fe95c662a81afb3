import { stepsOf } from "../../../server/src/languages/playbook/flow";
import type { Playbook, Step } from "../../../server/src/languages/playbook/shape";
import { canRollBack } from "../../../server/src/playbook/guard";
import type { Link } from "../../../server/src/playbook/links";
import { linksOf } from "../../../server/src/playbook/links";
import { isOver } from "../../../server/src/playbook/run";
import type { Stage, StepState } from "../../../server/src/playbook/state";
import { stepState } from "../../../server/src/playbook/state";
import { cardRow, readRows } from "./card-rows";
import type { Controller } from "./controller";
import type { LiveRun, Place } from "./live";
import { callHere, changesHere, placeOf } from "./live";
import type { Row } from "./row";
import { STAGES } from "./row";
import { effectsHere, obstacles } from "./steps";
import { clock } from "./time";
import { t } from "../../../server/src/l10n";

/** A run with all its rows. */
export function runRow(controller: Controller, run: LiveRun, now: number): Row {
  const { state } = run.stored;
  const place = placeOf(run);
  const over = isOver(state);
  const word = over
    ? state.status === "done"
      ? t("done")
      : t("rolled back")
    : state.status === "rollingBack"
      ? t("rolling back")
      : positionOf(run, place);
  return {
    id: `run/${state.id}`,
    // With two runs of one playbook side by side the name is what tells them apart, so it is what a narrow list shows first.
    label: state.object?.name === undefined || state.object.name === "" ? state.playbook.title : state.object.name,
    description: [...(state.object?.name ? [state.playbook.title] : []), word].filter((text) => text !== "").join(" · "),
    tooltip: t("Started {0} by {1}", state.startedAt, state.startedBy),
    icon: over ? (state.status === "done" ? "pass" : "discard") : "play-circle",
    context: ["playbookRun", over ? "over" : "going", ...(canRollBack(state) ? ["back"] : []), ...(state.target ? [] : ["unpinned"])].join(
      " ",
    ),
    expanded: !over,
    run: state.id,
    children: [
      cardRow(run),
      ...(place.kind === "end" ? [] : hereRows(controller, run, place, now)),
      ...readRows(run),
      {
        id: `steps/${state.id}`,
        label: t("All steps"),
        context: "steps",
        icon: "list-ordered",
        run: state.id,
        children: phaseRows(run, now),
      },
      ...(state.undo.length ? [undoRow(run)] : []),
    ],
  };
}

function positionOf(run: LiveRun, place: Place): string {
  if (place.kind !== "step") return "";
  return run.playbook.phases.find(({ steps }) => steps.includes(place.step))?.title ?? t("the way back");
}

/** What is at hand, with its buttons, and after it, never folded away, what is to be said of it. */
function hereRows(controller: Controller, run: LiveRun, place: Exclude<Place, { kind: "end" }>, now: number): Row[] {
  const { state } = run.stored;
  const [stage, title, reason] =
    place.kind === "step"
      ? [place.own.stage, place.step.title, place.own.reason]
      : [place.entry.stage, t("Take back: {0}", titleOf(run, place.entry.step)), place.entry.reason];
  const blocked = obstacles(controller.reasons(run));
  const says = [
    ...(reason === undefined || reason === "" ? [] : [{ id: "reason", label: reason, icon: "comment" }]),
    ...(place.kind === "step" && stage === "failed" && place.step.onFailure
      ? [{ id: "say", label: place.step.onFailure.say, icon: "lightbulb" }]
      : []),
    ...blocked.map(({ code, message }) => ({ id: code, label: message, icon: "circle-slash" })),
    ...(run.refusal === undefined || blocked.length ? [] : [{ id: "refusal", label: run.refusal, icon: "info" }]),
  ];
  const effects = changesHere(run) ? effectsHere(run) : [];
  return [
    {
      id: `here/${state.id}`,
      label: title,
      description: [STAGES[stage].word(), halfWord(place), timing(place, now)].filter((text) => text !== "").join(" · "),
      ...iconOf(stage),
      context: ["step", ...abilities(run, place, blocked.length > 0, now)].join(" "),
      run: state.id,
      ...(place.kind === "step" ? { step: place.step.id } : {}),
      command: { command: "plimsoll.showStep", arguments: [state.id] },
    },
    ...says.map(({ id, label, icon }) => ({
      id: `here/${state.id}/${id}`,
      label,
      tooltip: label,
      icon,
      context: "reason",
      run: state.id,
    })),
    ...linksHere(controller, run, place).map(({ title: label, url }) => ({
      id: `here/${state.id}/link/${label}`,
      label,
      description: url,
      icon: "link-external",
      context: "link",
      run: state.id,
      link: url,
    })),
    ...effects.map((effect, i) => ({
      id: `here/${state.id}/effect/${i}`,
      label: effect,
      tooltip: t("It will change: {0}", effect),
      icon: "diff",
      context: "effect",
      run: state.id,
    })),
    ...run.watch.map(({ title: label, text, alarming }) => ({
      id: `here/${state.id}/watch/${label}`,
      label,
      description: text,
      tooltip: `${label}: ${text}`,
      icon: alarming ? "warning" : "pulse",
      ...(alarming ? { tone: "orange" as const } : {}),
      context: "watch",
      run: state.id,
    })),
  ];
}

/** What is to be looked at before a question is answered. */
const linksHere = ({ ports }: Controller, run: LiveRun, place: Place): Link[] =>
  place.kind === "step" && ["wait", "gate"].includes(place.step.kind) ? linksOf(ports.links(), run.stored.state) : [];

const halfWord = (place: Exclude<Place, { kind: "end" }>): string =>
  place.kind === "step" && place.own.half === "verify" ? t("verify") : "";

/** What the person can do now, in words that menus look for. */
export function abilities(run: LiveRun, place: Exclude<Place, { kind: "end" }>, blocked: boolean, now: number): string[] {
  const { state } = run.stored;
  const stage = place.kind === "step" ? place.own.stage : place.entry.stage;
  if (run.elsewhere) return [];
  if (stage === "running") return ["stop"];
  const again = stage === "failed" || stage === "interrupted";
  const hasCall = callHere(run) !== undefined;
  const isByHand = !hasCall && (place.kind === "undo" || (place.step.kind === "manual" && place.own.half === "step"));
  const tickable = place.kind === "undo" || mayTick(place.step, place.own, now);
  return [
    ...(blocked || isByHand ? [] : [again ? "retry" : "run"]),
    ...(tickable ? ["done"] : []),
    "skip",
    ...(hasCall ? ["copy"] : []),
    ...(canRollBack(state) ? ["back"] : []),
    ...(place.kind === "step" && stage === "failed" && place.step.onFailure?.goto !== undefined ? ["follow"] : []),
  ];
}

/** Whether somebody's word ends the step, as the run's own rules have it. */
function mayTick(step: Step, own: StepState, now: number): boolean {
  const check = own.half === "verify" ? step.verify : step.kind === "gate" ? step.check : undefined;
  if (check) return !("findings" in check);
  if (step.kind === "wait") return own.until !== undefined && own.until <= now;
  return step.kind !== "decision";
}

/** How long it has run, or how long it still waits. */
export function timing(place: Exclude<Place, { kind: "end" }>, now: number): string {
  if (place.kind !== "step") return "";
  const { stage, since, until } = place.own;
  if (stage === "waiting" && until !== undefined) return until > now ? t("{0} left", clock((until - now) / 1000)) : t("time is up");
  if (stage === "running" && since !== undefined) return clock((now - Date.parse(since)) / 1000);
  return "";
}

const iconOf = (stage: Stage): Pick<Row, "icon" | "tone"> => {
  const { icon, tone } = STAGES[stage];
  return tone === undefined ? { icon } : { icon, tone };
};

const titleOf = (run: LiveRun, id: string): string => stepsOf(run.playbook).find(({ step }) => step.id === id)?.step.title ?? id;

function phaseRows(run: LiveRun, now: number): Row[] {
  const { state } = run.stored;
  const place = placeOf(run);
  const groups: readonly { id: string; title: string; steps: Playbook["phases"][number]["steps"] }[] = [
    ...run.playbook.phases,
    ...(run.playbook.rollback ? [{ id: "rollback", title: t("The way back"), steps: run.playbook.rollback }] : []),
  ];
  return groups.map(({ id, title, steps }) => {
    const passed = steps.filter((step) => ["done", "skipped"].includes(stepState(state, step.id).stage)).length;
    return {
      id: `phase/${state.id}/${id}`,
      label: title,
      description: passed ? t("{0} of {1}", passed, steps.length) : "",
      context: "phase",
      run: state.id,
      children: steps.map((step) => {
        const own = stepState(state, step.id);
        const isHere = place.kind === "step" && place.step.id === step.id;
        return {
          id: `step/${state.id}/${step.id}`,
          label: step.title,
          description: [STAGES[own.stage].word(), isHere ? timing(place, now) : ""].filter((text) => text !== "").join(" · "),
          ...(own.reason === undefined ? {} : { tooltip: own.reason }),
          ...iconOf(own.stage),
          context: "passed",
          run: state.id,
          step: step.id,
          command: { command: "plimsoll.showStep", arguments: [state.id, step.id] },
        };
      }),
    };
  });
}

function undoRow(run: LiveRun): Row {
  const { state } = run.stored;
  return {
    id: `undo/${state.id}`,
    label: t("To be taken back"),
    description: String(state.undo.filter(({ stage }) => stage !== "done" && stage !== "skipped").length),
    icon: "discard",
    context: "undo",
    run: state.id,
    children: state.undo.map(({ step, stage, reason }, i) => ({
      id: `undo/${state.id}/${i}`,
      label: titleOf(run, step),
      description: STAGES[stage].word(),
      ...(reason === undefined ? {} : { tooltip: reason }),
      ...iconOf(stage),
      context: "undo",
      run: state.id,
    })),
  };
}

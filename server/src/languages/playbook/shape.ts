import type { Infer } from "./form";
import { choice, duration, flag, list, map, needed, number, object, one, optional, pattern, text, variant } from "./form";

/**
 * The shape of a playbook, declared once: the reader, the types, `schemas/playbook.schema.json`, hovers and completion come from here.
 */

const id = text(/^[a-z][a-z0-9-]*$/, "lower case words joined by dashes, such as check-events");
const inputName = /^[a-z][A-Za-z0-9]*$/;
const inputLike = "a word such as name or targetRevision";
const place = text(/^[a-z][a-z0-9-]*$/, "the id of a step or phase, or one of end and rollback");

export const CALL = object({
  program: needed(
    text(/^[\w.-]+$/, "a program's name without path or arguments"),
    "The program to start, found on the PATH. Never a shell.",
  ),
  args: needed(
    list(text()),
    "The arguments, one item each. `${name}` stands for an input and never becomes more than the one argument it stands in.",
  ),
  timeout: optional(duration, "After this time the program and everything it started is stopped, such as 30s, 5m or 1h."),
  exit: optional(list(number, 1), "The exit codes that mean success. Without it: 0."),
  expect: optional(
    list(
      object({
        matches: needed(pattern, "A regular expression that the output must match."),
        otherwise: needed(text(), "What it means when it does not."),
      }),
    ),
    "What the output must show for the call to count as successful.",
  ),
  keep: optional(
    map(text(/^[\w.[\]"'/${}-]+$/, "a path such as status.readyReplicas"), inputName, inputLike),
    "Values to keep from JSON output: a name and the path of the value, in which inputs are filled in. `.` keeps the whole output as text.",
  ),
  conceal: optional(flag, "Whether its output holds secrets: then it is neither shown nor recorded, and only what it keeps is read."),
  env: optional(
    map(text(), /^[A-Z][A-Z0-9_]*$/, "a variable's name such as PGPASSWORD"),
    "Environment variables. They are never recorded.",
  ),
  stdin: optional(text(), "Text for the standard input. It is never recorded."),
});

export const CHECK = one({
  command: needed(CALL, "Passes when the program ends as expected. It must not change anything."),
  question: needed(text(), "Passes when a person answers yes."),
  findings: needed(
    list(text(/^[\w*-]+\/[\w*-]+$/, "a rule or a glob of rules"), 1),
    "Passes when the bound object has no finding of these rules, named by id or glob.",
  ),
});

export const UNDO = one({
  command: needed(CALL, "The program that takes the step back."),
  manual: needed(text(), "What a person does to take the step back."),
});

const SHARED = {
  id: needed(id, "Names the step within the playbook."),
  title: needed(text(), "What to do, as the list of steps shows it."),
  why: optional(text(), "Why this step is there."),
  watch: optional(text(), "What to look at while it runs and after."),
  copy: optional(text(), "Text to copy, such as a query or a command that needs a pipe. Inputs are filled in."),
  verify: optional(CHECK, "How to see that the step did what it should."),
  onFailure: optional(
    object({
      say: needed(text(), "What to do when the step fails."),
      goto: optional(place, "Where to go on: a step, a phase, or rollback."),
    }),
    "What to do if the step fails.",
  ),
  rollback: optional(UNDO, "Takes the step back. Put on the list of what is to be undone as soon as the step starts."),
  irreversible: optional(text(), "Why nothing takes this step back. Shown before it runs."),
  next: optional(place, "Where to go on after this step: a step, a phase, or end. Without it: the step below."),
} as const;

export const STEP = variant(SHARED, {
  manual: { description: "A person does it and ticks it off.", fields: {} },
  command: {
    description: "Starts a program once a person says so.",
    fields: {
      command: needed(CALL, "The program and its arguments."),
      dryRun: optional(CALL, "The same call without effect, run before the real one."),
      mutating: optional(flag, "Whether it changes anything. Such a call is never repeated by the machine."),
    },
  },
  gate: { description: "Goes on only when its check passes.", fields: { check: needed(CHECK, "What must hold before the next step.") } },
  wait: {
    description: "Waits and then asks.",
    fields: {
      duration: needed(duration, "How long, such as 10m."),
      question: needed(text(), "What a person must be able to answer with yes when the time is up."),
    },
  },
  edit: {
    description: "Changes the bound file, shown as a difference first.",
    fields: {
      edit: needed(
        one({
          fix: needed(
            text(/^[\w-]+\/[\w-]+$/, "a rule such as kubernetes/missing-readiness-probe"),
            "The first quick fix of a rule's finding.",
          ),
          change: needed(
            map(text(), /^[\w.[\]"'/-]+$/, "a path such as spec.replicas"),
            "A prepared change: paths in the bound object and their new values. Inputs are filled in.",
          ),
        }),
        "What to change.",
      ),
    },
  },
  decision: {
    description: "Asks which way to go.",
    fields: {
      question: needed(text(), "What is to be decided."),
      branches: needed(
        list(
          object({
            title: needed(text(), "The answer."),
            goto: needed(place, "Where it leads: a step, a phase, end or rollback."),
            when: optional(
              object({
                kept: needed(text(inputName, inputLike), "The name of a kept value."),
                matches: needed(pattern, "A regular expression that its text matches."),
              }),
              "Suggests this answer when a kept value matches.",
            ),
          }),
          2,
        ),
        "The answers, at least two.",
      ),
    },
  },
});

export const PHASE = object({
  id: needed(id, "Names the phase within the playbook."),
  title: needed(text(), "What the phase is for."),
  steps: needed(list(STEP, 1), "The steps in order."),
  next: optional(place, "Where to go on after the last step: a step, a phase, or end. Without it: the phase below."),
});

/** Lists that the cluster itself supplies. */
export const OFFERS = ["revisions", "helmRevisions", "virtualServices", "pods", "containers"] as const;

export const INPUT = object({
  title: needed(text(), "What is asked for."),
  from: optional(
    one({
      manifest: needed(text(/^[\w.[\]"'/-]+$/, "a path such as metadata.name"), "A path in the bound object."),
      file: needed(choice(["path", "directory"]), "The bound file's path, or its folder."),
      kept: needed(text(inputName, inputLike), "The name of a value that a call kept."),
    }),
    "Where the value comes from. What it does not find there is asked for.",
  ),
  default: optional(text(), "What is filled in beforehand when it is asked for."),
  pattern: optional(pattern, "A regular expression that the whole value must match."),
  choices: optional(list(text(), 1), "The values to choose from."),
  offer: optional(
    choice(OFFERS),
    "What is read from the cluster to choose from when it is asked for: revisions, pods or containers of the bound workload, revisions of the Helm release that the input `release` names, or the VirtualServices that split traffic.",
  ),
  secret: optional(flag, "Whether it is a secret: asked for each time, never stored, never recorded."),
});

export const TOPICS = [
  "rollout",
  "incident",
  "cluster",
  "mesh",
  "network",
  "database",
  "secrets",
  "terraform",
  "containers",
  "observability",
  "cost",
  "decision",
] as const;

export const PLAYBOOK = object({
  id: needed(id, "Names the playbook. The file has the same name."),
  title: needed(text(), "What lists show."),
  summary: needed(text(), "When to use it and what it achieves, in a sentence or two."),
  topic: needed(choice(TOPICS), "Where lists put it."),
  guide: optional(flag, "Whether its commands are only shown to be copied, and every step is ticked by hand."),
  guidance: optional(list(text()), "The pieces of advice it carries, such as RBK-13."),
  appliesTo: optional(
    list(
      text(
        /^(?:[A-Z]\w*|terraform|dockerfile|compose|kubernetes)$/,
        "a kind such as Deployment, or terraform, dockerfile, compose, kubernetes",
      ),
    ),
    "The kinds of objects or the languages of files it can be started from. Without it: it needs none.",
  ),
  inputs: optional(
    map(INPUT, inputName, inputLike),
    "What its commands need. `context` and `namespace` are always there: they come from the target the run is pinned to.",
  ),
  phases: needed(list(PHASE, 1), "The phases in order."),
  rollback: optional(list(STEP, 1), "The way back. It can be entered from any step; what is on the list to be undone comes first."),
});

export type Call = Infer<typeof CALL>;
export type Check = Infer<typeof CHECK>;
export type Undo = Infer<typeof UNDO>;
export type Step = Infer<typeof STEP>;
export type StepKind = Step["kind"];
export type Phase = Infer<typeof PHASE>;
export type Input = Infer<typeof INPUT>;
export type Offers = (typeof OFFERS)[number];
export type Topic = (typeof TOPICS)[number];
export type Playbook = Infer<typeof PLAYBOOK>;

/** Inputs that every playbook has without declaring them: from the target that the run is pinned to. */
export const TARGET_INPUTS: readonly string[] = ["context", "namespace"];
/** Places that are no step: the end of the run, and the way back. */
export const ENDS: readonly string[] = ["end", "rollback"];

import type { Assumptions, Course, Moment, Note } from "./course";
import { LONGEST, TYPICAL } from "./course";
import type { CanaryStep, RolloutPlan } from "./plan";
import { startOf } from "./start";

interface Pod {
  readonly isNew: boolean;
  /** Infinity: never. */
  readonly availableAt: number;
  readonly answersAt: number;
  goneAt: number | undefined;
}

/** Plays a rollout through: a pure function. */
export const simulate = (plan: RolloutPlan, assumptions: Assumptions = TYPICAL): Course => new Simulation(plan, assumptions).run();

class Simulation {
  readonly #pods: Pod[];
  readonly #moments: Moment[] = [];
  readonly #notes: Note[] = [];
  /** From the creation of a pod until it counts as available, and until its process answers. */
  readonly #startTime: number;
  readonly #answerTime: number;
  readonly #stopTime: number;
  #time = 0;
  #progressAt = 0;
  /** What a mesh or a Service gives the new version, in percent; undefined where the pods share. */
  #share: number | undefined;
  #done: number | undefined;
  #noticed: number | undefined;

  constructor(
    private readonly plan: RolloutPlan,
    private readonly assumptions: Assumptions,
  ) {
    this.#pods = Array.from({ length: plan.pods }, () => ({
      isNew: false,
      availableAt: -Infinity,
      answersAt: -Infinity,
      goneAt: undefined,
    }));
    const start = startOf(plan, assumptions.broken ? undefined : assumptions.startup);
    const available = (start.ready ?? Infinity) + plan.minReady;
    this.#startTime = available > (start.killed ?? Infinity) ? Infinity : available;
    this.#answerTime = assumptions.broken || start.killed !== undefined ? Infinity : assumptions.startup;
    this.#stopTime = Math.min(assumptions.shutdown, plan.grace);
    if (start.killed !== undefined) this.#notes.push({ kind: "killed", container: start.container ?? "", after: start.killed });
    if (start.ready !== undefined && assumptions.broken) this.#notes.push({ kind: "unasked" });
  }

  run(): Course {
    const before = this.#record();
    this.#play();
    this.#wait();
    const last = this.#moments.at(-1);
    if (this.#done === undefined && last && last.time < this.#time) this.#moments.push({ ...last, time: this.#time });
    return {
      before,
      moments: this.#moments,
      done: this.#done,
      noticed: this.#noticed,
      peak: Math.max(...this.#moments.map((moment) => moment.old + moment.new + moment.terminating)),
      lowest: Math.min(...this.#moments.map((moment) => moment.available)),
      fewestAnswering: Math.min(...this.#moments.map((moment) => moment.answering)),
      notes: this.#notes,
    };
  }

  /** What is done may still not answer. */
  #wait(): void {
    for (let next = this.#nextEvent(); this.#done !== undefined && next !== undefined; next = this.#nextEvent()) this.#advance(next);
  }

  #play(): void {
    const { strategy, pods } = this.plan;
    switch (strategy.kind) {
      case "onDelete":
        this.#notes.push({ kind: "onDelete" });
        return;
      case "recreate":
        this.#settle(() => {
          if (this.#living(false).length) this.#stop(this.#living(false).length, false);
          else if (!this.#pods.some((pod) => !pod.isNew)) this.#create(pods - this.#living(true).length);
        });
        return;
      case "rolling":
        this.#settle(() => {
          this.#roll(pods, strategy.surge, strategy.unavailable);
        });
        return;
      case "ordered":
        if (strategy.partition > 0) this.#notes.push({ kind: "partition", ordinal: strategy.partition });
        this.#settle(() => {
          this.#replaceInOrder(pods - strategy.partition, strategy.unavailable);
        }, pods - strategy.partition);
        return;
      case "canary":
        for (const step of strategy.steps) if (!this.#canaryStep(step, strategy)) return;
        if (strategy.routed) this.#switch(0);
        else
          this.#settle(() => {
            this.#roll(pods, strategy.surge, strategy.unavailable);
          });
        return;
      case "blueGreen":
        this.#share = 0;
        this.#switch(strategy.promotion);
    }
  }

  /** All new pods come up beside the old ones, and after a pause the traffic and the old pods go. */
  #switch(promotion: number | undefined): void {
    const { pods } = this.plan;
    if (!this.#beside(pods)) return;
    if (promotion !== 0) this.#pass(promotion ?? this.assumptions.attention, promotion === undefined);
    this.#settle(() => {
      this.#stop(this.#living(false).length, false);
    });
  }

  /** Brings up so many new pods and leaves the old ones alone; returns whether they are available in the end. */
  #beside(wanted: number): boolean {
    this.#settle(
      () => {
        this.#create(wanted - this.#living(true).length);
      },
      wanted,
      true,
    );
    const reached = this.#done !== undefined;
    this.#done = undefined;
    return reached;
  }

  /**
   * Deployment controller: new pods up to `wanted` while there are at most `pods + surge`; old ones go while `pods - unavailable` stay
   * available. Source: kubernetes/kubernetes, pkg/controller/deployment/rolling.go.
   */
  #roll(wanted: number, surge: number, unavailable: number): void {
    const { pods } = this.plan;
    // The pods of a DaemonSet have a node each: the next one waits until the one before is gone.
    const taken = this.plan.kind === "DaemonSet" ? this.#pods.length : this.#living().length;
    this.#create(Math.min(pods + surge - taken, wanted - this.#living(true).length));
    const now = this.#living();
    const spare = now.length - (pods - unavailable) - this.#living(true).filter((pod) => !this.#isAvailable(pod)).length;
    const most = now.filter((pod) => this.#isAvailable(pod)).length - (pods - unavailable);
    const keep = pods - wanted;
    this.#stop(Math.min(spare, most, this.#living(false).length - keep), false);
  }

  /** StatefulSet controller: a pod is deleted, comes back with its name, and the next one waits until it is available. */
  #replaceInOrder(wanted: number, unavailable: number): void {
    const ending = this.#pods.filter((pod) => pod.goneAt !== undefined).length;
    const starting = this.#living(true).filter((pod) => !this.#isAvailable(pod)).length;
    const missing = this.plan.pods - this.#living().length - ending;
    this.#create(missing);
    const left = wanted - this.#living(true).length - ending;
    this.#stop(Math.min(unavailable - ending - starting - missing, left), false);
  }

  /** Returns whether the rollout goes on. */
  #canaryStep(step: CanaryStep, { routed, surge, unavailable }: { routed: boolean; surge: number; unavailable: number }): boolean {
    const { pods } = this.plan;
    if (step.kind === "other") {
      this.#notes.push({ kind: "leftOut", step: step.name });
      return true;
    }
    if (step.kind === "pause") {
      this.#pass(step.seconds ?? this.assumptions.attention, step.seconds === undefined);
      return true;
    }
    const wanted = Math.ceil((pods * step.percent) / 100);
    if (routed) {
      if (!this.#beside(wanted)) return false;
      this.#share = step.percent;
      this.#record();
      return true;
    }
    this.#settle(() => {
      this.#roll(wanted, surge, unavailable);
    }, wanted);
    const reached = this.#done !== undefined;
    this.#done = undefined;
    return reached;
  }

  /** Lets time pass: a soak. */
  #pass(seconds: number, byHand: boolean): void {
    if (byHand) this.#notes.push({ kind: "pause", at: this.#time, taken: seconds });
    this.#time += seconds;
    this.#progressAt = this.#time;
    this.#record();
  }

  /** Acts until nothing changes any more, from one event to the next, until `wanted` new pods are available and all others gone. */
  #settle(act: () => void, wanted = this.plan.pods, keepsOld = false): void {
    for (;;) {
      this.#act(act);
      this.#record();
      if (this.#available(true) >= wanted && (keepsOld || this.#living(false).length <= this.plan.pods - wanted)) {
        this.#done = this.#time;
        return;
      }
      const next = this.#nextEvent();
      const deadline = this.#deadline();
      if (deadline !== undefined && (next === undefined || deadline < next)) {
        this.#noticed ??= deadline;
        if (next === undefined) this.#time = deadline;
      }
      if (next === undefined || next > LONGEST) {
        if (this.#noticed === undefined && next === undefined) {
          this.#time += Math.max(600, this.#time / 4);
          this.#notes.push({ kind: "standstill" });
        }
        return;
      }
      this.#advance(next);
    }
  }

  /** A controller is called again for what it did itself, and what it does is progress. */
  #act(act: () => void): void {
    const count = () => `${this.#pods.length} ${this.#living().length}`;
    for (let before = ""; before !== count();) {
      if (before !== "") this.#progressAt = this.#time;
      before = count();
      act();
    }
  }

  #advance(to: number): void {
    if (this.#pods.some((pod) => pod.isNew && pod.availableAt === to)) this.#progressAt = to;
    this.#time = to;
    for (const pod of this.#pods.filter(({ goneAt }) => goneAt !== undefined && goneAt <= to))
      this.#pods.splice(this.#pods.indexOf(pod), 1);
    this.#record();
  }

  #deadline(): number | undefined {
    const { progressDeadline } = this.plan;
    return progressDeadline === undefined || this.#noticed !== undefined ? undefined : this.#progressAt + progressDeadline;
  }

  #nextEvent(): number | undefined {
    const events = this.#pods.flatMap((pod) =>
      pod.goneAt === undefined ? [pod.availableAt, pod.answersAt].filter((at) => at > this.#time) : [pod.goneAt],
    );
    return events.some((at) => at < Infinity) ? Math.min(...events) : undefined;
  }

  #create(count: number): void {
    const availableAt = this.#time + this.#startTime;
    const answersAt = this.#time + this.#answerTime;
    for (let i = 0; i < count; i++) this.#pods.push({ isNew: true, availableAt, answersAt, goneAt: undefined });
  }

  #stop(count: number, isNew: boolean): void {
    for (const pod of this.#living(isNew).slice(0, Math.max(0, count))) pod.goneAt = this.#time + this.#stopTime;
  }

  #living(isNew?: boolean): Pod[] {
    return this.#pods.filter((pod) => pod.goneAt === undefined && (isNew === undefined || pod.isNew === isNew));
  }

  #isAvailable = (pod: Pod): boolean => pod.availableAt <= this.#time;

  #available(isNew?: boolean): number {
    return this.#living(isNew).filter(this.#isAvailable).length;
  }

  #record(): Moment {
    const [available, newAvailable] = [this.#available(), this.#available(true)];
    const moment: Moment = {
      time: this.#time,
      old: this.#living(false).length,
      new: this.#living(true).length,
      available,
      newAvailable,
      answering: this.#living().filter((pod) => this.#isAvailable(pod) && pod.answersAt <= this.#time).length,
      terminating: this.#pods.filter((pod) => pod.goneAt !== undefined).length,
      unavailable: Math.max(0, this.plan.pods - available),
      share: this.#shareOf(available, newAvailable),
    };
    if (this.#moments.at(-1)?.time === moment.time) this.#moments.pop();
    this.#moments.push(moment);
    return moment;
  }

  /** Pods behind one Service share the traffic; a mesh gives what it is told; blue/green gives all or nothing. */
  #shareOf(available: number, newAvailable: number): number {
    if (this.#share !== undefined && this.#living(false).length) return newAvailable ? this.#share : 0;
    return available ? Math.round((100 * newAvailable) / available) : 0;
  }
}

import { yaml } from "../../core/example";
import { closest } from "../../core/closest";
import { defineRule } from "../../core/rule";
import { resolvePlace, stepsOf } from "../../languages/playbook/flow";
import { playbooks } from "../../languages/playbook/queries";
import { ENDS } from "../../languages/playbook/shape";
import { withSteps } from "./example.table";

export default defineRule({
  id: "playbook/unknown-step",
  summary: "Way that leads to no step",
  severity: "error",
  preset: "essential",
  category: "reliability",
  since: "0.1.0",
  guidance: [],
  equivalents: [],
  references: [],
  rationale: "A branch, `next` or `onFailure` that names no step ends the run in the middle, at the moment somebody needs the other way.",

  examples: [
    {
      title: "a branch to nowhere",
      source: withSteps(yaml`
      - id: choose
        title: Which way?
        kind: decision
        question: Forward or back?
        branches:
          - { title: Forward, goto: deploi }
                                    ^^^^^^ 💡 error: There is no step or phase "deploi": did you mean "deploy"?
          - { title: Back, goto: rollback }
      - id: deploy
        title: Deploy the correction
        kind: manual
`),
      fixed: withSteps(yaml`
      - id: choose
        title: Which way?
        kind: decision
        question: Forward or back?
        branches:
          - { title: Forward, goto: deploy }
          - { title: Back, goto: rollback }
      - id: deploy
        title: Deploy the correction
        kind: manual
`),
    },
    {
      title: "ways to steps, phases and the end",
      source: withSteps(yaml`
      - id: choose
        title: Which way?
        kind: decision
        question: Once more?
        branches:
          - { title: Again, goto: act }
          - { title: Enough, goto: end }
`),
    },
  ],
  on: playbooks,
  *check({ playbook, at }) {
    const places = [...stepsOf(playbook).map(({ step }) => step.id), ...playbook.phases.map(({ id }) => id), ...ENDS];
    const ways = [
      ...playbook.phases.map((phase) => ({ holder: phase, key: "next", to: phase.next })),
      ...stepsOf(playbook).flatMap(({ step }) => [
        { holder: step, key: "next", to: step.next },
        ...(step.onFailure ? [{ holder: step.onFailure, key: "goto", to: step.onFailure.goto }] : []),
        ...(step.kind === "decision" ? step.branches.map((branch) => ({ holder: branch, key: "goto", to: branch.goto })) : []),
      ]),
    ];
    for (const { holder, key, to } of ways) {
      if (to === undefined || resolvePlace(playbook, to) !== undefined) continue;
      const near = closest(to, places);
      const place = at(holder, key);
      yield {
        at: place,
        message: `There is no step or phase "${to}"${near === undefined ? "." : `: did you mean "${near}"?`}`,
        fixes: near === undefined ? [] : [{ title: `Change it to ${near}`, safety: "suggestion", edits: [{ at: place, text: near }] }],
      };
    }
  },
});

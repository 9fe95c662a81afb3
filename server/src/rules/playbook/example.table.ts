/** What stands above the steps in the examples of this folder: a playbook that nothing is wrong with. */
const HEAD = `id: playbook
title: Restart a Deployment
summary: Restarts a Deployment and looks whether it came back.
topic: rollout
inputs:
  name: { title: Deployment, from: { manifest: metadata.name } }
phases:
  - id: act
    title: Act
    steps:
`;

/** The steps of an example as a whole playbook. */
export const withSteps = (steps: string): string => HEAD + steps;

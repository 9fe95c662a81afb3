/** What a new playbook begins with: whole, so that it can be started at once, and read-only until somebody adds a change. */
export const NEW_PLAYBOOK = `id: {id}
title: Release a new version
summary: Looks at what runs, lets the pipeline deploy, and watches it.
topic: rollout
appliesTo: [Deployment]
inputs:
  name:
    title: Deployment
    from: { manifest: metadata.name }
phases:
  - id: before
    title: Before
    steps:
      - id: read
        title: Read the Deployment
        kind: command
        command:
          program: kubectl
          args: [get, deployment, "\${name}", --context, "\${context}", --namespace, "\${namespace}", --request-timeout, 5s]
          timeout: 10s
  - id: release
    title: Release
    steps:
      - id: deploy
        title: Let the pipeline deploy it
        kind: manual
      - id: soak
        title: Let it run
        kind: wait
        duration: 10m
        question: Are errors and latency as they were before?
`;

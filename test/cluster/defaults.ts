import type { Kind } from "./kinds.table";
import { DAEMON_SETS, DEPLOYMENTS, PODS, SERVICES, STATEFUL_SETS } from "./kinds.table";
import type { Draft } from "./resource";
import { digestOf, isObject } from "./resource";

type Fields = Readonly<Record<string, unknown>>;

/** What the API server fills in where nothing is written, as far as kubectl or a controller looks at it. */
const DEFAULTS: ReadonlyMap<Kind, Fields> = new Map<Kind, Fields>([
  [
    DEPLOYMENTS,
    {
      replicas: 1,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
  ],
  [
    STATEFUL_SETS,
    { replicas: 1, podManagementPolicy: "OrderedReady", updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } } },
  ],
  [DAEMON_SETS, { updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } }],
  [PODS, { restartPolicy: "Always" }],
  [SERVICES, { type: "ClusterIP", sessionAffinity: "None" }],
]);

export function withDefaults(kind: Kind, draft: Draft): Draft {
  const defaults = DEFAULTS.get(kind);
  if (!defaults) return draft;
  const spec = filled(isObject(draft.spec) ? draft.spec : {}, defaults);
  if (kind !== SERVICES || spec.clusterIP !== undefined) return { ...draft, spec };
  return { ...draft, spec: { ...spec, clusterIP: `10.96.0.${1 + (parseInt(digestOf(draft.metadata.name), 36) % 250)}` } };
}

const filled = (own: Fields, defaults: Fields): Fields => ({
  ...own,
  ...Object.fromEntries(
    Object.entries(defaults).flatMap(([name, value]) => {
      const written = own[name];
      if (written === undefined) return [[name, value]];
      // A strategy that is written is filled only if it is the same one.
      return isObject(written) && isObject(value) && (written.type ?? value.type) === value.type ? [[name, filled(written, value)]] : [];
    }),
  ),
});

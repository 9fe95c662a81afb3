import { yaml } from "../../core/example";
import type { RuleId } from "../../core/settings";
import type { Range } from "../../core/text";
import { joinWords } from "../../core/words";
import type { KubernetesObject } from "../../languages/kubernetes/object";
import type { Mapping } from "../../languages/yaml/mapping";

interface Problem {
  readonly at: Range;
  /** What is wrong, in words that follow the Rollout's title. */
  readonly says: string;
}

/** One reason for which the controller refuses a Rollout. Source: the specification of Argo Rollouts 1.8 and what its controller reports. */
interface RolloutRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly rationale: string;
  readonly reference?: string;
  readonly problems: (spec: RolloutSpec) => Iterable<Problem>;
  readonly hit: string;
  readonly clean: string;
}

/** The parts of a Rollout that the rows ask for. */
interface RolloutSpec {
  readonly object: KubernetesObject;
  readonly spec: Mapping;
  readonly strategy: Mapping;
  readonly canary: Mapping;
  readonly blueGreen: Mapping;
  readonly routing: Mapping;
  readonly steps: readonly Mapping[];
}

export function* problemsOf(row: RolloutRow, object: KubernetesObject): Iterable<Problem> {
  const { spec } = object;
  const strategy = spec.map("strategy");
  const canary = strategy.map("canary");
  const steps = [...canary.list("steps").maps()];
  yield* row.problems({
    object,
    spec,
    strategy,
    canary,
    blueGreen: strategy.map("blueGreen"),
    routing: canary.map("trafficRouting"),
    steps,
  });
}

/** Routers that need both Services to split traffic between. */
const SPLITTING = ["alb", "smi", "apisix", "ambassador", "nginx", "appMesh", "traefik"];
/** Routers that can follow a step which routes by more than a weight. */
const ROUTE_STEPS: readonly (readonly [step: string, routers: readonly string[]])[] = [
  ["setHeaderRoute", ["istio", "alb", "apisix", "plugins"]],
  ["setMirrorRoute", ["istio", "plugins"]],
];
const STEP_KINDS = ["experiment", "pause", "setWeight", "analysis", "setCanaryScale", "setHeaderRoute", "setMirrorRoute", "plugin"];
/** Of these a step may have one. */
const EXCLUSIVE = ["setWeight", "pause", "experiment", "analysis"];

const TRAFFIC = "https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/";
const CANARY = "https://argo-rollouts.readthedocs.io/en/stable/features/canary/";

const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

const isZero = (mapping: Mapping, key: string): boolean => mapping.is(key, 0) || mapping.is(key, "0%") || mapping.is(key, "0");

function* sameService(mapping: Mapping, first: string, second: string): Iterable<Problem> {
  const name = mapping.string(first);
  if (name !== undefined && name !== "" && name === mapping.string(second))
    yield { at: mapping.rangeOf(second), says: `uses the Service "${name}" as ${first} and as ${second}` };
}

/** Steps that the written router cannot follow. */
function* unroutable(routing: Mapping, steps: readonly Mapping[]): Iterable<Problem> {
  for (const step of steps)
    for (const [key, routers] of ROUTE_STEPS)
      if (step.has(key) && !routers.some((router) => routing.has(router)))
        yield { at: step.keyRange(key), says: `has a step ${key}, which only ${joinWords(routers)} can follow` };
}

const patternsOf = (value: Mapping): string[] => ["exact", "prefix", "regex"].filter((key) => value.has(key));

const named = (list: Iterable<Mapping>): string[] => [...list].map((item) => item.string("name") ?? "");

export const ROLLOUT_ROWS: readonly RolloutRow[] = [
  {
    id: "kubernetes/rollout-without-strategy",
    summary: "Rollout with no strategy, or with two",
    rationale: "A Rollout is either `canary` or `blueGreen`.",
    *problems({ object, spec, strategy }) {
      if (strategy.has("canary") && strategy.has("blueGreen"))
        yield { at: strategy.keyRange("blueGreen"), says: "has both a canary and a blue-green strategy" };
      else if (spec.presence === "written" && strategy.lacks("canary") && strategy.lacks("blueGreen"))
        yield {
          at: spec.has("strategy") ? spec.keyRange("strategy") : object.anchor,
          says: "has neither a canary nor a blue-green strategy",
        };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
                  ^^^ error: Rollout "web" has neither a canary nor a blue-green strategy.
spec:
  replicas: 3
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: both }
spec:
  strategy:
    canary: {}
    blueGreen: { activeService: web }
    ^^^^^^^^^ error: Rollout "both" has both a canary and a blue-green strategy.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy: { canary: {} }
`,
  },
  {
    id: "kubernetes/rollout-without-selector",
    summary: "Rollout without a selector",
    rationale: "A Rollout that brings its own template finds its pods by `selector`; only one with a `workloadRef` does without.",
    *problems({ object, spec }) {
      const selector = spec.map("selector");
      if (spec.presence !== "written" || !spec.lacks("workloadRef")) return;
      const isEmpty = selector.presence === "written" && selector.lacks("matchLabels") && selector.lacks("matchExpressions");
      if (spec.lacks("selector") || isEmpty)
        yield { at: spec.has("selector") ? spec.keyRange("selector") : object.anchor, says: "selects no pods: it has no selector" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
                  ^^^ error: Rollout "web" selects no pods: it has no selector.
spec:
  template: {}
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: referring }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
`,
  },
  {
    id: "kubernetes/rollout-template-and-reference",
    summary: "Rollout with a template and a workload to take it from",
    rationale: "With a `workloadRef` the pods are those of the Deployment it names; a template beside it contradicts.",
    *problems({ spec }) {
      if (spec.has("workloadRef") && spec.map("template").keys.length)
        yield { at: spec.keyRange("template"), says: "has a template and a workloadRef to take it from" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  template:
  ^^^^^^^^ error: Rollout "web" has a template and a workloadRef to take it from.
    metadata: { labels: { app: web } }
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
`,
  },
  {
    id: "kubernetes/rollout-deadline",
    summary: "Rollout whose deadline passes before a pod counts",
    rationale: "A pod counts after `minReadySeconds`; a `progressDeadlineSeconds` (600 by default) that is not longer has passed by then.",
    *problems({ spec }) {
      const ready = spec.lacks("minReadySeconds") ? 0 : spec.number("minReadySeconds");
      const deadline = spec.lacks("progressDeadlineSeconds") ? 600 : spec.number("progressDeadlineSeconds");
      if (ready !== undefined && deadline !== undefined && ready > 0 && deadline <= ready)
        yield { at: spec.rangeOf("minReadySeconds"), says: `waits ${ready} seconds for a pod to count and gives up after ${deadline}` };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  minReadySeconds: 120
                   ^^^ error: Rollout "web" waits 120 seconds for a pod to count and gives up after 60.
  progressDeadlineSeconds: 60
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  minReadySeconds: 120
`,
  },
  {
    id: "kubernetes/rollout-same-service",
    summary: "Rollout with one Service in two roles",
    rationale: "Old and new pods are told apart by their Services: with one for both there is nothing to switch.",
    *problems({ canary, blueGreen }) {
      yield* sameService(blueGreen, "activeService", "previewService");
      yield* sameService(canary, "canaryService", "stableService");
      yield* sameService(canary.map("pingPong"), "pingService", "pongService");
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    blueGreen:
      activeService: web
      previewService: web
                      ^^^ error: Rollout "web" uses the Service "web" as activeService and as previewService.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    blueGreen:
      activeService: web
      previewService: web-preview
`,
  },
  {
    id: "kubernetes/rollout-missing-service",
    summary: "Rollout without the Services that its strategy works with",
    rationale:
      "A router splits between two Services, so both `stableService` and `canaryService` are needed, or both of `pingPong`. A blue-green rollout switches its `activeService`.",
    reference: TRAFFIC,
    *problems({ canary, routing, blueGreen, strategy }) {
      if (blueGreen.presence === "written" && blueGreen.lacks("activeService"))
        yield { at: strategy.keyRange("blueGreen"), says: "has no activeService to switch" };
      const pingPong = canary.map("pingPong");
      if (pingPong.presence === "written") {
        for (const key of ["pingService", "pongService"])
          if (pingPong.lacks(key)) yield { at: canary.keyRange("pingPong"), says: `has no ${key} to alternate with` };
        return;
      }
      const router =
        SPLITTING.find((name) => routing.has(name)) ??
        (routing.map("istio").presence === "written" && routing.map("istio").lacks("destinationRule") ? "istio" : undefined);
      if (router === undefined || canary.has("pingPong")) return;
      for (const key of ["stableService", "canaryService"])
        if (canary.lacks(key)) yield { at: routing.keyRange(router), says: `routes by ${router} and names no ${key}` };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      stableService: web
      trafficRouting:
        nginx: { stableIngress: web }
        ^^^^^ error: Rollout "web" routes by nginx and names no canaryService.
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: switched }
spec:
  strategy:
    blueGreen: { previewService: preview }
    ^^^^^^^^^ error: Rollout "switched" has no activeService to switch.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      stableService: web
      canaryService: web-canary
      trafficRouting:
        nginx: { stableIngress: web }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: mesh }
spec:
  strategy:
    canary:
      trafficRouting:
        istio: { destinationRule: { name: web, canarySubsetName: canary, stableSubsetName: stable } }
`,
  },
  {
    id: "kubernetes/rollout-ping-pong-router",
    summary: "Ping-pong Services with a router that cannot do it",
    rationale: "Alternating Services work with ALB, Istio and plug-ins; ALB needs a `rootService` besides.",
    reference: TRAFFIC,
    *problems({ canary, routing }) {
      if (canary.map("pingPong").presence !== "written" || routing.presence !== "written") return;
      if (routing.lacks("alb") && routing.lacks("istio") && routing.lacks("plugins"))
        yield { at: canary.keyRange("pingPong"), says: "alternates Services, which its traffic router cannot do" };
      const alb = routing.map("alb");
      if (alb.presence === "written" && alb.lacks("rootService"))
        yield { at: routing.keyRange("alb"), says: "alternates Services behind ALB and names no rootService" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      pingPong: { pingService: ping, pongService: pong }
      trafficRouting:
        alb: { ingress: web, servicePort: 80 }
        ^^^ error: Rollout "web" alternates Services behind ALB and names no rootService.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      pingPong: { pingService: ping, pongService: pong }
      trafficRouting:
        alb: { ingress: web, servicePort: 80, rootService: web }
`,
  },
  {
    id: "kubernetes/rollout-needs-routing",
    summary: "Rollout setting that needs traffic routing",
    rationale:
      "These settings move traffic or keep old pods for it, which takes a router: without `trafficRouting` they cannot be followed.",
    reference: TRAFFIC,
    *problems({ canary, routing, steps }) {
      if (routing.presence === "written" && !routing.open) yield* unroutable(routing, steps);
      if (routing.presence !== "absent" || !canary.lacks("trafficRouting")) return;
      if (canary.has("scaleDownDelaySeconds"))
        yield { at: canary.keyRange("scaleDownDelaySeconds"), says: "sets scaleDownDelaySeconds, which needs traffic routing" };
      if (canary.is("dynamicStableScale", true))
        yield { at: canary.keyRange("dynamicStableScale"), says: "sets dynamicStableScale, which needs traffic routing" };
      for (const step of steps)
        for (const key of ["setCanaryScale", "setHeaderRoute", "setMirrorRoute"])
          if (step.has(key)) yield { at: step.keyRange(key), says: `has a step ${key}, which needs traffic routing` };
      for (const step of steps)
        for (const template of step.map("experiment").list("templates").maps())
          if (template.has("weight"))
            yield { at: template.keyRange("weight"), says: "gives a template of an experiment a weight, which needs traffic routing" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      dynamicStableScale: true
      ^^^^^^^^^^^^^^^^^^ error: Rollout "web" sets dynamicStableScale, which needs traffic routing.
      steps:
        - setCanaryScale: { replicas: 1 }
          ^^^^^^^^^^^^^^ error: Rollout "web" has a step setCanaryScale, which needs traffic routing.
        - pause: {}
        - experiment:
            templates:
              - name: canary
                specRef: canary
                weight: 10
                ^^^^^^ error: Rollout "web" gives a template of an experiment a weight, which needs traffic routing.
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: mirrored }
spec:
  strategy:
    canary:
      stableService: web
      canaryService: web-canary
      trafficRouting:
        managedRoutes: [{ name: copies }]
        alb: { ingress: web, servicePort: 80 }
      steps:
        - setMirrorRoute: { name: copies, percentage: 10 }
          ^^^^^^^^^^^^^^ error: Rollout "mirrored" has a step setMirrorRoute, which only istio and plugins can follow.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      dynamicStableScale: true
      trafficRouting: { plugins: { argoproj-labs/gatewayAPI: { httpRoute: web } } }
      steps: [{ setCanaryScale: { replicas: 1 } }]
`,
  },
  {
    id: "kubernetes/rollout-scale-conflict",
    summary: "Stable pods scaled with traffic and kept for later",
    rationale: "`dynamicStableScale` takes old pods away as traffic leaves them, `scaleDownDelaySeconds` keeps them: one of the two.",
    reference: CANARY,
    *problems({ canary, routing }) {
      if (routing.presence === "written" && canary.is("dynamicStableScale", true) && canary.has("scaleDownDelaySeconds"))
        yield { at: canary.keyRange("scaleDownDelaySeconds"), says: "keeps old pods for a while and scales them down with traffic" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      dynamicStableScale: true
      scaleDownDelaySeconds: 60
      ^^^^^^^^^^^^^^^^^^^^^ error: Rollout "web" keeps old pods for a while and scales them down with traffic.
      trafficRouting: { plugins: {} }
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      scaleDownDelaySeconds: 60
      trafficRouting: { plugins: {} }
`,
  },
  {
    id: "kubernetes/rollout-largest-weight",
    summary: "Largest weight on a router that counts to 100",
    rationale: "`maxTrafficWeight` is understood by nginx and by plug-ins; all other routers count to 100.",
    reference: TRAFFIC,
    *problems({ routing }) {
      if (routing.has("maxTrafficWeight") && routing.lacks("nginx") && routing.lacks("plugins"))
        yield { at: routing.keyRange("maxTrafficWeight"), says: "sets maxTrafficWeight, which its router does not know" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        maxTrafficWeight: 1000
        ^^^^^^^^^^^^^^^^ error: Rollout "web" sets maxTrafficWeight, which its router does not know.
        smi: {}
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        maxTrafficWeight: 1000
        nginx: { stableIngress: web }
`,
  },
  {
    id: "kubernetes/rollout-step",
    summary: "Step that says nothing, or two things",
    rationale: "A step does one thing: it sets a weight, pauses, runs an analysis or an experiment, or sets a scale or route.",
    reference: CANARY,
    *problems({ steps }) {
      for (const step of steps) {
        const written = EXCLUSIVE.filter((key) => step.has(key));
        if (written.length > 1)
          yield { at: step.keyRange(written[1] ?? ""), says: `has a step with both ${written[0] ?? ""} and ${written[1] ?? ""}` };
        else if (STEP_KINDS.every((key) => step.lacks(key))) yield { at: step.anchor, says: "has a step that does nothing" };
      }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
          pause: { duration: 5m }
          ^^^^^ error: Rollout "web" has a step with both setWeight and pause.
        - wait: 5m
          ^^^^ error: Rollout "web" has a step that does nothing.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: 5m }
`,
  },
  {
    id: "kubernetes/rollout-weight",
    summary: "Step whose weight is out of range",
    rationale: "Weights are percent, from 0 to 100, unless `maxTrafficWeight` says otherwise.",
    reference: CANARY,
    *problems({ routing, steps }) {
      const most = routing.lacks("maxTrafficWeight") ? 100 : routing.number("maxTrafficWeight");
      for (const step of steps) {
        const weight = step.number("setWeight");
        if (most !== undefined && weight !== undefined && (weight < 0 || weight > most))
          yield { at: step.rangeOf("setWeight"), says: `sets a weight of ${weight}, which is not between 0 and ${most}` };
      }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 110
                     ^^^ error: Rollout "web" sets a weight of 110, which is not between 0 and 100.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting: { maxTrafficWeight: 1000, nginx: { stableIngress: web } }
      steps: [{ setWeight: 110 }]
`,
  },
  {
    id: "kubernetes/rollout-pause",
    summary: "Pause of less than no time",
    rationale: "A pause lasts a positive number of seconds, or a time such as `5m`; `{}` waits for a person.",
    reference: CANARY,
    *problems({ steps }) {
      for (const step of steps) {
        const duration = step.map("pause").get("duration");
        if (duration !== undefined && duration !== null && /^-|^\d+(?:\.\d+)?(?:d|w)$|^[a-z]/i.test(String(duration)))
          yield { at: step.map("pause").rangeOf("duration"), says: `pauses for "${String(duration)}", which is no time it can wait` };
      }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - pause: { duration: -5 }
                             ^^ error: Rollout "web" pauses for "-5", which is no time it can wait.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps: [{ pause: { duration: 1h } }, { pause: { duration: 30 } }, { pause: {} }]
`,
  },
  {
    id: "kubernetes/rollout-managed-route",
    summary: "Step about a route that the Rollout does not manage",
    rationale:
      "Routes by header or mirror are made by the controller, so they have to be listed in `trafficRouting.managedRoutes`, by the same name.",
    reference: TRAFFIC,
    *problems({ routing, steps }) {
      const managed = routing.list("managedRoutes");
      if (routing.presence !== "written" || managed.open) return;
      const names = named(managed.maps());
      for (const step of steps)
        for (const key of ["setHeaderRoute", "setMirrorRoute"]) {
          const name = step.map(key).string("name");
          if (name !== undefined && !names.includes(name))
            yield { at: step.map(key).rangeOf("name"), says: `has a step about route "${name}", which managedRoutes does not list` };
        }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: beta }]
        istio: {}
      steps:
        - setHeaderRoute: { name: testers, match: [{ headerName: X-Test, headerValue: { exact: "1" } }] }
                                  ^^^^^^^ error: Rollout "web" has a step about route "testers", which managedRoutes does not list.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: testers }]
        istio: {}
      steps:
        - setHeaderRoute: { name: testers, match: [{ headerName: X-Test, headerValue: { exact: "1" } }] }
`,
  },
  {
    id: "kubernetes/rollout-header-match",
    summary: "Match of a request with no pattern, or with two",
    rationale: "A header, a method or a path is compared by one of `exact`, `prefix` and `regex`; ALB knows `exact` alone.",
    reference: TRAFFIC,
    *problems({ routing, steps }) {
      for (const step of steps) {
        for (const match of step.map("setHeaderRoute").list("match").maps()) {
          const value = match.map("headerValue");
          if (value.open) continue;
          const written = patternsOf(value);
          const at = match.has("headerValue") ? match.keyRange("headerValue") : match.anchor;
          if (written.length !== 1) yield { at, says: `compares a header by ${written.join(" and ") || "nothing"}` };
          else if (routing.has("alb") && written[0] !== "exact")
            yield { at, says: `compares a header by ${written[0] ?? ""}, which ALB cannot` };
        }
        for (const match of step.map("setMirrorRoute").list("match").maps())
          for (const [what, values, key] of [
            ["a method", match, "method"],
            ["a path", match, "path"],
            ...match.map("headers").keys.map((name) => ["a header", match.map("headers"), name] as const),
          ] as const) {
            const written = patternsOf(values.map(key));
            if (values.map(key).presence === "written" && !values.map(key).open && written.length !== 1)
              yield { at: values.keyRange(key), says: `compares ${what} by ${written.join(" and ") || "nothing"}` };
          }
      }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: testers }]
        alb: { ingress: web, servicePort: 80 }
      steps:
        - setHeaderRoute:
            name: testers
            match:
              - headerName: X-Test
                headerValue: { prefix: "1" }
                ^^^^^^^^^^^ error: Rollout "web" compares a header by prefix, which ALB cannot.
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: mirrored }
spec:
  strategy:
    canary:
      trafficRouting: { managedRoutes: [{ name: copies }], istio: {} }
      steps:
        - setMirrorRoute:
            name: copies
            match:
              - method: { exact: GET, prefix: G }
                ^^^^^^ error: Rollout "mirrored" compares a method by exact and prefix.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: testers }]
        istio: {}
      steps:
        - setHeaderRoute: { name: testers, match: [{ headerName: X-Test, headerValue: { prefix: "1" } }] }
`,
  },
  {
    id: "kubernetes/rollout-anti-affinity",
    summary: "Anti-affinity that is neither preferred nor required",
    rationale: "The anti-affinity between versions is either preferred, with a weight from 1 to 100, or required.",
    *problems({ canary, blueGreen }) {
      for (const strategy of [canary, blueGreen]) {
        const affinity = strategy.map("antiAffinity");
        if (affinity.presence !== "written" || affinity.open) continue;
        const weight = affinity.map(PREFERRED).number("weight");
        if (affinity.has(PREFERRED) === affinity.has(REQUIRED))
          yield { at: strategy.keyRange("antiAffinity"), says: "has an anti-affinity that is not one of preferred and required" };
        else if (weight !== undefined && (weight < 1 || weight > 100))
          yield {
            at: affinity.map(PREFERRED).rangeOf("weight"),
            says: `weighs its anti-affinity ${weight}, which is not between 1 and 100`,
          };
      }
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      antiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution: { weight: 200 }
                                                                   ^^^ error: Rollout "web" weighs its anti-affinity 200, which is not between 1 and 100.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      antiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution: {}
`,
  },
  {
    id: "kubernetes/rollout-without-room",
    summary: "Canary that may neither add a pod nor take one away",
    rationale: "With both `maxSurge` and `maxUnavailable` at zero no pod could ever be replaced.",
    reference: CANARY,
    *problems({ canary }) {
      if (isZero(canary, "maxSurge") && isZero(canary, "maxUnavailable"))
        yield { at: canary.rangeOf("maxSurge"), says: "may neither add a pod nor take one away" };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      maxSurge: 0
                ^ error: Rollout "web" may neither add a pod nor take one away.
      maxUnavailable: 0
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary: { maxSurge: 1, maxUnavailable: 0 }
`,
  },
  {
    id: "kubernetes/rollout-history",
    summary: "More old versions kept running than remembered",
    rationale:
      "`scaleDownDelayRevisionLimit` keeps old versions running, so it cannot be larger than `revisionHistoryLimit` (10 by default).",
    *problems({ spec, blueGreen }) {
      const kept = blueGreen.number("scaleDownDelayRevisionLimit");
      const remembered = spec.lacks("revisionHistoryLimit") ? 10 : spec.number("revisionHistoryLimit");
      if (kept !== undefined && remembered !== undefined && kept > remembered)
        yield {
          at: blueGreen.rangeOf("scaleDownDelayRevisionLimit"),
          says: `keeps ${kept} old versions running and remembers ${remembered}`,
        };
    },
    hit: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  revisionHistoryLimit: 1
  strategy:
    blueGreen: { activeService: web, scaleDownDelayRevisionLimit: 3 }
                                                                  ^ error: Rollout "web" keeps 3 old versions running and remembers 1.
`,
    clean: yaml`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    blueGreen: { activeService: web, scaleDownDelayRevisionLimit: 3 }
`,
  },
];

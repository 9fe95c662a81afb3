import { yaml } from "../../core/example";
import { defineRule } from "../../core/rule";
import { metricsOf } from "../../languages/kubernetes/analysis";
import { kinds } from "../../languages/kubernetes/queries";

export default defineRule({
  id: "kubernetes/analysis-that-cannot-fail",
  summary: "Analysis that forgives every measurement it takes",
  severity: "warning",
  preset: "recommended",
  category: "reliability",
  since: "0.1.0",
  guidance: ["QA-18", "EDO-02"],
  equivalents: [],
  references: ["https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#failure-conditions-and-failure-limit"],
  rationale:
    "A metric counts as failed once more than `failureLimit` of its measurements have failed. With as many measurements as that, or with the single one of a metric without an interval, it never can: the analysis passes whatever it measures, and the canary is promoted. Measure more often, or forgive less.",
  examples: [
    {
      title: "five measurements, five of which may fail, and a single one that may",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate }
spec:
  metrics:
    - name: success-rate
      interval: 1m
      count: 5
      failureLimit: 5
                    ^ warning: Metric "success-rate" takes 5 measurements and forgives 5: the analysis cannot fail.
      successCondition: result[0] >= 0.95
    - name: smoke-test
      failureLimit: 1
                    ^ warning: Metric "smoke-test" takes 1 measurement and forgives 1: the analysis cannot fail.
      provider: { job: { spec: {} } }
`,
    },
    {
      title: "fewer, measurements without an end, no limit on purpose, a template",
      source: yaml`
apiVersion: argoproj.io/v1alpha1
kind: ClusterAnalysisTemplate
metadata: { name: success-rate }
spec:
  metrics:
    - { name: some, interval: 1m, count: 5, failureLimit: 2 }
    - { name: endless, interval: 1m, failureLimit: 10 }
    - { name: strict, count: 1 }
    - { name: report, count: 3, interval: 1m, failureLimit: -1 }
    - { name: argument, interval: 1m, count: "{{args.count}}", failureLimit: 3 }
`,
    },
  ],
  on: kinds("argoproj.io", "AnalysisTemplate", "ClusterAnalysisTemplate"),
  *check(object) {
    for (const metric of metricsOf(object)) {
      if (metric?.count === undefined || metric.allowed === undefined || metric.allowed < metric.count) continue;
      const { root, count, allowed } = metric;
      const name = root.string("name");
      yield {
        at: root.rangeOf("failureLimit"),
        message: `Metric${name === undefined ? "" : ` "${name}"`} takes ${count} ${count === 1 ? "measurement" : "measurements"} and forgives ${allowed}: the analysis cannot fail.`,
      };
    }
  },
});

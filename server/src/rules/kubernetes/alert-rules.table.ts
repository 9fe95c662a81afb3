import { yaml } from "../../core/example";
import type { Preset, RuleId, Severity } from "../../core/settings";
import type { Range } from "../../core/text";
import type { GuidanceId } from "../../guidance/ids.generated";
import type { AlertRule } from "../../languages/kubernetes/alert-rules";
import { keptLabels, withoutStrings } from "../../languages/kubernetes/alert-rules";

/** One slip of an alert or recording rule. */
export interface AlertRow {
  readonly id: RuleId;
  readonly summary: string;
  readonly severity: Severity;
  readonly preset: Preset;
  readonly guidance: readonly GuidanceId[];
  readonly references: readonly string[];
  readonly rationale: string;
  readonly patient?: true;
  /** What is wrong, in words that follow the rule's title, and what to underline. */
  readonly problem: (rule: AlertRule) => { readonly at: Range; readonly says: string } | undefined;
  readonly hit: string;
  readonly clean: string;
}

const ALERTING = ["https://prometheus.io/docs/practices/alerting/"];
const ALERT_RULES = ["https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/"];

/** An alert that is meant to fire always, or at once when something is not there. */
const isImmediate = ({ alert, expression }: AlertRule): boolean =>
  /watchdog|deadman/i.test(alert ?? "") || /\babsent(?:_over_time)?\s*\(/.test(expression ?? "");

/** Labels of which each user, request or start has another. */
const UNBOUNDED = /^(?:user|user_?id|session|session_?id|email|trace_?id|span_?id|request_?id|client_?ip|remote_addr|container_id|uid)$/;

export const ALERT_ROWS: readonly AlertRow[] = [
  {
    id: "kubernetes/raw-counter",
    summary: "Counter compared without a rate",
    severity: "warning",
    preset: "strict",
    guidance: ["PM-12"],
    references: ["https://prometheus.io/docs/prometheus/latest/querying/functions/#rate"],
    rationale:
      "A counter only grows until its process restarts: compared with a number it fires once that much has ever happened, and stops at the next deployment. Take `rate` or `increase` over a window first. Some exporters call a gauge `_total` as well, so this is for the strict preset.",
    problem({ expression, root }) {
      const text = expression === undefined ? "" : withoutStrings(expression);
      const [, counter] = /(?:^|[\s(])([a-zA-Z_:][\w:]*_total)\s*(?:\{[^}]*\})?\s*(?:>=?|<=?)\s*[\d.]/.exec(text) ?? [];
      return counter !== undefined && !/\b(?:rate|irate|increase|delta|changes|resets|deriv)\s*\(/.test(text)
        ? { at: root.rangeOf("expr"), says: `compares the counter ${counter} itself, which only grows` }
        : undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Errors
          expr: http_errors_total{job="shop"} > 100
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Alert "Errors" compares the counter http_errors_total itself, which only grows.
          for: 5m
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Errors
          expr: sum(rate(http_errors_total{job="shop"}[5m])) > 1
          for: 5m
        - alert: Swap
          expr: node_memory_MemTotal_bytes > 1000
`,
  },
  {
    id: "kubernetes/quantile-without-le",
    summary: "Quantile of a histogram that lost its buckets",
    severity: "error",
    preset: "recommended",
    guidance: ["PM-13"],
    references: ["https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile"],
    rationale:
      "`histogram_quantile` tells the buckets apart by `le`. Aggregated away, nothing is left to compute from: the result is empty, and the alert can never fire. Keep `le` in `by (…)`.",
    problem({ expression, root }) {
      const text = expression === undefined ? "" : withoutStrings(expression);
      const [, labels] =
        /\bhistogram_quantile\s*\(\s*[\d.]+\s*,\s*(?:sum|avg)\s*by\s*\(([^)]*)\)\s*\(\s*(?:rate|irate|increase)\s*\(\s*[\w:]*_bucket\b/.exec(
          text,
        ) ?? [];
      return labels !== undefined && !labels.split(",").some((label) => label.trim() === "le")
        ? { at: root.rangeOf("expr"), says: "computes a quantile of buckets whose label le was aggregated away" }
        : undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Slow
          expr: histogram_quantile(0.99, sum by (job) (rate(http_seconds_bucket[5m]))) > 1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Alert "Slow" computes a quantile of buckets whose label le was aggregated away.
          for: 10m
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Slow
          expr: histogram_quantile(0.99, sum by (job, le) (rate(http_seconds_bucket[5m]))) > 1
          for: 10m
        - alert: SlowNative
          expr: histogram_quantile(0.99, sum by (job) (rate(http_seconds[5m]))) > 1
          for: 10m
`,
  },
  {
    id: "kubernetes/average-of-quantiles",
    summary: "Average of quantiles",
    severity: "warning",
    preset: "recommended",
    guidance: ["PM-14"],
    references: ["https://prometheus.io/docs/practices/histograms/#quantiles"],
    rationale:
      "The average of two 99th percentiles is the 99th percentile of nothing, and their sum less so. A histogram's buckets can be added across instances; a summary's quantiles cannot.",
    problem({ expression, root }) {
      return expression !== undefined && /\b(?:avg|sum)\s*(?:by\s*\([^)]*\)\s*)?\(\s*[\w:]+\{[^}]*\bquantile\s*=/.test(expression)
        ? { at: root.rangeOf("expr"), says: "adds up quantiles of several series, which gives a quantile of none" }
        : undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Slow
          expr: avg(http_seconds{quantile="0.99"}) > 1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Alert "Slow" adds up quantiles of several series, which gives a quantile of none.
          for: 10m
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Slow
          expr: max by (instance) (http_seconds{quantile="0.99"}) > 1
          for: 10m
`,
  },
  {
    id: "kubernetes/alert-on-average",
    summary: "Latency alert on an average",
    severity: "hint",
    preset: "strict",
    guidance: ["CP-14"],
    references: ["https://prometheus.io/docs/practices/histograms/"],
    rationale:
      "An average hides the slow requests: one in twenty may take ten seconds while the average stays below one. Alert on the 95th or 99th percentile.",
    problem({ expression, alert, root }) {
      const text = expression === undefined ? "" : withoutStrings(expression);
      return alert !== undefined && /_(?:seconds|duration|latency)\w*_sum\b[^/]*\/[^/]*_(?:seconds|duration|latency)\w*_count\b/.test(text)
        ? { at: root.rangeOf("expr"), says: "watches an average time, which hides the slow requests" }
        : undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Slow
          expr: rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Alert "Slow" watches an average time, which hides the slow requests.
          for: 10m
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - record: job:http_request_duration_seconds:avg
          expr: rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])
`,
  },
  {
    id: "kubernetes/lost-alert-label",
    summary: "Alert text with a label that was aggregated away",
    severity: "warning",
    preset: "recommended",
    guidance: ["PM-22"],
    references: ALERT_RULES,
    rationale:
      "What `by (…)` does not keep is gone when the message is written: the text shows an empty string where the name of the pod should stand. Keep the label, or leave it out of the text.",
    problem({ root, expression }) {
      const whole = /^\s*\(*\s*(?:sum|avg|min|max|count)\s*by\s*\(/.test(expression ?? "");
      const kept = expression === undefined || !whole ? [] : keptLabels(expression);
      const joins = /\b(?:group_left|group_right|without|label_replace|label_join|or|unless|topk|bottomk|on)\b/.test(expression ?? "");
      if (!kept.length || joins) return undefined;
      const known = new Set([...kept.flat(), ...root.map("labels").keys, "alertname"]);
      const annotations = root.map("annotations");
      for (const { key, pair } of annotations.entries()) {
        // The text as it is written: in a chart, and to those who take every action for a chart's, the value is not known.
        const text = pair.value ? annotations.world.text.slice(pair.value.start, pair.value.end) : "";
        const lost = [...text.matchAll(/\$labels\.([a-zA-Z_]\w*)/g)].map(([, label = ""]) => label).find((label) => !known.has(label));
        if (lost !== undefined)
          return { at: annotations.keyRange(key), says: `mentions the label ${lost}, which its expression does not keep` };
      }
      return undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Restarts
          expr: sum by (namespace) (increase(kube_pod_container_status_restarts_total[1h])) > 5
          annotations:
            summary: "Pod {{ $labels.pod }} restarts."
            ^^^^^^^ warning: Alert "Restarts" mentions the label pod, which its expression does not keep.
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Restarts
          expr: sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[1h])) > 5
          annotations:
            summary: "Pod {{ $labels.pod }} restarts."
        - alert: Up
          expr: up == 0
          annotations: { summary: "{{ $labels.instance }} is down." }
`,
  },
  {
    id: "kubernetes/unmatched-ratio",
    summary: "Ratio whose sides carry different labels",
    severity: "warning",
    preset: "recommended",
    guidance: ["PM-23"],
    references: ["https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching"],
    rationale:
      "A division matches series whose labels are all the same. Aggregated by different ones nothing matches: the result is empty, and the alert can never fire. Aggregate both sides alike, or say `on (…) group_left`.",
    problem({ expression, root }) {
      const text = expression === undefined ? "" : withoutStrings(expression);
      if (/\b(?:on|ignoring|group_left|group_right|and|or|unless|without)\b/.test(text)) return undefined;
      const sides = text.split("/");
      const [left, right] = sides.map((side) => (/^\s*\(*\s*sum\s*by\s*\(/.test(side) ? keptLabels(side) : []));
      if (sides.length !== 2 || left?.length !== 1 || right?.length !== 1) return undefined;
      const [a, b] = [[...(left[0] ?? [])].sort().join(", "), [...(right[0] ?? [])].sort().join(", ")];
      return a === b ? undefined : { at: root.rangeOf("expr"), says: `divides by (${a}) by (${b}): no series match` };
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Errors
          expr: sum by (job, code) (rate(http_errors_total[5m])) / sum by (job) (rate(http_requests_total[5m])) > 0.01
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Alert "Errors" divides by (code, job) by (job): no series match.
          for: 5m
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Errors
          expr: sum by (job) (rate(http_errors_total[5m])) / sum by (job) (rate(http_requests_total[5m])) > 0.01
          for: 5m
        - alert: Share
          expr: sum by (job, code) (rate(a_total[5m])) / on (job) group_left sum by (job) (rate(b_total[5m])) > 0.01
          for: 5m
`,
  },
  {
    id: "kubernetes/alert-without-duration",
    summary: "Alert that fires at the first sample",
    severity: "info",
    preset: "strict",
    guidance: ["PM-18"],
    references: ALERT_RULES,
    rationale:
      "Without `for` a single scrape that fails, or a restart, wakes somebody. A few minutes tell an event from a state. Alerts on what is absent, and on counts over a window, wait by themselves.",
    patient: true,
    problem(rule) {
      const isWindowed = /\[\d+[mhd]\]/.test(rule.expression ?? "");
      if (rule.alert === undefined || rule.expression === undefined || isImmediate(rule) || isWindowed) return undefined;
      if (!rule.root.lacks("for") && !/^0+[smhd]?$/.test(rule.root.string("for") ?? "-")) return undefined;
      return { at: rule.root.has("for") ? rule.root.rangeOf("for") : rule.anchor, says: "fires at the first sample" };
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
                 ^^^^ info: Alert "Down" fires at the first sample.
          expr: up{job="shop"} == 0
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up{job="shop"} == 0
          for: 5m
        - alert: Gone
          expr: absent(up{job="shop"})
        - alert: Watchdog
          expr: vector(1)
`,
  },
  {
    id: "kubernetes/alert-without-severity",
    summary: "Alert without a severity",
    severity: "info",
    preset: "strict",
    guidance: ["PM-19"],
    references: ALERTING,
    rationale:
      "Alertmanager decides by labels who is woken. An alert without `severity` takes the default route, which is nobody or everybody.",
    patient: true,
    problem: ({ alert, root, anchor }) =>
      alert !== undefined && root.map("labels").lacks("severity") ? { at: anchor, says: "has no severity to be routed by" } : undefined,
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
                 ^^^^ info: Alert "Down" has no severity to be routed by.
          expr: up == 0
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up == 0
          labels: { severity: warning }
`,
  },
  {
    id: "kubernetes/alert-without-runbook",
    summary: "Alert that does not say what to do",
    severity: "hint",
    preset: "strict",
    guidance: ["PM-20"],
    references: ALERTING,
    rationale: "Who is woken at three wants to know where to look first. `runbook_url` leads there.",
    patient: true,
    problem: ({ alert, root, anchor }) =>
      alert !== undefined && root.map("annotations").lacks("runbook_url") && root.map("annotations").lacks("runbook")
        ? { at: anchor, says: "leads to no runbook" }
        : undefined,
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
                 ^^^^ hint: Alert "Down" leads to no runbook.
          expr: up == 0
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up == 0
          annotations: { runbook_url: https://runbooks.example.com/down }
`,
  },
  {
    id: "kubernetes/alert-without-text",
    summary: "Alert without a summary or description",
    severity: "info",
    preset: "strict",
    guidance: ["PM-21"],
    references: ALERTING,
    rationale: "The notification consists of the alert's name and its labels. A sentence tells what it means for users.",
    patient: true,
    problem({ alert, root, anchor }) {
      const annotations = root.map("annotations");
      return alert !== undefined && ["summary", "description", "message"].every((key) => annotations.lacks(key))
        ? { at: anchor, says: "says nothing but its name" }
        : undefined;
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
                 ^^^^ info: Alert "Down" says nothing but its name.
          expr: up == 0
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up == 0
          annotations: { summary: The shop is down. }
`,
  },
  {
    id: "kubernetes/recording-per-instance",
    summary: "Recording rule that keeps labels without bound",
    severity: "warning",
    preset: "strict",
    guidance: ["PM-44", "PM-42"],
    references: ["https://prometheus.io/docs/practices/rules/#aggregation"],
    rationale:
      "A recording rule saves by having fewer series than it reads. With labels such as a user, a session or a trace there is a new series for each value, and the raw data was cheaper. Keep those that alerts or panels group by.",
    problem({ alert, expression, root }) {
      const [label] =
        alert === undefined && expression !== undefined
          ? keptLabels(expression)
              .flat()
              .filter((one) => UNBOUNDED.test(one))
          : [];
      return label === undefined ? undefined : { at: root.rangeOf("expr"), says: `keeps the label ${label}, which has no end of values` };
    },
    hit: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - record: user:requests:rate5m
          expr: sum by (user_id) (rate(http_requests_total[5m]))
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Recording rule "user:requests:rate5m" keeps the label user_id, which has no end of values.
`,
    clean: yaml`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - record: job:requests:rate5m
          expr: sum by (job) (rate(http_requests_total[5m]))
`,
  },
];

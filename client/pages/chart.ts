import type { Plugin } from "chart.js";
import { CategoryScale, Chart, Filler, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import type { Moment } from "../../server/src/languages/kubernetes/rollout/course";
import { t } from "../../server/src/l10n";

Chart.register(CategoryScale, Filler, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** The lines: told apart by colour, by dashes and by the shape of their points, so that colour is never alone. */
const LINES = [
  { label: () => t("Old"), of: (moment: Moment) => moment.old, colour: "--vscode-charts-blue", dash: [], point: "circle" },
  {
    label: () => t("New"),
    of: (moment: Moment) => moment.new,
    colour: "--vscode-problemsWarningIcon-foreground",
    dash: [8, 4],
    point: "rect",
  },
  { label: () => t("Available"), of: (moment: Moment) => moment.available, colour: "--vscode-foreground", dash: [2, 3], point: "triangle" },
  {
    label: () => t("Answering"),
    of: (moment: Moment) => moment.answering,
    colour: "--vscode-charts-green",
    dash: [1, 5],
    point: "crossRot",
  },
  {
    label: () => t("Traffic to new, %"),
    axis: "share",
    of: (moment: Moment) => moment.share,
    colour: "--vscode-charts-purple",
    dash: [12, 3, 2, 3],
    point: "rectRot",
  },
] as const;

const colourOf = (name: string): string => getComputedStyle(document.body).getPropertyValue(name).trim() || "#888";

/** An upright line with a word, where Kubernetes says that the rollout failed. */
const deadlineLine = (at: number | undefined, colour: string): Plugin<"line"> => ({
  id: "deadline",
  afterDatasetsDraw: ({ ctx, chartArea: { top, bottom, right }, scales: { x } }) => {
    if (at === undefined || !x || at < x.min || at > x.max) return;
    const place = x.getPixelForValue(at);
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.setLineDash([3, 3]);
    ctx.beginPath();
    ctx.moveTo(place, top);
    ctx.lineTo(place, bottom);
    ctx.stroke();
    ctx.textAlign = place > right - 60 ? "right" : "left";
    ctx.fillText(` ${t("deadline")} `, place, top + 12);
    ctx.restore();
  },
});

/** Pods over time, and the share of the traffic. */
export class PodChart {
  readonly canvas = document.createElement("canvas");
  #chart: Chart<"line", { x: number; y: number }[]> | undefined;
  #shown: readonly [moments: readonly Moment[], noticed: number | undefined, label: string] | undefined;

  constructor() {
    this.canvas.setAttribute("role", "img");
    // The theme has changed: the colours are read again.
    new MutationObserver(() => {
      if (this.#shown) this.show(...this.#shown);
    }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  }

  /** `noticed`: when Kubernetes says that the rollout failed, in seconds, drawn as an upright line. */
  show(moments: readonly Moment[], noticed: number | undefined, label: string): void {
    this.#shown = [moments, noticed, label];
    this.canvas.setAttribute("aria-label", label);
    const [first, last] = [moments[0]?.time ?? 0, moments.at(-1)?.time ?? 0];
    const [text, grid] = [colourOf("--vscode-foreground"), colourOf("--vscode-editorWidget-border")];
    const ground = colourOf("--vscode-editor-background");
    const datasets = LINES.map(({ label: name, of, colour, dash, point, ...axis }) => ({
      label: name(),
      data: moments.map((moment) => ({ x: moment.time, y: of(moment) })),
      yAxisID: "axis" in axis ? axis.axis : "pods",
      borderColor: colourOf(colour),
      backgroundColor: colourOf(colour),
      borderDash: [...dash],
      borderWidth: 2,
      pointStyle: point,
      pointRadius: 3,
      stepped: "before" as const,
    }));
    this.#chart?.destroy();
    this.#chart = new Chart(this.canvas, {
      type: "line",
      data: { datasets },
      plugins: [deadlineLine(noticed, text)],
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "nearest", axis: "x", intersect: false },
        plugins: {
          legend: { labels: { color: text, usePointStyle: true, boxWidth: 40 } },
          tooltip: { enabled: true, backgroundColor: ground, borderColor: text, borderWidth: 1, titleColor: text, bodyColor: text },
        },
        scales: {
          x: {
            type: "linear",
            min: first,
            max: Math.max(1, last),
            title: { display: true, text: t("Seconds"), color: text },
            ticks: { color: text, callback: (value) => (Number(value) < 0 ? t("before") : value) },
            grid: { color: grid },
          },
          pods: {
            beginAtZero: true,
            title: { display: true, text: t("Pods"), color: text },
            ticks: { color: text, precision: 0 },
            grid: { color: grid },
          },
          share: {
            position: "right",
            min: 0,
            max: 100,
            title: { display: true, text: "%", color: text },
            ticks: { color: text },
            grid: { display: false },
          },
        },
      },
    });
  }
}

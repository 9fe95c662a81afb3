import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js";
import type { Tally } from "../../server/src/service/report";
import { COUNTED, LEVELS } from "./counted";
import { element } from "./element";
import { t } from "../../server/src/l10n";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

/** What findings of a level are called. */
export const LEVEL_NAMES = {
  error: () => t("errors"),
  warning: () => t("warnings"),
  info: () => t("information"),
  hint: () => t("hints"),
} as const;
/** Space for one bar, in pixels. */
const BAR = 26;
/** What does not fit is in the table below. */
const MOST = 20;

const colour = (name: string): string => {
  const probe = document.body.appendChild(element("span", { class: `level ${name}` }));
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

/** Stripes and dots besides colours, so that the levels are told apart without them. */
function pattern(level: (typeof LEVELS)[number], paint: string): CanvasPattern | string {
  const size = 8;
  const tile = element("canvas", { width: String(size), height: String(size) });
  const pen = tile.getContext("2d");
  if (!pen || level === "error") return paint;
  pen.strokeStyle = pen.fillStyle = paint;
  pen.globalAlpha = 0.35;
  pen.fillRect(0, 0, size, size);
  pen.globalAlpha = 1;
  pen.lineWidth = 2;
  pen.beginPath();
  if (level === "warning") {
    pen.moveTo(0, size);
    pen.lineTo(size, 0);
  } else if (level === "info") {
    pen.moveTo(0, size / 2);
    pen.lineTo(size, size / 2);
  } else pen.arc(size / 2, size / 2, 1, 0, Math.PI * 2);
  pen.stroke();
  return pen.createPattern(tile, "repeat") ?? paint;
}

/** Findings by something, the levels of each one behind the other. Bars are walked with the arrow keys; a line below says what one holds. */
export function tallyChart(title: string, all: readonly Tally[]): HTMLElement {
  const rows = all.slice(0, MOST);
  const canvas = element("canvas", { role: "img", tabindex: "0", "aria-label": t("{0}. Arrow keys go from bar to bar.", title) });
  const said = element("p", { role: "status", "aria-live": "polite" });
  const box = element("div", { class: "chart" }, canvas);
  // The style has no inline styles to allow; a property set by script is none.
  box.style.height = `${rows.length * BAR + 70}px`;
  let chart: Chart<"bar", number[], string> | undefined;
  let at = -1;

  const draw = (): void => {
    const { color: text, backgroundColor: ground } = getComputedStyle(document.body);
    chart?.destroy();
    chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: rows.map(({ name }) => (name.length > 44 ? `…${name.slice(-43)}` : name)),
        datasets: LEVELS.map((level) => {
          const paint = colour(level);
          return {
            label: LEVEL_NAMES[level](),
            data: rows.map((row) => row[level]),
            backgroundColor: pattern(level, paint),
            borderColor: paint,
            borderWidth: 1,
          };
        }),
      },
      options: {
        indexAxis: "y",
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "index", axis: "y", intersect: false },
        plugins: {
          legend: { labels: { color: text } },
          tooltip: { enabled: true, backgroundColor: ground, borderColor: text, borderWidth: 1, titleColor: text, bodyColor: text },
        },
        scales: {
          x: { stacked: true, beginAtZero: true, ticks: { color: text, precision: 0 }, grid: { color: colour("grid") } },
          y: { stacked: true, ticks: { color: text, autoSkip: false }, grid: { display: false } },
        },
      },
    });
  };
  const go = (to: number): void => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[at];
    if (!row || !chart) return;
    const active = LEVELS.map((_, datasetIndex) => ({ datasetIndex, index: at }));
    chart.setActiveElements(active);
    const bar = chart.getDatasetMeta(0).data[at];
    chart.tooltip?.setActiveElements(active, { x: bar?.x ?? 0, y: bar?.y ?? 0 });
    chart.update();
    const counts = LEVELS.filter((level) => row[level] > 0).map((level) => COUNTED[level](row[level]));
    said.textContent = t("{0}: {1}; {2} with a fix", row.name, counts.join(", "), row.fixable);
  };
  const steps: Readonly<Record<string, () => number>> = {
    ArrowDown: () => at + 1,
    ArrowUp: () => at - 1,
    Home: () => 0,
    End: () => rows.length - 1,
  };
  canvas.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    go(step());
  });
  // Colours are read again when the theme changes: the editor's, or that of the system.
  new MutationObserver(draw).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  queueMicrotask(draw);
  return element("div", {}, box, said);
}

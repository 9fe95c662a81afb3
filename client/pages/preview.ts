import type { RolloutPreview } from "../../server/src/service/rollout-preview";
import { PodChart } from "./chart";
import { addStyle, element, speakAsTold } from "./element";
import type { PreviewMessage } from "./messages";
import { STYLE } from "./preview.css";
import { t } from "../../server/src/l10n";

declare function acquireVsCodeApi(): { postMessage(message: PreviewMessage): void };

const host = acquireVsCodeApi();
const page = document.getElementById("page") ?? document.body;

const list = (sentences: readonly string[], style = ""): HTMLElement =>
  element("ul", style === "" ? {} : { class: style }, ...sentences.map((sentence) => element("li", {}, sentence)));

const NUMBERS = [
  ["startup", () => t("Start-up of the new version, s")],
  ["shutdown", () => t("Shutdown of the old one, s")],
  ["attention", () => t("Until a person ends a pause, s")],
] as const;

class Page {
  readonly #title = element("h1");
  readonly #summary = element("div");
  readonly #concerns = element("div");
  readonly #plan = element("div");
  readonly #chart = new PodChart();
  readonly #table = element("tbody");
  readonly #mermaid = element("pre", { tabindex: "0" });
  readonly #inputs = new Map(NUMBERS.map(([name]) => [name, element("input", { type: "number", min: "0", max: "86400", id: name })]));
  readonly #broken = element("input", { type: "checkbox", id: "broken" });

  constructor() {
    const form = element(
      "form",
      { "aria-label": t("Assumptions") },
      ...NUMBERS.map(([name, label]) => element("label", { for: name }, label(), this.#inputs.get(name) ?? "")),
      element("label", { class: "check", for: "broken" }, this.#broken, t("The new version never answers")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
    });
    form.addEventListener("change", () => {
      this.#assume();
    });
    const copy = element("button", { type: "button" }, t("Copy Mermaid"));
    copy.addEventListener("click", () => {
      host.postMessage({ kind: "copy", text: this.#mermaid.textContent });
    });
    const heads = [t("Time"), t("Old"), t("New"), t("Available"), t("Answering"), t("Unavailable"), t("Ending"), t("Traffic to new")];
    page.append(
      this.#title,
      this.#summary,
      this.#concerns,
      element("h2", {}, t("Assumptions")),
      form,
      element("h2", {}, t("Course")),
      element("div", { class: "chart" }, this.#chart.canvas),
      element(
        "div",
        // What is wider than the panel is reached by the arrow keys too.
        { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Table of the course") },
        element(
          "table",
          {},
          element("caption", {}, t("Pods at each moment something changes")),
          element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
          this.#table,
        ),
      ),
      element("h2", {}, t("From the manifest")),
      this.#plan,
      element("details", {}, element("summary", {}, t("Mermaid")), this.#mermaid, copy),
    );
  }

  show(preview: RolloutPreview): void {
    this.#title.textContent = t("Rollout of {0}", preview.title);
    this.#summary.replaceChildren(list(preview.summary, "first"));
    this.#concerns.replaceChildren(
      ...(preview.concerns.length ? [element("h2", {}, t("What speaks against it")), list(preview.concerns, "concerns")] : []),
    );
    this.#plan.replaceChildren(list(preview.plan));
    for (const [name] of NUMBERS) {
      const input = this.#inputs.get(name);
      if (input && document.activeElement !== input) input.value = String(preview.assumptions[name]);
    }
    this.#broken.checked = preview.assumptions.broken;
    this.#chart.show(
      preview.moments,
      preview.noticed,
      t("{0}. {1} The table below has the values.", preview.title, preview.summary.join(" ")),
    );
    this.#table.replaceChildren(
      ...preview.table.map((row) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, row.time),
          ...[row.old, row.new, row.available, row.answering, row.unavailable, row.terminating].map((value) =>
            element("td", {}, String(value)),
          ),
          element("td", {}, `${row.share}%`),
        ),
      ),
    );
    this.#mermaid.textContent = preview.mermaid;
  }

  #assume(): void {
    const numbers = NUMBERS.flatMap(([name]) => {
      const value = this.#inputs.get(name)?.valueAsNumber ?? NaN;
      return Number.isFinite(value) && value >= 0 ? [[name, value] as const] : [];
    });
    host.postMessage({ kind: "assume", assumptions: { ...Object.fromEntries(numbers), broken: this.#broken.checked } });
  }
}

addStyle(STYLE);
speakAsTold();
const shown = new Page();
window.addEventListener("message", ({ data }: MessageEvent<RolloutPreview>) => {
  shown.show(data);
});
host.postMessage({ kind: "ready" });

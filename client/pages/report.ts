import type { Report, ReportedFinding, Tally } from "../../server/src/service/report";
import { addStyle, element } from "./element";
import { STYLE } from "./report.css";
import { tallyChart } from "./tally-chart";

const LEVELS = ["error", "warning", "info", "hint"] as const;
const WORDS = { error: "errors", warning: "warnings", info: "information", hint: "hints" } as const;
/** Rows of the long table that are drawn at once: more make a browser slow, and nobody reads them. */
const MOST_ROWS = 500;

addStyle(STYLE);
const report = JSON.parse(document.getElementById("report")?.textContent ?? "{}") as Report;
const page = document.getElementById("page") ?? document.body;

function summary(): string {
  const files = `${report.files} file${report.files === 1 ? "" : "s"} read`;
  const { baseline } = report;
  return baseline
    ? `${files}. Of the baseline ${baseline.known} findings are still there and not shown, ${baseline.gone} are gone.`
    : `${files}.`;
}

function sections(): HTMLElement[] {
  return [
    ...tallies("By rule", report.byRule),
    ...tallies("By folder", report.byFolder),
    ...tallies("By language", report.byLanguage),
    element("h2", {}, "Findings"),
    ...findings(),
  ];
}

function tallies(title: string, rows: readonly Tally[]): HTMLElement[] {
  const table = element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, title.slice(3)),
        ...[...LEVELS.map((level) => WORDS[level]), "with a fix"].map((word) => element("th", { scope: "col", class: "number" }, word)),
      ),
    ),
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, row.name),
          ...[...LEVELS.map((level) => row[level]), row.fixable].map((value) => element("td", { class: "number" }, String(value))),
        ),
      ),
    ),
  );
  return [
    element("h2", {}, title),
    tallyChart(title, rows),
    element("details", {}, element("summary", {}, "The same as a table"), scroll(`Table: ${title}`, table)),
  ];
}

/** What is wider or longer than the page is reached by the arrow keys too. */
const scroll = (label: string, ...children: readonly Node[]): HTMLElement =>
  element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, ...children);

function findings(): HTMLElement[] {
  const body = element("tbody");
  const caption = element("caption", { "aria-live": "polite" });
  const text = element("input", { type: "search", id: "text" });
  const level = element(
    "select",
    { id: "level" },
    element("option", { value: "" }, "all"),
    ...LEVELS.map((each) => element("option", { value: each }, WORDS[each])),
  );
  const fixable = element(
    "select",
    { id: "fix" },
    element("option", { value: "" }, "any"),
    element("option", { value: "safe" }, "safe"),
    element("option", { value: "suggestion" }, "suggestion"),
    element("option", { value: "none" }, "none"),
  );
  const show = (): void => {
    const words = text.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const found = report.findings.filter(
      (finding) =>
        (level.value === "" || finding.severity === level.value) &&
        (fixable.value === "" || finding.fix === fixable.value) &&
        words.every((word) => `${finding.path} ${finding.rule} ${finding.message}`.toLowerCase().includes(word)),
    );
    const shown = found.slice(0, MOST_ROWS);
    caption.textContent = `${found.length} of ${report.findings.length}${shown.length < found.length ? `, the first ${shown.length} of them shown` : ""}`;
    body.replaceChildren(...shown.map(row));
  };
  for (const input of [text, level, fixable]) input.addEventListener("input", show);
  show();
  const heads = ["Level", "Place", "What", "Rule", "Fix"].map((head) => element("th", { scope: "col" }, head));
  return [
    element(
      "div",
      { class: "filter" },
      element("label", { for: "text" }, "Contains", text),
      element("label", { for: "level" }, "Level", level),
      element("label", { for: "fix" }, "Fix", fixable),
    ),
    scroll("Table of findings", element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), body)),
  ];
}

const row = ({ severity, path, line, message, rule, docs, fix }: ReportedFinding): HTMLElement =>
  element(
    "tr",
    {},
    element("td", { class: `level ${severity}` }, severity),
    element("td", {}, `${path}:${line}`),
    element("td", { class: "message" }, message),
    element("td", {}, element("a", { href: docs, rel: "noreferrer" }, rule)),
    element("td", {}, fix === "none" ? "" : fix),
  );

function workloads(): HTMLElement[] {
  if (!report.workloads.length) return [];
  const items = report.workloads.map(({ title, path, checks }) => {
    const passed = checks.filter(({ open }) => !open.length).length;
    return element(
      "details",
      {},
      element("summary", {}, `${title}, ${path}: ${passed} of ${checks.length} checks`),
      element(
        "ul",
        {},
        ...checks.map((check) =>
          element(
            "li",
            {},
            `${check.open.length ? "no" : "yes"}: ${check.title}`,
            ...(check.open.length ? [element("ul", {}, ...check.open.map((message) => element("li", { class: "soft" }, message)))] : []),
          ),
        ),
      ),
    );
  });
  return [element("h2", {}, "Ready to roll out"), ...items];
}

page.replaceChildren(
  element("h1", {}, report.title),
  element("p", { class: "soft" }, summary()),
  element(
    "ul",
    { class: "counts" },
    ...LEVELS.map((level) => element("li", { class: level }, element("b", {}, String(report.total[level])), WORDS[level])),
    element("li", {}, element("b", {}, String(report.total.fixable)), "with a fix"),
  ),
  ...(report.findings.length ? sections() : [element("p", {}, "Nothing to report.")]),
  ...workloads(),
);
